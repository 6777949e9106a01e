"""A terminal to measure in: it starts a command, answers what it asks, stamps what it writes, and sees its screen.

Linux only. What was written is replayed on the emulated screen between measurements, so that emulating costs nothing
inside one.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyte  # type: ignore[import-not-found,import-untyped,unused-ignore]

from benchmarks.pty_answers import OPEN_END, answer
from benchmarks.pty_costs import Area, FrameCost, KeyCost
from benchmarks.pty_processes import children, cpu_seconds, ended_children_seconds, resident_kb

COLUMNS, ROWS = 120, 40
QUIET = 0.06
"""Seconds without output after which a repaint is over."""
READ_SIZE = 1 << 16
PATIENCE = 60.0
PAUSES = (0.011, 0.003, 0.017, 0.007, 0.013)
"""Seconds before each key, in turn, so that keys do not fall in step with a timer."""

_FRAME = re.compile(rb"\x1b\[\?2026([hl])")
_FRAME_END = b"\x1b[?2026l"
_STRANGE = re.compile(
    rb"\x1b\[[<=>][0-9;:]*[@-~]"
    rb"|\x1b\[\??[0-9;:]*[ $!'\"*][@-~]"
    rb"|\x1b[P_^X](?:[^\x1b]|\x1b(?!\\))*\x1b\\"
)
"""What pyte 0.8 would print in part instead of ignoring it."""


class TerminalError(RuntimeError):
    """The command did not do what was waited for; the message shows its screen."""


class Terminal:
    """One command in a pty, from exec to its end."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        """Start a command in so many columns and rows."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._pending: list[tuple[float, bytes]] = []
        self._asked = b""
        self._unfed = b""
        self._is_frame_open = False
        self._started = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            _become(command, environment, folder, size)

    def _read(self, seconds: float) -> bool:
        """Read once, stamp it, answer it; return whether anything came."""
        if not select.select([self._handle], [], [], max(0.0, seconds))[0]:
            return False
        try:
            data = os.read(self._handle, READ_SIZE)
        except OSError:  # Linux says EIO when the other side is closed
            data = b""
        if not data:
            time.sleep(0.001)
            return False
        self._pending.append((time.perf_counter(), data))
        self._asked = answer(self._handle, self._asked + data)
        return True

    def _read_until_quiet(self, quiet: float, limit: float = PATIENCE) -> None:
        end = time.perf_counter() + limit
        while self._read(quiet) and time.perf_counter() < end:
            pass

    def _replay(self, is_seen: Callable[[], object] | None = None) -> float | None:
        """Show what was written; return the stamp of the first finished frame in which something is seen."""
        seen: float | None = None
        for stamp in self._replay_frames():
            if is_seen and seen is None and is_seen():
                seen = stamp
        return seen

    def _replay_frames(self) -> Iterator[float]:
        """Show what was written; yield the stamps at which no frame is half drawn."""
        pending, self._pending = self._pending, []
        for stamp, data in pending:
            self._feed(data)
            if not self._is_frame_open:
                yield stamp

    def _feed(self, data: bytes) -> None:
        data = self._unfed + data
        opening = OPEN_END.search(data)
        cut = opening.start() if opening else len(data)
        data, self._unfed = data[:cut], data[cut:]
        if frames := _FRAME.findall(data):
            self._is_frame_open = frames[-1] == b"h"
        self._stream.feed(_STRANGE.sub(b"", data))

    def text(self) -> str:
        """Return the screen as lines of text."""
        return "\n".join(self._screen.display)

    def wait_for(self, pattern: str) -> float:
        """Return the milliseconds from exec until a text is visible."""
        wanted = re.compile(pattern)
        while time.perf_counter() - self._started < PATIENCE:
            self._read_until_quiet(QUIET)
            seen = self._replay(lambda: wanted.search(self.text()))
            if seen is not None:
                return (seen - self._started) * 1e3
            if self._has_ended():
                break
        raise TerminalError(f"{pattern!r} never came:\n{self.text()}")

    def settle(self, quiet: float = 0.5) -> None:
        """Wait until nothing is written any more."""
        self._read_until_quiet(quiet)
        self._replay()

    def press(self, keys: Sequence[bytes], watched: Area | None = None, quiet: float = QUIET) -> KeyCost:
        """Press keys one at a time, each after the repaint of the one before.

        Other frames may come from what went before, or show only that a key was heard: watch what it is to change.
        """
        self.settle()
        firsts: list[float] = []
        lasts: list[float] = []
        ends: list[float] = []
        sizes: list[int] = []
        before = self.cpu()
        for at, key in enumerate(keys):
            time.sleep(PAUSES[at % len(PAUSES)])
            pressed = time.perf_counter()
            os.write(self._handle, key)
            if not self._read(1.0):
                raise TerminalError(f"key {key!r} changed nothing:\n{self.text()}")
            self._read_until_quiet(quiet)
            ends.append(self._pending[-1][0] - pressed)
            sizes.append(sum(len(data) for _, data in self._pending))
            if changes := self._find_changes(watched):
                firsts.append(changes[0] - pressed)
                lasts.append(changes[-1] - pressed)
        if not firsts:
            raise TerminalError(f"the keys {keys!r} changed nothing that is watched:\n{self.text()}")
        cpu = (self.cpu() - before) / len(keys)
        return KeyCost(_in_milliseconds(firsts), _in_milliseconds(lasts), _in_milliseconds(ends), tuple(sizes), cpu)

    def _find_changes(self, watched: Area | None) -> list[float]:
        """Show what was written; return the stamps of the frames that change what is watched, or of the first."""
        if watched is None:
            first = _end_of_frame(self._pending)
            self._replay()
            return [first]
        shown, changes = watched.read(self._screen), []
        for stamp in self._replay_frames():
            if (now := watched.read(self._screen)) != shown:
                shown = now
                changes.append(stamp)
        return changes

    def run(self, key: bytes, quiet: float = 0.3) -> FrameCost:
        """Press a key that makes the window draw frame after frame, and wait until it is done."""
        self.settle()
        before = self.cpu()
        os.write(self._handle, key)
        self._read_until_quiet(quiet)
        used = self.cpu() - before
        ends = [stamp for stamp, data in self._pending for _ in range(data.count(_FRAME_END))]
        self._replay()
        if len(ends) < 2:  # noqa: PLR2004 - one frame has no rate
            raise TerminalError(f"key {key!r} drew no frames:\n{self.text()}")
        return FrameCost(len(ends), used / len(ends), (len(ends) - 1) / (ends[-1] - ends[0]))

    def tap(self, key: bytes, limit: float = 1.0) -> float:
        """Press a key while other things are written too; return the milliseconds to the end of the next frame."""
        self.settle(0.0)
        pressed = time.perf_counter()
        os.write(self._handle, key)
        written = b""
        while _FRAME_END not in written and time.perf_counter() - pressed < limit:
            if self._read(0.05):
                written += self._pending[-1][1]
        return (time.perf_counter() - pressed) * 1e3

    def shows(self, pattern: str) -> bool:
        """Tell whether a text is visible now."""
        self.settle(0.0)
        return re.search(pattern, self.text()) is not None

    def idle(self, seconds: float) -> float:
        """Return the milliseconds of CPU in a second without keys."""
        self.settle()
        before, start = self.cpu(), time.perf_counter()
        while (left := start + seconds - time.perf_counter()) > 0:
            self._read(left)
        used = self.cpu() - before
        self._replay()
        return used / seconds

    def cpu(self) -> float:
        """Return the milliseconds of CPU used so far: all threads, children too, those that have ended as well."""
        return (sum(map(cpu_seconds, self._family())) + ended_children_seconds(self.pid)) * 1e3

    def memory(self) -> float:
        """Return the resident memory in MB, children's too; what they share counts once for each."""
        return sum(map(resident_kb, self._family())) / 1024

    def _family(self) -> list[int]:
        """Return the command's process and those it has started."""
        family = [self.pid]
        for pid in family:
            family += children(pid)
        return family

    def _has_ended(self) -> bool:
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def quit(self, keys: bytes = b"", limit: float = 10.0) -> float:
        """Press keys and return the milliseconds until the command is gone; end it when it stays or none are given."""
        start = time.perf_counter()
        if keys:
            os.write(self._handle, keys)
            while not self._has_ended() and time.perf_counter() - start < limit:
                self._read(0.002)
        took = (time.perf_counter() - start) * 1e3
        if not self._has_ended():
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._handle)
        return took


def _end_of_frame(chunks: Sequence[tuple[float, bytes]]) -> float:
    """Return the stamp at which the first frame was whole."""
    written = b""
    for stamp, data in chunks:
        written = written[-len(_FRAME_END) :] + data
        if _FRAME_END in written:
            return stamp
    return chunks[-1][0]


def _in_milliseconds(seconds: Sequence[float]) -> tuple[float, ...]:
    return tuple(value * 1e3 for value in seconds)


def _become(command: Sequence[str], environment: Mapping[str, str], folder: Path, size: tuple[int, int]) -> None:
    """Turn the forked child into the command; the size is set before it can ask."""
    columns, rows = size
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, columns * 10, rows * 20))
    try:
        os.chdir(folder)
        os.execvpe(command[0], list(command), dict(environment))
    finally:
        os._exit(127)
