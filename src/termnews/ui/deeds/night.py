"""Night on the globe: where the sun is down at this hour."""

from typing import TYPE_CHECKING

from termnews.ui.heat import NIGHT_SETTING
from termnews.ui.messages import SettingAsked
from termnews.ui.screens.world import WorldScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_night(app: "TermnewsApp") -> None:
    """Show where it is night, or no longer, and keep the choice."""
    if (home := app.home) is None:
        return
    pane = home.countries
    is_night = pane.moment is None
    pane.show_night(app.keeper.clock() if is_night else None)
    if isinstance(app.screen, WorldScreen):
        app.screen.globe.moment = pane.moment
    app.on_setting_asked(SettingAsked(NIGHT_SETTING, "shown" if is_night else ""))
    words = "Dark is where it is night now." if is_night else "The globe shows no night."
    app.notify(words, markup=False, timeout=3)
