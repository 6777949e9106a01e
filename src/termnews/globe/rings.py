"""The globe seen from its side: tilting is a shift along rings, as spinning is a shift along parallels.

The axis from the left end of the disc to the right one has rings around it, one below each column of small pixels. What
lies on them is looked up once for a window; then a tilt only takes the half of every ring that is in front.
"""

import math
from array import array
from collections.abc import Iterable, Sequence
from operator import add, sub

from termnews.globe.raster import Raster

_INSIDE = 1 - 1e-12
"""Keeps what is at the upper end of a ring's front on it."""


class Rings:
    """Where in a raster of doubled rows the places of all rings are, as longitude 0 sees them."""

    def __init__(self, across: Sequence[float], raster: Raster, per_pixel: int) -> None:
        """Lay rings so many radii to the right of the middle, and to the left; each pixel at the equator has places."""
        self.raster = raster
        self._per_pixel = per_pixel
        self.half = raster.width * per_pixel // 2
        """Places on half a ring."""
        turns = [math.pi * (step + 0.5) / self.half for step in range(self.half // 2)]
        quarters = [(math.sin(turn), math.cos(turn)) for turn in turns]
        right: list[array[int]] = []
        left: list[array[int]] = []
        for x in across:
            starts, steps = _lay_ring(x, quarters, raster)
            right.append(array("I", map(add, starts, steps)))
            left.append(array("I", map(sub, map(raster.width.__add__, starts), steps)))
        self._rings = right + left

    def places(self, points: Iterable[tuple[int, float, float]]) -> list[int]:
        """Return where in `front` points are when nothing is tilted: each one's ring, how high and how near it is."""
        atan2, half, turn = math.atan2, self.half, self.half / math.pi * _INSIDE
        return [ring * half + int(atan2(y, z) * turn + half / 2) for ring, y, z in points]

    def front(self, row: int) -> "array[int]":
        """Return the halves in front, ring by ring, for a camera above a row of the raster counted from the south."""
        start = row * self._per_pixel
        seen = array("I")
        for ring in self._rings:
            seen += ring[start : start + self.half]
        return seen


def _lay_ring(x: float, quarter: Sequence[tuple[float, float]], raster: Raster) -> tuple[Sequence[int], Sequence[int]]:
    """Return where the rows of a ring start, and its columns: from behind over the south, the front and the north.

    Its four quarters mirror each other.
    """
    width, height, wide = raster.width, raster.height, math.sqrt(1 - x * x)
    equator, per_row, per_column = height / 2, height / math.pi, width / (2 * math.pi)
    asin, atan2 = math.asin, math.atan2
    north = [2 * width * int(equator - asin(wide * sine) * per_row) for sine, _ in quarter]
    front = [int(atan2(x, wide * cosine) * per_column + 0.5) for _, cosine in quarter]
    south = [*map((2 * width * (height - 1)).__sub__, north)]
    behind = [*map((width // 2).__sub__, front)]
    return [*south, *south[::-1], *north, *north[::-1]], [*behind, *front[::-1], *front, *behind[::-1]]
