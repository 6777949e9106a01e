"""The globe from far away: an orthographic projection, looked up the wrong way round, from window to earth."""

import math
from collections.abc import Callable, Sequence
from operator import itemgetter

from termnews.globe.camera import Camera, wrap
from termnews.globe.classes import BRIGHTEST, RIM
from termnews.globe.lens import Frame, Lens
from termnews.globe.raster import Raster

_MARGIN = 0.5
_LEAST_RADIUS = 2.0
_LIGHT = (-0.46, 0.51, 0.73)
"""Where the light comes from: over the left shoulder."""
_RIM_WIDTH = 1.2
_DIM, _BRIGHT = 0.30, 0.68


class Disc(Lens):
    """Works out the right half of the window: the left one is its mirror image."""

    def __init__(self, frame: Frame) -> None:
        """Lay the small pixels of a window on a sphere that fits it at zoom 1."""
        super().__init__(frame)
        width, height = frame.columns, frame.rows * frame.aspect
        self.radius = max(_LEAST_RADIUS, (min(width, height) / 2 - _MARGIN) * frame.zoom)
        self._half: list[tuple[float, float, float]] = []
        self._starts: list[tuple[int, int]] = []
        self._lay_half()
        self._order = self._lay_cells()

    @property
    def degrees_per_column(self) -> float:
        """How many degrees a cell's width is in the middle."""
        return math.degrees(1 / self.radius)

    def _lay_half(self) -> None:
        """Note the points of the sphere below the pixels right of the middle, and where each row of them starts."""
        frame, mode = self.frame, self.frame.mode
        across, down = frame.columns * mode.columns, frame.rows * mode.rows
        for j in range(down):
            y = (self.middle[1] - (j + 0.5) * frame.aspect / mode.rows) / self.radius
            start = len(self._half)
            for i in range(across // 2, across):
                x = ((i + 0.5) / mode.columns - self.middle[0]) / self.radius
                room = 1 - x * x - y * y
                if room < 0:
                    break
                self._half.append((x, y, math.sqrt(room)))
            self._starts.append((start, len(self._half) - start))

    def _reference(self, i: int, j: int) -> int:
        """Return which point a small pixel shows: in the right half, in the left one behind it, -1 for none."""
        across = self.frame.columns * self.frame.mode.columns
        start, count = self._starts[j]
        steps = i - across // 2
        if steps >= 0:
            return start + steps if steps < count else -1
        steps = across % 2 - 1 - steps
        return len(self._half) + start + steps if steps < count else -1

    def _lay_cells(self) -> Callable[[Sequence[int]], Sequence[int]]:
        """Note the spans and the light; return what sorts right half, left half and space into cells."""
        mode, half = self.frame.mode, len(self._half)
        order: list[int] = []
        light = bytearray()
        for row in range(self.frame.rows):
            tops = range(row * mode.rows, (row + 1) * mode.rows)
            widest = max(self._starts[j][1] for j in tops)
            across = self.frame.columns * mode.columns
            first = max(0, (across // 2 + across % 2 - widest) // mode.columns) if widest else 0
            last = min(self.frame.columns, -(-(across // 2 + widest) // mode.columns)) if widest else 0
            self.spans.append((first, last))
            for column in range(first, last):
                lefts = range(column * mode.columns, (column + 1) * mode.columns)
                seen = [self._reference(i, j) for j in tops for i in lefts]
                order += (2 * half if r < 0 else r for r in seen)
                light += bytes(self._light_of(r) for r in seen)
                padding = mode.packed - mode.pixels
                order += [2 * half] * padding
                light += bytes(padding)
        self.shade = int.from_bytes(light, "little")
        return itemgetter(*order)

    def _light_of(self, reference: int) -> int:
        if reference < 0:
            return 0
        half = len(self._half)
        x, y, z = self._half[reference % half]
        if reference >= half:
            x = -x
        pixel = max(1 / self.frame.mode.columns, self.frame.aspect / self.frame.mode.rows)
        if (1 - math.hypot(x, y)) * self.radius < _RIM_WIDTH * pixel:
            return RIM
        bright = x * _LIGHT[0] + y * _LIGHT[1] + z * _LIGHT[2]
        return BRIGHTEST - (bright <= _BRIGHT) - (bright <= _DIM)

    def _indices(self, latitude: float, raster: Raster) -> Sequence[int]:
        tilt = math.radians(latitude)
        sine, cosine = math.sin(tilt), math.cos(tilt)
        width, height = raster.width, raster.height
        per_row, per_column, equator, bottom = height / math.pi, width / (2 * math.pi), height / 2, height - 1
        asin, atan2 = math.asin, math.atan2
        right: list[int] = []
        left: list[int] = []
        for x, y, z in self._half:
            row = int(equator - asin(z * sine + y * cosine) * per_row)
            base = (row if row < bottom else bottom) * 2 * width
            steps = int(atan2(x, z * cosine - y * sine) * per_column + 0.5)
            right.append(base + steps)
            left.append(base + width - steps if steps else base)
        return self._order([*right, *left, 2 * width * height])

    def project(self, latitude: float, longitude: float, camera: Camera) -> tuple[float, float, float]:
        """Return where a point is seen, in columns and rows, and how far it faces the camera: 1 in the middle."""
        north, tilt, east = (math.radians(d) for d in (latitude, camera.latitude, longitude - camera.longitude))
        x = math.cos(north) * math.sin(east)
        y = math.cos(tilt) * math.sin(north) - math.sin(tilt) * math.cos(north) * math.cos(east)
        z = math.sin(tilt) * math.sin(north) + math.cos(tilt) * math.cos(north) * math.cos(east)
        return self.middle[0] + x * self.radius, (self.middle[1] - y * self.radius) / self.frame.aspect, z

    def unproject(self, column: float, row: float, camera: Camera) -> tuple[float, float] | None:
        """Return latitude and longitude of what is seen at a place of the window; None beside the earth."""
        x = (column - self.middle[0]) / self.radius
        y = (self.middle[1] - row * self.frame.aspect) / self.radius
        room = 1 - x * x - y * y
        if room < 0:
            return None
        z, tilt = math.sqrt(room), math.radians(camera.latitude)
        sine, cosine = math.sin(tilt), math.cos(tilt)
        latitude = math.degrees(math.asin(max(-1.0, min(1.0, z * sine + y * cosine))))
        return latitude, wrap(camera.longitude + math.degrees(math.atan2(x, z * cosine - y * sine)))
