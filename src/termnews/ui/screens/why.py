"""Why an article is said to tell the same story: what the two share, and how much it weighs."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from termnews.takes.why import Why
from termnews.ui.commands import bindings

_BAR = 24
"""Cells of the longest bar."""


class WhyScreen(ModalScreen[None]):
    """Names, words, time and membership, in one small box."""

    DEFAULT_CSS = """
    WhyScreen { align: center middle; }
    WhyScreen > Vertical {
        width: 64; max-width: 96%; height: auto; max-height: 90%; padding: 1 2;
        border: round $accent; border-title-color: $accent; border-title-style: bold; background: $surface;
    }
    """
    BINDINGS = [*bindings("leave_pane", "enter_pane", "back_or_quit", "why")]

    def __init__(self, why: Why) -> None:
        """Make the box of an explanation."""
        super().__init__()
        self._why = why

    def compose(self) -> ComposeResult:
        """Yield the explanation."""
        with Vertical() as box:
            box.border_title = "Why this take?"
            yield Static(Content("\n".join(explanation_lines(self._why))), markup=False)

    def action_leave_pane(self) -> None:
        """Close."""
        self.dismiss()

    def action_enter_pane(self) -> None:
        """Close."""
        self.dismiss()

    def action_back_or_quit(self) -> None:
        """Close."""
        self.dismiss()

    def action_why(self) -> None:
        """Close."""
        self.dismiss()


def explanation_lines(why: Why) -> list[str]:
    """Return an explanation as lines."""
    most = max((term.weight for term in why.shared), default=1.0) or 1.0
    lines = ["Both articles share", ""]
    lines += [
        f"{term.text[:22]:<22} {'█' * max(1, round(_BAR * term.weight / most))} {100 * term.weight:.0f} %"
        for term in why.shared
    ]
    if why.days_apart is None:
        apart = "no date to compare"
    else:
        apart = "on the same day" if why.days_apart < 1 else f"{why.days_apart:.0f} days apart"
    lines += ["", f"Published  {apart}"]
    lines += [f"Membership {100 * why.membership:.0f} % of the most central article's"]
    return lines
