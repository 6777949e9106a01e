"""Where a country's name stands, how far the country reaches from there, and which tone sets it off."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from globe_rasters import Raster, Shape, area_of

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


def label_points(raster: Raster, shapes: Sequence[Shape]) -> dict[int, Point]:
    """Return for each number the point inside that lies farthest from any border, looking along rows and columns."""
    best: dict[int, tuple[float, int]] = {}
    rooms = _rooms(raster)
    for place, number in enumerate(raster.ids):
        if number and rooms[place] > best.get(number, (0.0, 0))[0]:
            best[number] = (rooms[place], place)
    return {number: _rounded(raster.point(best[number][1])) for number in range(1, len(shapes) + 1)}


def _rounded(point: Point) -> Point:
    return round(point[0], 3), round(point[1], 3)


def _rooms(raster: Raster) -> list[float]:
    """Return how far each pixel is from the next other number, in rows."""
    width, height, ids = raster.width, raster.height, raster.ids
    rooms = [0.0] * len(ids)
    for row in range(height):
        narrow = math.cos(math.radians(raster.point(row * width)[0]))
        _measure(ids, rooms, range(row * width, (row + 1) * width), narrow)
    for column in range(width):
        _measure(ids, rooms, range(column, len(ids), width), 1.0)
    return rooms


def _measure(ids: bytearray, rooms: list[float], line: range, scale: float) -> None:
    """Lower the room of the pixels along a line; a first visit sets it."""
    start = 0
    while start < len(line):
        number = ids[line[start]]
        end = start
        while end < len(line) and ids[line[end]] == number:
            end += 1
        if number:
            for at in range(start, end):
                room = (min(at - start, end - 1 - at) + 0.5 - abs(2 * at - start - end + 1) * 1e-4) * scale
                rooms[line[at]] = min(rooms[line[at]] or room, room)
        start = end


def neighbours(raster: Raster) -> Mapping[int, set[int]]:
    """Return which numbers touch which."""
    found: dict[int, set[int]] = defaultdict(set)
    width, ids = raster.width, raster.ids
    for place, number in enumerate(ids):
        if not number:
            continue
        row = place - place % width
        for other in (ids[row + (place + 1) % width], ids[place + width] if place + width < len(ids) else 0):
            if other and other != number:
                found[number].add(other)
                found[other].add(number)
    return found


def paint_tones(touching: Mapping[int, set[int]], count: int) -> dict[int, int]:
    """Return a tone for each number so that neighbours differ: the most constrained one first."""
    tones: dict[int, int] = {}
    left = set(range(1, count + 1))
    while left:
        number = max(left, key=lambda n: (len(_taken(n, touching, tones)), len(touching.get(n, ())), -n))
        left.discard(number)
        taken = _taken(number, touching, tones)
        tones[number] = next(tone for tone in range(count) if tone not in taken)
    return tones


def _taken(number: int, touching: Mapping[int, set[int]], tones: Mapping[int, int]) -> set[int]:
    return {tones[other] for other in touching.get(number, ()) if other in tones}


def reach_of(shape: Shape, point: Point) -> float:
    """Return how many degrees the largest polygon reaches from a point."""
    if not shape.polygons:
        return 0.0
    ring = max((polygon[0] for polygon in shape.polygons), key=area_of)
    return round(max(_degrees_between(point, (latitude, longitude)) for longitude, latitude in ring), 2)


def _degrees_between(a: Point, b: Point) -> float:
    (lat0, lon0), (lat1, lon1) = (tuple(map(math.radians, p)) for p in (a, b))
    cosine = math.sin(lat0) * math.sin(lat1) + math.cos(lat0) * math.cos(lat1) * math.cos(lon1 - lon0)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))
