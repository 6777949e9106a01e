"""The next country in a direction, as the arrow keys ask for it."""

import math
from collections.abc import Iterable
from enum import IntEnum

from termnews.globe.camera import Point, angle, vector
from termnews.globe.raster import Atlas, Place

_WIDEST = 89.0
_SOFTNESS = 50.0
"""Degrees off the asked direction: at most, and where a country counts as twice as far.

Chosen so that from any country one comes to any other, whichever countries there are.
"""


class Direction(IntEnum):
    """Where an arrow points, in degrees from north."""

    UP = 0
    RIGHT = 90
    DOWN = 180
    LEFT = 270


def bearing(start: Point, end: Point) -> float:
    """Return the degrees from north, clockwise, in which one sets out for a point on the shortest way."""
    latitude, target, east = (math.radians(d) for d in (start[0], end[0], end[1] - start[1]))
    x = math.sin(east) * math.cos(target)
    y = math.cos(latitude) * math.sin(target) - math.sin(latitude) * math.cos(target) * math.cos(east)
    return math.degrees(math.atan2(x, y)) % 360


def find_next(atlas: Atlas, start: str, direction: Direction, codes: Iterable[str]) -> str:
    """Return the country of `codes` that lies nearest in a direction; empty when there is none."""
    here = atlas.find(start)
    found = [place for code in codes if code != start and (place := atlas.find(code))]
    if here is None or not found:
        return ""
    cost, place = min(((_cost(here, place, direction), place) for place in found), key=lambda c: (c[0], c[1].code))
    return place.code if cost < math.inf else ""


def _cost(here: Place, there: Place, direction: Direction) -> float:
    start, end = here.point, there.point
    off = abs((bearing(start, end) - direction + 180) % 360 - 180)
    if off > _WIDEST:
        return math.inf
    return angle(vector(start), vector(end)) * (1 + (off / _SOFTNESS) ** 2)


def find_nearest(atlas: Atlas, point: Point, codes: Iterable[str], within: float = 180.0) -> str:
    """Return the country of `codes` that is nearest to a point; empty when none is within some degrees."""
    here = vector(point)
    found = (place for code in codes if (place := atlas.find(code)))
    far = [(angle(here, vector(place.point)), place.code) for place in found]
    nearest = min(far, default=(math.inf, ""))
    return nearest[1] if nearest[0] <= within else ""
