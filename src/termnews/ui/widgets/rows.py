"""A list of rows of one height that draws only what is visible, whatever its length."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from termnews.ui.commands import bindings
from termnews.ui.widgets.lines import LineView

_KEPT_STRIPS = 300
_SIGNS, _LETTERS = ("", "▏", "▌"), ("", "-", ">")
"""What stands in the first cell of the cursor's row, without the keys and with them; in a window of letters."""
_FAINT = frozenset({"row--quiet", "row--read"})


class RowList(LineView, can_focus=True):
    """Rows with a cursor; subclasses say what a row looks like in `row_lines`."""

    DEFAULT_CSS = """
    RowList {
        background: $surface;
        min-width: 12;
        & > .row--cursor { background: $block-cursor-blurred-background; }
        & > .row--focused { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .row--quiet { color: $foreground 62%; }
        & > .row--read { color: $foreground 75%; }
        & > .row--mark { color: $accent; }
        & > .row--match { background: $warning 35%; }
    }
    """
    COMPONENT_CLASSES = {"row--cursor", "row--focused", "row--quiet", "row--read", "row--mark", "row--match"}
    BINDINGS = bindings("move", "page", "jump")

    row_height = 1
    row_count = 0
    cursor = 0

    @dataclass
    class Moved(Message):
        """The cursor stands on another row, or on the same row of new contents."""

        rows: "RowList"

        @property
        def control(self) -> "RowList":
            """The list that speaks."""
            return self.rows

    @dataclass
    class Chosen(Message):
        """A row was clicked."""

        rows: "RowList"

        @property
        def control(self) -> "RowList":
            """The list that speaks."""
            return self.rows

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        """Make an empty list."""
        super().__init__(id=id)
        self._strips: dict[tuple[int, int, int], list[Strip]] = {}

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Return `row_height` lines of segments for a row, drawn on a base style."""
        raise NotImplementedError

    def set_count(self, count: int, cursor: int = 0) -> None:
        """Show other contents of `count` rows, with the cursor on a row of them."""
        self.row_count = count
        self.cursor = max(0, min(cursor, count - 1))
        self.set_line_count(count * self.row_height)
        self.repaint()
        self.reveal_cursor()

    def repaint(self) -> None:
        """Forget what was drawn and draw again."""
        self._strips.clear()
        self.refresh()

    def repaint_row(self, index: int) -> None:
        """Forget how one row was drawn and draw it again."""
        for key in [key for key in self._strips if key[0] == index]:
            del self._strips[key]
        self._refresh_row(index)

    def forget_lines(self) -> None:
        """Forget what was drawn."""
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        width = self.scrollable_content_region.width
        line = self.scroll_offset.y + y
        index, part = divmod(line, self.row_height)
        if index >= self.row_count or width < 1:
            return Strip.blank(width, self.base_style)
        state = 0 if index != self.cursor else 2 if self.has_focus else 1
        key = (index, width, state)
        lines = self._strips.get(key)
        if lines is None:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            base = self._base(state)
            sign = (_LETTERS if self.app.has_class("-letters") else _SIGNS)[state]
            lines = self._strips[key] = _sign(
                [Strip(row).adjust_cell_length(width, base) for row in self.row_lines(index, width, base)],
                Segment(sign, self.style_of("row--mark", base)),
            )
        return lines[part]

    def _base(self, state: int) -> Style:
        return self.base_style if state == 0 else self.style_of("row--cursor" if state == 1 else "row--focused")

    def style_of(self, name: str, base: Style | None = None) -> Style:
        """Return a component class as a style; in the row that takes the keys nothing is fainter than its headline."""
        if name in _FAINT and base is not None and base == super().style_of("row--focused"):
            return base
        return super().style_of(name, base)

    def move_to(self, index: int) -> None:
        """Put the cursor on a row, the nearest one when there is no such row."""
        index = max(0, min(index, self.row_count - 1))
        if index == self.cursor:
            return
        before, self.cursor = self.cursor, index
        self._refresh_row(before)
        self._refresh_row(index)
        self.reveal_cursor()
        self.post_message(self.Moved(self))

    def _refresh_row(self, index: int) -> None:
        top = index * self.row_height - self.scroll_offset.y
        if -self.row_height < top < self.size.height:
            self.refresh(Region(0, top, self.size.width, self.row_height))

    def reveal_cursor(self) -> None:
        """Scroll so that the cursor's row is whole on the screen; at an edge half a page at once."""
        height = self.size.height
        if height < 1:
            return
        top = self.cursor * self.row_height
        first = self.scroll_offset.y
        if first <= top and top + self.row_height <= first + height:
            return
        middle = top - (height - self.row_height) // 2
        self.scroll_to(y=max(0, middle), animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in sight."""
        del event
        self.reveal_cursor()

    def action_move(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.move_to(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self.move_to(self.cursor + pages * max(1, self.size.height // self.row_height - 1))

    def action_jump(self, index: int) -> None:
        """Move the cursor to a row, counted from the end when negative."""
        self.move_to(index if index >= 0 else self.row_count + index)

    def on_click(self, event: events.Click) -> None:
        """Choose the row below the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = (self.scroll_offset.y + offset.y) // self.row_height
        if 0 <= index < self.row_count:
            event.stop()
            self.move_to(index)
            self.post_message(self.Chosen(self))

    def watch_has_focus(self, value: bool) -> None:  # noqa: FBT001 - Textual calls it so
        """Show by the cursor's colour and sign whether keys go here."""
        super().watch_has_focus(value)
        self._refresh_row(self.cursor)


def _sign(lines: list[Strip], sign: Segment) -> list[Strip]:
    """Put a sign into each line's first cell if nothing stands there; if something does in all, into the last cell."""
    if not sign.text:
        return lines
    mark = Strip([sign], 1)
    if any(line.text.startswith(" ") for line in lines):
        return [Strip.join([mark, line.crop(1)]) if line.text.startswith(" ") else line for line in lines]
    return [
        Strip.join([line.crop(0, line.cell_length - 1), mark]) if line.text.endswith(" ") else line for line in lines
    ]
