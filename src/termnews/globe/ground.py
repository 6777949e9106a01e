"""A raster painted with what each pixel shows, so that a frame is nothing but a gather."""

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from termnews.globe.classes import BORDER, GRID, OCEAN, SPACE, byte_of
from termnews.globe.raster import Raster

if TYPE_CHECKING:  # most globes are drawn by day
    from termnews.globe.sun import Sun

_ANY = bytes([0]) + bytes([255]) * 255


class Paint(NamedTuple):
    """What a raster is painted with."""

    classes: bytes
    """The class of each number, 0 being the sea."""
    grid: int = 0
    """Degrees between the lines of the grid; 0 for none."""
    has_borders: bool = False
    sun: "Sun | None" = None


class Ground:
    """One raster, painted when the paint changes."""

    def __init__(self, raster: Raster) -> None:
        """Make the ground of a raster."""
        self.raster = raster
        self._paint: Paint | None = None
        self._doubled = b""

    def painted(self, paint: Paint) -> bytes:
        """Return the bytes, each row twice, then a row of space."""
        if paint != self._paint:
            self._doubled = doubled(self._paint_all(paint), self.raster.width)
            self._paint = paint
        return self._doubled

    def _paint_all(self, paint: Paint) -> bytes:
        size = len(self.raster.ids)
        table = bytes(byte_of(kind) for kind in paint.classes)
        number = int.from_bytes(self.raster.ids.translate(table.ljust(256, bytes(1))), "little")
        if paint.grid:
            number = _over(number, self._grid(paint.grid) & ~self._land, GRID, size)
        if paint.has_borders:
            number = _over(number, self._borders, BORDER, size)
        if paint.sun:
            from termnews.globe.sun import night_of  # noqa: PLC0415 - most globes are drawn by day

            number |= int.from_bytes(night_of(self.raster, paint.sun), "little")
        return number.to_bytes(size, "little")

    @cached_property
    def _land(self) -> int:
        """A mask of 255 where there is land."""
        return int.from_bytes(self.raster.ids.translate(_ANY), "little")

    @cached_property
    def _borders(self) -> int:
        """A mask of 255 where another country lies to the right or below."""
        ids, width, size = self.raster.ids, self.raster.width, len(self.raster.ids)
        right, below = ids[1:] + ids[:1], ids[width:] + ids[-width:]
        here = int.from_bytes(ids, "little")
        found = 0
        for other in (right, below):
            change = here ^ int.from_bytes(other, "little")
            mask = int.from_bytes(change.to_bytes(size, "little").translate(_ANY), "little")
            found |= mask & int.from_bytes(other.translate(_ANY), "little")
        return found & self._land

    def _grid(self, degrees: int) -> int:
        width, height = self.raster.width, self.raster.height
        step = width * degrees // 360
        line = bytes(255 if column % step == 0 else 0 for column in range(width))
        full = bytes([255]) * width
        rows = (full if row and row % step == 0 else line for row in range(height))
        return int.from_bytes(b"".join(rows), "little")


def doubled(content: bytes, width: int) -> bytes:
    """Return rows each twice, then a row of space, so that any column can be the first."""
    rows = (content[start : start + width] * 2 for start in range(0, len(content), width))
    return b"".join(rows) + bytes([byte_of(SPACE)]) * width


def _over(number: int, mask: int, kind: int, size: int) -> int:
    """Lay a class over the pixels of a mask."""
    return (number & ~mask) | (int.from_bytes(bytes([byte_of(kind)]) * size, "little") & mask)


SEA = bytes([OCEAN])
"""The class of number 0."""
