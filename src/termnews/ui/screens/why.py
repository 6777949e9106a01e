"""Why an article is said to tell the same story: what the two share, and how much it weighs."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from termnews.takes.why import Why
from termnews.ui.commands import bindings
from termnews.ui.screens.box import BoxScreen

_BAR = 24
"""Cells of the longest bar."""


class WhyScreen(BoxScreen[None]):
    """Names, words, time and membership, in one small box."""

    DEFAULT_CSS = """
    WhyScreen > Vertical { width: 64; height: auto; padding: 1 2; }
    """
    BINDINGS = [*bindings("leave_pane", "enter_pane", "back_or_quit", "why")]

    def __init__(self, why: Why, outlets: tuple[str, str]) -> None:
        """Make the box of an explanation, with the outlets of the two articles."""
        super().__init__()
        self._why = why
        self._outlets = outlets

    def compose(self) -> ComposeResult:
        """Yield the explanation."""
        with Vertical() as box:
            box.border_title = "Why this take?"
            lines = [" · ".join(self._outlets), "", *explanation_lines(self._why)]
            yield Static(Content("\n".join(lines)), markup=False)

    def action_enter_pane(self) -> None:
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
