"""Damage that is met in the middle of reading the live library: named, set aside, and nothing precious lost."""

import sqlite3

from termnews.domain.problems import Problem
from termnews.library.library_file import set_aside
from termnews.library.writing import DAMAGE, LibraryDamaged
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import Folders


def find_damage(error: BaseException, folders: Folders) -> Problem | None:
    """Set the library aside when an error says that its file is damaged; None for any other error."""
    cause: BaseException | None = getattr(error, "error", error)  # a worker's failure holds what made it fail
    while cause is not None and not _is_damage(cause):
        cause = cause.__cause__ or cause.__context__
    path = library_path(folders)
    if cause is None or not path.exists():
        return None
    try:
        return set_aside(path, str(cause))
    except OSError as failure:
        return Problem(path.name, f"is damaged ({cause}) and cannot be set aside: {failure.strerror or failure}")


def _is_damage(error: BaseException) -> bool:
    if isinstance(error, LibraryDamaged):
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return isinstance(error, sqlite3.DatabaseError) and code in DAMAGE
