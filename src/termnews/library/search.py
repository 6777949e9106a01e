"""The full-text index: which articles hold which words.

`search` knows of every article which words it holds, and no more than that; `search_headline` tells the headline's from
the outlet's. Both are built when first needed, a batch at a time, so that opening a library pays nothing for them, and
an article that is replaced leaves them in the transaction that replaces it. They keep no text of their own; to take an
article out, its words are folded again from the stored body.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import ascii_lowercase, digits

from termnews.domain.article import body_text
from termnews.domain.query import Query, Word
from termnews.library.folding import MAX_WORDS, fold_stored, fold_typed, is_arabic
from termnews.library.rows import ARTICLE_COLUMNS, Row, decode_article

BATCH = 16
"""Articles to index in one go: about as long as a frame may take."""

LANGUAGE_MARK = "\u00b6"
"""Begins the word that stands for an article's language: nothing typed holds it."""

LIST_WORDS = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab (main, search, row)"
"""Lets a connection read the words of the index."""
_BEGIN_SO = "SELECT term FROM temp.search_words WHERE term BETWEEN ? AND ? LIMIT ?"
_BEGUN = r'"([^"]{3,})"\*'
_MOST_SPELT_OUT = 100

_UNINDEXED = f"""
    SELECT row, {ARTICLE_COLUMNS} FROM article JOIN body USING (row)
    WHERE is_indexed = 0 ORDER BY row DESC LIMIT ?
"""  # noqa: S608 -- constants of this package
_INDEXED = f"""
    SELECT row, {ARTICLE_COLUMNS} FROM article JOIN body USING (row) WHERE is_indexed = 1 AND id = ?
"""  # noqa: S608 -- constants of this package
_ADD = "INSERT INTO search (rowid, words) VALUES (?, ?)"
_ADD_HEADLINE = "INSERT INTO search_headline (rowid, headline, outlet) VALUES (?, ?, ?)"
_REMOVE = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)"
_REMOVE_HEADLINE = """
    INSERT INTO search_headline (search_headline, rowid, headline, outlet) VALUES ('delete', ?, ?, ?)
"""


def match_expression(query: Query) -> str:
    """Return the full-text query for the words of a query; empty when none is wanted.

    Phrases are looked for by their words. Folded words hold no quotes, so that nothing typed can reach the language of
    the index.
    """
    telling = [word for word in query.wanted if not _is_begun(word)] or query.wanted
    wanted = [one for word in telling for one in word_expressions(word)][:MAX_WORDS]
    unwanted = [f"({' AND '.join(all_of)})" for word in query.unwanted if (all_of := list(word_expressions(word)))]
    if not wanted:
        return ""
    exact = [u for word, u in zip(query.unwanted, unwanted, strict=False) if not word.is_phrase]
    return " AND ".join(wanted) if not exact else f"({' AND '.join(wanted)}) NOT ({' OR '.join(exact)})"


def has_phrases(query: Query) -> bool:
    """Tell whether articles must be read to know whether they match."""
    return any(word.is_phrase for word in query.words)


def quick_expression(expression: str) -> str:
    """Return a full-text query that finds the newest with a letter soon, empty where it is none for a single letter.

    Only longer beginnings are kept in the index by themselves; words that go on beyond ASCII are left out.
    """
    begun = re.fullmatch(r'"([0-9a-z])"\*', expression)
    if not begun:
        return ""
    return " OR ".join((f'"{begun[1]}"', *(f'"{begun[1]}{other}"*' for other in ascii_lowercase + digits)))


def spell_out(connection: sqlite3.Connection, expression: str) -> str:
    """Return a full-text query with the words themselves where few begin so.

    SQLite puts all articles of words that begin so together before it gives the first, and whole words it does not.
    """

    def words_of(begun: re.Match[str]) -> str:
        found = connection.execute(_BEGIN_SO, (begun[1], f"{begun[1]}\U0010ffff", _MOST_SPELT_OUT + 1)).fetchall()
        return any_of([word for (word,) in found], is_open=False) if 0 < len(found) <= _MOST_SPELT_OUT else begun[0]

    return re.sub(_BEGUN, words_of, expression)


def _is_begun(word: Word) -> bool:
    """Tell whether only the first letter of a word is there yet: nearly every article has one that begins so."""
    return word.is_open and len(word.text) == 1 and word.text.isascii()


def word_expressions(word: Word) -> Iterator[str]:
    """Yield a full-text query for each folded part of a word, all of which must match."""
    parts = fold_typed(word.text)
    for place, part in enumerate(parts, 1):
        is_open = (word.is_open and place == len(parts)) or (is_arabic(part) and not word.is_negated)
        yield any_of([part, *word.spellings], is_open=is_open)


def any_of(words: Iterable[str], *, is_open: bool) -> str:
    """Return the full-text query for one of some folded words, or of words that begin so."""
    terms = [f'"{word}"' + "*" * is_open for word in words]
    return terms[0] if len(terms) == 1 else f"({' OR '.join(terms)})"


def index_batch(connection: sqlite3.Connection, most: int = BATCH) -> bool:
    """Index the next articles inside the caller's transaction, the newest first; return whether there were any."""
    rows = connection.execute(_UNINDEXED, (most,)).fetchall()
    for row in reversed(rows):  # the index takes them in order only
        _write_words(connection, _ADD, _ADD_HEADLINE, row)
    connection.executemany("UPDATE article SET is_indexed = 1 WHERE row = ?", [row[:1] for row in rows])
    return bool(rows)


def forget_words(connection: sqlite3.Connection, article_ids: Iterable[str]) -> None:
    """Take those of the articles that are indexed out of the index, before they are replaced."""
    for article_id in article_ids:
        row = connection.execute(_INDEXED, (article_id,)).fetchone()
        if row:
            _write_words(connection, _REMOVE, _REMOVE_HEADLINE, row)
            connection.execute("UPDATE article SET is_indexed = 0 WHERE row = ?", row[:1])


def empty_index(connection: sqlite3.Connection) -> None:
    """Forget all words inside the caller's transaction; what is stored of the articles stays."""
    connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    connection.execute("INSERT INTO search_headline (search_headline) VALUES ('delete-all')")
    connection.execute("UPDATE article SET is_indexed = 0")


def merge_index(connection: sqlite3.Connection) -> None:
    """Make one piece of each table inside the caller's transaction; what was taken out leaves no trace."""
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    connection.execute("INSERT INTO search_headline (search_headline) VALUES ('optimize')")


def _write_words(connection: sqlite3.Connection, sql: str, headline_sql: str, row: Row) -> None:
    article = decode_article(row[1:])
    headline, outlet = fold_stored(article.headline), fold_stored(article.outlet)
    words = [headline, outlet, fold_stored(body_text(article)), _language_word(article.language)]
    if article.original:
        before = replace(article, headline=article.original.headline, blocks=article.original.blocks)
        headline += "\n" + fold_stored(before.headline)
        words += [headline, fold_stored(body_text(before)), _language_word(article.original.language)]
    connection.execute(sql, (row[0], "\n".join(words)))
    connection.execute(headline_sql, (row[0], headline, outlet))


def _language_word(language: str) -> str:
    code = re.match("[a-z]{2,3}", language.lower())
    return LANGUAGE_MARK + code[0] if code else ""
