"""Which country lies where: rasters of three widths from `data/globe.bin`, each unpacked when it is first needed."""

import json
import zlib
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

MAGIC = b"GLOBE1\n"
"""How the file begins; then each part with its length in four bytes: the places, the rasters from fine to coarse."""

_FILE = Path(__file__).parents[1] / "data" / "globe.bin"


class Place(NamedTuple):
    """A country on the map."""

    code: str
    """ISO 3166-1 alpha-2, or XK for Kosovo; empty for land that is no country's."""
    latitude: float
    longitude: float
    """A point well inside."""
    reach: float
    """How many degrees its largest part reaches from the point."""
    tone: int
    """0 to 3; neighbours differ."""

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.latitude, self.longitude


class Raster:
    """An equirectangular map of numbers from the north-west corner: 0 is the sea, n the n-th place."""

    def __init__(self, width: int, height: int, packed: bytes) -> None:
        """Keep a raster packed until it is looked at."""
        self.width = width
        self.height = height
        self._packed = packed

    @cached_property
    def ids(self) -> bytes:
        """The numbers, row by row."""
        return zlib.decompress(self._packed)

    def at(self, latitude: float, longitude: float) -> int:
        """Return the number at a point."""
        row = min(self.height - 1, max(0, int((90 - latitude) * self.height / 180)))
        return self.ids[row * self.width + int((longitude + 180) * self.width / 360) % self.width]


class Atlas:
    """The places and the rasters they stand in."""

    def __init__(self, content: bytes) -> None:
        """Read the file's content; a ValueError when it is another file."""
        if not content.startswith(MAGIC):
            raise ValueError("not a globe file")
        parts = []
        start = len(MAGIC)
        while start < len(content):
            end = start + 4 + int.from_bytes(content[start : start + 4], "little")
            parts.append(content[start + 4 : end])
            start = end
        header = json.loads(zlib.decompress(parts[0]))
        self.places: tuple[Place, ...] = tuple(Place(*row) for row in header["places"])
        """The n-th one, counted from 1, is number n in the rasters."""
        sizes = zip(header["sizes"], parts[1:], strict=True)
        self.rasters = tuple(Raster(width, height, part) for (width, height), part in sizes)
        """From fine to coarse."""
        self.numbers = {place.code: number for number, place in enumerate(self.places, 1) if place.code}
        """The number of each country in the rasters."""

    @property
    def finest(self) -> Raster:
        """The raster of most pixels."""
        return self.rasters[0]

    def find(self, code: str) -> Place | None:
        """Return the place of a country; None when the map has none."""
        number = self.numbers.get(code)
        return self.places[number - 1] if number else None

    def code_of(self, number: int) -> str:
        """Return the code of a number of the rasters; empty for the sea and for land that is no country's."""
        return self.places[number - 1].code if number else ""

    def code_at(self, latitude: float, longitude: float) -> str:
        """Return the country at a point; empty for the sea and for land that is no country's."""
        return self.code_of(self.finest.at(latitude, longitude))

    def raster_for(self, pixels_per_degree: float) -> Raster:
        """Return the coarsest raster that is as fine as what is drawn."""
        fine = (r for r in reversed(self.rasters) if r.width / 360 >= pixels_per_degree * 0.95)
        return next(fine, self.finest)


@cache
def load_atlas() -> Atlas:
    """Read the atlas that ships with termnews."""
    return Atlas(_FILE.read_bytes())
