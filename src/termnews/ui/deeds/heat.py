"""What the globe's colours show: articles, unread ones, or takes of the open story, in turn."""

from dataclasses import replace
from typing import TYPE_CHECKING

from termnews.ui.heat import KINDS, SETTING, WORDS
from termnews.ui.messages import SettingAsked
from termnews.ui.screens.world import WorldScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_heat(app: "TermnewsApp") -> None:
    """Show the next kind of number on the globe, and keep the choice."""
    if (home := app.home) is None:
        return
    pane = home.countries
    kind = KINDS[(KINDS.index(pane.heat.kind) + 1) % len(KINDS)]
    pane.show_heat(replace(pane.heat, kind=kind))
    if isinstance(app.screen, WorldScreen):
        app.screen.show_heat(pane.heat)
    app.on_setting_asked(SettingAsked(SETTING, kind))
    app.notify(WORDS[kind], markup=False, timeout=3)
