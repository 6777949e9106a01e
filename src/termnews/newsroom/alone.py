"""The right to refresh and to sync, which one program has at a time: two would ask everybody twice."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from termnews.library.safe_files import make_private_file, make_private_folder
from termnews.newsroom.settings import Folders

_LOCK = "refresh.lock"


@contextmanager
def hold(folders: Folders) -> Iterator[None]:
    """Hold the right.

    Raises:
        BlockingIOError: another program has it.
    """
    make_private_folder(folders.data)
    path = folders.data / _LOCK
    make_private_file(path)
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
