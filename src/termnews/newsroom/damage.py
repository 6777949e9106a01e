"""A live library that fails in the middle of reading it: named, set aside if damaged, and nothing precious lost."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

from termnews.domain.problems import Problem
from termnews.library.library_file import open_library_file, set_aside
from termnews.library.store import Library
from termnews.library.writing import DAMAGE, UNAVAILABLE, LibraryDamaged, LibraryUnavailable
from termnews.newsroom.editions import LIVE_NAME, make_live
from termnews.newsroom.opening import Opening, library_path
from termnews.newsroom.settings import Folders, load_countries


def find_damage(error: BaseException, folders: Folders) -> Problem | None:
    """Set the library aside when an error says that its file is damaged; None for any other error."""
    cause = _find_cause(error, _is_damage)
    path = library_path(folders)
    if cause is None or not path.exists():
        return None
    try:
        return set_aside(path, str(cause))
    except OSError as failure:
        return Problem(path.name, f"is damaged ({cause}) and cannot be set aside: {failure.strerror or failure}")


def open_anew(error: BaseException, folders: Folders, checked: datetime | None) -> Opening | None:
    """Open the live library again after an error of its file, empty if there is nothing left; None for other errors.

    `checked` is when outlets were last asked, as far as is known. The first problem of the edition says what happened.
    """
    cause = _find_cause(error, _is_trouble)
    if cause is None:
        return None
    said = f"could not be read any more ({cause}); bookmarks are safe, and news will come again"
    problem = find_damage(error, folders) or Problem(library_path(folders).name, said)
    return open_again(folders, checked, problem)


def open_again(folders: Folders, checked: datetime | None, problem: Problem) -> Opening:
    """Open the live library as it is now, and say why; where it cannot be opened the edition is empty."""
    opened = open_library_file(library_path(folders))
    if opened.library is None:
        return Opening(LIVE_NAME, Library.in_memory(), load_countries(), [problem, *opened.problems], checked=checked)
    opening = make_live(opened.library, [problem, *opened.problems])
    opening.checked = opening.checked or checked
    return opening


def _find_cause(error: BaseException, is_wanted: Callable[[BaseException], bool]) -> BaseException | None:
    cause: BaseException | None = getattr(error, "error", error)  # a worker's failure holds what made it fail
    while cause is not None and not is_wanted(cause):
        cause = cause.__cause__ or cause.__context__
    return cause


def is_trouble(error: BaseException) -> bool:
    """Tell whether an error comes from a library's file, damaged or not."""
    return _find_cause(error, _is_trouble) is not None


def _is_trouble(error: BaseException) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return isinstance(error, LibraryUnavailable) or (isinstance(error, sqlite3.Error) and code in DAMAGE | UNAVAILABLE)


def _is_damage(error: BaseException) -> bool:
    if isinstance(error, LibraryDamaged):
        return True
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return isinstance(error, sqlite3.DatabaseError) and code in DAMAGE
