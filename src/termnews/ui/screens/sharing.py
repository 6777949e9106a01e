"""The box of what can be done with an article."""

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Static

from termnews.domain.article import Article
from termnews.ui.commands import bindings
from termnews.ui.screens.box import BoxScreen
from termnews.ui.widgets.rows import RowList
from termnews.ui.wrapping import fit

CHOICES: tuple[tuple[str, str, str], ...] = (
    ("link", "y", "Copy the link"),
    ("quote", "c", "Copy as a quotation in Markdown"),
    ("open_link", "o", "Open in the browser"),
    ("edit", "e", "Open in your editor"),
    ("pipe", "|", "Pipe to a command"),
    ("markdown", "m", "Save as Markdown…"),
    ("html", "w", "Save as a web page…"),
    ("json", "d", "Save as JSON…"),
)
"""What is chosen, its letter here, and its words."""


class ChoiceList(RowList):
    """A choice a row."""

    DEFAULT_CSS = "ChoiceList { height: 8; margin: 1 0; }"

    def on_mount(self) -> None:
        """Show them."""
        self.set_count(len(CHOICES))

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Draw a choice."""
        _, letter, words = CHOICES[index]
        return [[Segment(f"  {letter}  ", self.style_of("row--mark", base)), Segment(fit(words, width - 5), base)]]


class ShareScreen(BoxScreen[str]):
    """Gives back what is chosen, or nothing."""

    DEFAULT_CSS = """
    ShareScreen > Vertical { width: 60; height: auto; }
    ShareScreen #share-link { color: $foreground 78%; }
    """
    BINDINGS = [*bindings("leave_pane", "enter_pane", "back_or_quit")]

    def __init__(self, article: Article) -> None:
        """Make the box of an article."""
        super().__init__(id="sharing")
        self._article = article

    def compose(self) -> ComposeResult:
        """Yield headline, choices and address."""
        with Vertical() as box:
            box.border_title = "Share"
            yield Static(Content(self._article.headline), markup=False)
            yield ChoiceList(id="choices")
            yield Static(Content(self._article.link or "This article has no link."), id="share-link", markup=False)

    def on_mount(self) -> None:
        """Let the list take the keys."""
        self.query_one(ChoiceList).focus()

    def on_key(self, event: Key) -> None:
        """Choose by letter."""
        for choice, letter, _ in CHOICES:
            if event.character == letter:
                event.stop()
                event.prevent_default()
                self.dismiss(choice)
                return

    def on_row_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Choose by a click."""
        event.stop()
        self.action_enter_pane()

    def action_enter_pane(self) -> None:
        """Choose what the cursor stands on."""
        self.dismiss(CHOICES[self.query_one(ChoiceList).cursor][0])
