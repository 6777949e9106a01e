"""The library: every article of an edition, and the lists over them.

One connection serves all threads, one at a time: every method holds the lock for as long as its query takes, and
`save` prepares its rows before it takes the lock. So the window's thread may read while one worker writes, and no
reader sees half a transaction.
"""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from threading import RLock
from typing import Self, TypeVar
from weakref import WeakMethod, finalize

from termnews.domain.article import Article, Headline
from termnews.domain.selection import Selection
from termnews.domain.story import Story, Verdict
from termnews.library.copies import Copies
from termnews.library.counts import CountryCount, Counts, SmartCounts, count_countries, count_smart
from termnews.library.rows import (
    ARTICLE_COLUMNS,
    HEADLINE_COLUMNS,
    decode_article,
    decode_headline,
)
from termnews.library.schema import build_schema
from termnews.library.searching import Search
from termnews.library.stories import find_story, list_stories, place_articles
from termnews.library.writing import Writer, make_rows, save_rows

NO_VERDICTS: Mapping[str, Verdict] = {}
NO_STRANDS: Mapping[str, int] = {}
NO_COPIES: Mapping[str, str] = {}

_FIND_HEADLINE = f"SELECT {HEADLINE_COLUMNS} FROM article WHERE row = ?"  # noqa: S608 -- a constant
_FIND_ARTICLE = f"SELECT {ARTICLE_COLUMNS} FROM article JOIN body USING (row) WHERE {{}} = ?"  # noqa: S608 -- a constant
_FIND_BY_ID = _FIND_ARTICLE.format("id")
_FIND_BY_ROW = _FIND_ARTICLE.format("row")
_OTHERS = "SELECT article.row, article.id FROM json_each(?) JOIN article ON article.id = value WHERE {0} <> ?"
_MARK = "UPDATE article SET {0} = ? WHERE row IN (SELECT value FROM json_each(?))"


def _mark(connection: sqlite3.Connection, column: str, article_ids: Iterable[str], *, value: bool) -> list[str]:
    """Mark articles inside the caller's transaction, all in one statement; return those that were not so before."""
    others = connection.execute(
        _OTHERS.format(column), (json.dumps(list(dict.fromkeys(article_ids))), value)
    ).fetchall()
    if others:
        connection.execute(_MARK.format(column), (value, json.dumps([row for row, _ in others])))
    return [article_id for _, article_id in others]


_Shown = TypeVar("_Shown", Article, Headline)


def _with_voice(shown: _Shown, voices: Mapping[str, str]) -> _Shown:
    voice = voices.get(f"{shown.country}/{shown.outlet}") if voices else None
    return replace(shown, voice=voice) if voice else shown


class Library:
    """The articles of an edition; safe to use from several threads."""

    keeps_marks = False
    """Whether marks are there again the next time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use an open connection, shared between threads and without implicit transactions, whose tables exist."""
        self._connection = connection
        self._lock = RLock()
        self._writer = Writer(lambda: connection, self._lock)
        self.search = Search(connection, self._lock, WeakMethod(self.build_index))
        """What the words of a selection find, and in which order."""
        self.voices: Mapping[str, str] = {}
        """Whose voice outlets are that a reader has to be told of, by country and name with a stroke between."""
        self.copies = Copies(connection, self._lock)
        """Which articles of a list have the text of another one."""
        self.counts = Counts(connection, self._lock)
        """Other counts than those that the country list shows."""
        self._closing = finalize(self, connection.close)

    @classmethod
    def in_memory(cls) -> Self:
        """Open an empty library that ends with the program."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        build_schema(connection)
        return cls(connection)

    @classmethod
    def from_image(cls, image: bytes) -> Self:
        """Open a library in memory as `to_image` gave it."""
        connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        connection.deserialize(image)
        return cls(connection)

    def to_image(self) -> bytes:
        """Return the whole library as bytes, for another process."""
        with self._lock:
            return self._connection.serialize()

    def close(self) -> None:
        """Let go of the library; nothing may be asked of it afterwards."""
        with self._lock:
            self._closing()

    def save(self, articles: Iterable[Article]) -> None:
        """Store articles, all or none; one with a known id replaces the text and keeps row, marks and story."""
        rows = make_rows(articles)
        with self._writer.transaction() as connection:
            save_rows(connection, rows)

    def set_stories(
        self,
        story_by_article: Mapping[str, str],
        verdicts: Mapping[str, Verdict] = NO_VERDICTS,
        strands: Mapping[str, int] = NO_STRANDS,
        copies: Mapping[str, str] = NO_COPIES,
    ) -> None:
        """Put the given articles into stories by their ids, with verdicts by story; an empty id leaves one alone.

        Those that `strands` and `copies` do not have are of strand 0, and nobody's copy.
        """
        with self._writer.transaction() as connection:
            place_articles(connection, story_by_article, verdicts, strands, copies)

    def build_index(self) -> None:
        """Make every article searchable, in short holds; a first search does what is left of it by itself."""
        from termnews.library.search import index_batch  # noqa: PLC0415 - a start without a search never pays for it

        is_more = True
        while is_more:
            with self._writer.transaction() as connection:
                is_more = index_batch(connection)

    def find_rows(self, selection: Selection, limit: int = -1) -> "array[int]":
        """Return the row ids of the selected articles, newest first, undated last; a limit leaves out the others.

        Overlooked ones come grouped by story, the newest story first.
        """
        return self.search.find_rows(selection, limit)

    def unread_ids(self, selection: Selection) -> list[str]:
        """Return the ids of the selected articles that are unread, in the order of `find_rows`."""
        return self.search.find(replace(selection, is_unread=True), "id")

    def headlines(self, rows: Sequence[int]) -> list[Headline]:
        """Return the light rows of some row ids, in their order; unknown ones are left out."""
        with self._lock:
            found = [self._connection.execute(_FIND_HEADLINE, (row,)).fetchone() for row in rows]
        return [_with_voice(decode_headline(row), self.voices) for row in found if row]

    def find_article(self, article_id: str) -> Article | None:
        """Return an article with its body."""
        with self._lock:
            row = self._connection.execute(_FIND_BY_ID, (article_id,)).fetchone()
        return _with_voice(decode_article(row), self.voices) if row else None

    def find_row(self, article_id: str) -> int | None:
        """Return the row id of an article."""
        with self._lock:
            row = self._connection.execute("SELECT row FROM article WHERE id = ?", (article_id,)).fetchone()
        return row[0] if row else None

    def articles(self) -> Iterator[Article]:
        """Iterate over all articles with their bodies, oldest first, undated last."""
        with self._lock:
            rows = self._connection.execute(
                "SELECT row FROM article ORDER BY published IS NULL, published, row"
            ).fetchall()
        for key in rows:
            with self._lock:
                row = self._connection.execute(_FIND_BY_ROW, key).fetchone()
            yield decode_article(row)

    def story_of(self, article_id: str) -> Story | None:
        """Return the story that an article shares with others, None when it stands alone."""
        with self._lock:
            return find_story(self._connection, article_id)

    def stories(self) -> list[Story]:
        """Return the stories of two or more articles, the newest first."""
        with self._lock:
            return list_stories(self._connection)

    def country_counts(self) -> list[CountryCount]:
        """Return the counts of every country that has articles, by code."""
        with self._lock:
            return count_countries(self._connection, is_muting=self.search.is_muting)

    def smart_counts(self, countries: Sequence[CountryCount] | None = None) -> SmartCounts:
        """Return the counts over all countries; those of every country are counted where they are not given."""
        known = self.country_counts() if countries is None else countries
        with self._lock:
            return count_smart(self._connection, known)

    def mark_read(self, article_ids: Iterable[str], *, is_read: bool) -> list[str]:
        """Mark articles read or unread; return the ids of those that were not so before."""
        with self._writer.transaction() as connection:
            return _mark(connection, "is_read", article_ids, value=is_read)

    def mark_bookmarked(self, article_ids: Iterable[str], *, is_bookmarked: bool) -> list[str]:
        """Mark articles kept or not; return the ids of those that were not so before."""
        with self._writer.transaction() as connection:
            return _mark(connection, "is_bookmarked", article_ids, value=is_bookmarked)
