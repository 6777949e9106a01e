"""The screens that open over any other, by their names."""

from datetime import datetime

from textual.app import App
from textual.screen import Screen

from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening
from termnews.ui.palette import Palette, RegistryProvider
from termnews.ui.screens.bookmarks import BookmarksScreen
from termnews.ui.screens.help import HelpScreen
from termnews.ui.screens.home import HomeScreen
from termnews.ui.screens.problems import ProblemsScreen

NAMES = ("help", "problems", "bookmarks", "palette")


def open_screen(app: App[None], name: str, opening: Opening, keeper: Keeper, now: datetime) -> None:
    """Open one of NAMES."""
    screen = _make(name, opening, keeper, now)
    home = next((s for s in app.screen_stack if isinstance(s, HomeScreen)), None)
    if isinstance(screen, BookmarksScreen) and home is not None:
        reading, at_home = screen.reading, home.reading
        screen.call_later(reading.draw_like, at_home)
        app.push_screen(screen, lambda _: at_home.draw_like(reading))
    else:
        app.push_screen(screen)


def _make(name: str, opening: Opening, keeper: Keeper, now: datetime) -> Screen[None]:
    match name:
        case "help":
            return HelpScreen()
        case "problems":
            return ProblemsScreen([*opening.problems, *keeper.problems])
        case "bookmarks":
            return BookmarksScreen(keeper, opening.countries, now, opening.library)
        case _:
            return Palette(providers=[RegistryProvider], placeholder="Run a command…")
