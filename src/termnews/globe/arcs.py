"""Lines through the air from the country that is read about to those that have takes on it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from termnews.globe.camera import Camera, Point, point_of, vector
from termnews.globe.glyphs import FRONT, Dots
from termnews.globe.lens import Lens, Sight
from termnews.globe.motion import GreatCircle
from termnews.globe.raster import Atlas

_HIGHEST = 0.32
"""How high the longest arc rises, as a share of the earth's radius."""
_BOW = 0.6
"""How much of an arc's height also lifts it up the window: what leads straight away from the eye would look flat."""
_COLUMNS, _ROWS = 2, 4
"""Dots in a cell."""
_DOTS_PER_COLUMN = 3
_FEWEST, _MOST = 12, 600


class Arcs(NamedTuple):
    """The lines of a frame."""

    dots: Dots
    tips: Mapping[str, tuple[int, int]]
    """The row and column where the line to a country that is out of sight goes down behind the earth."""


def draw_arcs(lens: Lens, camera: Camera, atlas: Atlas, start: str, ends: Iterable[str]) -> Arcs:
    """Return the arcs from a country to others, as far as they are in sight."""
    dots: dict[tuple[int, int], int] = defaultdict(int)
    tips: dict[str, tuple[int, int]] = {}
    here = atlas.find(start)
    for place in filter(None, map(atlas.find, sorted(ends))):
        if here and place != here:
            tip = _draw(lens, camera, (here.point, place.point), dots)
            if tip and lens.project(place.point, camera).facing < 0:
                tips[place.code] = tip
    return Arcs(dots, tips)


def _draw(
    lens: Lens, camera: Camera, ends: tuple[Point, Point], dots: dict[tuple[int, int], int]
) -> tuple[int, int] | None:
    """Draw a line; return the last cell of it that is in sight."""
    bow = _BOW * math.degrees(1 / lens.degrees_per_column) / lens.frame.aspect
    tip = None
    for point, height in _way(*ends, lens.degrees_per_column):
        sight = lens.project(point, camera, height)
        sight = sight._replace(row=sight.row - bow * height)
        if not _is_seen(lens, camera, sight):
            continue
        row, column = int(sight.row), int(sight.column)
        dot = int((sight.row - row) * _ROWS) * _COLUMNS + int((sight.column - column) * _COLUMNS)
        dots[row, column] |= 1 << dot | (FRONT if sight.facing > 0 else 0)
        tip = row, column
    return tip


@lru_cache(maxsize=64)
def _way(start: Point, end: Point, degrees_per_column: float) -> tuple[tuple[Point, float], ...]:
    """Return the places of a line's dots: a point of the earth, and how high it hangs above it, in radii."""
    way = GreatCircle(vector(start), vector(end))
    highest = _HIGHEST * math.sin(math.radians(way.degrees / 2))
    steps = round(min(_MOST, max(_FEWEST, way.degrees / degrees_per_column * _DOTS_PER_COLUMN)))
    shares = (step / steps for step in range(1, steps))
    return tuple((point_of(way.at(share)), highest * math.sin(math.pi * share)) for share in shares)


def _is_seen(lens: Lens, camera: Camera, sight: Sight) -> bool:
    """Say whether a place above the ground is in the window, and before the earth or beside it."""
    if not (0 <= sight.row < lens.frame.rows and 0 <= sight.column < lens.frame.columns):
        return False
    return sight.facing > 0 or lens.unproject(sight.column, sight.row, camera) is None
