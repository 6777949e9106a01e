"""Running the window from start to end."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from termnews.newsroom import first_screen
from termnews.newsroom.apart import Pending
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening, utc_now
from termnews.newsroom.right_to_left import Turning, choose_turning
from termnews.newsroom.settings import find_folders
from termnews.newsroom.terminal import hushed
from termnews.ui.app import TermnewsApp
from termnews.ui.outgoing import OutgoingFilter

if TYPE_CHECKING:
    from termnews.newsroom.config import Config

try:
    from termnews.ui.driver import choose_driver, terminal_kept
except ImportError:  # another system, or a Textual that has moved what the driver stands on
    terminal_kept = nullcontext  # type: ignore[assignment]
    choose_driver = None  # type: ignore[assignment]

_DRAWS_FLAGS = frozenset({"kitty", "wezterm", "ghostty", "iterm.app", "apple_terminal"})
_FAULT, _INTERRUPTED = 1, 130
_App = TypeVar("_App", bound=TermnewsApp)
_left: "list[subprocess.Popen[bytes]]" = []
"""Processes that go on when this one has ended."""


def draws_flags(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the terminal is known to draw flag emoji; elsewhere two letters stand better."""
    names = (environment.get("TERM_PROGRAM", ""), environment.get("TERM", "").removeprefix("xterm-"))
    return "TMUX" not in environment and any(n.casefold() in _DRAWS_FLAGS for n in names)


def run_window(pending: Pending, *, is_spoken: bool = False) -> int:
    """Show an edition until the reader leaves; return the exit code.

    0 after leaving, 1 after a fault, 128 and a signal's number after that signal; SIGHUP stands for a lost terminal.
    """
    try:
        return _run(pending, is_spoken=is_spoken)
    except KeyboardInterrupt:
        return _INTERRUPTED
    finally:
        _end_child(pending)


def _run(pending: Pending, *, is_spoken: bool) -> int:
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)  # where a shell exports them, they hide how large the terminal is
    folders = find_folders()
    gc.freeze()  # what is imported stays; what the first frame leaves behind is collected after it
    with hushed():
        opening = pending.wait()
        keeper = Keeper(folders, opening.library, is_late=True)
        settings = follow_settings(opening, folders.config, is_spoken=is_spoken)
        app, turning = make_window(TermnewsApp, opening, keeper, settings)
    stock = app.driver_class
    if choose_driver is not None:
        app.driver_class = choose_driver(app.driver_class, keeps_order=turning.is_told)
    loop = asyncio.new_event_loop()  # `asyncio.run` would wait for the worker that compares articles
    sys.excepthook = lambda _kind, error, _trace: _say_fault(error, folders.state)
    with terminal_kept():
        try:
            app.run(loop=loop)
        finally:
            keeper.close()
    loop.close()
    code = _FAULT if app.return_code is None else app.return_code
    if app.fault is not None and code == _FAULT:
        _say_fault(app.fault, folders.state)
    elif app.fault is not None:
        from termnews.ui.faults import keep_fault  # noqa: PLC0415 - only a fault needs it

        keep_fault(app.fault, folders.state)
    elif app.return_code is None:
        sys.stderr.write("termnews had to stop: it could not read what is typed.\n")
    sys.excepthook = sys.__excepthook__
    if code == 0 and app.opening.library.keeps_marks and not app.is_spoken and app.driver_class is not stock:
        _begin_rehearsal(app.size)
    if _is_comparing():
        _end_child(pending)
        sys.stderr.flush()
        os._exit(code)  # everything is kept, and Python would wait until all articles are compared
    return code


def make_window(kind: type[_App], opening: Opening, keeper: Keeper, settings: "Config | None") -> tuple[_App, Turning]:
    """Make a window of an edition as it has been set, and return who puts text from right to left in order there."""
    app = kind(opening, keeper, utc_now, os.environ, has_flags=draws_flags())
    if settings is not None:
        app.follow(settings)
    turning = choose_turning(settings.look.right_to_left if settings else "auto", os.environ)
    OutgoingFilter.turns = turning.is_here
    return app, turning


def follow_settings(opening: Opening, folder: Path, *, is_spoken: bool = False) -> "Config | None":
    """Read what the reader has set; None where there is no file of settings."""
    if not is_spoken and not os.path.lexists(folder / "config.toml"):
        return None
    from termnews.ui import configured  # noqa: PLC0415 - most have no such file

    settings, problems = configured.follow_settings(folder)
    opening.problems += problems
    return configured.spoken(settings) if is_spoken else settings


def _say_fault(error: BaseException, folder: Path) -> None:
    from termnews.newsroom.damage import find_damage  # noqa: PLC0415 - only a fault needs it

    if damage := find_damage(error, find_folders()):
        sys.stderr.write(f"termnews had to stop: {damage.where} {damage.why}.\n")
        return
    from termnews.ui.faults import fault_words, keep_fault  # noqa: PLC0415 - only a fault needs it

    sys.stderr.write(f"{fault_words(error, keep_fault(error, folder))}\n")


def _begin_rehearsal(size: tuple[int, int]) -> None:
    """Let a process of its own keep the first screen of the next start, unless the one that is kept is true."""
    told, _ = first_screen.read(first_screen.find_file(size))
    if told and first_screen.is_true(told):
        return
    command = (sys.executable, "-m", "termnews.ui.rehearsal", *map(str, size))
    nowhere = subprocess.DEVNULL
    with suppress(OSError):
        reading, _ = os.pipe()  # which closes when this process has ended and let go of its files
        process = subprocess.Popen(  # noqa: S603 -- our own program
            command, stdin=reading, stdout=nowhere, stderr=nowhere, start_new_session=True
        )
        _left.append(process)


def _is_comparing() -> bool:
    """Whether a worker goes on in a thread, which nothing can stop."""
    others = [t for t in threading.enumerate() if t is not threading.current_thread() and not t.daemon]
    for thread in others:
        thread.join(0.1)
    return any(thread.is_alive() for thread in others)


def _end_child(pending: Pending) -> None:
    """End the process that still reads files or compares articles."""
    if pending.pipe is not None:
        with suppress(OSError):
            os.kill(pending.child, signal.SIGKILL)
            os.waitpid(pending.child, 0)
