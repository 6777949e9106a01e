"""Marking the whole list read."""

from typing import TYPE_CHECKING

from termnews.newsroom.marking import mark_all_read

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_mark_all_read(app: "TermnewsApp") -> None:
    """Mark what the home screen lists read, wherever the keys go on it."""
    home = app.home
    if home is not None and app.screen is home:
        library, selection = app.opening.library, home.articles.selection
        app.keep(lambda: mark_all_read(app.keeper, library, selection))
