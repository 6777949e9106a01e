"""Pixels to cells: the small pixels of a cell in two colours, split where they differ most."""

from collections.abc import Callable, Iterator, Sequence

from termnews.globe.glyphs import ASCII, DOTS, QUADRANTS, Mode, glyphs_of
from termnews.pictures.decode import Pixels

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""
PictureCell = tuple[str, Colour, Colour]
"""A character, and the colours in front and behind."""

LETTERS = " .:-=+*#%@"
"""From dark to bright, where there is nothing but letters."""
_PLAIN = 10
"""How far the colours of a cell must be apart for it to have two."""
_STEP = 8
"""Colours are rounded to this, so that styles are few."""


def fit_cells(pixels: Pixels, columns: int, rows: int, aspect: float = 2.0) -> tuple[int, int]:
    """Return the most columns and rows that a picture fills without being bent."""
    high = columns * pixels.height / pixels.width / aspect
    if high <= rows:
        return max(1, columns), max(1, round(high))
    return max(1, min(columns, round(rows * aspect * pixels.width / pixels.height))), max(1, rows)


def mode_for(mode: Mode) -> Mode:
    """Return the mode in which a picture is drawn where the globe is drawn in another: dots would lose half of it."""
    return QUADRANTS if mode == DOTS else mode


def draw_cells(
    pixels: Pixels, columns: int, rows: int, mode: Mode, scale: Callable[[Pixels, int, int], Pixels]
) -> list[list[PictureCell]]:
    """Return a picture as rows of cells; `scale` makes it as large as its small pixels."""
    mode = mode_for(mode)
    small = scale(pixels, columns * mode.columns, rows * mode.rows)
    compose = _in_letters if mode == ASCII else _in_two_colours
    glyphs = LETTERS if mode == ASCII else glyphs_of(mode)
    return [[compose(cell, glyphs) for cell in _row(small, row, columns, mode)] for row in range(rows)]


def _row(small: Pixels, row: int, columns: int, mode: Mode) -> Iterator[list[Colour]]:
    lines = []
    for top in range(row * mode.rows, (row + 1) * mode.rows):
        line = small.rgb[top * small.width * 3 : (top + 1) * small.width * 3]
        lines.append(list(zip(line[::3], line[1::3], line[2::3], strict=True)))
    for left in range(0, columns * mode.columns, mode.columns):
        yield [colour for line in lines for colour in line[left : left + mode.columns]]


def _in_letters(cell: Sequence[Colour], letters: Sequence[str]) -> PictureCell:
    colour = _mean(cell)
    light = (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 256
    return letters[int(light * len(letters))], colour, (0, 0, 0)


def _in_two_colours(cell: Sequence[Colour], glyphs: Sequence[str]) -> PictureCell:
    spans = [max(channel) - min(channel) for channel in zip(*cell, strict=True)]
    widest = spans.index(max(spans))
    if spans[widest] < _PLAIN:
        colour = _mean(cell)
        return " ", colour, colour
    middle = sum(colour[widest] for colour in cell) / len(cell)
    mask = sum(1 << place for place, colour in enumerate(cell) if colour[widest] > middle)
    front = _mean([colour for colour in cell if colour[widest] > middle])
    return glyphs[mask], front, _mean([colour for colour in cell if colour[widest] <= middle])


def _mean(colours: Sequence[Colour]) -> Colour:
    red, green, blue = (_rounded(sum(channel) // len(colours)) for channel in zip(*colours, strict=True))
    return red, green, blue


def _rounded(value: int) -> int:
    """Return the nearest of the steps, black and white among them."""
    return min(255, (value + _STEP // 2) // _STEP * _STEP)
