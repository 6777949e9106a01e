"""Numbers to cells: what a frame of the globe shows."""

import math
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from termnews.globe.camera import Camera
from termnews.globe.classes import HERE, HOTTEST, TAKE, land
from termnews.globe.compose import Cell, Cells
from termnews.globe.disc import Disc
from termnews.globe.glyphs import ASCII, DOTS, OCTANTS
from termnews.globe.ground import SEA, Ground, Paint, doubled
from termnews.globe.lens import Frame, Lens
from termnews.globe.raster import Atlas, Place, Raster

if TYPE_CHECKING:  # most globes are round and by day
    from termnews.globe.sun import Sun

_FORMATS: Mapping[int, Literal["B", "H", "I", "Q"]] = {1: "B", 2: "H", 4: "I", 8: "Q"}
_GRID, _GRIDDED = 30, (DOTS, OCTANTS)
"""Degrees between the lines of the grid, and the modes that draw them thin enough."""
_BORDERED = 720
"""The width of a raster from which its pixels are fine enough to spare some for borders."""

Row = tuple[int, list[Cell]]
"""The first column that shows the earth, and the cells from there."""


class Shown(NamedTuple):
    """What the globe is asked to show."""

    values: Mapping[str, int]
    """How much there is of each country."""
    country: str = ""
    """The picked one."""
    takes: Collection[str] = ()
    """Countries that have takes on what is read."""
    sun: "Sun | None" = None


def heat(value: int, most: int) -> int:
    """Return a step from 0 to 5 for a count: equal steps are equal factors."""
    if value <= 0 or most <= 0:
        return 0
    return min(HOTTEST, 1 + int((HOTTEST - 1e-3) * math.log1p(value) / math.log1p(most)))


def class_shown(place: Place, shown: Shown, most: int) -> int:
    """Return the class of a place, where `most` is the largest of the values."""
    if place.code and place.code == shown.country:
        return HERE
    if place.code in shown.takes:
        return TAKE
    return land(heat(shown.values.get(place.code, 0), most), place.tone)


def classes_of(atlas: Atlas, shown: Shown) -> bytes:
    """Return the class of each number of the atlas."""
    most = max(shown.values.values(), default=0)
    return SEA + bytes(class_shown(place, shown, most) for place in atlas.places)


def _lay_flat(frame: Frame) -> Lens:
    from termnews.globe.sheet import Sheet  # noqa: PLC0415 - a globe is round until the reader wants it flat

    return Sheet(frame)


class Painter:
    """Keeps what is slow to make: lenses by window, grounds by raster, cells by pixels."""

    def __init__(self, atlas: Atlas) -> None:
        """Paint an atlas."""
        self.atlas = atlas
        self._lenses: dict[bool, Lens] = {}
        self._grounds: dict[int, Ground] = {}
        self._cells: dict[str, Cells] = {}
        self._classes: tuple[Shown, bytes] | None = None

    def lens(self, frame: Frame, *, is_flat: bool) -> Lens:
        """Return the lens for a window."""
        lens = self._lenses.get(is_flat)
        if lens is None or lens.frame != frame:
            lens = self._lenses[is_flat] = _lay_flat(frame) if is_flat else Disc(frame)
        return lens

    def raster(self, lens: Lens) -> Raster:
        """Return the raster that is drawn through a lens."""
        return self.atlas.raster_for(lens.pixels_per_degree)

    def _classes_of(self, shown: Shown) -> bytes:
        if self._classes is None or self._classes[0] != shown:
            self._classes = shown, classes_of(self.atlas, shown)
        return self._classes[1]

    def rows(self, lens: Lens, camera: Camera, shown: Shown) -> list[Row]:
        """Return the cells of a frame."""
        if not lens.cell_count:
            return [(0, [])] * lens.frame.rows
        raster, mode = self.raster(lens), lens.frame.mode
        ground = self._grounds.setdefault(raster.width, Ground(raster))
        has_borders = mode not in {DOTS, ASCII} and raster.width >= _BORDERED
        grid = _GRID if mode in _GRIDDED else 0
        painted = ground.painted(Paint(self._classes_of(shown), grid, has_borders, shown.sun))
        seen = bytes(lens.gather(camera, raster)(painted[lens.shift(camera, raster) :]))
        lit = (int.from_bytes(seen, "little") | lens.shade).to_bytes(len(seen), "little")
        packed = memoryview(lit).cast(_FORMATS[mode.packed])
        cells = self._cells.setdefault(mode.name, Cells(mode))
        rows: list[Row] = []
        start = 0
        for first, last in lens.spans:
            end = start + last - first
            rows.append((first, [*map(cells.__getitem__, packed[start:end])]))
            start = end
        return rows

    def numbers(self, lens: Lens, camera: Camera) -> bytes:
        """Return the number that each small pixel shows, in the order in which they are drawn."""
        raster = self.raster(lens)
        return bytes(lens.gather(camera, raster)(doubled(raster.ids, raster.width)[lens.shift(camera, raster) :]))
