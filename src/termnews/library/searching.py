"""Searching a library: the newest matches at once, the best ones when they are known.

What words need is imported when words are first searched for: it would cost every start some 15 ms.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from termnews.domain.selection import Selection
from termnews.library.listing import list_sql, pack, unpack

if TYPE_CHECKING:
    from datetime import datetime

    from termnews.domain.query import Query
    from termnews.library.engine import Engine
    from termnews.library.ranking import RankedRow


class Search:
    """The search of a library; safe to use from several threads."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        lock: AbstractContextManager[object],
        build_index: Callable[[], Callable[[], None] | None],
    ) -> None:
        """Search through a connection; `build_index` refers to what makes every article searchable."""
        self._connection = connection
        self._lock = lock
        self._build_index = build_index
        self._is_hiding = False
        self.is_behind = False
        """Whether somebody is making articles searchable, so that a search need not wait for it: see `rebuilding`."""
        self.muted: frozenset[int] = frozenset()
        """The rows that mute rules are about."""
        self.alerted: frozenset[int] = frozenset()
        """The rows that keyword alerts are about."""

    @property
    def is_muting(self) -> bool:
        """Whether what is muted is left out of lists and counts."""
        return self._is_hiding and bool(self.muted)

    def mute(self, rows: Collection[int], *, is_hidden: bool) -> None:
        """Leave these rows out of every list that does not ask for them, or only know them as muted."""
        with self._lock:
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS muted (row INTEGER PRIMARY KEY)")
            self._connection.execute("DELETE FROM temp.muted")
            sql = "INSERT OR IGNORE INTO temp.muted SELECT value FROM json_each(?)"
            self._connection.execute(sql, (json.dumps(list(rows)),))
            self.muted, self._is_hiding = frozenset(rows), is_hidden

    def _choose_muted(self, selection: Selection) -> str:
        """Say what to do about muted articles; what is bookmarked stays in sight."""
        is_left_out = self.is_muting and not (selection.shows_muted or selection.is_bookmarked)
        return "NOT IN" if is_left_out else ""

    @cached_property
    def _engine(self) -> "Engine":
        from termnews.library.engine import Engine  # noqa: PLC0415 - a start without a search never pays for it

        return Engine(self._connection, self._lock, self._complete, self._choose_muted)

    def _complete(self) -> None:
        if not self.is_behind and (build := self._build_index()):
            build()

    def has_all(self) -> bool:
        """Tell whether every article is searchable."""
        with self._lock:
            return not self._connection.execute(
                "SELECT EXISTS (SELECT 1 FROM article WHERE is_indexed = 0)"
            ).fetchone()[0]

    def read(self, selection: Selection) -> "Query":
        """Return what the words of a selection mean, with forgiven spellings, and what is wrong with them."""
        return self._engine.read(selection)

    def find(self, selection: Selection, column: str, limit: int = -1) -> list[Any]:
        """Return a column of the selected articles, newest first, undated last; a negative limit is none."""
        if selection.is_search:
            return self._engine.find(selection, column, limit)
        with self._lock:
            sql, parameters = list_sql(selection, column, muted=self._choose_muted(selection), limit=limit)
            return [value for (value,) in self._connection.execute(sql, parameters)]

    def find_rows(self, selection: Selection, limit: int = -1) -> "array[int]":
        """Return the row ids of the selected articles as `find` does, never all of them as objects."""
        if selection.is_search:
            return array("q", self._engine.find(selection, "row", limit))
        with self._lock:
            sql, parameters = list_sql(selection, "row", muted=self._choose_muted(selection), limit=limit)
            return unpack(self._connection.execute(pack(sql), parameters).fetchone()[0])

    def keep_tags(self, tags: Mapping[str, Sequence[str]]) -> None:
        """Say which tags bookmarks have, by article id, for `tag:`; earlier ones are forgotten."""
        from termnews.library.tags import set_tags  # noqa: PLC0415 - most bookmarks have none

        with self._lock:
            set_tags(self._connection, tags)

    def count_muted(self, selection: Selection) -> int:
        """Return how many articles of a selection are muted; its words do not matter."""
        if not self.muted or selection.is_bookmarked:
            return 0
        sql, parameters = list_sql(replace(selection, words="", saved=""), "row", muted="IN")
        with self._lock:
            return int(self._connection.execute(f"SELECT count(*) FROM ({sql})", parameters).fetchone()[0])  # noqa: S608

    def walk(self, selection: Selection) -> Iterator[list[int]]:
        """Yield the rows of a search in the order of `find`, a slice of time at a time; others get their turn between.

        A slice may be empty. Overlooked articles, which come by story, are one slice.
        """
        from termnews.library.walking import walk  # noqa: PLC0415 - as rare as a search

        return walk(self._engine, selection, self._engine.read(selection))

    def walk_rule(self, words: str, now: "datetime | None", *, is_closed: bool) -> Iterator[list[int]]:
        """Yield the rows that a rule is about, muted ones too, as `walk` does; none for a rule that is not sound."""
        from termnews.library.walking import walk  # noqa: PLC0415 - as rare as a search

        query = self._engine.read_rule(words, now, is_closed=is_closed)
        return walk(self._engine, Selection(words=words, shows_muted=True), query) if query.is_sound else iter(())

    def find_ids(self, rows: Collection[int]) -> list[str]:
        """Return the articles' ids of some rows, in their order."""
        sql = "SELECT article.id FROM json_each(?) CROSS JOIN article ON article.row = value"
        with self._lock:
            return [value for (value,) in self._connection.execute(sql, (json.dumps(list(rows)),))]

    def last_row(self) -> int:
        """Return the row id of the article that came last, 0 when there is none."""
        with self._lock:
            return int(self._connection.execute("SELECT coalesce(max(row), 0) FROM article").fetchone()[0])

    def count_unread(self, rows: Collection[int]) -> int:
        """Return how many of these rows are unread."""
        sql = "SELECT count(*) FROM json_each(?) JOIN article ON article.row = value WHERE is_read = 0"
        with self._lock:
            return int(self._connection.execute(sql, (json.dumps(list(rows)),)).fetchone()[0])

    def is_slow(self, selection: Selection) -> bool:
        """Tell whether finding all matches of a search may take longer than a frame."""
        return self._engine.is_slow(self._engine.read(selection))

    def rank_rows(
        self, selection: Selection, limit: int = 50, is_wanted: Callable[[], bool] = lambda: True
    ) -> "list[RankedRow]":
        """Return the best matches of a selection, one article a story, with the story's other matches behind it.

        Where no word is wanted the newest are the best. It reads the likeliest articles and may take a tenth of a
        second: keep it off the window's thread. As soon as nobody wants them there are none.
        """
        from termnews.library.engine import MOST_READ  # noqa: PLC0415 - as rare as a search
        from termnews.library.walking import walk_newest  # noqa: PLC0415 - as above

        newest = walk_newest(self._engine, selection, MOST_READ)
        return self._engine.rank_rows(selection, newest, is_wanted)[:limit]
