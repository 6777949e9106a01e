"""What the three panes share: a title, and a prompt that appears when it is asked for."""

from dataclasses import dataclass

from rich.cells import cell_len
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from termnews.ui.widgets.prompt import Prompt
from termnews.ui.wrapping import fit

_FRAME = 5
"""Cells of a title line beside title and details: its ends, and what stands between them."""
_LEAST_TITLE = 6


class Pane(Vertical):
    """A column of the window with a title line; `body` is the widget that takes the keys."""

    DEFAULT_CSS = """
    Pane {
        border-top: heavy $panel-lighten-1;
        border-title-color: $foreground 85%;
        border-title-style: bold;
        &:focus-within { border-top: heavy $accent; border-title-color: $accent; }
    }
    """

    _titled = ("", "")

    @dataclass
    class Entered(Message):
        """The reader wants to go on into the next pane."""

    @property
    def body(self) -> Widget:
        """The widget that takes the keys."""
        raise NotImplementedError

    def show_title(self, title: str, details: str = "") -> None:
        """Show a title, and details after it, which stay where there is no room for both."""
        self._titled = title, details
        self._fit_title()

    def on_resize(self) -> None:
        """Cut the title anew."""
        self._fit_title()

    def _fit_title(self) -> None:
        title, details = self._titled
        room = max(_LEAST_TITLE, self.size.width - _FRAME - cell_len(details))
        if details and self.size.width and cell_len(title) > room:
            title = fit(title, room).rstrip()
        words = f"{title} · {details}" if details else title
        if str(self.border_title or "") != words:
            self.border_title = Content(words)

    def ask(self, hint: str, text: str = "") -> None:
        """Open the prompt above the body, or go back to it."""
        prompt = next(iter(self.query(Prompt)), None)
        if prompt is None:
            prompt = Prompt(text, placeholder=hint)
            self.mount(prompt, before=self.body)
        elif text:
            prompt.value = text
        prompt.focus()

    def leave(self) -> bool:
        """Undo what Escape undoes here; False when there is nothing, so that the keys go to the pane before."""
        return False

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Let the pane go on from what was typed."""
        event.stop()
        self.end_typing(is_kept=event.is_kept)

    def end_typing(self, *, is_kept: bool) -> None:
        """Go on to what was found, or back to the whole list."""
        if is_kept:
            self.screen.set_focus(self.body)
        else:
            self.leave()

    def end_prompt(self) -> None:
        """Take the prompt away and go back to the body."""
        self.screen.set_focus(self.body)  # before the prompt goes, or the screen would choose where the keys go
        self.query(Prompt).remove()
