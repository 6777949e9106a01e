"""What a reader did: read marks, reading positions, undo, small settings.

Every method that writes returns once the bytes are on the disk, about 20 ms later: keep it off the window's thread.
A rollback journal with `synchronous = EXTRA`, for SQLite before 3.51.3 can corrupt a write-ahead log. One connection
serves all threads, one at a time; several running programs wait for each other.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, Self
from weakref import finalize

from termnews.domain.problems import Problem
from termnews.library.state_file import open_in_memory, open_state_file

KEPT_UNDOS = 500
"""How many steps can be taken back; older ones are forgotten."""


class StateUnavailable(OSError):  # noqa: N818 -- says what is the matter
    """The file could not be read or written; nothing of a change was kept."""


@dataclass(frozen=True, slots=True)
class Undo:
    """A step that can be taken back."""

    id: int
    at: datetime
    """When it was done, UTC."""
    kind: str
    """What was done, such as "read"."""
    payload: Any
    """What is needed to take it back, as JSON values; None when it is garbled."""


class State:
    """A reader's state; safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection, *, is_lasting: bool) -> None:
        """Use an open connection, shared between threads and without implicit transactions, whose tables exist."""
        self._connection = connection
        self._lock = RLock()
        self._closing = finalize(self, connection.close)
        self._version = self._data_version()
        self.is_lasting = is_lasting
        """Whether what is written outlives the program."""

    @classmethod
    def open(cls, path: Path) -> tuple[Self, list[Problem]]:
        """Open or create the state in a file, or in memory when that cannot be; what is wrong is told, never raised."""
        opened = open_state_file(path)
        return cls(opened.connection, is_lasting=opened.is_lasting), list(opened.problems)

    @classmethod
    def in_memory(cls) -> Self:
        """Open an empty state that ends with the program."""
        return cls(open_in_memory(), is_lasting=False)

    def close(self) -> None:
        """Let go of the file; nothing may be asked of the state afterwards."""
        with self._lock:
            self._closing()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make the writes of a block one: all are kept or none, and one wait for the disk does for all."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise StateUnavailable(str(error)) from error
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def was_changed_elsewhere(self) -> bool:
        """Whether another running program wrote since this was last asked; cheap enough to ask every second."""
        before, self._version = self._version, self._data_version()
        return before != self._version

    def _data_version(self) -> int:
        return int(self._read("PRAGMA data_version")[0][0])

    def _read(self, sql: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.Error as error:
                raise StateUnavailable(str(error)) from error

    def read_ids(self, at: float | None = None) -> set[str]:
        """Return the ids of all articles marked read, or of those marked at one moment."""
        sql = "SELECT article_id FROM read_mark WHERE is_read = 1"
        found = self._read(sql) if at is None else self._read(f"{sql} AND at = ?", (at,))
        return {row[0] for row in found}

    def mark_read(self, article_ids: Iterable[str], *, is_read: bool, now: datetime) -> list[str]:
        """Mark articles read or unread; return the ids of those that were not so before."""
        with self.together():
            return _mark(self._connection, article_ids, now.timestamp(), is_read=is_read)

    def mark_many_read(self, article_ids: Iterable[str], now: datetime) -> tuple[list[str], float]:
        """Mark articles read; return the ids of those that were not so before, and the moment that tells them apart."""
        with self.together():
            newest = self._connection.execute("SELECT max(at) FROM read_mark").fetchone()[0] or 0.0
            at = max(now.timestamp(), newest + _TICK)
            return _mark(self._connection, article_ids, at, is_read=True), at

    def position(self, article_id: str) -> int:
        """Return the index of the block that an article was left at, 0 for its start."""
        rows = self._read("SELECT block FROM position WHERE article_id = ?", (article_id,))
        return int(rows[0][0]) if rows else 0

    def keep_position(self, article_id: str, block: int, now: datetime) -> None:
        """Remember the block that an article is left at."""
        with self.together():
            self._connection.execute(
                "INSERT OR REPLACE INTO position VALUES (?, ?, ?)", (article_id, block, now.timestamp())
            )

    def corrections(self) -> dict[tuple[str, str], bool]:
        """Return the pairs of articles that the reader has put into one story (True) or kept apart (False)."""
        return {(one, other): bool(value) for one, other, value in self._read(_CORRECTIONS)}

    def keep_correction(self, pair: tuple[str, str], now: datetime, *, is_together: bool | None) -> None:
        """Remember what the reader says of two articles; None forgets it."""
        one, other = sorted(pair)
        with self.together():
            self._connection.execute("DELETE FROM correction WHERE one = ? AND other = ?", (one, other))
            if is_together is not None:
                row = (one, other, is_together, now.timestamp())
                self._connection.execute("INSERT INTO correction VALUES (?, ?, ?, ?)", row)

    def push_undo(self, kind: str, payload: Any, now: datetime) -> int:  # noqa: ANN401 -- any JSON value
        """Remember how to take back what is being done; return the step's id."""
        with self.together():
            step = self._connection.execute(
                "INSERT INTO undo (at, kind, payload) VALUES (?, ?, ?)", (now.timestamp(), kind, json.dumps(payload))
            ).lastrowid
            self._connection.execute("DELETE FROM undo WHERE id <= ?", ((step or 0) - KEPT_UNDOS,))
        return step or 0

    def pop_undo(self) -> Undo | None:
        """Take the newest step off the journal, whichever program did it; None when there is nothing to take back."""
        with self.together():
            row = self._connection.execute("SELECT id, at, kind, payload FROM undo ORDER BY id DESC LIMIT 1").fetchone()
            if row:
                self._connection.execute("DELETE FROM undo WHERE id = ?", row[:1])
        return Undo(row[0], datetime.fromtimestamp(row[1], UTC), row[2], _read_payload(row[3])) if row else None

    def undo_steps(self, kind: str) -> list[Undo]:
        """Return the steps of a kind that can be taken back, the oldest first."""
        rows = self._read("SELECT id, at, kind, payload FROM undo WHERE kind = ? ORDER BY id", (kind,))
        return [Undo(i, datetime.fromtimestamp(at, UTC), kind, json.loads(text)) for i, at, kind, text in rows]

    def setting(self, name: str, default: str = "") -> str:
        """Return a small setting, such as the theme."""
        rows = self._read("SELECT value FROM setting WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else default

    def keep_setting(self, name: str, value: str) -> None:
        """Remember a small setting."""
        with self.together():
            self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))


_CORRECTIONS = "SELECT one, other, is_together FROM correction ORDER BY one, other"
_TICK = 1e-5
"""Seconds that a float of this century tells apart."""
_OTHERS = """
    SELECT DISTINCT value FROM json_each(?) LEFT JOIN read_mark ON article_id = value WHERE coalesce(is_read, 0) <> ?
"""
_MARK = """
    INSERT INTO read_mark (is_read, at, article_id) SELECT ?, ?, value FROM json_each(?) WHERE true
    ON CONFLICT (article_id) DO UPDATE SET is_read = excluded.is_read, at = excluded.at
"""


def _read_payload(text: str) -> Any:  # noqa: ANN401 -- any JSON value
    try:
        return json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None


def _mark(connection: sqlite3.Connection, article_ids: Iterable[str], at: float, *, is_read: bool) -> list[str]:
    """Mark articles inside the caller's transaction, all in one statement; return those that were not so before."""
    found = connection.execute(_OTHERS, (json.dumps(list(article_ids)), is_read)).fetchall()
    changed = [article_id for (article_id,) in found]
    if changed:
        connection.execute(_MARK, (is_read, at, json.dumps(changed)))
    return changed
