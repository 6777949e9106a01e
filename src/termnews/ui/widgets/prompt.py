"""A line to type into, above a list."""

from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input


class Prompt(Input):
    """Posts its text as it is typed; Enter or Down leaves it, Escape empties it and leaves."""

    DEFAULT_CSS = """
    Prompt {
        height: 1; border: none; padding: 0 1; background: $boost;
        &:focus { border: none; background: $boost; background-tint: $boost 0%; }
    }
    """
    BINDINGS = [
        Binding("down,tab", "submit", show=False),
        Binding("escape", "give_up", show=False),
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

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave, the text kept."""
        event.stop()
        self.post_message(self.Left(is_kept=bool(event.value.strip())))

    def on_key(self, event: events.Key) -> None:
        """Leave an empty line by Backspace, as at a pager's prompt."""
        if event.key == "backspace" and not self.value:
            event.stop()
            self.action_give_up()

    def action_give_up(self) -> None:
        """Leave, the text thrown away."""
        self.post_message(self.Left(is_kept=False))
