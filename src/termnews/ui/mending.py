"""Going on when the edition's file fails or changes under the window: another edition takes its place, with a word."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from textual.screen import Screen

from termnews.domain.problems import Problem
from termnews.library.library_file import is_left_behind
from termnews.library.live import LiveLibrary
from termnews.newsroom.damage import is_trouble, open_again, open_anew
from termnews.newsroom.editions import find_live
from termnews.newsroom.opening import Opening, library_path
from termnews.newsroom.settings import find_folders
from termnews.ui.screens.home import HomeScreen


class Mended(Protocol):
    """The window, as far as it is needed here."""

    opening: Opening
    is_mending: bool

    @property
    def home(self) -> HomeScreen | None:
        """The screen of the edition."""

    @property
    def screen_stack(self) -> list[Screen[Any]]:
        """All screens, the one in front last."""

    def show_edition(self, opening: Opening) -> None:
        """Put another edition in the place of the one on show."""

    def pop_screen(self) -> object:
        """Take the screen in front away."""

    @property
    def notify(self) -> Callable[..., None]:
        """Says something."""


_REPLACED = "was replaced or removed by another program; what is there now is shown"


def mend(window: object, error: Exception) -> bool:
    """Open the live library anew when an error comes from its file; return whether it did."""
    app = cast("Mended", window)
    if not isinstance(app.opening.library, LiveLibrary):
        return False
    if app.is_mending:
        return is_trouble(error)  # of the panes that are going
    opening = open_anew(error, find_folders(), app.opening.checked)
    if opening is None:
        return False
    _show(app, opening)
    return True


def look_anew(window: object) -> bool:
    """After a refresh: show the live edition where another is on show in its stead; return whether it was put there."""
    app = cast("Mended", window)
    library, folders = app.opening.library, find_folders()
    if isinstance(library, LiveLibrary):
        if not is_left_behind(library, library_path(folders)):
            return False
        _show(app, open_again(folders, app.opening.checked, Problem(library_path(folders).name, _REPLACED)))
        return True
    if not app.opening.is_sample and app.opening.checked is None:
        return False
    found = find_live(folders)
    if not isinstance(found, Opening):
        return False
    if app.screen_stack[-1] is app.home:
        app.show_edition(found)
    return True


def _show(app: Mended, opening: Opening) -> None:
    """Put an edition on show, whatever screen is open, and say why."""
    app.is_mending = True
    problem = opening.problems[0]
    while app.screen_stack[-1] is not app.home and len(app.screen_stack) > 2:  # noqa: PLR2004 - Textual's, and ours
        app.pop_screen()
    app.show_edition(opening)
    app.notify(f"{problem.where}: {problem.why}", severity="warning", markup=False, timeout=20)
    if app.home is not None:
        app.home.call_after_refresh(_end_mending, app)


def _end_mending(app: Mended) -> None:
    app.is_mending = False
