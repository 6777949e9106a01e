"""The articles that hold the words of a search, as far as they have been asked for: those that came last first.

The index is asked once for what may be thousands of articles; lists that are narrowed or ordered otherwise look here.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager

from termnews.domain.query import Query
from termnews.library.search import LIST_WORDS, match_expression, quick_expression, spell_out

COMMON = 2_000
"""Matches from which on walking down all articles is quicker than sorting."""

_LATE = 20_000
"""Matches that are asked for at once, after the first: others wait for so long."""
_NEXT = "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
_GREATEST = 2**63 - 1


class Matches:
    """Rows of articles that match, all of those from `floor` on."""

    __slots__ = ("_is_match", "asked", "count", "floor")

    def __init__(self, asked: str) -> None:
        """Know of nothing yet that a full-text query finds."""
        self.asked = asked
        self._is_match = bytearray()
        self.count = 0
        """How many are known."""
        self.floor: int | None = None
        """From this row on all are known; 0 when all are, None when none was asked for."""

    def __contains__(self, row: int) -> bool:
        """Tell whether a row matches, one that is not below the floor."""
        return row < len(self._is_match) and bool(self._is_match[row])

    def add(self, rows: Sequence[int], *, is_all: bool) -> None:
        """Take the next rows, the greatest first, which may be all that there are left."""
        if rows and not self._is_match:
            self._is_match = bytearray(rows[0] + 1)
        for row in rows:
            self._is_match[row] = 1
        self.count += len(rows)
        self.floor = 0 if is_all else rows[-1]

    @property
    def is_whole(self) -> bool:
        """Whether all are known."""
        return self.floor == 0

    def rows(self) -> list[int]:
        """Return those that are known, the least first."""
        return [row for row, is_match in enumerate(self._is_match) if is_match]

    def pick(self, rows: Sequence[int]) -> list[int]:
        """Return those of some rows that match, in their order."""
        is_match, size = self._is_match, len(self._is_match)
        return [row for row in rows if row < size and is_match[row]]


class Looking:
    """Asks the index for the latest matches first; safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection, lock: AbstractContextManager[object]) -> None:
        """Ask through a connection."""
        self._connection = connection
        self._lock = lock
        self.known: dict[str, Matches] = {}
        """By full-text query, of the library as it is now."""
        with lock:
            connection.execute(LIST_WORDS)

    def look(self, query: Query) -> Matches | None:
        """Return the latest matches of a query's words; None where no word is wanted."""
        expression = match_expression(query)
        if not expression:
            return None
        with self._lock:
            if expression not in self.known:
                matches = Matches(spell_out(self._connection, expression))
                found = self._next(quick_expression(expression) or matches.asked, COMMON)
                if len(found) < COMMON and quick_expression(expression):  # few enough to look at all of them
                    found = self._next(expression, COMMON)
                matches.add(found, is_all=len(found) < COMMON)
                self.known[expression] = matches
            return self.known[expression]

    def look_further(self, matches: Matches) -> None:
        """Know of more matches than before."""
        with self._lock:
            found = self._next(matches.asked, _LATE, matches.floor or 0)
            matches.add(found, is_all=len(found) < _LATE)

    def _next(self, expression: str, most: int, below: int = _GREATEST) -> list[int]:
        return [row for (row,) in self._connection.execute(_NEXT, (expression, below, most))]

    def is_common(self, query: Query) -> bool:
        """Tell whether many articles match."""
        matches = self.look(query)
        return matches is not None and matches.count >= COMMON

    def known_rows(self, query: Query) -> list[int] | None:
        """Return the rows that match, the least first, when they are few."""
        matches = self.look(query)
        return matches.rows() if matches is not None and matches.count < COMMON else None
