"""The live edition: which edition to open, and the refresh that fills it, in a process of its own.

The window never fetches or parses: it starts `termnews refresh --events`, reads lines, and can end it at any time. A
child never outlives its window: it ends when nobody reads its events, and is killed when it does not.
"""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from termnews.domain.problems import Problem
from termnews.domain.refresh import RefreshEvent, parse_event
from termnews.library.library_file import find_library_file
from termnews.library.live import LiveLibrary
from termnews.library.safe_files import make_private_file, make_private_folder
from termnews.newsroom.settings import Folders

LIVE_NAME = "World news"
"""What the masthead calls the live library."""
_FILE = "library.db"
_LOCK = "refresh.lock"
_PATIENCE = 5.0
"""Seconds in which a child that was asked to end has to keep what it has."""
_LONGEST_LINE = 65_536


def library_path(folders: Folders) -> Path:
    """Return the live library's file."""
    return folders.data / _FILE


def find_live(folders: Folders) -> tuple[LiveLibrary | None, tuple[Problem, ...]]:
    """Return the live library when it has articles, else None: then the sample edition is what there is to read."""
    opened = find_library_file(library_path(folders))
    library = opened.library
    if library is not None and not library.has_articles():
        library.close()
        library = None
    return library, opened.problems


@contextmanager
def alone(folders: Folders) -> Iterator[bool]:
    """Hold the right to refresh for as long as the block lasts; tells whether nobody else has it.

    Raises:
        OSError: the folder cannot be written.
    """
    make_private_folder(folders.data)
    path = folders.data / _LOCK
    make_private_file(path)
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class RefreshProcess:
    """A refresh that is under way in a process of its own."""

    def __init__(
        self, codes: Sequence[str] = (), *, is_wanted: bool = True, environment: Mapping[str, str] | None = None
    ) -> None:
        """Start it, for some countries when they are named.

        Raises:
            OSError: it could not be started.
        """
        words = [sys.executable, "-m", "termnews", "refresh", "--events", *([] if is_wanted else ["--due"]), *codes]
        self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 -- our own program
            words,
            stdin=subprocess.PIPE,  # closed with this process, however it ends: the child's sign to end too
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(os.environ | (environment or {})),
            start_new_session=True,  # a key such as Ctrl+C is the window's
        )

    def __iter__(self) -> Iterator[RefreshEvent]:
        """Yield events until the refresh is over; afterwards no child is left, also when the loop is left early."""
        stream = self._process.stdout
        try:
            while stream is not None and (line := stream.readline(_LONGEST_LINE)):
                event = parse_event(line)
                if event is not None:
                    yield event
        finally:
            self.cancel()
            self.wait()

    def cancel(self) -> None:
        """Ask it to end; what has come so far is kept, and its last events still come."""
        with suppress(OSError):
            self._process.send_signal(signal.SIGTERM)

    def wait(self) -> Problem | None:
        """Wait until it has ended, for some seconds only; return what went wrong."""
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()  # it keeps whole batches: nothing is broken
            self._process.wait()
        words = _last_line(self._process.stderr)
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return Problem("refresh", words or "ended early") if self._process.returncode else None


def _last_line(stream: IO[bytes] | None) -> str:
    if stream is None or stream.closed:
        return ""
    lines = stream.read(_LONGEST_LINE).decode("utf-8", "replace").strip().splitlines()
    return lines[-1] if lines else ""
