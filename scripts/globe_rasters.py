"""Shapes as rasters of numbers: 0 is the sea, n the n-th shape."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from globe_topology import Polygon, Ring, box_of

KM2_PER_SQUARE_DEGREE = 12364.0
WIDEST, TALLEST = 12.0, 6.0
"""Degrees beyond which a polygon is sure to win pixels."""
CROWDED = 3
"""Pixels that a neighbour must keep to give one away."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A country with its polygons."""

    code: str
    polygons: tuple[Polygon, ...]
    point: tuple[float, float]
    """Latitude and longitude by the catalogue, for what has no polygon."""


@dataclass(frozen=True, slots=True)
class Raster:
    """An equirectangular map from the north-west corner, row by row."""

    width: int
    ids: bytearray

    @property
    def height(self) -> int:
        """Its rows."""
        return self.width // 2

    def place(self, latitude: float, longitude: float) -> int:
        """Return the index of the pixel at a point."""
        row = min(self.height - 1, max(0, int((90 - latitude) * self.height / 180)))
        return row * self.width + int((longitude + 180) * self.width / 360) % self.width

    def point(self, place: int) -> tuple[float, float]:
        """Return latitude and longitude of a pixel's centre."""
        row, column = divmod(place, self.width)
        return 90 - (row + 0.5) * 180 / self.height, (column + 0.5) * 360 / self.width - 180


def draw_shapes(shapes: Sequence[Shape], width: int) -> Raster:
    """Return the shapes by the even-odd rule at the centres of pixels; a later shape covers an earlier one."""
    raster = Raster(width, bytearray(width * width // 2))
    for number, shape in enumerate(shapes, 1):
        for row, spans in _spans(shape, raster).items():
            line = bytearray(width)
            for first, last in spans:
                for column in range(first, last + 1):
                    line[column % width] ^= 1
            base = row * width
            for column, is_inside in enumerate(line):
                if is_inside:
                    raster.ids[base + column] = number
    return raster


def _spans(shape: Shape, raster: Raster) -> dict[int, list[tuple[int, int]]]:
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    width = raster.width
    for ring in (ring for polygon in shape.polygons for ring in polygon):
        for row, crossings in _crossings(ring, raster.height).items():
            crossings.sort()
            for west, east in zip(crossings[::2], crossings[1::2], strict=True):
                first = math.ceil((west + 180) * width / 360 - 0.5)
                last = math.floor((east + 180) * width / 360 - 0.5)
                if last >= first:
                    spans[row].append((first, last))
    return spans


def _crossings(ring: Ring, height: int) -> dict[int, list[float]]:
    """Return the longitudes at which a ring crosses the middle of each row of pixels."""
    rows: dict[int, list[float]] = defaultdict(list)
    for start, end in pairwise(ring):
        (x0, y0), (x1, y1) = (start, end) if start[1] < end[1] else (end, start)
        if y0 == y1:
            continue
        top = max(0, math.floor((90 - y1) * height / 180 - 0.5))
        bottom = min(height - 1, math.ceil((90 - y0) * height / 180 - 0.5))
        for row in range(top, bottom + 1):
            latitude = 90 - (row + 0.5) * 180 / height
            if y0 <= latitude < y1:
                rows[row].append(x0 + (x1 - x0) * (latitude - y0) / (y1 - y0))
    return rows


def shrink(raster: Raster) -> Raster:
    """Return a raster of half the width: the majority of four pixels, a tie with the sea being land."""
    width, ids = raster.width, raster.ids
    out = bytearray()
    for top in range(0, raster.height, 2):
        upper, lower = ids[top * width : (top + 1) * width], ids[(top + 1) * width : (top + 2) * width]
        for four in zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True):
            out.append(four[0] if four[0] == four[1] == four[2] == four[3] else _majority(four))
    return Raster(width // 2, out)


def _majority(four: tuple[int, ...]) -> int:
    counts = Counter(four)
    most = max(counts.values())
    return max(number for number, count in counts.items() if count == most)


def keep_polygons(raster: Raster, shapes: Sequence[Shape], least_area: float) -> None:
    """Give a pixel to every polygon of an area that won none: Gaza, Hong Kong, the islands of a country."""
    for number, shape in enumerate(shapes, 1):
        for ring in (polygon[0] for polygon in shape.polygons):
            box = box_of(ring)
            if box.east - box.west > WIDEST or box.north - box.south > TALLEST or area_of(ring) < least_area:
                continue
            if number not in _within(raster, box.west, box.south, box.east, box.north):
                raster.ids[raster.place(*box.middle)] = number


def area_of(ring: Ring) -> float:
    """Return the area in square kilometres, roughly."""
    twice = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))
    latitude = sum(y for _, y in ring) / len(ring)
    return abs(twice) / 2 * math.cos(math.radians(latitude)) * KM2_PER_SQUARE_DEGREE


def _within(raster: Raster, west: float, south: float, east: float, north: float) -> Iterator[int]:
    first, last = int((west + 180) * raster.width / 360), int((east + 180) * raster.width / 360)
    top, bottom = raster.place(north, 0) // raster.width, raster.place(south, 0) // raster.width
    for row in range(top, bottom + 1):
        for column in range(first, last + 1):
            yield raster.ids[row * raster.width + column % raster.width]


def keep_shapes(raster: Raster, shapes: Sequence[Shape]) -> None:
    """Give a pixel to every shape that has none, the nearest one to its place that nobody needs."""
    counts = Counter(raster.ids)
    for number, shape in enumerate(shapes, 1):
        if counts[number] or not (shape.code or shape.polygons):
            continue
        for place in _around(raster, raster.place(*_middle(shape))):
            owner = raster.ids[place]
            if owner == 0 or counts[owner] > CROWDED:
                raster.ids[place] = number
                counts[owner] -= 1
                counts[number] += 1
                break


def _middle(shape: Shape) -> tuple[float, float]:
    if not shape.polygons:
        return shape.point
    return box_of(max((polygon[0] for polygon in shape.polygons), key=area_of)).middle


def _around(raster: Raster, place: int) -> Iterable[int]:
    row, column = divmod(place, raster.width)
    steps = sorted(((y, x) for y in range(-4, 5) for x in range(-4, 5)), key=lambda s: (s[0] ** 2 + s[1] ** 2, s))
    for y, x in steps:
        if 0 <= row + y < raster.height:
            yield (row + y) * raster.width + (column + x) % raster.width
