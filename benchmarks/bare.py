"""The floor: a Textual app with three stock panes, an empty head and foot, and nothing to do."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Footer, Header, OptionList, Static

COUNTRIES, ARTICLES, PARAGRAPHS = 50, 100, 15
SENTENCE = "The harbour opened at six and the first ferry left half empty, as it does on most days of winter. "


class BareApp(App[None]):
    """Two lists and a long text."""

    CSS = "#countries { width: 26; } #articles { width: 5fr; } #reader { width: 6fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [("q", "quit", "Quit")]

    def compose(self) -> ComposeResult:
        """Yield the panes."""
        yield Header()
        with Horizontal():
            yield OptionList(*(f"Country {n}" for n in range(1, COUNTRIES + 1)), id="countries")
            yield OptionList(*(f"Article {n} of the bare app" for n in range(1, ARTICLES + 1)), id="articles")
            with VerticalScroll(id="reader"):
                yield Static("\n\n".join([SENTENCE * 4] * PARAGRAPHS))
        yield Footer()

    def on_mount(self) -> None:
        """Let the keys go to the articles."""
        self.query_one("#articles").focus()


if __name__ == "__main__":
    BareApp().run()
