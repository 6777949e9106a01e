"""Which country is meant by a place of the window."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from termnews.globe.camera import Camera
from termnews.globe.compass import find_nearest
from termnews.globe.labels import Label
from termnews.globe.lens import Lens
from termnews.globe.paint import Painter

_FINER = 6
"""Samples a cell, each way, of the finest raster."""
_NEAR = 2.0
"""Columns beside a small country that are still meant for it."""


class View(NamedTuple):
    """A frame as it was drawn."""

    painter: Painter
    lens: Lens
    camera: Camera
    """As it was snapped."""
    labels: Sequence[Label] = ()
    codes: Collection[str] = ()
    """The countries with news."""


def find_at(view: View, column: int, row: int) -> str:
    """Return the country meant by a cell: what is written there, drawn there, lies there or nearby; empty for none."""
    for label in view.labels:
        if label.row == row and label.column <= column < label.column + len(label.text):
            return label.code
    atlas = view.painter.atlas
    if code := _most([atlas.code_of(number) for number in numbers_in(view, column, row)], view.codes):
        return code
    steps = [(step + 0.5) / _FINER for step in range(_FINER)]
    points = (view.lens.unproject(column + x, row + y, view.camera) for y in steps for x in steps)
    if code := _most([atlas.code_at(*point) for point in points if point], view.codes):
        return code
    middle = view.lens.unproject(column + 0.5, row + 0.5, view.camera)
    return find_nearest(atlas, middle, view.codes, _NEAR * view.lens.degrees_per_column) if middle else ""


def numbers_in(view: View, column: int, row: int) -> bytes:
    """Return the numbers that a cell's small pixels show; none beside the earth."""
    lens, mode = view.lens, view.lens.frame.mode
    if not 0 <= row < len(lens.spans):
        return b""
    first, last = lens.spans[row]
    if not first <= column < last:
        return b""
    start = (sum(b - a for a, b in lens.spans[:row]) + column - first) * mode.packed
    return view.painter.numbers(lens, view.camera)[start : start + mode.pixels]


def _most(found: list[str], codes: Collection[str]) -> str:
    counts = Counter(code for code in found if code)
    return max(counts, key=lambda code: (counts[code], code in codes, code), default="")
