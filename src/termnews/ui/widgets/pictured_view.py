"""A view of an article's lines with its pictures, which are drawn in a worker once the text is on the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.strip import Strip

from termnews.domain.article import Article, Picture
from termnews.domain.problems import Problem
from termnews.ui.typeset import PictureRoom
from termnews.ui.widgets.typeset_view import TypesetView

if TYPE_CHECKING:  # nothing is drawn before the first frame
    from termnews.ui.drawing import Draughtsman, Drawing, Order


class PicturedView(TypesetView):
    """Asks for pictures and shows those that are still wanted when they come."""

    @dataclass
    class Drawn(Message):
        """Pictures are ready."""

        order: "Order"
        drawings: "Mapping[int, Drawing]"

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        """Make a view without pictures."""
        super().__init__(id=id)
        self._hire: Callable[[], Draughtsman] | None = None
        self._draughtsman: Draughtsman | None = None
        self._is_pictured = False
        self._order: Order | None = None
        self._drawings: Mapping[int, Drawing] = {}

    def set_draughtsman(self, hire: "Callable[[], Draughtsman] | None") -> None:
        """Show pictures drawn by who is hired once there is one to draw, or captions alone."""
        self._hire, self._draughtsman, self._order = hire, None, None
        if self._is_pictured:
            self.show_drawings()

    @property
    def has_new_ground(self) -> bool:
        """Whether pictures on show were drawn on another ground than the theme now has."""
        return self._order is not None and self._order.ground != self.background_colors[1].rgb

    @property
    def rooms(self) -> Mapping[int, PictureRoom]:
        """How many lines the picture of each block has, or why there is none."""
        drawn = self._drawings.items()
        return {at: drawing.why if isinstance(drawing, Problem) else len(drawing) for at, drawing in drawn}

    def picture_line(self, block: int, row: int) -> Strip:
        """Return a line of the picture of a block."""
        drawing = self._drawings.get(block)
        return Strip([]) if drawing is None or isinstance(drawing, Problem) else drawing[row]

    def order_pictures(self, article: Article | None, columns: int, height: int) -> None:
        """Let an article's pictures be drawn; until they come, the ones on show stay if they still belong and fit."""
        self._is_pictured = article is not None and _has_pictures(article)
        if article is None or self._hire is None or not self._is_pictured:
            self._order, self._drawings = None, {}
            return
        from termnews.ui.drawing import make_order  # noqa: PLC0415 - not needed before the first frame

        order = make_order(article, columns, height, self.background_colors[1].rgb)
        last, self._order = self._order, order
        if order == last:
            return
        if last is None or last.links != order.links or last.columns > order.columns:
            self._drawings = {}
        self.call_after_refresh(self._begin_drawing, order)

    def _begin_drawing(self, order: "Order") -> None:
        if order == self._order and self._hire is not None:
            self._draughtsman = self._draughtsman or self._hire()
            self._draw_pictures(self._draughtsman, order)

    @work(thread=True, exclusive=True, group="pictures")
    def _draw_pictures(self, draughtsman: "Draughtsman", order: "Order") -> None:
        self.post_message(self.Drawn(order, draughtsman.draw(order)))

    def on_pictured_view_drawn(self, event: Drawn) -> None:
        """Show pictures, unless something else is on show by now."""
        event.stop()
        if event.order == self._order and event.drawings != self._drawings:
            self._drawings = event.drawings
            self.show_drawings()

    def show_drawings(self) -> None:
        """Set the text anew around the pictures."""


def _has_pictures(article: Article) -> bool:
    return any(isinstance(block, Picture) and block.link for block in article.blocks)
