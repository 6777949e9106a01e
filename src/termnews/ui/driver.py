"""Textual's Linux driver, made to end at once, to sleep when nothing happens, and to give the terminal back.

Textual's own waits 0.1 s twice at every end, wakes ten times a second, dies of bytes that are no UTF-8, leaves the
terminal raw when it is killed, and never ends when the terminal is gone. Private names used, each because there is no
public one: `_app` and `_loop`, to end the window from a signal or a thread; `_file`, what is written to;
`_sigtstp_application` and `_sigcont_application`, installed by Textual's `__init__`;
`_auto_restart`, set while the window lends the terminal to another program; `_debug`.
"""

import os
import re
import select
import signal
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event
from typing import Any

from textual.app import App
from textual.constants import ESCAPE_DELAY
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from termnews.newsroom.first_screen import AS_USUAL, IN_ORDER, leave, take
from termnews.ui.between_keys import note_typed
from termnews.ui.typed import Typed

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"))
"""Signals that end the window in good order, with 128 and their number as the exit code."""
_TAKEN = (*ENDING, signal.SIGALRM, signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
PATIENCE = 5.0
"""Seconds that an end in good order may take before the process ends without it."""
_PASTE_PAUSE = 1.0
"""Seconds of silence after which a paste without an end is taken for ended."""
_ALTERNATE = "\x1b[?1049h"
_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?1004h\x1b[?2004h\x1b[?7l"
_LEAVE = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[m"
_CUT_OFF = re.compile("(?<=[0-9;]m)[\ufe0f\u200d]+.")
"""The half of a wide sign of several characters that the edge of a screen has cut, straight after new colours."""
_NEEDED = ("_app", "_loop", "_auto_restart", "_debug", "_file")


def choose_driver(stock: type[Driver], *, keeps_order: bool = False) -> type[Driver]:
    """Return the driver for a window: the one below, unless Textual chose or became another one.

    With `keeps_order` the terminal is told not to put text from right to left in order itself.
    """
    known = {*LinuxDriver.__init__.__code__.co_names, *Driver.__init__.__code__.co_names}
    overridden = ("_sigtstp_application", "_sigcont_application")
    is_known = known.issuperset(_NEEDED) and all(hasattr(LinuxDriver, name) for name in overridden)
    TerminalDriver.keeps_order = keeps_order
    return TerminalDriver if stock is LinuxDriver and is_known else stock


@contextmanager
def terminal_kept() -> Iterator[None]:
    """Leave the terminal, and what signals do, as they were found, however the block ends."""
    handle = sys.__stdin__.fileno() if sys.__stdin__ else 0
    try:
        before = termios.tcgetattr(handle)
    except termios.error:
        before = None
    signals = {number: signal.getsignal(number) for number in _TAKEN}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, former in signals.items():
            signal.signal(number, former)
        _restore(handle, before)


def _restore(handle: int, before: list[Any] | None) -> None:
    with suppress(termios.error, OSError):
        if before is not None and termios.tcgetattr(handle) != before:
            termios.tcsetattr(handle, termios.TCSANOW, before)
            os.set_blocking(handle, False)  # what does not fit must not be waited for
            try:
                os.write(handle, (_LEAVE + AS_USUAL * TerminalDriver.keeps_order).encode())
            finally:
                os.set_blocking(handle, True)


def mend(text: str) -> str:
    """Return what is to be written without halves of signs that the edge of the screen has cut."""
    return _CUT_OFF.sub(" ", text) if "\ufe0f" in text or "\u200d" in text else text


class _Waker(Event):
    """An event that `select` can wait for."""

    def __init__(self) -> None:
        super().__init__()
        self.reading, self._writing = os.pipe()

    def set(self) -> None:
        super().set()
        os.write(self._writing, b"x")

    def clear(self) -> None:
        if self.is_set():
            os.read(self.reading, 4096)
        super().clear()


class _Screen:
    """What a driver writes to: never raises, and drops what is written once the terminal is gone."""

    def __init__(self, handle: int, encoding: str, lost: Callable[[], None]) -> None:
        self._handle = handle
        self._encoding = encoding
        self._lost = lost
        self._is_gone = False

    def fileno(self) -> int:
        return self._handle

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def write(self, text: str) -> int:
        data = memoryview(mend(text).encode(self._encoding, "replace"))
        while data and not self._is_gone:
            try:
                data = data[os.write(self._handle, data) :]
            except BlockingIOError:
                select.select([], [self._handle], [], 1)
            except OSError:
                self._is_gone = True
                self._lost()
        return len(text)


class TerminalDriver(LinuxDriver):
    """Reads and writes the terminal until the window ends or the terminal does."""

    keeps_order = False
    """Whether the terminal has to draw text from right to left as it comes."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Write to standard output: a shell may have sent standard error elsewhere."""
        self._is_stopped = False
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        out = sys.__stdout__
        if out is not None and out.isatty():
            self._file = _Screen(out.fileno(), out.encoding, self._end_lost)  # type: ignore[assignment] # duck-typed
        self._waker = self.exit_event = _Waker()
        self._raw: list[Any] | None = None
        """The terminal's attributes while the window is up."""
        self._ending = 0
        """The signal that ends the window."""
        signal.signal(signal.SIGALRM, self._end_now)
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` asks
                signal.signal(number, self._end_by)

    def start_application_mode(self) -> None:
        """Take the terminal; it is not cleared where the first screen is on it already."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's
        if self.keeps_order:
            self.write(IN_ORDER)
        with suppress(termios.error):
            self._raw = termios.tcgetattr(self.fileno)

    def write(self, data: str) -> None:
        """Write to the terminal."""
        if data != _ALTERNATE or not take():
            super().write(data)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._raw = None
        if self.keeps_order:
            self.write(AS_USUAL)
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read what is typed; sleep while nothing is."""
        typed = Typed(is_debugged=self._debug)
        delay: float | None = None
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self._waker.reading], [], [], delay)
            if not ready:
                messages = [*typed.pause()]
                delay = None
            elif self.fileno in ready:
                data = self._read()
                if data == b"":
                    self._end_lost()
                    return
                messages = [*typed.feed(data or b"")]
                delay = _PASTE_PAUSE if typed.is_pasting else ESCAPE_DELAY + 0.005
            else:
                return
            for message in messages:
                note_typed(message)
                self.process_message(message)

    def _read(self) -> bytes | None:
        """Return what was typed; nothing when the terminal is gone, None when another program read it first."""
        try:
            return os.read(self.fileno, 4096)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    # Signals arrive between any two steps of the window, so that they only ask the loop to act.

    def _ask(self, act: Callable[..., object], *arguments: object) -> None:
        with suppress(RuntimeError):  # the loop may be closed already
            self._loop.call_soon_threadsafe(act, *arguments)

    def _end_by(self, number: int, _frame: object = None) -> None:
        self._ending = self._ending or number
        signal.setitimer(signal.ITIMER_REAL, PATIENCE)
        self._ask(self._end)

    def _end_lost(self) -> None:
        self._end_by(signal.SIGHUP)

    def _end(self) -> None:
        self._app.exit(return_code=128 + self._ending)

    def _end_now(self, *_: object) -> None:
        leave()
        _restore(self.fileno, self.attrs_before)
        os._exit(128 + self._ending)

    def _sigtstp_application(self, *_: object) -> None:
        self._ask(self._stop)

    def _sigcont_application(self, *_: object) -> None:
        self._ask(self._go_on)

    def _stop(self) -> None:
        """Give the terminal back and stop, as other programs do on Ctrl+Z."""
        if self._auto_restart and not self._is_stopped:
            self.suspend_application_mode()
            self._is_stopped = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """Take the terminal again; in the background stop again, since it is another program's."""
        if not self._auto_restart:
            return
        with suppress(OSError):
            if os.tcgetpgrp(self.fileno) != os.getpgrp():
                os.kill(os.getpid(), signal.SIGSTOP)
                return
        if self._is_stopped:
            self._is_stopped = False
            self.resume_application_mode()
        elif self._writer_thread is not None:
            self._take_again()
        self._app.refresh(layout=True)

    def _take_again(self) -> None:
        """Set what a shell may have changed while the process stood still."""
        if self._raw is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
        self.write(_ENTER + IN_ORDER * self.keeps_order)
