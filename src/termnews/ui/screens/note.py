"""A box to write a note in."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from termnews.ui.screens.box import BoxScreen


class NoteScreen(BoxScreen[str | None]):
    """Gives back the note, or None when it is to stay as it was."""

    DEFAULT_CSS = """
    NoteScreen > Vertical { width: 76; height: 16; }
    NoteScreen TextArea { height: 1fr; border: none; padding: 0; margin: 1 0; background: $boost; }
    NoteScreen TextArea:focus { border: none; }
    NoteScreen .quiet { color: $foreground 78%; }
    """
    BINDINGS = [
        Binding("escape", "keep", show=False, priority=True),
        Binding("ctrl+x", "give_up", show=False, priority=True),
    ]

    def __init__(self, headline: str, note: str) -> None:
        """Make a box with a note to go on from."""
        super().__init__(id="note")
        self._headline, self._note = headline, note

    def compose(self) -> ComposeResult:
        """Yield the headline, the note and the keys."""
        with Vertical() as box:
            box.border_title = "Note"
            yield Static(Content(self._headline), markup=False)
            yield TextArea(self._note, soft_wrap=True, tab_behavior="focus")
            yield Static("Esc keeps it · Ctrl+X leaves it as it was", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Begin at the note's end."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Give the note back."""
        self.dismiss(self.query_one(TextArea).text)

    def action_give_up(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
