"""A box that asks for a line of text; earlier lines are an arrow key away."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from termnews.ui.screens.box import BoxScreen

if TYPE_CHECKING:
    from textual.app import App


class AskScreen(BoxScreen[str | None]):
    """Gives back the line, or None when it was given up."""

    DEFAULT_CSS = """
    AskScreen > Vertical { width: 76; height: auto; }
    AskScreen Input { height: 1; border: none; padding: 0; margin: 1 0; background: $boost; }
    AskScreen Input:focus { border: none; }
    AskScreen #ask-hint { color: $foreground 78%; }
    """
    BINDINGS = [
        Binding("escape", "give_up", show=False),
        Binding("up", "earlier(1)", show=False),
        Binding("down", "earlier(-1)", show=False),
    ]

    def __init__(self, title: str, hint: str, value: str = "", earlier: Sequence[str] = ()) -> None:
        """Make a box; `earlier` lines come by the arrow keys, the first one first."""
        super().__init__(id="asking")
        self._title, self._hint = title, hint
        self._lines = (value, *(line for line in earlier if line != value))
        self._place = 0

    def compose(self) -> ComposeResult:
        """Yield the line and what may be typed."""
        with Vertical() as box:
            box.border_title = Content(self._title)
            yield Input(self._lines[0], select_on_focus=False)
            yield Static(Content(self._hint), id="ask-hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the line's end."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line back."""
        event.stop()
        self.dismiss(event.value)

    def action_give_up(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_earlier(self, step: int) -> None:
        """Show an earlier line, or a later one."""
        self._place = min(max(0, self._place + step), len(self._lines) - 1)
        line = self.query_one(Input)
        line.value = self._lines[self._place]
        line.cursor_position = len(line.value)


def ask(app: "App[None]", screen: AskScreen, then: Callable[[str], None]) -> None:
    """Ask, and go on with an answer that is not blank."""

    def answered(line: str | None) -> None:
        if line is not None and line.strip():
            then(line.strip())

    app.push_screen(screen, answered)
