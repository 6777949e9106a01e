"""Opening the live library's file, at once whatever its size: opening never raises and never destroys.

- A damaged file is renamed and kept; an empty one takes its place, and news comes again.
- A file from a newer version is not touched, and not opened.
- A file that cannot be written is read as it is.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.library.live import LiveLibrary
from termnews.library.rows import ARTICLE_COLUMNS, HEADLINE_COLUMNS
from termnews.library.safe_files import make_private_file, make_private_folder, sync_folder
from termnews.library.schema import VERSION, build_schema
from termnews.library.writing import LibraryDamaged, LibraryUnavailable, told_plainly

_BUSY_SECONDS = 15.0
"""How long to wait for another running program: far longer than any batch."""
_CACHE_KIB = 8192
_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_USER_VERSION = slice(60, 64)
_BESIDE = ("-wal", "-shm", "-journal")
_PROBES = (
    f"SELECT {HEADLINE_COLUMNS} FROM article ORDER BY published DESC LIMIT 1",  # noqa: S608 -- constants
    f"SELECT {ARTICLE_COLUMNS} FROM article JOIN body USING (row) ORDER BY row DESC LIMIT 1",  # noqa: S608 -- likewise
    "SELECT id, newest, verdict FROM story LIMIT 1",
    "SELECT link, succeeded, digest, health FROM feed LIMIT 1",
    "SELECT article_id, outlet, entry_id, link_key, published, details FROM entry LIMIT 1",
    "SELECT origin, rules, read FROM robots LIMIT 1",
)
"""Read at opening: a file that answers these can show its first screen."""


@dataclass(frozen=True, slots=True)
class OpenedLibrary:
    """A library, or why there is none."""

    library: LiveLibrary | None
    problems: tuple[Problem, ...] = ()


class _TooNew(Exception):  # noqa: N818 -- never leaves this module
    """The file belongs to a later version."""


def find_library_file(path: Path) -> OpenedLibrary:
    """Open the library in a file if there is one; nothing is created."""
    return open_library_file(path) if os.path.lexists(path) else OpenedLibrary(None)


def open_unchanged(path: Path) -> LiveLibrary:
    """Open a file of this version and leave it and all beside it as it is, whatever is wrong with it.

    Raises:
        OSError: it cannot be read, or is none.
        sqlite3.Error: likewise.
    """
    if _version_of(path) != VERSION:
        raise LibraryUnavailable("belongs to another version")
    log = path.with_name(f"{path.name}-wal")
    is_whole = not log.exists() or not log.stat().st_size
    with told_plainly():  # who reads a whole file in the usual way would put an empty log beside it
        connection = _connect_by(path, "mode=ro&immutable=1" if is_whole else "mode=ro")
        _probe(connection)
    return LiveLibrary(connection, _refuse_to_write)


def _refuse_to_write() -> sqlite3.Connection:
    raise LibraryUnavailable("is to stay as it is")


def open_library_file(path: Path) -> OpenedLibrary:
    """Open or create the library in a file."""
    try:
        try:
            return OpenedLibrary(_open_good(path))
        except LibraryDamaged as damage:
            problem = set_aside(path, str(damage))
            return OpenedLibrary(_open_good(path), (problem,))
    except _TooNew:
        return _refuse(path, "belongs to a newer version of termnews and is left alone")
    except (OSError, sqlite3.Error) as error:
        words = (isinstance(error, OSError) and error.strerror) or str(error)
        return _refuse(path, f"cannot be opened: {words[:1].lower()}{words[1:]}")


def set_aside(path: Path, damage: str) -> Problem:
    """Rename a damaged file with what belongs to it, and say so; another process may have done it already.

    Raises:
        OSError: it cannot be renamed.
    """
    with _alone(path):
        if not _is_damaged(path):
            return Problem(path.name, f"was damaged ({damage}) and has been replaced")
        number = 1
        while os.path.lexists(kept := path.with_name(f"{path.name}.damaged-{number}")):
            number += 1
        for end in _BESIDE:
            beside = path.with_name(path.name + end)
            if os.path.lexists(beside):
                beside.rename(kept.with_name(kept.name + end))
        path.rename(kept)
        sync_folder(path.parent)
    return Problem(
        path.name, f"was damaged ({damage}) and is kept as {kept.name}; bookmarks are safe, and news will come again"
    )


def _refuse(path: Path, why: str) -> OpenedLibrary:
    return OpenedLibrary(None, (Problem(path.name, why),))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other processes from creating the same file, or from setting it aside, meanwhile."""
    lock = path.with_name(f"{path.name}.lock")
    make_private_file(lock)
    with lock.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_damaged(path: Path) -> bool:
    """Look at the whole file, however long that takes."""
    try:
        if _version_of(path) > VERSION:
            return False
        with told_plainly(), closing(_connect(path)) as connection:
            _probe(connection)
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except LibraryDamaged:
        return True
    except (LibraryUnavailable, FileNotFoundError):
        return False


def _open_good(path: Path) -> LiveLibrary:
    _bring_up(path)
    with told_plainly():
        reading = _connect_to_read(path)
    try:
        with told_plainly():
            _probe(reading)
    except BaseException:
        reading.close()
        raise
    library = LiveLibrary(reading, partial(_connect, path))
    library.identity = _identify(path)
    return library


def is_left_behind(library: LiveLibrary, path: Path) -> bool:
    """Tell whether another file, or none, is now where the library's own was opened; that one can still be read."""
    return library.identity != _identify(path)


def _identify(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def _bring_up(path: Path) -> None:
    """Create the file, or bring it to this version, when that is needed."""
    if not path.is_symlink():
        with suppress(FileNotFoundError):
            version = _version_of(path)
            if version > VERSION:
                raise _TooNew
            if version == VERSION:
                return
    make_private_folder(path.parent)
    with _alone(path):  # two at once would lock each other out
        make_private_file(path)
        with told_plainly(), closing(_connect(path)) as connection:
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
            connection.execute("PRAGMA journal_mode = WAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] > VERSION:
                raise _TooNew
            build_schema(connection)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the version must stand in the header


def _version_of(path: Path) -> int:
    """Read the schema's version from the file's header, so that SQLite does not even open a newer file."""
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if header and not header.startswith(_MAGIC):
        raise LibraryDamaged("no database")
    return int.from_bytes(header[_USER_VERSION], "big")


def _connect(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"  # a file that has been removed must not come again empty
    connection = sqlite3.connect(
        address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA synchronous = NORMAL")  # a write-ahead log stays whole, whenever the power goes
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    return connection


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """Open for reading only; where not even a lock can be put beside the file, as one that nobody writes to."""
    for how in ("mode=ro", "mode=ro&immutable=1"):
        connection = _connect_by(path, how)
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}:
                raise
        else:
            return connection
    raise LibraryUnavailable("cannot be read")


def _connect_by(path: Path, how: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    connection = sqlite3.connect(
        address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.text_factory = _decode
    return connection


def _decode(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _probe(connection: sqlite3.Connection) -> None:
    for sql in _PROBES:
        try:
            row = connection.execute(sql).fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a table or a column is missing
                raise LibraryDamaged(str(error)) from error
            raise
        del row
