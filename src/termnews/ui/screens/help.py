"""The keys and what they do, with a filter."""

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip
from textual.widgets import Input

from termnews.ui.commands import Command, by_group, show_keys
from termnews.ui.screens.box import BoxScreen
from termnews.ui.widgets.lines import LineView
from termnews.ui.wrapping import fit, wrap

_KEYS = 20
"""Cells of the column of keys."""


class HelpList(LineView, can_focus=False):
    """The registry under its headings, narrowed to the commands that hold some words."""

    DEFAULT_CSS = """
    HelpList {
        height: 1fr;
        & > .help--group { text-style: bold; color: $accent; }
        & > .help--key { text-style: bold; color: $primary; }
    }
    """
    COMPONENT_CLASSES = {"help--group", "help--key"}

    def __init__(self) -> None:
        """Make a list of everything."""
        super().__init__(id="help-list")
        self._words = ""
        self._lines: list[list[tuple[str, str]]] = []

    def show_matches(self, words: str) -> None:
        """Show only commands that have all words in their keys, label or help."""
        self._words = words
        self._fill()

    def on_resize(self) -> None:
        """Wrap again in another width."""
        self._fill()

    def _fill(self) -> None:
        words = self._words.casefold().split()
        self._lines = []
        for group, commands in by_group().items():
            found = [c for c in commands if all(w in _searched(c, group) for w in words)]
            if found:
                self._lines.append([(group.upper(), "group")])
                for command in found:
                    self._lines += self._rows(command)
                self._lines.append([])
        if not self._lines:
            self._lines = [[("Nothing here is called that.", "")]]
        self.set_line_count(len(self._lines))
        self.refresh()

    def _rows(self, command: Command) -> list[list[tuple[str, str]]]:
        texts = wrap(command.help, max(10, self.size.width - _KEYS - 2))
        keys = wrap(show_keys(command), _KEYS - 1)
        count = max(len(texts), len(keys))
        texts += [""] * (count - len(texts))
        keys += [""] * (count - len(keys))
        return [[(fit(key, _KEYS), "key"), (text, "")] for key, text in zip(keys, texts, strict=True)]

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        base, width, index = self.base_style, self.size.width, self.scroll_offset.y + y
        if index >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[index]
        segments = [Segment(text, self.style_of(f"help--{role}") if role else base) for text, role in line]
        return Strip(segments).adjust_cell_length(width, base)


def _searched(command: Command, group: str) -> str:
    return f"{show_keys(command)} {command.label} {command.help} {group}".casefold()


class HelpScreen(BoxScreen[None]):
    """Keys and what they do; typing narrows them."""

    DEFAULT_CSS = """
    HelpScreen > Vertical { width: 84; height: 90%; }
    HelpScreen Input { border: none; height: 1; margin: 0 0 1 0; padding: 0 1; background: $boost; }
    HelpScreen Input:focus { border: none; }
    """
    BINDINGS = [
        Binding("escape,f1", "dismiss", "Close", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Yield the filter and the list."""
        with Vertical() as box:
            box.border_title = "Keys"
            yield Input(placeholder="type to filter; Esc closes")
            yield HelpList()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self.query_one(HelpList).show_matches(event.value)

    def on_input_submitted(self) -> None:
        """Close."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll the list while the filter takes the keys."""
        self.query_one(HelpList).scroll_relative(y=lines, animate=False)
