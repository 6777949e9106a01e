"""The live library: a file that one process fills while others read it.

Reading goes through a connection that cannot write, so that nobody's reading waits for a batch to be kept; writing has
a connection and a lock of its own. A reader sees whole batches only.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import chain
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING
from weakref import finalize

from termnews.domain.article import Article
from termnews.library.ahead import AheadLibrary
from termnews.library.rows import ARTICLE_COLUMNS, decode_article, decode_time, encode_time
from termnews.library.stories import Place, find_story_ids, retell
from termnews.library.writing import LibraryUnavailable, Writer, make_rows, save_rows, told_plainly

if TYPE_CHECKING:
    from termnews.domain.health import FeedHealth
    from termnews.library.feeds import Batch, Wanted

_TRIMMED_AT_ONCE = 200
"""Articles that go in one transaction: their words have to be found in the index again."""
_FREED_AT_ONCE = 4000
"""Pages given back to the disk."""
_RECENT = f"""
    SELECT {ARTICLE_COLUMNS} FROM article JOIN body USING (row) WHERE published >= ? ORDER BY published, row
"""  # noqa: S608 -- a constant
_OLD = "SELECT row, id FROM article WHERE published < ? AND is_bookmarked = 0 ORDER BY published LIMIT ?"
_TELL_APART = "SELECT id FROM article WHERE {0} <> ? AND id IN (SELECT value FROM json_each(?))"
_ALL_APART = "SELECT id FROM article WHERE {0} <> ?"
_FEW = 20_000
"""Marks up to this number are looked up one by one; more are compared with the whole table at once."""


def _feeds() -> ModuleType:
    """Return the room's module of what is kept of feeds; a window that only reads does without it."""
    from termnews.library import feeds  # noqa: PLC0415 - see above

    return feeds


def _words() -> ModuleType:
    """Return the room's module of the index of words, likewise."""
    from termnews.library import search  # noqa: PLC0415 - see above

    return search


class LiveLibrary(AheadLibrary):
    """The articles of live outlets in a file; safe to use from several threads and processes."""

    keeps_marks = True
    identity: tuple[int, int] | None = None
    """Which file it was opened from: the device and the number there."""

    def __init__(self, reading: sqlite3.Connection, connect: Callable[[], sqlite3.Connection]) -> None:
        """Read through an open connection and open another one when there is something to write."""
        super().__init__(reading)
        self._writer = Writer(connect, RLock())
        self._closing_writer = finalize(self, self._writer.close)

    def close(self) -> None:
        """Let go of the file; nothing may be asked of it afterwards."""
        super().close()
        self._closing_writer()  # the last to close writes the log into the file, which who only reads cannot

    def has_articles(self) -> bool:
        """Tell whether there is anything to read."""
        with self._lock:
            return bool(self._connection.execute("SELECT EXISTS (SELECT 1 FROM article)").fetchone()[0])

    def build_index(self) -> None:
        """Index what a refresh has left; a library that cannot be written is searched as it is."""
        if not self.search.has_all():
            with suppress(LibraryUnavailable):
                super().build_index()

    def mark_read(self, article_ids: Iterable[str], *, is_read: bool) -> list[str]:
        """Mark articles read or unread; return the ids of those that were not so before and could be marked."""
        changing = self._tell_apart("is_read", article_ids, value=is_read)
        return self._mark_those(super().mark_read, changing, is_read=is_read)

    def mark_bookmarked(self, article_ids: Iterable[str], *, is_bookmarked: bool) -> list[str]:
        """Mark articles kept or not; return the ids of those that were not so before and could be marked."""
        changing = self._tell_apart("is_bookmarked", article_ids, value=is_bookmarked)
        return self._mark_those(super().mark_bookmarked, changing, is_bookmarked=is_bookmarked)

    def _mark_those(self, mark: Callable[..., list[str]], article_ids: list[str], **value: bool) -> list[str]:
        if not article_ids:
            return []
        with suppress(LibraryUnavailable):  # the marks are kept elsewhere: here they are only shown
            return mark(article_ids, **value)
        return []

    def _tell_apart(self, column: str, article_ids: Iterable[str], *, value: bool) -> list[str]:
        """Return those of many articles whose mark is another, without writing."""
        ids = set(article_ids)
        with self._lock:
            if len(ids) <= _FEW:
                sql = _TELL_APART.format(column)
                return list(chain.from_iterable(self._connection.execute(sql, (value, json.dumps(sorted(ids))))))
            rows = self._connection.execute(_ALL_APART.format(column), (value,))
            return [article_id for (article_id,) in rows if article_id in ids]

    def keep(self, batch: "Batch") -> None:
        """Keep a batch, all of it or nothing, and make its articles searchable.

        Raises:
            LibraryUnavailable: it could not be kept.
        """
        rows = make_rows(batch.articles.values())
        with self._writer.transaction() as connection:
            save_rows(connection, rows)
            _feeds().save_entries(connection, batch.entries.values())
            _feeds().save_healths(connection, batch.healths, batch.digests)
            _words().index_batch(connection, len(rows.ids))

    def healths(self) -> "dict[str, FeedHealth]":
        """Return how every feed is doing that was asked so far, by its address in the catalogue."""
        with self._lock, told_plainly():
            healths: dict[str, FeedHealth] = _feeds().load_healths(self._connection)
            return healths

    def digests(self) -> dict[str, str]:
        """Return the digests of the bodies of feeds that were read last."""
        with self._lock, told_plainly():
            digests: dict[str, str] = _feeds().load_digests(self._connection)
            return digests

    def find_details(self, wanted: "Wanted") -> list[str]:
        """Return what was remembered of entries; see `StoredEntry.details`."""
        with self._lock, told_plainly():
            details: list[str] = _feeds().find_details(self._connection, wanted)
            return details

    def links(self) -> list[tuple[str, str]]:
        """Return the ids of the articles that came from feeds, each with its address as `decide` knows it."""
        with self._lock, told_plainly():
            return self._connection.execute("SELECT article_id, link_key FROM entry WHERE link_key <> ''").fetchall()

    def checked(self) -> datetime | None:
        """Return when an outlet was last asked with success."""
        with self._lock:
            return decode_time(self._connection.execute("SELECT max(succeeded) FROM feed").fetchone()[0])

    def recent(self, since: datetime) -> list[Article]:
        """Return the articles published since a moment with their bodies, the oldest first."""
        with self._lock, told_plainly():
            return [decode_article(row) for row in self._connection.execute(_RECENT, (encode_time(since),))]

    def recent_places(self, since: datetime) -> dict[str, Place]:
        """Return where each article published since a moment stands."""
        sql = "SELECT id, story, strand, copy_of FROM article WHERE published >= ?"
        with self._lock, told_plainly():
            return {i: Place(*place) for i, *place in self._connection.execute(sql, (encode_time(since),))}

    def trim(self, before: datetime, find_bookmarked: Callable[[], Iterable[str]] = tuple) -> int:
        """Let articles go that were published before a moment and are not bookmarked; return how many went.

        Who knows which are bookmarked is asked where there is any that may go.

        Raises:
            LibraryUnavailable: the rest could not be taken out.
        """
        with self._lock, told_plainly():
            if self._connection.execute(_OLD, (encode_time(before), 1)).fetchone() is None:
                return 0
        self.mark_bookmarked(find_bookmarked(), is_bookmarked=True)
        count = 0
        while gone := self._trim_some(encode_time(before)):
            count += gone
        if count:
            with self._writer.transaction() as connection:
                connection.execute(f"PRAGMA incremental_vacuum({_FREED_AT_ONCE})").fetchall()
        return count

    def _trim_some(self, before: int | None) -> int:
        with self._writer.transaction() as connection:
            old = connection.execute(_OLD, (before, _TRIMMED_AT_ONCE)).fetchall()
            ids = [(article_id,) for _, article_id in old]
            stories = find_story_ids(connection, chain.from_iterable(ids))
            _words().forget_words(connection, chain.from_iterable(ids))
            connection.executemany("DELETE FROM body WHERE row = ?", [row[:1] for row in old])
            connection.executemany("DELETE FROM article WHERE row = ?", [row[:1] for row in old])
            connection.executemany("DELETE FROM entry WHERE article_id = ?", ids)
            retell(connection, stories)
        return len(old)

    def load_robots(self, since: datetime) -> dict[str, tuple[tuple[str, bool], ...]]:
        """Return the rules of sites that were read since a moment, by origin."""
        with self._lock, told_plainly():
            rows = self._connection.execute("SELECT origin, rules FROM robots WHERE read >= ?", (encode_time(since),))
            return {origin: tuple((p, bool(a)) for p, a in json.loads(rules)) for origin, rules in rows}

    def keep_robots(self, rules: Mapping[str, Iterable[tuple[str, bool]]], now: datetime) -> None:
        """Remember what the robots.txt of sites say."""
        rows = [(origin, json.dumps(list(found)), encode_time(now)) for origin, found in rules.items()]
        with self._writer.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO robots (origin, rules, read) VALUES (?, ?, ?)", rows)
