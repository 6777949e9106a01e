"""Octants and sextants are seen in few fonts: what they show is read from their names, and is what braille shows."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from termnews.globe.camera import Camera
from termnews.globe.classes import FIRST_SOLID, SPACE, class_of
from termnews.globe.compose import Cell
from termnews.globe.glyphs import DOTS, OCTANTS, SEXTANTS, Mode, glyphs_of
from termnews.globe.lens import Frame
from termnews.globe.paint import Painter, Shown
from termnews.globe.raster import load_atlas

PAINTER = Painter(load_atlas())
SHOWN = Shown({"FR": 9, "BR": 9, "RU": 9, "CN": 9, "US": 9, "KE": 9}, "IT")
_ROWS = {
    "UPPER ONE QUARTER": "0", "UPPER HALF": "01", "UPPER THREE QUARTERS": "012", "LOWER ONE QUARTER": "3",
    "LOWER HALF": "23", "LOWER THREE QUARTERS": "123", "ONE QUARTER": "12", "FULL": "0123", "": "0123",
}  # fmt: skip


def mask_of(name: str) -> int:
    """Return the pixels that a character's name tells, row by row from the lowest bit."""
    if name == "SPACE":
        return 0
    kind, _, digits = name.partition("-")
    if kind in {"BLOCK OCTANT", "BLOCK SEXTANT"}:
        return sum(1 << int(digit) - 1 for digit in digits)
    if name.startswith("QUADRANT "):
        parts = [part.split() for part in name.removeprefix("QUADRANT ").split(" AND ")]
        return sum(_pixels("01" if up == "UPPER" else "23", side) for up, side in parts)
    words = name.removesuffix(" BLOCK").removeprefix("MIDDLE ")
    side = next((side for side in ("LEFT", "RIGHT") if words.startswith(side)), "")
    rows = words.removeprefix(side).strip().removeprefix("HALF").strip() if side else words
    return _pixels(_ROWS[rows], side)


def _pixels(rows: str, side: str) -> int:
    columns = {"LEFT": (0,), "RIGHT": (1,), "": (0, 1)}[side]
    return sum(1 << int(row) * 2 + column for row in rows for column in columns)


@cache
def octant_names() -> Mapping[str, str]:
    lines = Path(__file__).with_name("octants.txt").read_text("utf-8").splitlines()
    return {chr(int(code, 16)): name for code, name in (line.split(" ", 1) for line in lines[1:])}


def test_every_octant_is_the_character_of_that_name() -> None:
    names = octant_names()
    assert [mask_of(names[glyph]) for glyph in glyphs_of(OCTANTS)] == list(range(256))
    assert len(names) == 256


def test_every_sextant_is_the_character_of_that_name() -> None:
    for mask, glyph in enumerate(glyphs_of(SEXTANTS)):
        if mask not in {0, 0b010101, 0b101010, 0b111111}:
            assert mask_of(unicodedata.name(glyph)) == mask


@pytest.mark.skipif(unicodedata.unidata_version < "16", reason="this Python's Unicode has no octants")
def test_the_names_are_unicodes() -> None:
    for glyph, name in octant_names().items():
        assert unicodedata.name(glyph) == name


def cells_of(mode: Mode, camera: Camera) -> list[list[Cell]]:
    lens = PAINTER.lens(Frame(60, 30, mode, camera.zoom), is_flat=False)
    rows = PAINTER.rows(lens, camera, SHOWN)
    space: Cell = (" ", 0, 0)
    return [[*[space] * first, *cells, *[space] * (60 - first - len(cells))] for first, cells in rows]


def is_land(mask: int, cell: Cell, place: int) -> bool:
    return class_of((cell[1] if mask >> place & 1 else cell[2]) & 0xFF) >= FIRST_SOLID


@pytest.mark.parametrize("camera", [Camera(20, 10), Camera(-20, -60), Camera(40, 100)], ids=str)
def test_octants_show_land_where_braille_does(camera: Camera) -> None:
    """Pixel by pixel, but for cells of three kinds, which two colours cannot show, and for the edge."""
    braille = {glyph: mask for mask, glyph in enumerate(glyphs_of(DOTS))}
    names = octant_names()
    same = total = 0
    for dotted, blocky in zip(cells_of(DOTS, camera), cells_of(OCTANTS, camera), strict=True):
        for dots, block in zip(dotted, blocky, strict=True):
            if SPACE in {class_of(dots[2] & 0xFF), class_of(block[2]), class_of(block[1])}:
                continue
            dot_mask = braille[dots[0]] if dots[0] != " " else 0
            if class_of(dots[1] & 0xFF) < FIRST_SOLID:
                dot_mask = 0
            block_mask = mask_of(names[block[0]])
            for place in range(8):
                total += 1
                same += bool(dot_mask >> place & 1) == is_land(block_mask, block, place)
    assert total > 8000
    assert same / total > 0.98
