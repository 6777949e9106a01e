"""The globe from far away: an orthographic projection, looked up the wrong way round, from window to earth."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from operator import add, sub
from typing import TYPE_CHECKING

from termnews.globe.camera import Camera, Point, axes, dot, vector, wrap
from termnews.globe.classes import BRIGHTEST
from termnews.globe.lens import Frame, Gather, Lens, Sight, pick_all
from termnews.globe.raster import Raster

if TYPE_CHECKING:  # a small globe needs none
    from termnews.globe.rings import Rings

_MARGIN = 0.5
_LEAST_RADIUS = 2.0
_LIGHT = (-0.46, 0.51, 0.73)
"""Where the light comes from: over the left shoulder."""
_RIM_WIDTH = 1.2
_DIM, _BRIGHT = 0.30, 0.68
_TURN = 360
_FEW = 3000
"""Points of the half up to which each is looked up by itself, because rings would take longer to lay."""
_INSIDE = 1 - 1e-15
"""Keeps what is rounded from lying beyond the poles."""


class Disc(Lens):
    """Works out the right half of the window: the left one is its mirror image."""

    def __init__(self, frame: Frame) -> None:
        """Lay the small pixels of a window on a sphere that fits it at zoom 1."""
        super().__init__(frame)
        width, height = frame.columns, frame.rows * frame.aspect
        self.radius = max(_LEAST_RADIUS, (min(width, height) / 2 - _MARGIN) * frame.zoom)
        across = frame.columns * frame.mode.columns
        steps = range(across // 2, across)
        self._across = [((i + 0.5) / frame.mode.columns - self.middle[0]) / self.radius for i in steps]
        """Where the small pixels right of the middle are."""
        self._half: list[tuple[float, list[float]]] = []
        """For each row of small pixels how high it is, and how near each of its points in the half is."""
        self._rows: list[tuple[int, int]] = []
        """For each row of small pixels the number of its first point in the half, and how many there are."""
        self._points = 0
        self._lay_half()
        self._order = self._lay_cells()
        """Which point each gathered pixel shows: of the right half, of the left half, or space."""
        self._sorted: Gather | None = None
        self._turned: Gather = tuple
        """What picks them out of the fronts of rings."""
        self._rings: Rings | None = None

    @property
    def degrees_per_column(self) -> float:
        """How many degrees a cell's width is in the middle."""
        return math.degrees(1 / self.radius)

    def _height_of(self, row: float) -> float:
        """Return the height above the middle of a place in rows of cells, in radii."""
        return (self.middle[1] - row * self.frame.aspect) / self.radius

    def _lay_half(self) -> None:
        """Note the points of the sphere below the small pixels right of the middle; the lower rows mirror the upper."""
        squares = [x * x for x in self._across]
        count = self.frame.rows * self.frame.mode.rows
        for j in range(-(-count // 2)):
            y = self._height_of((j + 0.5) / self.frame.mode.rows)
            room, root = 1 - y * y, math.sqrt
            inside = squares[: bisect_right(squares, room)]
            self._half.append((y, [root(room - square) * _INSIDE for square in inside]))
        self._half += [(-y, near) for y, near in reversed(self._half[: count // 2])]
        for _, near in self._half:
            self._rows.append((self._points, len(near)))
            self._points += len(near)

    def _lay_cells(self) -> list[int]:
        """Note the spans and the light; return which point each gathered pixel shows: right half, left half, space."""
        mode = self.frame.mode
        order: list[int] = []
        light = bytearray()
        for row in range(self.frame.rows):
            tops = range(row * mode.rows, (row + 1) * mode.rows)
            first, last = self._span(max(self._rows[j][1] for j in tops))
            self.spans.append((first, last))
            cells = [2 * self._points] * ((last - first) * mode.packed)
            lit = bytearray(len(cells))
            cuts = slice(first * mode.columns, last * mode.columns)
            shades = self._shades(row, first, last)
            for v, j in enumerate(tops):
                seen, inner = self._references(j)[cuts], self._inner(j)
                for u in range(mode.columns):
                    cells[v * mode.columns + u :: mode.packed] = seen[u :: mode.columns]
                    start, end = (max(first, -((u - edge) // mode.columns)) - first for edge in inner)
                    places = slice(start * mode.packed + v * mode.columns + u, end * mode.packed, mode.packed)
                    lit[places] = shades[start:end]
            order += cells
            light += lit
        self.shade = int.from_bytes(light, "little")
        return order

    def _span(self, widest: int) -> tuple[int, int]:
        """Return the columns of cells that so many small pixels on each side of the middle reach."""
        mode, across = self.frame.mode, self.frame.columns * self.frame.mode.columns
        if not widest:
            return 0, 0
        first = across // 2 + across % 2 - widest
        return max(0, first) // mode.columns, -(-(across // 2 + widest) // mode.columns)

    def _sides(self, inside: int) -> tuple[int, int]:
        """Return how many small pixels are to the left and right of the inner ones of a row."""
        across = self.frame.columns * self.frame.mode.columns
        return across // 2 + across % 2 - inside, across - across // 2 - inside

    def _references(self, j: int) -> list[int]:
        """Return for a row of small pixels which point each shows: of the right half, the left half, or space."""
        start, count = self._rows[j]
        half = self._points
        left, right = self._sides(count)
        is_odd = len(self._across) * 2 - self.frame.columns * self.frame.mode.columns
        mirrored = range(half + start + count - 1, half + start - 1 + is_odd, -1)
        return [*([2 * half] * left), *mirrored, *range(start, start + count), *([2 * half] * right)]

    def _inner(self, j: int) -> tuple[int, int]:
        """Return which small pixels of a row are lit, from and up to: not the edge of the earth, nor what is beside."""
        mode = self.frame.mode
        inner = 1 - _RIM_WIDTH * max(1 / mode.columns, self.frame.aspect / mode.rows) / self.radius
        y = self._half[j][0]
        count = bisect_right(self._across, math.sqrt(inner * inner - y * y)) if abs(y) < inner else 0
        left, right = self._sides(count)
        end = self.frame.columns * mode.columns - right
        return min(left, end), end

    def _shades(self, row: int, first: int, last: int) -> bytes:
        """Return the light in the middle of each of a row's cells."""
        y, root = self._height_of(row + 0.5), math.sqrt
        square, from_above = y * y, y * _LIGHT[1]
        across = [(column + 0.5 - self.middle[0]) / self.radius for column in range(first, last)]
        bright = [x * _LIGHT[0] + from_above + root(max(0.0, 1 - x * x - square)) * _LIGHT[2] for x in across]
        return bytes([BRIGHTEST - (light <= _BRIGHT) - (light <= _DIM) for light in bright])

    def _indices(self, latitude: float, raster: Raster) -> Sequence[int]:
        space = 2 * raster.width * raster.height
        if self.frame.zoom == 1 and self._points > _FEW:
            return self._tilted(round((latitude + 90) * raster.height / 180), raster, space)
        tilt = math.radians(latitude)
        sine, cosine = math.sin(tilt), math.cos(tilt)
        width, height = raster.width, raster.height
        per_row, per_column, equator = height / math.pi, width / (2 * math.pi), height / 2
        asin, atan2, across = math.asin, math.atan2, self._across
        starts = [*range(0, space, 2 * width), 2 * width * (height - 1)]
        bases: list[int] = []
        steps: list[int] = []
        for y, near in self._half:
            up, back = y * cosine, y * sine
            bases += [starts[int(equator - asin(z * sine + up) * per_row)] for z in near]
            steps += [int(atan2(x, z * cosine - back) * per_column + 0.5) for x, z in zip(across, near, strict=False)]
        right = map(add, bases, steps)
        left = map(sub, map(width.__add__, bases), steps)
        if self._sorted is None:
            self._sorted = pick_all(self._order)
        return self._sorted([*right, *left, space])

    def _tilted(self, row: int, raster: Raster, space: int) -> Sequence[int]:
        """Return the indices by way of rings: worth it for a large globe that is seen whole, for then it turns most."""
        if self._rings is None or self._rings.raster is not raster:
            from termnews.globe.rings import Rings  # noqa: PLC0415 - a small globe needs none

            widest = max(count for _, count in self._rows)
            self._rings = Rings(self._across[:widest], raster, self._places_per_pixel(raster))
            points = [(ring, y, z) for y, near in self._half for ring, z in enumerate(near)]
            right, across = self._rings.places(points), self._rings.half * widest
            places = [*right, *map(across.__add__, right), 2 * across]
            self._turned = pick_all([*map(places.__getitem__, self._order)])
        front = self._rings.front(row)
        front.append(space)
        return self._turned(front)

    def _places_per_pixel(self, raster: Raster) -> int:
        """Return how many places of a ring make it as fine as the small pixels are high."""
        height = self.degrees_per_column * self.frame.aspect / self.frame.mode.rows
        return 1 if raster.width * height >= _TURN else 2

    def project(self, point: Point, camera: Camera, height: float = 0.0) -> Sight:
        """Return where a point is seen that may hang above the ground, by a share of the earth's radius."""
        v = vector(point)
        right, up, towards = axes(camera.point)
        x, y, facing = dot(v, right), dot(v, up), dot(v, towards)
        far = self.radius * (1 + height)
        if facing < 0 and math.hypot(x, y) * (1 + height) > 1:
            facing = 0.0
        return Sight(self.middle[0] + x * far, (self.middle[1] - y * far) / self.frame.aspect, facing)

    def unproject(self, column: float, row: float, camera: Camera) -> Point | None:
        """Return what is seen at a place of the window; None beside the earth."""
        x = (column - self.middle[0]) / self.radius
        y = (self.middle[1] - row * self.frame.aspect) / self.radius
        room = 1 - x * x - y * y
        if room < 0:
            return None
        z, tilt = math.sqrt(room), math.radians(camera.latitude)
        sine, cosine = math.sin(tilt), math.cos(tilt)
        latitude = math.degrees(math.asin(max(-1.0, min(1.0, z * sine + y * cosine))))
        return latitude, wrap(camera.longitude + math.degrees(math.atan2(x, z * cosine - y * sine)))
