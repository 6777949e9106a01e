"""What is written on the globe: the picked country's name, pins on what is too small to see, names of others."""

import math
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto
from typing import NamedTuple

from termnews.domain.place import Countries
from termnews.globe.camera import Camera
from termnews.globe.classes import BRIGHTEST, HERE, TAKE, byte_of
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
_UP = (0, -1, -2, -3, 1, 2)
"""Rows to try for the name of the picked country, where the legend may be in its way."""
_ROOMY = 80
"""Columns from which there is room for names beside the globe."""


Tips = Mapping[str, tuple[int, int]]
"""A row and a column for each country."""


class Kind(Enum):
    """What a label is for, which decides its colours."""

    HERE = auto()
    PIN = auto()
    NAME = auto()
    TAKE = auto()
    """The name of a country that has takes."""
    STEP = auto()
    """A colour of the legend."""
    WORD = auto()
    """What stands beside it."""


class Label(NamedTuple):
    """A text in one row of the window."""

    row: int
    column: int
    text: str
    kind: Kind
    code: str
    ink: int = byte_of(HERE, BRIGHTEST)
    """What a pin or a step is coloured like."""


class _Page:
    """What is written so far: labels keep a cell between them."""

    def __init__(self, lens: Lens, labels: list[Label]) -> None:
        self.lens = lens
        self.labels = labels

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


def place_labels(  # noqa: PLR0913, PLR0917 - what is seen, and what is there already
    lens: Lens,
    camera: Camera,
    atlas: Atlas,
    shown: Shown,
    countries: Countries,
    tips: Tips | None = None,
    legend: Iterable[Label] = (),
) -> list[Label]:
    """Return the labels of a frame, the most important first; `tips` are where lines go down behind the earth."""
    page = _Page(lens, list(legend))
    if (here := atlas.find(shown.country)) and (label := _label_here(lens, camera, here, shown, countries)):
        any(page.write(label._replace(row=label.row + up)) for up in _UP)
    for code, tip in (tips or {}).items():
        page.write(_tip(lens, code, tip, countries))
    most = max(shown.values.values(), default=0)
    pins = max(3, lens.cell_count // _CELLS_PER_PIN)
    names = max(3, lens.cell_count // _CELLS_PER_NAME)
    for place, sight in _in_sight(lens, camera, atlas, shown):
        if not pins + names:
            break
        is_small = place.reach / lens.degrees_per_column < _PIN_ROOM
        is_pinned = is_small and pins > 0 and page.write(_pin(lens, place, sight, class_shown(place, shown, most)))
        pins -= is_pinned
        kind = Kind.TAKE if place.code in shown.takes else Kind.NAME
        is_plain = sight.facing > _NAME_FACING and lens.frame.columns >= _LEAST_COLUMNS
        if names and place.code != shown.country and (is_plain or kind is Kind.TAKE):
            names -= _write_name(page, place, sight, countries, kind, is_pinned=is_pinned)
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


def _pin(lens: Lens, place: Place, sight: Sight, kind: int) -> Label:
    """Return the mark of a country that is too small to see: a large one where the eye should find it."""
    text = "●" if kind in {HERE, TAKE} or lens.frame.columns >= _LEAST_COLUMNS else "•"
    return Label(int(sight.row), int(sight.column), text, Kind.PIN, place.code, byte_of(kind, BRIGHTEST))


def _tip(lens: Lens, code: str, tip: tuple[int, int], countries: Countries) -> Label:
    """Return the label of a country behind the earth, where the line to it is seen last."""
    text = countries.name_of(code) if lens.frame.columns >= _ROOMY else code
    row, column = tip
    start = column + 2 if column >= lens.middle[0] else column - 1 - len(text)
    return Label(row, max(0, min(lens.frame.columns - len(text), start)), text, Kind.TAKE, code)


def _write_name(  # noqa: PLR0913 - where, what and how
    page: _Page, place: Place, sight: Sight, countries: Countries, kind: Kind, *, is_pinned: bool
) -> bool:
    """Write the name of a country where it fits, else its code; beside a pin. Say whether there was room."""
    lens, name = page.lens, countries.name_of(place.code)
    if is_pinned:
        texts = [name, place.code] if lens.frame.columns >= _ROOMY else [place.code]
        return any(page.write(Label(int(sight.row), int(sight.column) + 2, t, kind, place.code)) for t in texts)
    fits = 2 * place.reach / lens.degrees_per_column > len(name) * math.sqrt(0.5)
    text = name if fits and lens.frame.columns >= _LEAST_COLUMNS else place.code
    return page.write(Label(int(sight.row), int(sight.column - len(text) / 2), text, kind, place.code))
