"""The first screen of the next start, drawn for nobody by a process of its own once a window has ended.

Run `python -m termnews.ui.rehearsal COLUMNS ROWS`. It reads what the window will read, writes nothing but the file of
the screen, and that only where nothing has changed meanwhile. It never says anything.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rich
import textual
from textual.message import Message
from textual.screen import Screen

import termnews
from termnews.domain.problems import Problem
from termnews.library.library_file import open_unchanged
from termnews.library.safe_files import make_private_folder, write_whole
from termnews.library.state import State
from termnews.library.state_file import copy_state_file
from termnews.library.store import Library
from termnews.newsroom import first_screen
from termnews.newsroom.change import Change
from termnews.newsroom.editions import make_live
from termnews.newsroom.keeping import Job, Keeper
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import Folders, find_folders
from termnews.ui import messages
from termnews.ui.app import TermnewsApp
from termnews.ui.driver import mend
from termnews.ui.running import follow_settings, make_window
from termnews.ui.screens.home import HomeScreen

_SECONDS = 20
"""After so long it ends, whatever it is waiting for."""
_KEPT = 6
"""Sizes of windows whose first screens are kept."""


class _Bystander(Keeper):
    """Knows what is kept, and keeps nothing."""

    def _open_state(self) -> State:
        return State(copy_state_file(self.folders.state_file), is_lasting=False)

    def adopt(self, library: Library) -> None:
        """Leave the marks as they are: the window has set them."""
        self.library = library

    def submit(self, job: Job, done: Callable[[Change | Problem | None], object]) -> None:
        """Do nothing."""

    def attempt(self, job: Job) -> Change | Problem | None:
        """Do nothing."""


class Rehearsal(TermnewsApp):
    """A window that ends with its first frame."""

    drawn = ""
    """The frame."""

    def post_message(self, message: Message) -> bool:
        """Let nothing be asked for: no translation, no mark, no news."""
        return type(message).__module__ != messages.__name__ and super().post_message(message)

    def push_screen(self, screen: "Screen[Any] | str", *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - Textual's
        """Leave the place of ages empty: they are others when the frame is shown."""
        if isinstance(screen, HomeScreen):
            screen.articles.list.hides_ages = True
        return super().push_screen(screen, *arguments, **named)

    def _begin(self) -> None:
        if self.home and self.home.is_held_for(self._begin):
            return
        update = self.screen._compositor.render_full_update()  # noqa: SLF001 - what the driver would be given
        self.drawn = mend(update.render_segments(self.console))
        self.exit()


def draw(folders: Folders, size: tuple[int, int]) -> str:
    """Return the first screen of the live library in so many columns and rows; empty where there is none to keep."""
    library = open_unchanged(library_path(folders))
    found = make_live(library, [])
    keeper = _Bystander(folders, library, is_late=True)
    try:
        settings = follow_settings(found, folders.config)
        if settings and not settings.look.first_screen:
            _forget(size)
        if settings and (settings.mute or settings.look.screen_reader or not settings.look.first_screen):
            return ""  # what rules hide may be another thing tomorrow
        app, turning = make_window(Rehearsal, found, keeper, settings)
        app.run(headless=True, size=size)
        is_whole = library.has_articles() and not (found.problems or keeper.problems)
        return first_screen.IN_ORDER * turning.is_told + app.drawn if is_whole and app.drawn else ""
    finally:
        keeper.close()
        library.close()


def rehearse(folders: Folders, size: tuple[int, int]) -> None:
    """Keep the first screen of the next start.

    Raises:
        OSError: it cannot be read or kept.
        sqlite3.Error: likewise.
    """
    path = first_screen.find_file(size)
    paths = [os.fsencode(p) for p in _files(folders)]
    if not path or any(b"\t" in p or b"\n" in p for p in paths):
        return
    told = first_screen.describe(paths)
    drawn = draw(folders, size)
    if drawn and first_screen.describe(paths) == told:
        _keep(Path(path), first_screen.seal(told, drawn.encode("utf-8", "replace")))


def _files(folders: Folders) -> list[Path]:
    """Return all that a first screen is made of."""
    library = library_path(folders)
    programs = [Path(module.__file__ or "").parent for module in (termnews, textual, rich)]
    return [
        library, library.with_name(f"{library.name}-wal"), folders.state_file, folders.config / "config.toml",
        folders.bookmarks, *folders.bookmarks.glob("*"), *programs, programs[0] / "ui",
    ]  # fmt: skip


def _forget(size: tuple[int, int]) -> None:
    """Remove all that were kept."""
    for old in Path(first_screen.find_file(size)).parent.glob("*x*"):
        old.unlink(missing_ok=True)


def _keep(path: Path, content: bytes) -> None:
    make_private_folder(path.parent.parent)
    make_private_folder(path.parent)
    write_whole(path, content)
    by_age = sorted(path.parent.iterdir(), key=lambda p: p.stat().st_mtime_ns)
    for old in by_age[:-_KEPT]:
        old.unlink(missing_ok=True)


def main() -> None:
    """Do it, as long as nothing else has to be done, and for a few seconds at most."""
    signal.alarm(_SECONDS)
    os.nice(19)
    os.read(0, 1)  # nothing comes, but the end of the window
    columns, rows = map(int, sys.argv[1:])
    rehearse(find_folders(), (columns, rows))


if __name__ == "__main__":
    main()
