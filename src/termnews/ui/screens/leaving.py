"""How a screen is left."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

T = TypeVar("T")


class LeftOnce(Screen[T]):
    """A screen that is left once, and while nothing lies over it: Textual would take away what does, and then fail."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave the screen."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
