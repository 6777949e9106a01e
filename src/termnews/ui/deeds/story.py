"""Asking why a take is part of its story, and taking it out."""

from typing import TYPE_CHECKING

from termnews.ui.commands import first_key
from termnews.ui.screens.story import StoryScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_why(app: "TermnewsApp") -> None:
    """Say why the take that is marked among its story's is one of them."""
    if screen := _story(app):
        screen.explain_chosen()


def do_apart(app: "TermnewsApp") -> None:
    """Take the take that is marked among its story's out of the story."""
    if screen := _story(app):
        screen.take_chosen_out()


def _story(app: "TermnewsApp") -> StoryScreen | None:
    if isinstance(app.screen, StoryScreen):
        return app.screen
    if app.screen is app.home:
        app.notify(f"Press {first_key('story')} first: it puts the takes side by side.", markup=False)
    return None
