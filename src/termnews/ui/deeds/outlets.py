"""The screen of all outlets."""

from typing import TYPE_CHECKING

from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import find_folders
from termnews.ui.screens.outlets import OutletsScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_outlets(app: "TermnewsApp") -> None:
    """Open the screen of all outlets, or leave it."""
    if isinstance(app.screen, OutletsScreen):
        app.screen.dismiss()
    else:
        app.push_screen(OutletsScreen(find_folders(), app.opening.countries, utc_now()))
