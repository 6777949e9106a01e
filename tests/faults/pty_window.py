"""termnews in a real terminal: typed into, resized, killed; then what it wrote, and how it left the terminal."""

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Self

from termnews.ingest.catalogue import write_own
from termnews.newsroom.catalogue import load_catalogue
from termnews.newsroom.settings import find_folders

SOURCE = Path(__file__).parents[2] / "src"
READY = b"unread of"
QUIT = b"\x11"
LONG = 90.0
"""Seconds that a busy machine may take for anything that comes."""
_TOKEN = re.compile(
    rb"(?P<csi>\x1b\[[0-?]*[ -/]*[@-~])|(?P<osc>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))|(?P<text>[^\x00-\x1f\x7f]+)"
    rb"|(?P<rest>\x1b?[\s\S])"
)
_KNOWN_CSI = re.compile(
    rb"\x1b\[(?:[0-9;:]*m|[0-9]*;?[0-9]*H|\?(?:1000|1002|1003|1004|1006|1015|1016|25|7|1049|2004|2026|2048)[hl]"
    rb"|\?(?:2026|2048)\$p|>[0-9]*u|<u)"
)
_KNOWN_OSC = re.compile(rb"\x1b\]22;[a-z-]*(?:\x07|\x1b\\)")
_FORBIDDEN = re.compile(
    "[\x80-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e001f\U000e0080-\U000e0fff]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
)


def foreign(written: bytes) -> list[bytes]:
    """Return what a window of ours has no reason to send to a terminal."""
    found: list[bytes] = []
    text = b""
    for match in _TOKEN.finditer(written):
        kind, token = match.lastgroup, match[0]
        if kind == "text":
            text += token
        elif not (
            (kind == "csi" and _KNOWN_CSI.fullmatch(token))
            or (kind == "osc" and _KNOWN_OSC.fullmatch(token))
            or token in (b"\r", b"\n", b"\x07")  # a bell says that there is nothing to complete
        ):
            found.append(token)
    return found + [c.encode() for c in _FORBIDDEN.findall(text.decode("utf-8", "replace"))]


@cache
def _all_off() -> str:
    shipped = load_catalogue(Path(os.devnull)).outlets
    return write_own({outlet.key: replace(outlet, is_on=False) for outlet in shipped})


def leave_outlets_alone() -> None:
    """Switch off all outlets that ship with termnews: a refresh that some key begins asks nobody."""
    path = find_folders().config / "outlets.csv"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_all_off(), "utf-8")


class Terminal:
    """One run of a program in a terminal of its own."""

    def __init__(
        self,
        arguments: Sequence[object] = (),
        *,
        size: tuple[int, int] = (24, 80),
        code: str = "",
        shell: str = "",
        environment: dict[str, str] | None = None,
    ) -> None:
        """Start termnews; `code` is run before it in the same process, `shell` instead of it."""
        main = "from termnews.__main__ import main; sys.exit(main())"
        program = [sys.executable, "-c", f"import sys\n{code}\n{main}", *map(str, arguments)]
        if shell:
            program = ["sh", "-c", shell, sys.executable]
        self.master, self.slave = os.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(self.slave)
        self.written = b""
        names = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "PYTHONPATH": str(SOURCE)}
        leave_outlets_alone()
        self.pid = _spawn(program, self.slave, os.environ | names | (environment or {}))
        self.code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.code is None:
            os.kill(self.pid, 9)
            os.waitpid(self.pid, 0)
        os.close(self.slave)
        self.hang_up()

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def wait_for(self, words: bytes) -> None:
        """Read until some bytes have been written, in what was read before or after."""
        if words not in self.written:
            assert words in self.read(LONG, words), self.written[-500:]

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Read until something is so."""
        end = time.monotonic() + LONG
        while not is_so():
            assert time.monotonic() < end, self.written[-500:]
            self.read(0.05)

    def read(self, seconds: float, until: bytes = b"") -> bytes:
        """Read what is written within some time, or until some bytes have been."""
        end = time.monotonic() + seconds
        fresh = b""
        while (left := end - time.monotonic()) > 0 and not (until and until in fresh):
            if self.master >= 0 and select.select([self.master], [], [], min(left, 0.05))[0]:
                try:
                    fresh += os.read(self.master, 1 << 16)
                except OSError:
                    break
        self.written += fresh
        return fresh

    def ready(self) -> Self:
        """Wait until the window shows the edition."""
        assert READY in self.read(LONG, READY), self.written[-500:]
        self.read(0.2)
        return self

    def type(self, keys: bytes, seconds: float = 0.1) -> bytes:
        """Type, and read what that causes."""
        while keys:
            readable, writable, _ = select.select([self.master], [self.master], [], 5)
            if readable:
                self.written += os.read(self.master, 1 << 16)
            if writable:
                keys = keys[os.write(self.master, keys[:1000]) :]
        return self.read(seconds)

    def end(self, seconds: float = LONG, *, is_read: bool = True) -> int:
        """Wait for the end and return the exit code."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                self.read(0.05)
                return self.code
            if is_read:
                self.read(0.01)
            else:
                time.sleep(0.01)
        raise AssertionError(f"still running after {seconds} s: {self.written[-300:]!r}")

    def leave(self) -> int:
        """Type what leaves the window, again where a busy machine took two keys for one, and return the exit code."""
        end = time.monotonic() + LONG
        while True:
            self.type(b"\x1b", 0.3)
            self.type(QUIT, 0)
            try:
                return self.end(5)
            except AssertionError:
                if time.monotonic() > end:
                    raise

    def is_stopped(self) -> bool:
        """Tell whether the process stands still."""
        return os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None

    def attributes(self) -> list[Any]:
        return termios.tcgetattr(self.slave)

    def left_as_found(self) -> bool:
        """Tell whether everything the window switched on was switched off, and the line discipline is as before."""
        last = {match[1]: match[2] for match in re.finditer(rb"\x1b\[\?(\d+)([hl])", self.written)}
        wanted = {b"1049": b"l", b"25": b"h", b"1000": b"l", b"1003": b"l", b"1006": b"l", b"1004": b"l", b"2004": b"l"}
        return self.attributes() == self.before and {k: v for k, v in last.items() if k in wanted} == wanted

    def said(self) -> str:
        """Return what stands on the terminal after the window is gone."""
        after = (
            self.written[self.written.rfind(b"\x1b[?1049l") + 8 :] if b"\x1b[?1049l" in self.written else self.written
        )
        return re.sub(rb"\x1b\[[0-9;?<>$]*[a-zA-Z]|\x07", b"", after).decode("utf-8", "replace")


def _spawn(program: list[str], terminal: int, environment: dict[str, str]) -> int:
    """Start a program as the leader of a session on a terminal.

    `os.posix_spawn` cannot take a terminal, and a fork of a program with threads is warned of.
    """
    start = (
        "import fcntl, os, sys, termios\n"
        "os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
        "os.execvp(sys.argv[1], sys.argv[1:])"
    )
    files = [(os.POSIX_SPAWN_DUP2, terminal, number) for number in range(3)]
    arguments = [sys.executable, "-S", "-E", "-c", start, *program]
    return os.posix_spawn(
        sys.executable,
        arguments,
        environment,
        file_actions=files,
        setsigdef=(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT),
    )
