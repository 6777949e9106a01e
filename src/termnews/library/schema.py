"""The one schema of the library, in memory and on disk, and how older files come to it.

An article's light row and its body are apart: lists never touch a body. `article.row` never changes once given, so
that lists may hold row ids while articles are replaced.
"""

import sqlite3
from collections.abc import Iterator, Sequence

_ARTICLES = """
CREATE TABLE article (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    headline TEXT NOT NULL,
    outlet TEXT NOT NULL,
    country TEXT NOT NULL,
    published INTEGER,                      -- microseconds since 1970, UTC; NULL when unknown
    story TEXT NOT NULL DEFAULT '',         -- '' while it stands alone
    takes INTEGER NOT NULL DEFAULT 0,       -- other articles that surely tell the same event
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

-- The words come folded (see `folding`), so the plainest tokenizer keeps both sides of a search alike. Which words an
-- article has is all that `search` knows, so that it stays small; see `phrases` and `ranking` for the rest.
CREATE VIRTUAL TABLE search USING fts5 (
    words, content='', detail=none, tokenize='ascii', prefix='2 3'
);
CREATE VIRTUAL TABLE search_headline USING fts5 (
    headline, outlet, content='', detail=column, tokenize='ascii'
);
"""

_FEEDS = """
CREATE TABLE feed (
    link TEXT PRIMARY KEY,                  -- as the catalogue has it
    succeeded INTEGER,                      -- microseconds since 1970, UTC
    digest TEXT NOT NULL,                   -- of the last body that was read
    health TEXT NOT NULL                    -- JSON: see `feeds.encode_health`
) WITHOUT ROWID;

-- What came from feeds, to know it again: an article of its own each.
CREATE TABLE entry (
    article_id TEXT PRIMARY KEY,
    outlet TEXT NOT NULL,                   -- the outlet's key
    entry_id TEXT NOT NULL,                 -- '' when that tells nothing; likewise the next
    link_key TEXT NOT NULL,
    published INTEGER NOT NULL,
    details TEXT NOT NULL                   -- JSON, for who decides what is new
) WITHOUT ROWID;
CREATE INDEX entry_by_time ON entry (outlet, published);
CREATE INDEX entry_by_id ON entry (outlet, entry_id) WHERE entry_id <> '';
CREATE INDEX entry_by_link ON entry (link_key) WHERE link_key <> '';

CREATE TABLE robots (
    origin TEXT PRIMARY KEY,
    rules TEXT NOT NULL,                    -- JSON: pairs of a pattern and whether it is allowed
    read INTEGER NOT NULL                   -- microseconds since 1970, UTC
) WITHOUT ROWID;
"""

_LANGUAGES = """
ALTER TABLE article ADD COLUMN language TEXT NOT NULL DEFAULT '';  -- of the text as it reads
ALTER TABLE article ADD COLUMN original TEXT NOT NULL DEFAULT '';  -- of the text as published, '' when that is it
UPDATE article SET
    language = coalesce((SELECT json_extract(content, '$[4]') FROM body WHERE body.row = article.row), ''),
    original = coalesce((SELECT json_extract(content, '$[5][0]') FROM body WHERE body.row = article.row), '');
CREATE INDEX article_untranslated ON article (published DESC) WHERE language NOT IN ('', 'en');
"""

_STRANDS = """
ALTER TABLE article ADD COLUMN strand INTEGER NOT NULL DEFAULT 0;  -- articles of one surely tell one event
ALTER TABLE article ADD COLUMN copy_of TEXT NOT NULL DEFAULT '';   -- the id of who had the text first
CREATE INDEX article_copies ON article (copy_of) WHERE copy_of <> '';
"""

_SMALLER_INDEX = """
DROP TABLE search;
DROP TABLE search_headline;
-- Beginnings of two letters are kept, longer ones cost more room than time; nobody asks how long a text is.
CREATE VIRTUAL TABLE search USING fts5 (
    words, content='', columnsize=0, detail=none, tokenize='ascii', prefix='2'
);
CREATE VIRTUAL TABLE search_headline USING fts5 (
    headline, outlet, content='', columnsize=0, detail=column, tokenize='ascii'
);
UPDATE article SET is_indexed = 0;
"""

STEPS: Sequence[str] = (_ARTICLES, _FEEDS, _LANGUAGES, _STRANDS, _SMALLER_INDEX)
"""What takes a file from the version that is a step's position to the next; a step is never changed once released."""

VERSION = len(STEPS)
"""Kept in `PRAGMA user_version`."""


def build_schema(connection: sqlite3.Connection, steps: Sequence[str] = STEPS) -> None:
    """Bring a database to this version, an empty one too: all or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for step in steps[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """Cut a script at its semicolons: `executescript` would end the transaction that it stands in."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
