"""A refresh in a process of its own.

The window never fetches or parses: it starts `termnews refresh --events`, reads lines, and can end it at any time. A
child never outlives its window: its standard input closes with the window, however that ends, and it takes that as the
sign to keep what it has and end.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from termnews.domain.problems import Problem
from termnews.domain.refresh import RefreshEvent, parse_event
from termnews.domain.text import clean_text

COMMAND = (sys.executable, "-m", "termnews", "refresh", "--events", "--leash")
"""What the child runs."""
_PATIENCE = 5.0
"""Seconds in which a child that was asked to end has to keep what it has."""
_LONGEST_LINE = 65_536


class RefreshProcess:
    """A refresh that is under way in a process of its own."""

    def __init__(self, codes: Sequence[str] = (), *, is_wanted: bool = True, command: Sequence[str] = COMMAND) -> None:
        """Start it, for some countries when they are named; not `is_wanted`, it asks only the feeds whose time it is.

        Raises:
            OSError: it could not be started.
        """
        self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 -- our own program
            [*command, *([] if is_wanted else ["--due"]), *codes],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # what is no event is a word on what went wrong
            start_new_session=True,  # a key such as Ctrl+C is the window's
        )
        self._words = ""

    def __iter__(self) -> Iterator[RefreshEvent]:
        """Yield events until the refresh is over; afterwards no child is left, also when the loop is left early."""
        stream = self._process.stdout
        try:
            while stream is not None and (line := stream.readline(_LONGEST_LINE)):
                event = parse_event(line)
                if event is not None:
                    yield event
                else:
                    self._words = clean_text(line.decode("utf-8", "replace")).strip() or self._words
        except GeneratorExit:
            self.cancel()
            raise
        finally:
            if stream is not None:
                stream.close()  # a child that waits for its events to be read goes on, and ends
            self.wait()

    def cancel(self) -> None:
        """Ask it to end; what has come so far is kept, and its last events still come."""
        with suppress(OSError):
            self._process.send_signal(signal.SIGTERM)

    def wait(self) -> Problem | None:
        """Wait until it has ended, for some seconds only; return what went wrong."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()  # it keeps whole batches: nothing is broken
            self._process.wait()
        where, colon, why = self._words.partition(": ")
        problem = Problem(where, why) if colon else Problem("refresh", self._words or "ended early")
        return problem if self._process.returncode else None
