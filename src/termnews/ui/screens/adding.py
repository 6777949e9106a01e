"""Adding an outlet: an address, a name, a country."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from termnews.domain.outlet import Outlet
from termnews.domain.place import Countries
from termnews.newsroom.outlets import OutletRefusedError, make_outlet
from termnews.ui.screens.box import BoxScreen

_FIELDS = (
    ("link", "Feed", "https://paper.example/rss"),
    ("name", "Name", "what it is called; its host otherwise"),
    ("country", "Country", "a name or code; guessed from the host otherwise"),
    ("language", "Language", "what it writes in, such as es or Spanish"),
)
_SAID = """Enter goes on, and adds at the last line; Esc leaves.
A whole list of another reader: termnews import FILE.opml"""


class AddScreen(BoxScreen[Outlet | None]):
    """Asks for an outlet; what cannot be used is said below, and nothing is lost of what was typed."""

    DEFAULT_CSS = """
    AddScreen > Vertical { width: 72; height: auto; max-height: 96%; }
    AddScreen Static { height: 1; }
    AddScreen #said { height: auto; min-height: 1; margin: 1 0 0 0; }
    AddScreen Input { border: none; height: 1; padding: 0 1; background: $boost; }
    AddScreen Input:focus { border: none; background: $boost; text-style: bold; }
    """
    BINDINGS = [
        Binding("escape", "give_up", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, countries: Countries) -> None:
        """Make an empty form."""
        super().__init__()
        self._countries = countries

    def compose(self) -> ComposeResult:
        """Yield a line of text and one to type into for each thing that is asked."""
        with Vertical() as box:
            box.border_title = "Add an outlet"
            for field, label, hint in _FIELDS:
                yield Static(label, markup=False)
                yield Input(placeholder=hint, id=field)
            yield Static(_SAID, id="said", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line, or add at the last one."""
        event.stop()
        names = [field for field, *_ in _FIELDS]
        at = names.index(event.input.id or "")
        if at + 1 < len(names):
            self.query_one(f"#{names[at + 1]}").focus()
        else:
            self._add()

    def _add(self) -> None:
        typed = {field: self.query_one(f"#{field}", Input).value for field, *_ in _FIELDS}
        try:
            self.dismiss(make_outlet(**typed, countries=self._countries))
        except OutletRefusedError as refusal:
            self.query_one("#said", Static).update(Content(f"! {refusal}"))
            self.query_one(f"#{refusal.field}").focus()

    def action_give_up(self) -> None:
        """Leave."""
        self.dismiss(None)
