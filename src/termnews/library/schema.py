"""The one schema of the library, in memory and on disk.

An article's light row and its body are apart: lists never touch a body. `article.row` never changes once given, so
that lists may hold row ids while articles are replaced.
"""

import sqlite3

VERSION = 1
"""Kept in `PRAGMA user_version`; raised with every change of the tables."""

_TABLES = """
CREATE TABLE article (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    headline TEXT NOT NULL,
    outlet TEXT NOT NULL,
    country TEXT NOT NULL,
    published INTEGER,                      -- microseconds since 1970, UTC; NULL when unknown
    story TEXT NOT NULL DEFAULT '',         -- '' while it stands alone
    takes INTEGER NOT NULL DEFAULT 0,       -- other articles of the story
    is_read INTEGER NOT NULL DEFAULT 0,
    is_bookmarked INTEGER NOT NULL DEFAULT 0,
    is_indexed INTEGER NOT NULL DEFAULT 0   -- whether `search` holds its words as they are now
);
CREATE INDEX article_by_time ON article (published DESC);
CREATE INDEX article_by_country ON article (country, published DESC, is_read);
CREATE INDEX article_by_story ON article (story, published) WHERE story <> '';
CREATE INDEX article_unread ON article (published DESC) WHERE is_read = 0;
CREATE INDEX article_bookmarked ON article (published DESC) WHERE is_bookmarked = 1;
CREATE INDEX article_unindexed ON article (row) WHERE is_indexed = 0;

CREATE TABLE body (
    row INTEGER PRIMARY KEY,
    content TEXT NOT NULL                   -- JSON: see `rows.encode_body`
);

CREATE TABLE story (
    id TEXT PRIMARY KEY,
    newest INTEGER,                         -- when its newest article was published
    verdict TEXT NOT NULL DEFAULT 'unknown'  -- on American coverage: a `Verdict`
) WITHOUT ROWID;

-- The words come folded (see `folding`), so the plainest tokenizer keeps both sides of a search alike.
CREATE VIRTUAL TABLE search USING fts5 (
    headline, outlet, body, content='', detail=column, tokenize='ascii', prefix='1 2 3'
);
"""


def build_schema(connection: sqlite3.Connection) -> None:
    """Create the tables in an empty database, all or none."""
    connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
