"""Which country is meant by a place of the window."""

from collections import Counter
from collections.abc import Collection, Iterable

from termnews.globe.camera import Camera
from termnews.globe.compass import find_nearest
from termnews.globe.labels import Label
from termnews.globe.lens import Lens
from termnews.globe.paint import Painter

_FINER = 6
"""Samples a cell, each way, of the finest raster."""
_NEAR = 1.5
"""Columns beside a small country that are still meant for it."""


def find_at(
    painter: Painter,
    lens: Lens,
    camera: Camera,
    cell: tuple[int, int],
    labels: Iterable[Label] = (),
    codes: Collection[str] = (),
) -> str:
    """Return the country meant by a cell, column and row: what is written there, drawn there, lies there or nearby."""
    column, row = cell
    for label in labels:
        if label.row == row and label.column <= column < label.column + len(label.text):
            return label.code
    drawn = [painter.atlas.code_of(number) for number in numbers_in(painter, lens, camera, cell)]
    if code := _most(drawn, codes):
        return code
    steps = [(step + 0.5) / _FINER for step in range(_FINER)]
    points = (lens.unproject(column + x, row + y, camera) for y in steps for x in steps)
    if code := _most([painter.atlas.code_at(*point) for point in points if point], codes):
        return code
    middle = lens.unproject(column + 0.5, row + 0.5, camera)
    return find_nearest(painter.atlas, middle, codes, _NEAR * lens.degrees_per_column) if middle else ""


def numbers_in(painter: Painter, lens: Lens, camera: Camera, cell: tuple[int, int]) -> bytes:
    """Return the numbers that a cell's small pixels show; none beside the earth."""
    column, row = cell
    if not 0 <= row < len(lens.spans):
        return b""
    first, last = lens.spans[row]
    if not first <= column < last:
        return b""
    mode = lens.frame.mode
    start = (sum(b - a for a, b in lens.spans[:row]) + column - first) * mode.packed
    return painter.numbers(lens, camera)[start : start + mode.pixels]


def _most(found: list[str], codes: Collection[str]) -> str:
    counts = Counter(code for code in found if code)
    return max(counts, key=lambda code: (counts[code], code in codes, code), default="")
