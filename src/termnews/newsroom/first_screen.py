"""What the last window left for the next: its first screen, written before anything of the window is imported.

It is kept with all that it depends on, and painted only as long as nothing of that has changed. Next to nothing is
imported here: Textual alone takes ten times as long as the painting may.
"""

import os
import signal
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress

from termnews import __version__

_LONGEST = 1 << 20
"""Bytes of a file that is believed."""
_VARIABLES = (
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "LANG", "LC_ALL", "LC_CTYPE",
    "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "VTE_VERSION",
    "KONSOLE_VERSION", "XTERM_VERSION", "PYTHONIOENCODING", "PYTHONUTF8", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME",
    "TEXTUAL_FILTERS", "TEXTUAL_DISABLE_KITTY_KEY",
)  # fmt: skip
_PRESENCES = ("TMUX", "STY", "KITTY_WINDOW_ID", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
"""Variables that only matter by being there: their values differ from session to session."""
_END = b"\x1b[m\n"
"""Ends a file that is whole."""
_ENTER, _LEAVE = b"\x1b[?1049h\x1b[?25l\x1b[H", b"\x1b[m\x1b[?1049l\x1b[?25h"
IN_ORDER, AS_USUAL = "\x1b[8l", "\x1b[8h"
"""Telling a terminal to draw letters in the order in which they come, and to put them in order itself (BDSM)."""
_ENDING = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


class _Painted:
    """What is on the terminal."""

    is_there = False
    """Whether it is a first screen that no window has taken over."""
    left = b""
    """What takes it away."""


def find_file(size: tuple[int, int], environment: Mapping[str, str] = os.environ) -> str:
    """Return the file of the first screen of so many columns and rows; empty where there is no place for it."""
    base = environment.get("XDG_CACHE_HOME") or ""
    if not base and sys.platform == "linux":
        base = environment.get("HOME", "") + "/.cache"
    return f"{base}/termnews/first-screens/{size[0]}x{size[1]}" if base[:1] == "/" else ""


def describe(paths: Iterable[bytes], environment: Mapping[str, str] = os.environ) -> bytes:
    """Return in lines what a first screen depends on: the program, the terminal, and files, an empty one as none."""
    known = [(name, environment.get(name)) for name in _VARIABLES]
    known += [(name, str(name in environment)) for name in _PRESENCES]
    lines = [repr((__version__, sys.version, sys.prefix, known)).encode("ascii", "backslashreplace")]
    return b"\n".join([*lines, *(path + b"\t" + _describe_file(path) for path in paths)])


def _describe_file(path: bytes) -> bytes:
    try:
        found = os.stat(path)  # noqa: PTH116 - pathlib is not imported here
    except (OSError, ValueError):
        return b""
    is_none = stat.S_ISREG(found.st_mode) and not found.st_size
    return b"" if is_none else b"%d %d %d" % (found.st_ino, found.st_size, found.st_mtime_ns)


def seal(told: bytes, screen: bytes) -> bytes:
    """Return the content of a file for `read`: a screen, and what it depends on."""
    return told + b"\n\n" + screen + _END


def read(path: str) -> tuple[bytes, bytes]:
    """Return what a kept screen depends on, and the screen; nothing where it is not there, not one's own, or torn."""
    with suppress(OSError, ValueError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(handle, "rb") as file:  # noqa: PTH123 - as below
            found = os.fstat(handle)
            is_own = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
            told, _, screen = file.read(_LONGEST).partition(b"\n\n") if is_own else (b"", b"", b"")
        if screen.endswith(_END):
            return told, screen.removesuffix(_END)
    return b"", b""


def is_true(told: bytes) -> bool:
    """Tell whether nothing has changed of what a screen depends on."""
    return told == describe(line.split(b"\t")[0] for line in told.split(b"\n")[1:])


def paint() -> None:
    """Write the first screen that was kept for this terminal, where it is still true; `take` or `leave` follows."""
    with suppress(OSError, ValueError):
        told, screen = read(find_file(os.get_terminal_size(1)))
        if told and is_true(told):
            _Painted.is_there = True
            _Painted.left = AS_USUAL.encode() * screen.startswith(IN_ORDER.encode()) + _LEAVE
            watch()
            rest = _ENTER + screen
            while rest:  # a signal may come between
                rest = rest[os.write(1, rest) :]


def take() -> bool:
    """Let the window have the terminal; return whether a first screen is on it."""
    was_there, _Painted.is_there = _Painted.is_there, False
    return was_there


def leave() -> None:
    """Give the terminal back, where no window has taken it."""
    if take():
        with suppress(OSError):
            os.write(1, _Painted.left)


def watch() -> None:
    """Give the terminal back when a signal ends or stops the program, until the window has handlers of its own."""
    if not _Painted.is_there:
        return

    def end(number: int, _frame: object) -> None:
        leave()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def stop(_number: int, _frame: object) -> None:
        leave()
        os.kill(os.getpid(), signal.SIGSTOP)

    for number in (*_ENDING, signal.SIGTSTP):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, stop if number == signal.SIGTSTP else end)
