"""What is written on the globe: the picked country's name, pins on what is too small to see, names of others."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from termnews.domain.place import Countries
from termnews.globe.camera import Camera
from termnews.globe.classes import BRIGHTEST, HERE, byte_of
from termnews.globe.lens import Lens, Sight
from termnews.globe.paint import Shown, class_shown
from termnews.globe.raster import Atlas, Place

_PIN_ROOM = 0.9
"""Columns that a country must reach to be seen without a pin."""
_PIN_FACING, _NAME_FACING = 0.2, 0.45
_WIDEST_REACH = 14.0
_CELLS_PER_PIN, _CELLS_PER_NAME = 60, 160
_LEAST_COLUMNS = 40
"""Columns from which names are written out."""


class Kind(Enum):
    """What a label is for, which decides its colours."""

    HERE = auto()
    PIN = auto()
    NAME = auto()


@dataclass(frozen=True, slots=True)
class Label:
    """A text in one row of the window."""

    row: int
    column: int
    text: str
    kind: Kind
    code: str
    ink: int = byte_of(HERE, BRIGHTEST)
    """What a pin is coloured like."""


@dataclass(slots=True)
class _Page:
    """What is written so far: labels keep a cell between them."""

    lens: Lens
    labels: list[Label] = field(default_factory=list)

    def write(self, label: Label) -> bool:
        """Write a label where there is room; say whether there was."""
        frame = self.lens.frame
        end = label.column + len(label.text)
        if not (0 <= label.row < frame.rows and label.column >= 0 and end <= frame.columns):
            return False
        for other in self.labels:
            if other.row == label.row and label.column <= other.column + len(other.text) and end >= other.column:
                return False
        self.labels.append(label)
        return True


def place_labels(lens: Lens, camera: Camera, atlas: Atlas, shown: Shown, countries: Countries) -> list[Label]:
    """Return the labels of a frame, the most important first."""
    page = _Page(lens)
    if (here := atlas.find(shown.country)) and (label := _label_here(lens, camera, here, shown, countries)):
        page.write(label)
    most = max(shown.values.values(), default=0)
    pins = max(3, lens.cell_count // _CELLS_PER_PIN)
    names = max(3, lens.cell_count // _CELLS_PER_NAME)
    for place, sight in _in_sight(lens, camera, atlas, shown):
        if not pins + names:
            break
        is_small = place.reach / lens.degrees_per_column < _PIN_ROOM
        is_pinned = is_small and pins > 0 and page.write(_pin(place, sight, class_shown(place, shown, most)))
        pins -= is_pinned
        if names and place.code != shown.country and sight.facing > _NAME_FACING:
            names -= page.write(_name(lens, place, sight, countries, is_pinned=is_pinned))
    return page.labels


def _label_here(lens: Lens, camera: Camera, here: Place, shown: Shown, countries: Countries) -> Label | None:
    """Return the label of the picked country, below what is seen of it."""
    sight = lens.project(here.point, camera)
    if sight.facing < _PIN_FACING:
        return None
    count = shown.values.get(here.code)
    name = countries.name_of(here.code)
    full = f" {name} · {count} " if count else f" {name} "
    text = full[: lens.frame.columns]
    below = min(here.reach, _WIDEST_REACH) / lens.degrees_per_column / lens.frame.aspect
    row = min(lens.frame.rows - 1, int(sight.row) + max(1, round(below * 0.55)))
    column = max(0, min(lens.frame.columns - len(text), int(sight.column - len(text) / 2)))
    return Label(row, column, text, Kind.HERE, here.code)


def _in_sight(lens: Lens, camera: Camera, atlas: Atlas, shown: Shown) -> Iterator[tuple[Place, Sight]]:
    """Yield the countries with news that are seen: the picked one, those with takes, then by how much there is."""
    wanted = {*shown.takes, *shown.values, shown.country} - {""}
    by_weight = sorted(wanted, key=lambda c: (c != shown.country, c not in shown.takes, -shown.values.get(c, 0), c))
    for place in filter(None, map(atlas.find, by_weight)):
        sight = lens.project(place.point, camera)
        if sight.facing >= _PIN_FACING:
            yield place, sight


def _pin(place: Place, sight: Sight, kind: int) -> Label:
    return Label(int(sight.row), int(sight.column), "●", Kind.PIN, place.code, byte_of(kind, BRIGHTEST))


def _name(lens: Lens, place: Place, sight: Sight, countries: Countries, *, is_pinned: bool) -> Label:
    """Return the label of a country: its name where it fits, else its code; beside a pin."""
    name = countries.name_of(place.code)
    room = 2 * place.reach / lens.degrees_per_column
    fits = room > len(name) * math.sqrt(0.5) and lens.frame.columns >= _LEAST_COLUMNS
    text = name if fits else place.code
    column = int(sight.column) + 2 if is_pinned else int(sight.column - len(text) / 2)
    return Label(int(sight.row), column, text, Kind.NAME, place.code)
