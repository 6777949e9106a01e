"""The reader pane: one article, typeset, scrolled by lines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from termnews.domain.place import Countries
from termnews.domain.story import Reading
from termnews.ui.commands import bindings
from termnews.ui.typeset import Line, Page, measure_of, typeset
from termnews.ui.widgets.pictured_view import PicturedView

if TYPE_CHECKING:  # a window without a search has none
    from termnews.domain.query import Query


class Reader(PicturedView, can_focus=True):
    """Shows a Reading; what a line looks like is decided by `typeset`."""

    DEFAULT_CSS = """
    Reader { background: $background; }
    """
    BINDINGS = bindings("move", "page", "jump")

    @dataclass
    class TakeClicked(Message):
        """A take in the text was clicked."""

        number: int

    @dataclass
    class Resized(Message):
        """More or less of the article is in sight, which is set for it by now."""

    @dataclass
    class Finished(Message):
        """The reader wants to go on after the end of the article."""

    def __init__(self, countries: Countries, *, id: str) -> None:  # noqa: A002 - Textual's own word
        """Make an empty reader."""
        super().__init__(id=id)
        self._countries = countries
        self.reading: Reading | None = None
        self.is_kept = False
        self.has_both = False
        """Whether the article and its original are shown side by side."""
        self._note = ""
        self.query_shown: Query | None = None
        """The search whose matches are marked."""
        self._page = Page((), 0)
        self._set_in = Size(0, 0)
        """The size of the pane for which the page was set."""
        self._anchor = 0
        """The block at the top of the pane, kept while the pane changes its size."""
        self._strips: dict[int, Strip] = {}

    def show(self, reading: Reading | None, *, is_kept: bool, position: int = 0, has_both: bool = False) -> None:
        """Show an article from a block on, beside its original when that is wanted; None empties the pane."""
        is_same = self.reading is not None and reading is not None and self.reading.article == reading.article
        stays = is_same and has_both == self.has_both and position == self._anchor
        self.has_both = has_both
        self.reading, self.is_kept = reading, is_kept
        self._note = self._note if is_same else ""
        if stays:
            self.show_drawings()
            return
        self._typeset()
        self.go_to(position)

    def show_note(self, note: str) -> None:
        """Show a word on the article's translation, the text staying where it is."""
        self._note = note
        self.show_drawings()

    def show_kept(self, *, is_kept: bool) -> None:
        """Show or hide the bookmark mark."""
        self.is_kept = is_kept
        self._typeset()

    def _typeset(self) -> None:
        self._set_in = self.scrollable_content_region.size
        self._strips.clear()
        width, height = self._set_in
        article = self.reading.article if self.reading and width else None
        self.order_pictures(article, measure_of(width), height)
        if self.reading is None or article is None:
            self._page = Page((), 0)
        else:
            self._page = self._setter()(
                self.reading, self._countries, width, is_kept=self.is_kept, pictures=self.rooms, note=self._note
            )
            if self.query_shown is not None:
                from termnews.ui.marking import mark_page  # noqa: PLC0415 - a window without a search has none

                self._page = mark_page(self._page, self.query_shown)
        self.set_line_count(len(self._page.lines))

    def _setter(self) -> Callable[..., Page]:
        if not self.has_both:
            return typeset
        from termnews.ui.typeset_both import typeset_both  # noqa: PLC0415 - not needed before the first frame

        return typeset_both

    def show_matches(self, query: "Query | None") -> None:
        """Mark the matches of a search, or of none; the text stays where it is."""
        if query != self.query_shown:
            self.query_shown = query
            self._typeset()

    def show_drawings(self) -> None:
        """Set the text anew around the pictures; the line at the top of the pane stays there."""
        anchor, top = self._anchor, self.scroll_offset.y
        is_there = top < len(self._page.lines) and self._page.lines[top].block == anchor
        within = top - self._page.line_of_block(anchor) if is_there else 0
        self._typeset()
        if anchor or is_there:
            self.scroll_to(y=self._page.line_of_block(anchor) + within, animate=False, immediate=True)
            self._anchor = anchor

    @property
    def position(self) -> int:
        """The index of the block at the top of the pane; 0 at the start, whatever the width."""
        return self._anchor

    def go_to(self, position: int) -> None:
        """Scroll to a block."""
        self.scroll_to(y=self._page.line_of_block(position) if position else 0, animate=False, immediate=True)
        self._anchor = position  # also where the text is too short to scroll that far

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the block that was scrolled to, unless it was the pane that changed."""
        super().watch_scroll_y(old_value, new_value)
        top = round(new_value)
        if self.scrollable_content_region.size == self._set_in and top < len(self._page.lines):
            self._anchor = max(0, self._page.lines[top].block)

    @property
    def percent(self) -> int:
        """How much of the article has been on the screen, in percent."""
        seen = self.scroll_offset.y + self.size.height
        return min(100, round(100 * seen / max(1, len(self._page.lines))))

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is on the screen."""
        return self.scroll_offset.y >= self.max_scroll_y

    def on_resize(self, event: events.Resize) -> None:
        """Set the article again in another width, at the same block."""
        del event
        self._fit()

    def _fit(self) -> None:
        if self.scrollable_content_region.size != self._set_in:
            position = self._anchor
            self._typeset()
            self.go_to(position)
        self.post_message(self.Resized())

    def forget_lines(self) -> None:
        """Forget what was drawn."""
        self._strips.clear()
        if self.has_new_ground:
            self.call_after_refresh(self.show_drawings)

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        width = self.scrollable_content_region.width
        if not self._set_in.width:  # hidden when its size was told, and shown again in the same size
            self.call_later(self._fit)
        index = self.scroll_offset.y + y
        if index >= len(self._page.lines):
            return Strip.blank(width, self.base_style)
        strip = self._strips.get(index)
        if strip is None:
            strip = self._strips[index] = self._draw(self._page.lines[index], width)
        return strip

    def _draw(self, line: Line, width: int) -> Strip:
        margin = Segment(" " * self._page.margin, self.base_style)
        segments = self.segments(line) if line.picture_row < 0 else self.picture_line(line.block, line.picture_row)
        return Strip([margin, *segments]).adjust_cell_length(width, self.base_style)

    def action_read_on(self, pages: int) -> None:
        """Scroll a page; at the end ask for the next article."""
        if pages > 0 and self.is_at_end:
            self.post_message(self.Finished())
        else:
            self.action_page(pages)

    def on_click(self, event: events.Click) -> None:
        """Open a take that is clicked in the text."""
        offset = event.get_content_offset(self)
        index = self.scroll_offset.y + offset.y if offset else -1
        if 0 <= index < len(self._page.lines) and (number := self._page.lines[index].take):
            event.stop()
            self.post_message(self.TakeClicked(number))
