"""Read marks that another program made since, shown a moment after the window has opened."""

from collections.abc import Callable
from functools import partial

from textual.message import Message

from termnews.newsroom.keeping import Keeper, catch_up
from termnews.ui.messages import Grouped


def begin_catching_up(keeper: Keeper, post: Callable[[Message], object]) -> None:
    """Compare marks on the keeper's thread, and have the list shown anew when there were others."""
    keeper.submit(partial(catch_up, keeper), lambda changed: changed and post(Grouped()))
