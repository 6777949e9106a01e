"""The full-text index: which articles hold which words.

It is built when first needed, a batch at a time, so that opening a library pays nothing for it. The index keeps no text
of its own; to take an article out, its words are folded again from the stored body.
"""

import sqlite3
from collections.abc import Iterable

from termnews.domain.article import Article, body_text
from termnews.library.folding import fold_stored, fold_typed
from termnews.library.rows import ARTICLE_COLUMNS, Row, decode_article

BATCH = 16
"""Articles to index in one go: about as long as a frame may take."""

_UNINDEXED = f"""
    SELECT row, {ARTICLE_COLUMNS} FROM article JOIN body USING (row)
    WHERE is_indexed = 0 ORDER BY row LIMIT {BATCH}
"""  # noqa: S608 -- constants of this package
_INDEXED = f"""
    SELECT row, {ARTICLE_COLUMNS} FROM article JOIN body USING (row) WHERE is_indexed = 1 AND id = ?
"""  # noqa: S608 -- constants of this package


def match_expression(words: str) -> str:
    """Return the full-text query for typed words; empty when they hold no letter or digit.

    Folded words hold no quotes, so that nothing typed can reach the query language.
    """
    found = fold_typed(words)
    return " AND ".join(f'"{word}"' for word in found) + "*" if found else ""


def index_batch(connection: sqlite3.Connection) -> bool:
    """Index the next few articles inside the caller's transaction; return whether there were any."""
    rows = connection.execute(_UNINDEXED).fetchall()
    connection.executemany(
        "INSERT INTO search (rowid, headline, outlet, body) VALUES (?, ?, ?, ?)", map(_indexed_text, rows)
    )
    connection.executemany("UPDATE article SET is_indexed = 1 WHERE row = ?", [row[:1] for row in rows])
    return bool(rows)


def forget_words(connection: sqlite3.Connection, article_ids: Iterable[str]) -> None:
    """Take those of the articles that are indexed out of the index, before they are replaced."""
    for article_id in article_ids:
        row = connection.execute(_INDEXED, (article_id,)).fetchone()
        if row:
            connection.execute(
                "INSERT INTO search (search, rowid, headline, outlet, body) VALUES ('delete', ?, ?, ?, ?)",
                _indexed_text(row),
            )
            connection.execute("UPDATE article SET is_indexed = 0 WHERE row = ?", row[:1])


def _indexed_text(row: Row) -> tuple[int, str, str, str]:
    article: Article = decode_article(row[1:])
    return row[0], fold_stored(article.headline), fold_stored(article.outlet), fold_stored(body_text(article))
