"""What the boxes over the window share: their frame, and the keys that close them."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class BoxScreen(ModalScreen[T]):
    """A box in the middle of the window; its one `Vertical` says how large it is."""

    DEFAULT_CSS = """
    BoxScreen { align: center middle; }
    BoxScreen > Vertical {
        max-width: 96%; max-height: 90%; padding: 0 1;
        border: round $accent; border-title-color: $accent; border-title-style: bold; background: $surface;
    }
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close once, and not while something lies over the box: see `LeftOnce`."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def action_leave_pane(self) -> None:
        """Close."""
        self.dismiss()

    def action_back_or_quit(self) -> None:
        """Close."""
        self.dismiss()
