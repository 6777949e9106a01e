"""Searching a library: the newest matches at once, the best ones when they are known.

What words need is imported when words are first searched for: it would cost every start some 15 ms.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from termnews.domain.query import Query, Selection
from termnews.library.selecting import Way, select_sql

if TYPE_CHECKING:
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

    @cached_property
    def _engine(self) -> "Engine":
        from termnews.library.engine import Engine  # noqa: PLC0415 - a start without a search never pays for it

        return Engine(self._connection, self._lock, self._build_index)

    def read(self, selection: Selection) -> Query:
        """Return what the words of a selection mean, with forgiven spellings, and what is wrong with them."""
        return self._engine.read(selection)

    def find(self, selection: Selection, column: str, limit: int = -1) -> list[Any]:
        """Return a column of the selected articles, newest first, undated last; a negative limit is none."""
        if selection.words.strip():
            return self._engine.find(selection, column, limit)
        with self._lock:
            found = self._connection.execute(*select_sql(selection, column, Query(), Way(limit))).fetchall()
        return [value for (value,) in found]

    def keep_tags(self, tags: Mapping[str, Sequence[str]]) -> None:
        """Say which tags bookmarks have, by article id, for `tag:`; earlier ones are forgotten."""
        from termnews.library.tags import set_tags  # noqa: PLC0415 - most bookmarks have none

        with self._lock:
            set_tags(self._connection, tags)

    def rank_rows(self, selection: Selection, limit: int = 50) -> "list[RankedRow]":
        """Return the best matches of a selection, one article a story, with the story's other matches behind it.

        Where no word is wanted the newest are the best. It reads the likeliest articles and may take a tenth of a
        second: keep it off the window's thread.
        """
        return self._engine.rank_rows(selection, limit)
