"""Pictures of an article as lines for the reader: found, decoded and drawn away from the window, then kept."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TypeVar

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from termnews.domain.article import Article, Picture
from termnews.domain.problems import Problem
from termnews.globe.terminal import Look
from termnews.newsroom.picturing import load_picture
from termnews.pictures.cells import PictureCell, draw_cells, fit_cells
from termnews.pictures.decode import Pixels, has_pictures, parse_picture, scale

Drawing = tuple[Strip, ...] | Problem
"""A picture as lines, or why it is refused."""
LOWEST, SHARE = 10, 0.5
"""Lines that a picture may always have, and the share of the pane that it may."""
NO_EXTRA = "pictures need an extra: pip install 'termnews[pictures]'"
_KEPT = 24
"""Pictures that are kept decoded, and drawn."""
_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be drawn for the article on show, and for what room."""

    article_id: str
    links: tuple[tuple[int, str], ...] = ()
    """The index of the block and the link of each picture."""
    columns: int = 0
    rows: int = 0
    ground: tuple[int, int, int] = (0, 0, 0)
    """What lies behind a picture one can see through."""


def make_order(article: Article, columns: int, height: int, ground: tuple[int, int, int]) -> Order:
    """Return what to draw of an article in a measure of columns, in a pane of a height."""
    pictures = ((at, b) for at, b in enumerate(article.blocks) if isinstance(b, Picture) and b.link)
    links = tuple((at, picture.link) for at, picture in pictures)
    return Order(article.id, links, columns, max(LOWEST, round(height * SHARE)), ground)


class Draughtsman:
    """Draws pictures, in any thread, and keeps the last ones."""

    def __init__(self, look: Look, cache: Path) -> None:
        """Draw for a terminal; pictures of the web are looked for in a cache folder."""
        self._look = look
        self._cache = cache
        self._lock = Lock()
        self._pixels: OrderedDict[object, Pixels | Problem] = OrderedDict()
        self._drawn: OrderedDict[object, Drawing] = OrderedDict()

    def draw(self, order: Order) -> Mapping[int, Drawing]:
        """Return the pictures that there are, by the index of their block; without the extra, a word once."""
        if not has_pictures():
            return {at: Problem(link, NO_EXTRA) for at, link in order.links[:1]}
        with self._lock:
            drawn = {at: self._draw(link, order) for at, link in order.links}
        return {at: drawing for at, drawing in drawn.items() if drawing is not None}

    def _draw(self, link: str, order: Order) -> Drawing | None:
        key = (link, order.columns, order.rows, order.ground)
        if key not in self._drawn:
            pixels = self._decode(link, order.ground)
            if pixels is None:
                return None
            _keep(self._drawn, key, pixels if isinstance(pixels, Problem) else self._lines(pixels, order))
        return self._drawn[key]

    def _decode(self, link: str, ground: tuple[int, int, int]) -> Pixels | Problem | None:
        key = (link, ground)
        if key not in self._pixels:
            content = load_picture(link, self._cache)
            if content is None:
                return None
            _keep(self._pixels, key, parse_picture(content, link, ground) if isinstance(content, bytes) else content)
        return self._pixels[key]

    def _lines(self, pixels: Pixels, order: Order) -> tuple[Strip, ...]:
        columns, rows = fit_cells(pixels, order.columns, order.rows, self._look.cell_aspect)
        cells = draw_cells(pixels, columns, rows, self._look.mode, scale)
        return tuple(strip_of(row) for row in cells)


def strip_of(cells: Sequence[PictureCell]) -> Strip:
    """Return a row of cells as a line; neighbours of the same colours are one segment."""
    segments: list[Segment] = []
    text = ""
    colours = None
    for glyph, front, back in cells:
        if colours and (front, back) != colours:
            segments.append(_segment(text, *colours))
            text = ""
        text += glyph
        colours = (front, back)
    if colours:
        segments.append(_segment(text, *colours))
    return Strip(segments, len(cells))


def _segment(text: str, front: tuple[int, int, int], back: tuple[int, int, int]) -> Segment:
    return Segment(text, Style(color=Color.from_rgb(*front), bgcolor=Color.from_rgb(*back)))


def _keep(kept: OrderedDict[object, _Kept], key: object, value: _Kept) -> None:
    kept[key] = value
    if len(kept) > _KEPT:
        kept.popitem(last=False)
