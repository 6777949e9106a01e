"""The pixels of a cell as a character and two colours, worked out once for each combination."""

import sys
from collections.abc import Sequence
from functools import cache

from termnews.globe.classes import (
    BELOW,
    BRIGHTEST,
    DIMMEST,
    FIRST_LAND,
    FIRST_SOLID,
    GRID,
    HERE,
    OCEAN,
    RIM,
    SHADE_BITS,
    SHADES,
    SHORE,
    SPACE,
    TAKE,
    byte_of,
    class_of,
    heat_of,
)
from termnews.globe.glyphs import ASCII, DOTS, Mode, glyphs_of

Cell = tuple[str, int, int]
"""A character, and the numbers of the colours in front and behind: a byte's, or that of the ground below its dots."""

_SPACE = byte_of(SPACE)
_CLASSES = bytes(map(class_of, range(256)))
_EARTH = bytes(byte >> 3 != SPACE for byte in range(256))
_NO_EARTH = bytes(byte for byte in range(256) if byte >> 3 == SPACE)
_WHOLE = 0xFF
_SOLID = bytes(byte >> 3 >= FIRST_SOLID for byte in range(256))
_LINES = bytes(byte >> 3 == GRID for byte in range(256))
_NOT_SOLID = bytes(byte for byte in range(256) if byte >> 3 < FIRST_SOLID)
_SEA = bytes(byte for byte in range(256) if byte >> 3 in {SPACE, OCEAN})
_GATHER_BITS = 0x0102040810204080
"""Moves the lowest bits of eight bytes into the highest byte."""
ASCII_HEAT = ":-=+*#"
_KEPT = 20_000


class Cells(dict[int, Cell]):
    """Packed pixels to cells."""

    def __init__(self, mode: Mode) -> None:
        """Make an empty table for a mode."""
        super().__init__()
        self._mode = mode
        self._glyphs = glyphs_of(mode)
        self._compose = _in_ascii if mode == ASCII else _in_dots if mode == DOTS else _in_blocks

    def __missing__(self, packed: int) -> Cell:
        """Work out a cell and keep it."""
        if len(self) > _KEPT:
            self.clear()
        pixels = packed.to_bytes(self._mode.packed, sys.byteorder)[: self._mode.pixels]
        cell = self[packed] = self._compose(pixels, self._glyphs)
        return cell


def letter_of(byte: int) -> str:
    """Return the letter for a pixel."""
    kind = byte >> 3
    match kind:
        case 0:
            return " "
        case 1:
            return "." if byte & BRIGHTEST == RIM else " "
        case _ if kind == HERE:
            return "@"
        case _ if kind == TAKE:
            return "O"
        case _ if kind >= FIRST_LAND:
            return ASCII_HEAT[heat_of(kind)]
        case _:
            return "."


def _in_ascii(pixels: bytes, glyphs: Sequence[str]) -> Cell:
    del glyphs
    return letter_of(pixels[0]), pixels[0], _SPACE


def _in_dots(pixels: bytes, glyphs: Sequence[str]) -> Cell:
    """Draw land, or the globe's edge, or the grid as dots on the sea; inland the ground has the land's colour."""
    if min(pixels) < SHADES:
        front, back, mask = pixels.translate(None, _NO_EARTH), _SPACE, _mask(pixels, _EARTH)
    elif front := pixels.translate(None, _NOT_SOLID):
        back, mask = _SEA_BELOW[min(pixels)], _mask(pixels, _SOLID)
        if len(front) > len(pixels) // 2:
            back = BELOW if mask == _WHOLE else SHORE
    else:
        front, back = pixels.translate(None, _SEA), _SEA_BELOW[min(pixels)]
        mask = _mask(pixels, _LINES) if front else 0
    if not front:
        return " ", back, back
    ink = front[0]
    if front.count(ink) < len(front):
        ink = max(set(front), key=lambda byte: (front.count(byte), byte))
    return glyphs[mask], ink, back | ink if back >= BELOW else back


def _sea_below(byte: int) -> int:
    """Return the sea in the light of a byte; but the rim, which is drawn with dots, has none of its own."""
    back = byte_of(OCEAN, byte & SHADE_BITS)
    return back | DIMMEST if back & BRIGHTEST == RIM else back


_SEA_BELOW = bytes(map(_sea_below, range(256)))


def _mask(pixels: bytes, table: bytes) -> int:
    """Return a bit for each pixel that a table of ones and noughts has a one for, the first pixel's lowest."""
    return int.from_bytes(pixels.translate(table), "little") * _GATHER_BITS >> 56 & 0xFF


def _in_blocks(pixels: bytes, glyphs: Sequence[str]) -> Cell:
    """Draw the two most frequent classes, every other one as the nearer of the two; a cell has no light of its own."""
    classes = pixels.translate(_CLASSES)
    kinds = set(classes)
    if len(kinds) == 1:
        byte = max(pixels)
        return " ", byte, byte
    if len(kinds) > 2:  # noqa: PLR2004 - a cell has two colours
        kinds = set(sorted(kinds, key=lambda kind: (-classes.count(kind), -kind))[:2])
    front, back = max(kinds), min(kinds)
    mask = _mask(pixels, _nearer(front + back))
    return glyphs[mask], max(pixels.translate(None, _others(front))), max(pixels.translate(None, _others(back)))


@cache
def _nearer(both: int) -> bytes:
    """Return a table with a one for what is nearer to the higher than to the lower of two classes of such a sum."""
    return bytes(2 * class_of(byte) > both for byte in range(256))


@cache
def _others(kind: int) -> bytes:
    """Return all bytes but those of a class."""
    return bytes(byte for byte in range(256) if class_of(byte) != kind)
