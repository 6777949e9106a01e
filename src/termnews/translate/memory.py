"""What was translated before, and how much was sent to services today: one SQLite file that may be lost.

Two programs may use it at once. A file that cannot be read or written is no reason not to translate: then the memory
ends with the program, and `problem` says so.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from termnews.domain.problems import Problem

_TABLES = """
CREATE TABLE IF NOT EXISTS translation (
    hash BLOB PRIMARY KEY, text TEXT NOT NULL, at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS spent (
    day TEXT NOT NULL, identity TEXT NOT NULL, characters INTEGER NOT NULL, PRIMARY KEY (day, identity)
) WITHOUT ROWID;
"""
_BUSY_SECONDS = 10.0
_AT_ONCE = 500
"""Well below the number of variables that any SQLite takes."""
_KEPT_DAYS = 40
_VERSION = 1
"""Kept in `PRAGMA user_version`; a file without one has the same tables."""


class Scope(NamedTuple):
    """Whose translations from which language."""

    identity: str
    language: str


class Remembered(NamedTuple):
    """A translation as it was made."""

    text: str
    at: datetime | None
    """When it was made, UTC; None when that is not known."""


class Memory:
    """Remembers translations by translator, language and text."""

    def __init__(self, path: Path | None) -> None:
        """Open or make the file; without a path everything is forgotten at the end."""
        self._lock = RLock()
        self.problem: Problem | None = None
        self._connection = self._open(path)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def find(self, scope: Scope, texts: Iterable[str]) -> dict[str, Remembered]:
        """Return the translations that are known, by text."""
        by_hash = {_hash(scope, text): text for text in texts}
        hashes = list(by_hash)
        found: dict[str, Remembered] = {}
        with self._lock:
            for at in range(0, len(hashes), _AT_ONCE):
                part = hashes[at : at + _AT_ONCE]
                places = ",".join("?" * len(part))
                rows = self._ask(f"SELECT hash, text, at FROM translation WHERE hash IN ({places})", part)  # noqa: S608
                found |= {by_hash[bytes(key)]: Remembered(text, _moment(at)) for key, text, at in rows}
        return found

    def keep(self, scope: Scope, translations: Mapping[str, str], now: datetime) -> None:
        """Remember translations by text."""
        rows = [(_hash(scope, text), translation, now.timestamp()) for text, translation in translations.items()]
        with self._lock:
            self._write("INSERT OR REPLACE INTO translation VALUES (?, ?, ?)", rows)

    def count(self) -> int:
        """Return how many translations are remembered."""
        with self._lock:
            return int(next(iter(self._ask("SELECT count(*) FROM translation", [])), (0,))[0])

    def forget(self) -> int:
        """Forget all translations, not what was spent; return how many there were."""
        with self._lock:
            count = self.count()
            self._write("DELETE FROM translation WHERE ?", [(1,)])
            self._write("VACUUM", [()])
        return count

    def spent(self, identity: str, now: datetime) -> int:
        """Return how many characters were sent to a service on this day, UTC."""
        with self._lock:
            rows = self._ask("SELECT characters FROM spent WHERE day = ? AND identity = ?", [_day(now), identity])
        return int(rows[0][0]) if rows else 0

    def spend(self, identity: str, characters: int, limit: int, now: datetime) -> bool:
        """Count characters that are about to be sent; do not when they would pass the day's limit, and say so."""
        row = {"day": _day(now), "identity": identity, "characters": characters, "limit": limit}
        old = {"day": datetime.fromtimestamp(now.timestamp() - _KEPT_DAYS * 86_400, now.tzinfo).date().isoformat()}
        if characters > limit:
            return False
        with self._lock:
            self._write("DELETE FROM spent WHERE day < :day", [old])
            return bool(self._write(_SPEND, [row]))

    def give_back(self, identity: str, characters: int, now: datetime) -> None:
        """Count characters no longer that were not sent after all."""
        with self._lock:
            self._write(_GIVE_BACK, [(characters, _day(now), identity)])

    def _open(self, path: Path | None) -> sqlite3.Connection:
        if path is None:
            return _connect(":memory:")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.touch(mode=0o600)
            return _connect(str(path))
        except (OSError, sqlite3.Error):
            self.problem = Problem(path.name, "cannot be used; translations are forgotten at the end")
            return _connect(":memory:")

    def _ask(self, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error:
            return []

    def _write(self, sql: str, rows: Sequence[Any]) -> int:
        """Write rows in one transaction; return how many changed, 0 when the disk does not take them."""
        try:
            if sql == "VACUUM":
                self._connection.execute(sql)
                return 0
            with self._connection:
                return self._connection.executemany(sql, rows).rowcount
        except sqlite3.Error:
            return 0


_SPEND = """
    INSERT INTO spent VALUES (:day, :identity, :characters)
    ON CONFLICT (day, identity) DO UPDATE SET characters = characters + excluded.characters
        WHERE characters + excluded.characters <= :limit
"""


_GIVE_BACK = "UPDATE spent SET characters = max(0, characters - ?) WHERE day = ? AND identity = ?"


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=_BUSY_SECONDS, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise sqlite3.DatabaseError("made by a later version")
        connection.executescript(_TABLES)
        if version < _VERSION:
            connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.execute("SELECT hash, text, at FROM translation LIMIT 1").fetchall()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _hash(scope: Scope, text: str) -> bytes:
    parts = "\0".join((*scope, " ".join(text.split())))
    return blake2b(parts.encode("utf-8", "replace"), digest_size=16).digest()


def _moment(at: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(at, UTC) if isinstance(at, float) and at > 0 else None
    except (ValueError, OverflowError, OSError):
        return None


def _day(now: datetime) -> str:
    return now.date().isoformat()
