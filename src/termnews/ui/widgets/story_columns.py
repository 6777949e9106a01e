"""The takes of a story side by side, one column an article."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from termnews.domain.place import Countries
from termnews.domain.story import StoryView
from termnews.ui.commands import bindings
from termnews.ui.typeset import Line
from termnews.ui.typeset_story import Column, column_width, typeset_columns
from termnews.ui.widgets.typeset_view import TypesetView


class StoryColumns(TypesetView, can_focus=True):
    """Columns scroll together; `column` is the one that keys act on."""

    DEFAULT_CSS = """
    StoryColumns {
        background: $background;
        & > .columns--chosen { background: $surface; }
        & > .columns--rule { color: $foreground 25%; }
    }
    """
    COMPONENT_CLASSES = {"columns--chosen", "columns--rule"}
    BINDINGS = bindings("move", "page", "jump", "choose_column")

    @dataclass
    class Chosen(Message):
        """A take is to be read."""

        article_id: str

    @dataclass
    class Seen(Message):
        """Other columns are in sight, or more of them."""

        words: str
        """Which ones, when there are more than the window has room for; else empty."""
        article_ids: Sequence[str]
        """What stands in them."""

    def __init__(self, view: StoryView, countries: Countries) -> None:
        """Make the columns of a story."""
        super().__init__(id="columns")
        self._view = view
        self._countries = countries
        self._columns: tuple[Column, ...] = ()
        self._width = 1
        self.column = 0

    def show(self, view: StoryView) -> None:
        """Show a story as it is now."""
        self._view = view
        self.column = min(self.column, max(0, len(view.takes) - 1))
        self._typeset()

    def on_resize(self) -> None:
        """Set the columns in another width."""
        self._typeset()

    def _typeset(self) -> None:
        width = self.scrollable_content_region.width
        if width < 1:
            return
        self._width = column_width(width, len(self._view.takes))
        self._columns = typeset_columns(self._view, self._countries, self._width)
        self.set_line_count(max((len(c.lines) for c in self._columns), default=0))
        self._tell()
        self.refresh()

    @property
    def _shown(self) -> int:
        """How many columns the window has room for."""
        return max(1, self.scrollable_content_region.width // self._width)

    def _tell(self) -> None:
        first, count = self._first, len(self._columns)
        last = min(count, first + self._shown)
        which = f"{first + 1}" if last == first + 1 else f"{first + 1}–{last}"
        before, after = "‹ " if first else "", " ›" if last < count else ""
        words = f"{before}{which} of {count}{after}" if before or after else ""
        self.post_message(self.Seen(words, self.in_sight))

    @property
    def in_sight(self) -> tuple[str, ...]:
        """The articles of the columns that the window has room for."""
        return tuple(column.article_id for column in self._columns[self._first : self._first + self._shown])

    @property
    def article_id(self) -> str:
        """The article of the column that keys act on; empty when there is none."""
        return self._columns[self.column].article_id if self._columns else ""

    @property
    def _first(self) -> int:
        """The leftmost column on the screen: as many stand before the chosen one as fit."""
        return max(0, min(self.column, len(self._columns) - self._shown))

    def go_to(self, column: int) -> None:
        """Choose a column; it comes into sight."""
        self.column = max(0, min(len(self._columns) - 1, column))
        self._tell()
        self.refresh()

    def action_choose_column(self, step: int) -> None:
        """Choose a column beside this one."""
        self.go_to(self.column + step)

    def render_line(self, y: int) -> Strip:
        """Return one line across the columns."""
        width = self.scrollable_content_region.width
        index = self.scroll_offset.y + y
        segments: list[Segment] = []
        for number in range(self._first, min(len(self._columns), self._first + self._shown)):
            lines = self._columns[number].lines
            line = lines[index] if index < len(lines) else Line()
            segments += self._draw(line, is_chosen=number == self.column)
        return Strip(segments).adjust_cell_length(width, self.base_style)

    def _draw(self, line: Line, *, is_chosen: bool) -> Strip:
        base = self.style_of("columns--chosen") if is_chosen else self.base_style
        segments = [Segment("┃" if is_chosen else "│", self.style_of("columns--rule", base)), Segment(" ", base)]
        segments += self.segments(line, base)
        return Strip(segments).adjust_cell_length(self._width, base)

    def on_click(self, event: events.Click) -> None:
        """Choose the column below the mouse; a second click reads it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        column = self._first + offset.x // self._width
        if column >= len(self._columns):
            return
        event.stop()
        if column == self.column and event.chain > 1:
            self.post_message(self.Chosen(self.article_id))
        self.go_to(column)
