"""The earth as a flat map: degrees are squares, the width of the window is once around."""

from collections.abc import Sequence

from termnews.globe.camera import Camera, Point, wrap
from termnews.globe.classes import BRIGHTEST
from termnews.globe.lens import Frame, Lens, Sight
from termnews.globe.raster import Raster

POLE = 90.0


class Sheet(Lens):
    """Shows what lies around the camera's point; at zoom 1 the whole way around."""

    def __init__(self, frame: Frame) -> None:
        """Lay a map into a window."""
        super().__init__(frame)
        self.spans = [(0, frame.columns)] * frame.rows
        mode = frame.mode
        cell = bytes([BRIGHTEST]) * mode.pixels + bytes(mode.packed - mode.pixels)
        self.shade = int.from_bytes(cell * self.cell_count, "little")

    @property
    def degrees_per_column(self) -> float:
        """How many degrees a cell's width is."""
        return 360 / (self.frame.columns * max(1.0, self.frame.zoom))

    @property
    def _degrees_per_row(self) -> float:
        return self.degrees_per_column * self.frame.aspect

    def _top(self, latitude: float) -> float:
        """Return the latitude of the upper edge: the map fills the window as far as there is map."""
        half = self.frame.rows * self._degrees_per_row / 2
        return max(half - POLE, min(POLE - half, latitude)) + half if half < POLE else half

    def shift(self, camera: Camera, raster: Raster) -> int:
        """Return the column of the raster at the left edge."""
        west = camera.longitude - self.degrees_per_column * self.frame.columns / 2
        return round((west + 180) * raster.width / 360) % raster.width

    def snapped(self, camera: Camera, raster: Raster) -> Camera:
        """Return the camera that is drawn: the left edge is the edge of a pixel of the raster."""
        west = self.shift(camera, raster) * 360 / raster.width - 180
        longitude = wrap(west + self.degrees_per_column * self.frame.columns / 2)
        return super().snapped(camera, raster)._replace(longitude=longitude)

    def _indices(self, latitude: float, raster: Raster) -> Sequence[int]:
        mode, top = self.frame.mode, self._top(latitude)
        per_pixel = self.degrees_per_column / mode.columns
        columns = [int((i + 0.5) * per_pixel * raster.width / 360) for i in range(self.frame.columns * mode.columns)]
        starts = [
            self._start(top - (j + 0.5) * self._degrees_per_row / mode.rows, raster)
            for j in range(self.frame.rows * mode.rows)
        ]
        space = 2 * raster.width * raster.height
        padding = [space] * (mode.packed - mode.pixels)
        indices: list[int] = []
        for row in range(self.frame.rows):
            for column in range(self.frame.columns):
                for start in starts[row * mode.rows : (row + 1) * mode.rows]:
                    lefts = columns[column * mode.columns : (column + 1) * mode.columns]
                    indices += (space if start < 0 else start + left for left in lefts)
                indices += padding
        return indices

    def _start(self, latitude: float, raster: Raster) -> int:
        row = int((POLE - latitude) * raster.height / 180) if latitude <= POLE else -1
        return row * 2 * raster.width if 0 <= row < raster.height else -1

    def project(self, point: Point, camera: Camera, height: float = 0.0) -> Sight:
        """Return where a point is seen; the map is flat, so that nothing hangs above it."""
        del height
        column = self.middle[0] + wrap(point[1] - camera.longitude) / self.degrees_per_column
        row = (self._top(camera.latitude) - point[0]) / self._degrees_per_row
        is_inside = 0 <= column < self.frame.columns and 0 <= row < self.frame.rows
        return Sight(column, row, 1.0 if is_inside else -1.0)

    def unproject(self, column: float, row: float, camera: Camera) -> Point | None:
        """Return what is seen at a place of the window; None above and below the map."""
        latitude = self._top(camera.latitude) - row * self._degrees_per_row
        if abs(latitude) > POLE:
            return None
        return latitude, wrap(camera.longitude + (column - self.middle[0]) * self.degrees_per_column)
