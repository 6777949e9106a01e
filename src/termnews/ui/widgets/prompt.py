"""A line to type into, above a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

if TYPE_CHECKING:  # what words mean is not known before a search
    from termnews.domain.query import QueryProblem


class _Pointer(Highlighter):
    """Draws the parts of a text that are wrong in a style of their own."""

    def __init__(self, parts: Sequence[tuple[int, int]], style: Style) -> None:
        """Point at parts, each from its first character to the one behind its last."""
        self._parts = parts
        self._style = style

    def highlight(self, text: Text) -> None:
        """Draw them so."""
        for start, end in self._parts:
            text.stylize(self._style, start, end)


class Prompt(Input):
    """Posts its text as it is typed; Enter or Down leaves it, Escape empties it and leaves."""

    DEFAULT_CSS = """
    Prompt {
        height: 1; border: none; border-left: outer $accent; padding: 0 1; background: $boost;
        &:focus { border: none; border-left: outer $accent; background: $boost; background-tint: $boost 0%; }
        & > .prompt--wrong { color: $error; text-style: bold underline; }
    }
    """
    COMPONENT_CLASSES = Input.COMPONENT_CLASSES | {"prompt--wrong"}
    BINDINGS = [
        Binding("down,tab", "submit", show=False),
        Binding("escape", "give_up", show=False),
        Binding("ctrl+s", "app.do('keep_search')", show=False),
    ]

    @dataclass
    class Typed(Message):
        """The text is another one."""

        text: str

    @dataclass
    class Left(Message):
        """The reader goes on to the list."""

        is_kept: bool
        """False when the text was given up."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw again; as the height never changes, what is typed does not lay the window out anew, as an `Input` would.

        A layout would come before the list says that it has other rows: its lines would be drawn, and not be shown.
        """
        return super().refresh(*regions, repaint=repaint, layout=layout and not self.size, recompose=recompose)

    def point_at(self, problems: "Sequence[QueryProblem]") -> None:
        """Show which parts of the text mean nothing."""
        shift = len(self.value) - len(self.value.lstrip())
        parts = [(problem.start + shift, problem.end + shift) for problem in problems]
        style = self.get_component_rich_style("prompt--wrong", partial=True)
        self.highlighter = _Pointer(parts, style) if parts else None
        self.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave, the text kept."""
        event.stop()
        self.post_message(self.Left(is_kept=bool(event.value.strip())))

    def on_paste(self, event: events.Paste) -> None:
        """Take all that is pasted as one line, where an `Input` takes the first."""
        event.stop()
        event.prevent_default()
        self.replace(" ".join(event.text.split()), *sorted(self.selection))

    def on_key(self, event: events.Key) -> None:
        """Leave an empty line by Backspace, as at a pager's prompt."""
        if event.key == "backspace" and not self.value:
            event.stop()
            self.action_give_up()

    def action_give_up(self) -> None:
        """Leave, the text thrown away."""
        self.post_message(self.Left(is_kept=False))
