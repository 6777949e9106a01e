"""Read marks of the state's file that a library does not have: both files are compared where they lie.

Only the difference comes into Python, so that a year of marks costs a look-up each, and no thread waits for it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

_DIFFERENT = """
    SELECT article.id, read_mark.is_read FROM state.read_mark CROSS JOIN article ON article.id = read_mark.article_id
    WHERE article.is_read <> read_mark.is_read
"""
_BUSY_SECONDS = 15.0


def find_differing(library: Path, state: Path) -> dict[bool, list[str]]:
    """Return the ids of articles whose marks in the state are others, by whether they are read there.

    Files that cannot be read together have no difference.
    """
    found: dict[bool, list[str]] = {True: [], False: []}
    try:
        with closing(sqlite3.connect(_address(library), uri=True, timeout=_BUSY_SECONDS)) as connection:
            connection.execute("ATTACH ? AS state", (_address(state),))
            for article_id, is_read in connection.execute(_DIFFERENT):
                found[bool(is_read)].append(article_id)
    except sqlite3.Error:
        return {}
    return found


def _address(path: Path) -> str:
    return f"{path.absolute().as_uri()}?mode=ro"
