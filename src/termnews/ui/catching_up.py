"""Read marks that another program made since, shown a moment after the window has opened."""

from functools import partial
from typing import TYPE_CHECKING

from termnews.newsroom.keeping import catch_up
from termnews.ui.messages import Grouped

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def begin_catching_up(app: "TermnewsApp") -> None:
    """Compare marks on the keeper's thread, and show the list anew when there were others."""
    app.keeper.submit(partial(catch_up, app.keeper), lambda changed: changed and app.post_message(Grouped()))
