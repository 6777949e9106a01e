"""Running the window from start to end."""

import os
from collections.abc import Mapping

from termnews.newsroom.apart import Pending
from termnews.newsroom.keeping import Keeper, utc_now
from termnews.newsroom.settings import find_folders
from termnews.ui.app import TermnewsApp

_DRAWS_FLAGS = frozenset({"kitty", "wezterm", "ghostty", "iterm.app", "apple_terminal"})


def draws_flags(environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the terminal is known to draw flag emoji; elsewhere two letters stand better."""
    names = (environment.get("TERM_PROGRAM", ""), environment.get("TERM", "").removeprefix("xterm-"))
    return "TMUX" not in environment and any(n.casefold() in _DRAWS_FLAGS for n in names)


def run_window(pending: Pending) -> int:
    """Show an edition until the reader leaves; return the exit code."""
    opening = pending.wait()
    keeper = Keeper(find_folders(), opening.library)
    app = TermnewsApp(opening, keeper, utc_now, has_flags=draws_flags())
    try:
        app.run()
    finally:
        keeper.close()
    return app.return_code or 0
