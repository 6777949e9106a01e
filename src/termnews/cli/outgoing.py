"""The last wall between the commands and a terminal: nothing printed may command it, whoever wrote it."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

from termnews.domain.commanding import COMMANDING

_OURS = r"\x1b\[[01]m|\x1b\[\?25[lh]|\r(?=\x1b\[\?25l)|[\t\n]"
"""Bold where words match, and what draws a progress bar."""
_WALL = re.compile(f"({_OURS})|{COMMANDING}")


class _Outgoing:
    """A stream to a terminal that leaves out what commands it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write what only draws."""
        self._stream.write(text if text.isascii() and text.isprintable() else _WALL.sub(_of_ours, text))
        return len(text)

    def __getattr__(self, name: str) -> object:
        """Be the stream in all else."""
        return getattr(self._stream, name)


def _of_ours(match: re.Match[str]) -> str:
    return match[1] or ""


@contextmanager
def walled() -> Iterator[None]:
    """Let everything printed to a terminal go through the wall; pipes and files get it as it is."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_walled(stream) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _walled(stream: TextIO | None) -> TextIO:
    """Return the stream with a wall before it; there is none at all where it was closed before the start."""
    is_terminal = stream is not None and stream.isatty()
    return cast("TextIO", _Outgoing(cast("TextIO", stream)) if is_terminal else stream)
