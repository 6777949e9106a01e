"""Writing to a library: one transaction after the other, each whole or not at all."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from termnews.domain.article import Article
from termnews.library.rows import encode_body, encode_time
from termnews.library.stories import find_story_ids, retell

if TYPE_CHECKING:
    from _thread import RLock as RLockType

DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""What SQLite says of a file that no waiting and no permission will mend."""
UNAVAILABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_PROTOCOL,
    }
)  # fmt: skip
"""What SQLite says of a file that may be well but cannot be used now."""
_SAVE_ARTICLE = """
    INSERT INTO article (id, headline, outlet, country, published, language, original) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET headline = excluded.headline, outlet = excluded.outlet,
        country = excluded.country, published = excluded.published, language = excluded.language,
        original = excluded.original
"""
_SAVE_BODY = """
    INSERT INTO body (row, content) SELECT row, ? FROM article WHERE id = ?
    ON CONFLICT (row) DO UPDATE SET content = excluded.content
"""


class LibraryUnavailable(OSError):  # noqa: N818 -- says what is the matter
    """The library could not be written; nothing of a change was kept."""


class LibraryDamaged(LibraryUnavailable):
    """The library's file is no longer one: waiting will not mend it."""


class Writer:
    """The one connection that writes, one thread at a time; it is opened when there is something to write."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], lock: "RLockType") -> None:
        """Write through a connection without implicit transactions."""
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._lock = lock

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Keep all that is written in a block, or nothing of it.

        Raises:
            LibraryUnavailable: the file cannot be written, or others write to it for too long.
        """
        with self._lock, told_plainly():
            if self._connection is None:
                self._connection = self._connect()
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what a file does to SQLite into errors of our own."""
    try:
        yield
    except sqlite3.Error as error:
        whole = getattr(error, "sqlite_errorcode", 0)
        code = whole & 0xFF
        if code in DAMAGE or whole == sqlite3.SQLITE_IOERR_SHORT_READ:
            raise LibraryDamaged(str(error)) from error
        if code in UNAVAILABLE:
            raise LibraryUnavailable(str(error)) from error
        raise


class SavedRows(NamedTuple):
    """Articles as rows, made before anything is locked."""

    ids: Sequence[str]
    lights: Sequence[tuple[object, ...]]
    bodies: Sequence[tuple[str, str]]


def make_rows(articles: Iterable[Article]) -> SavedRows:
    """Return the rows of some articles."""
    saved = list(articles)
    return SavedRows([a.id for a in saved], [_light(a) for a in saved], [(encode_body(a), a.id) for a in saved])


def _light(article: Article) -> tuple[object, ...]:
    original = article.original.language if article.original else ""
    moment = encode_time(article.published)
    return article.id, article.headline, article.outlet, article.country, moment, article.language, original


def save_rows(connection: sqlite3.Connection, rows: SavedRows) -> None:
    """Store articles inside the caller's transaction; one with a known id keeps row, marks and story."""
    from termnews.library.search import forget_words  # noqa: PLC0415 - a window that only reads never needs it

    forget_words(connection, rows.ids)
    connection.executemany(_SAVE_ARTICLE, rows.lights)
    connection.executemany(_SAVE_BODY, rows.bodies)
    retell(connection, find_story_ids(connection, rows.ids))
