"""What the two ways of looking share: which pixel of a raster each small pixel of the window shows.

The pixels of a cell are gathered one after the other, cells in rows, so that one gather a frame gives cells at once.
"""

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import NamedTuple

from termnews.globe.camera import Camera, Point
from termnews.globe.glyphs import Mode
from termnews.globe.raster import Raster

Gather = Callable[[Sequence[int]], Sequence[int]]
_KEPT = 8
"""Tables of camera latitudes: 0.8 MB each at 80x40."""


class Sight(NamedTuple):
    """Where something is seen."""

    column: float
    row: float
    facing: float
    """1 in the middle, 0 at the edge, negative when it is hidden."""


class Frame(NamedTuple):
    """The window that is looked through."""

    columns: int
    rows: int
    mode: Mode
    zoom: float = 1.0
    aspect: float = 2.0
    """How many times as high as wide a cell is."""


def pick_all(indices: Sequence[int]) -> Callable[[Sequence[int]], Sequence[int]]:
    """Return what takes the elements at some places out of a sequence, fast."""
    if len(indices) == 1:
        return itemgetter(slice(indices[0], indices[0] + 1))
    return itemgetter(*indices)


class Lens(ABC):
    """Shows a raster in a window; lengths are in widths of a cell."""

    def __init__(self, frame: Frame) -> None:
        """Look through a window."""
        self.frame = frame
        self.middle = (frame.columns / 2, frame.rows * frame.aspect / 2)
        self.spans: list[tuple[int, int]] = []
        """The columns of each row of cells that show the earth: the first, and the one behind the last."""
        self.shade = 0
        """The light of all gathered pixels, as one number to be or-ed in."""
        self._tables: OrderedDict[tuple[int, int], Gather] = OrderedDict()

    @property
    def cell_count(self) -> int:
        """How many cells show the earth."""
        return sum(last - first for first, last in self.spans)

    @property
    def pixels_per_degree(self) -> float:
        """How many small pixels a degree takes where it is widest."""
        return self.frame.mode.columns / self.degrees_per_column

    @property
    @abstractmethod
    def degrees_per_column(self) -> float:
        """How many degrees a cell's width is in the middle."""

    def snapped(self, camera: Camera, raster: Raster) -> Camera:
        """Return the camera that is drawn: it moves by whole pixels, and stands above the middle of a column."""
        row = round((camera.latitude + 90) * raster.height / 180)
        longitude = (self.shift(camera, raster) + 0.5) * 360 / raster.width - 180
        return camera._replace(latitude=row * 180 / raster.height - 90, longitude=longitude)

    def gather(self, camera: Camera, raster: Raster) -> Gather:
        """Return what picks the pixels out of a doubled raster that begins at `shift`; made once for a latitude."""
        row = round((camera.latitude + 90) * raster.height / 180)
        key = (row, raster.width)
        table = self._tables.get(key)
        if table is None:
            table = self._tables[key] = pick_all(self._indices(row * 180 / raster.height - 90, raster))
            if len(self._tables) > _KEPT:
                self._tables.popitem(last=False)
        self._tables.move_to_end(key)
        return table

    def shift(self, camera: Camera, raster: Raster) -> int:
        """Return the column of the raster that the table's first column is."""
        return int((camera.longitude + 180) * raster.width / 360) % raster.width

    @abstractmethod
    def _indices(self, latitude: float, raster: Raster) -> Sequence[int]:
        """Return for each gathered pixel where it is in a raster of doubled rows; `2 * width * height` is space."""

    @abstractmethod
    def project(self, point: Point, camera: Camera, height: float = 0.0) -> Sight:
        """Return where a point is seen that may hang above the ground, by a share of the earth's radius."""

    @abstractmethod
    def unproject(self, column: float, row: float, camera: Camera) -> Point | None:
        """Return what is seen at a place of the window; None beside the earth."""
