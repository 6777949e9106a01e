"""Lines of text in a box over the window, to be scrolled and left."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from termnews.ui.commands import bindings
from termnews.ui.screens.box import BoxScreen
from termnews.ui.widgets.lines import LineView
from termnews.ui.wrapping import wrap

HEADING = "\x00"
"""What a line of a heading begins with; no outside text holds it."""


class OutputView(LineView, can_focus=True):
    """Wrapped lines; one that begins with HEADING is one."""

    DEFAULT_CSS = """
    OutputView { height: 1fr; & > .output--heading { text-style: bold; color: $accent; } }
    """
    COMPONENT_CLASSES = {"output--heading"}
    BINDINGS = bindings("move", "page", "jump")

    def __init__(self, lines: Sequence[str]) -> None:
        """Make a view of lines."""
        super().__init__(id="output-lines")
        self._text = tuple(lines)
        self._wrapped: list[str] = []

    def on_resize(self) -> None:
        """Wrap in another width."""
        width = max(1, self.scrollable_content_region.width - 1)
        self._wrapped = [part for line in self._text for part in (wrap(line, width) if line.strip() else [""])]
        self.set_line_count(len(self._wrapped))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        base, width, index = self.base_style, self.scrollable_content_region.width, self.scroll_offset.y + y
        text = self._wrapped[index] if index < len(self._wrapped) else ""
        is_heading = text.startswith(HEADING)
        style = self.style_of("output--heading") if is_heading else base
        return Strip([Segment(text.removeprefix(HEADING), style)]).adjust_cell_length(width, base)


class OutputScreen(BoxScreen[None]):
    """A title, lines, and the keys that lead out."""

    DEFAULT_CSS = """
    OutputScreen > Vertical { width: 96; height: 90%; }
    OutputScreen #output-hint { color: $foreground 78%; }
    """
    BINDINGS = [*bindings("leave_pane", "back_or_quit")]

    def __init__(self, title: str, lines: Sequence[str], hint: str) -> None:
        """Make a screen of lines."""
        super().__init__(id="output")
        self._title, self._lines, self._hint = title, lines, hint

    def compose(self) -> ComposeResult:
        """Yield the lines."""
        with Vertical() as box:
            box.border_title = Content(self._title)
            yield OutputView(self._lines)
            yield Static(Content(self._hint), id="output-hint", markup=False)

    def on_mount(self) -> None:
        """Let the lines take the keys."""
        self.query_one(OutputView).focus()
