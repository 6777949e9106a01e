"""Opening the state's file, whatever happened to it: opening never raises and never destroys.

- A damaged file is renamed and kept; a new one takes its place.
- A file from a newer version is not touched; the state then lives in memory.
- A file that cannot be written is copied into memory, so that its marks are seen.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.library.safe_files import make_private_file, sync_folder

VERSION = 2
"""Kept in `PRAGMA user_version`; raised with every change of the tables."""

_BUSY_SECONDS = 15.0
"""How long to wait for another running program: far longer than any commit."""

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_USER_VERSION = slice(60, 64)
_JOURNAL = "-journal"
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_IOERR_SHORT_READ}
"""What SQLite says of a file that no waiting and no permission will mend."""

_TABLES = """
CREATE TABLE IF NOT EXISTS read_mark (
    article_id TEXT PRIMARY KEY, is_read INTEGER NOT NULL, at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS position (
    article_id TEXT PRIMARY KEY, block INTEGER NOT NULL, at REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS undo (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS correction (
    one TEXT NOT NULL, other TEXT NOT NULL, is_together INTEGER NOT NULL, at REAL NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_TABLE_COLUMNS = {
    "read_mark": "article_id, is_read, at",
    "position": "article_id, block, at",
    "undo": "id, at, kind, payload",
    "correction": "one, other, is_together, at",
    "setting": "name, value",
}


@dataclass(frozen=True, slots=True)
class OpenedState:
    """A connection with the state's tables, and what to know about it."""

    connection: sqlite3.Connection
    is_lasting: bool
    problems: tuple[Problem, ...] = ()


class _Damaged(Exception):  # noqa: N818 -- never leaves this module
    """The file is no state of ours any more."""


class _TooNew(Exception):  # noqa: N818 -- never leaves this module
    """The file belongs to a later version."""


def open_in_memory() -> sqlite3.Connection:
    """Open an empty state that ends with the program."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    _build_tables(connection)
    return connection


def open_state_file(path: Path) -> OpenedState:
    """Open or create the state in a file, or in memory when that cannot be."""
    try:
        try:
            return OpenedState(_open_good(path), is_lasting=True)
        except _Damaged as damage:
            kept = _set_aside(path)
            why = f"was damaged ({damage}) and is kept as {kept.name}; what could be read of it was taken over"
            connection = _open_good(path)
            _take_over(connection, kept)
            return OpenedState(connection, is_lasting=True, problems=(Problem(path.name, why),))
    except _TooNew:
        why = "belongs to a newer version of termnews and is left alone; what you mark is forgotten at the end"
        return OpenedState(open_in_memory(), is_lasting=False, problems=(Problem(path.name, why),))
    except (OSError, sqlite3.Error, _Damaged) as error:
        why = f"cannot be written ({_reason(error)}); what you mark is forgotten at the end"
        return OpenedState(_open_copy(path), is_lasting=False, problems=(Problem(path.name, why),))


def _reason(error: Exception) -> str:
    words = (isinstance(error, OSError) and error.strerror) or str(error)
    return words[:1].lower() + words[1:]


def _open_good(path: Path) -> sqlite3.Connection:
    _make_private(path)
    if _version_of(path) > VERSION:
        raise _TooNew
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        _prepare(connection)
    except sqlite3.Error as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) in _DAMAGE:
            raise _Damaged(str(error)) from error
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Create the file if need be, for its owner only, before SQLite does so with wider modes."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    journal = path.with_name(path.name + _JOURNAL)
    if journal.is_symlink():
        journal.unlink()
    make_private_file(path)


def _version_of(path: Path) -> int:
    """Read the schema's version from the file's header, so that SQLite does not even open a newer file."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if header and not header.startswith(_MAGIC):
        raise _Damaged("no database")
    return int.from_bytes(header[_USER_VERSION], "big")


def _prepare(connection: sqlite3.Connection) -> None:
    connection.text_factory = _decode
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA fullfsync = 1")
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _Damaged(found)
    if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
        _build_tables(connection)
    for table, columns in _TABLE_COLUMNS.items():
        connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")  # noqa: S608 -- constants; fails when one is missing


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _build_tables(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")


def _set_aside(path: Path) -> Path:
    """Rename a damaged file, and before it the journal that belongs to it; return the new path."""
    number = 1
    while os.path.lexists(kept := path.with_name(f"{path.name}.damaged-{number}")):
        number += 1
    journal = path.with_name(path.name + _JOURNAL)
    if os.path.lexists(journal):
        journal.rename(kept.with_name(kept.name + _JOURNAL))
    path.rename(kept)
    sync_folder(path.parent)
    return kept


def _take_over(connection: sqlite3.Connection, damaged: Path) -> None:
    """Copy the rows of a damaged file up to the first that cannot be read, table by table."""
    for table, columns in _TABLE_COLUMNS.items():
        places = ", ".join("?" for _ in columns.split(","))
        with closing(_connect_to_read(damaged)) as stored, suppress(sqlite3.Error):
            connection.execute("BEGIN IMMEDIATE")
            for row in _readable_rows(stored, f"SELECT {columns} FROM {table}"):  # noqa: S608 -- constants
                connection.execute(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})", row)  # noqa: S608
            connection.execute("COMMIT")
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _readable_rows(stored: sqlite3.Connection, sql: str) -> Iterator[tuple[object, ...]]:
    with suppress(sqlite3.Error):
        yield from stored.execute(sql)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open a file that nobody writes to, without touching it or anything beside it."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _refuse_others(path: Path) -> None:
    if _version_of(path) != VERSION:
        raise _Damaged("another version")


def copy_state_file(path: Path) -> sqlite3.Connection:
    """Copy a file of this version into memory; it stays as it is, whatever is wrong with it.

    Raises:
        OSError: it cannot be read, or is none.
    """
    connection = open_in_memory()
    try:
        _refuse_others(path)
        with closing(_connect_to_read(path)) as stored:
            stored.backup(connection)
        _prepare(connection)
    except (sqlite3.Error, _Damaged) as error:
        connection.close()
        raise OSError(str(error)) from error
    return connection


def _open_copy(path: Path) -> sqlite3.Connection:
    """Copy what can be read of a file that cannot be written into memory."""
    connection = open_in_memory()
    try:
        if not path.is_file() or not 0 < _version_of(path) <= VERSION:
            return connection
        with closing(_connect_to_read(path)) as stored:
            stored.backup(connection)
        _prepare(connection)
    except (OSError, sqlite3.Error, _Damaged):
        connection.close()
        return open_in_memory()
    return connection
