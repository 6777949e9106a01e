"""Lines through the air from the country that is read about to those that have takes on it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from termnews.globe.camera import Camera, GreatCircle, point_of, vector
from termnews.globe.lens import Lens
from termnews.globe.raster import Atlas

_HIGHEST = 0.32
"""How high the longest arc rises, as a share of the earth's radius."""
_COLUMNS, _ROWS = 2, 4
"""Dots in a cell."""
_FEWEST, _MOST = 12, 600

Dots = Mapping[tuple[int, int], int]
"""Row and column of each cell that a line crosses, and its dots as a mask, row by row from the lowest bit."""


def draw_arcs(lens: Lens, camera: Camera, atlas: Atlas, start: str, ends: Iterable[str]) -> Dots:
    """Return the dots of the arcs from a country to others, as far as they are in sight."""
    dots: dict[tuple[int, int], int] = defaultdict(int)
    here = atlas.find(start)
    for place in filter(None, map(atlas.find, sorted(ends))):
        if here and place != here:
            way = GreatCircle(vector(here.point), vector(place.point))
            _draw(lens, camera, way, dots)
    return dots


def _draw(lens: Lens, camera: Camera, way: GreatCircle, dots: dict[tuple[int, int], int]) -> None:
    highest = _HIGHEST * math.sin(math.radians(way.degrees / 2))
    steps = round(min(_MOST, max(_FEWEST, way.degrees / lens.degrees_per_column * _ROWS)))
    for step in range(1, steps):
        share = step / steps
        sight = lens.project(point_of(way.at(share)), camera, highest * math.sin(math.pi * share))
        if sight.facing < 0 or sight.column < 0 or sight.row < 0:
            continue
        row, column = int(sight.row), int(sight.column)
        if row < lens.frame.rows and column < lens.frame.columns:
            dot = int((sight.row - row) * _ROWS) * _COLUMNS + int((sight.column - column) * _COLUMNS)
            dots[row, column] |= 1 << dot
