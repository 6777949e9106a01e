"""The terminal before a window has taken it: whether it can show one, and quiet while the window is being made."""

import os
import signal
import sys
import termios
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType

from termnews.newsroom.first_screen import leave, watch

DRAWS_NOTHING = frozenset({"dumb", "unknown"})
"""The values of TERM of terminals that show lines and nothing else."""
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


def has_terminal(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether a window can be shown: both ends are one terminal, and it can draw."""
    is_drawn = environment.get("TERM", "").casefold() not in DRAWS_NOTHING
    return is_drawn and sys.stdin.isatty() and sys.stdout.isatty()


@contextmanager
def hushed() -> Iterator[None]:
    """Keep what is typed until there is a window from being echoed; it is not lost, the window reads it.

    However the block ends the terminal is as it was found.
    """
    try:
        found = termios.tcgetattr(0)
    except termios.error:
        yield
        return

    def restore() -> None:
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, found)

    def end(number: int, _frame: FrameType | None) -> None:
        restore()
        leave()
        os._exit(128 + number)  # nothing has been changed that could be kept

    former = {number: signal.signal(number, end) for number in _ENDING if signal.getsignal(number) == signal.SIG_DFL}
    quiet = [*found]
    quiet[3] &= ~termios.ECHO
    try:
        with suppress(termios.error):
            termios.tcsetattr(0, termios.TCSANOW, quiet)
        yield
    finally:
        restore()
        for number, before in former.items():
            signal.signal(number, before)
        watch()
