"""Copies of one text in a list: one row stands for all of them."""

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

_COPIES = """
    SELECT copy.row, original.row FROM article AS copy JOIN article AS original ON original.id = copy.copy_of
    WHERE copy.copy_of <> ''
"""


@dataclass(frozen=True, slots=True)
class Folded:
    """A list in which articles of one text share a row."""

    rows: "array[int]"
    """The row ids that are shown, in the order of the list."""
    copies: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """By a shown row id those that it stands for besides, in the order of the list."""


class Copies:
    """The copies in a library; safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection, lock: AbstractContextManager[object]) -> None:
        """Read through a connection."""
        self._connection = connection
        self._lock = lock

    def fold(self, rows: "array[int]") -> Folded:
        """Put articles of one text into one row: that of the one who had it first, or else of the first in the list.

        It costs what the library has of copies, and two walks over the list when there are any.
        """
        with self._lock:
            originals: dict[int, int] = dict(self._connection.execute(_COPIES).fetchall())
        folding = originals.keys() & set(rows) if originals else set()
        if not folding:
            return Folded(rows)
        heads = {originals[row] for row in folding}
        heads &= set(rows)
        copies: dict[int, list[int]] = {}
        leaders: dict[int, int] = {original: original for original in heads}
        kept = array("q")
        for row in rows:
            if row not in folding or (leader := leaders.setdefault(originals[row], row)) == row:
                kept.append(row)
            else:
                copies.setdefault(leader, []).append(row)
        return Folded(kept, copies)
