"""The pixels of a cell as a character and two colours, worked out once for each combination."""

import sys
from collections import Counter

from termnews.globe.classes import (
    BRIGHTEST,
    DIMMEST,
    FIRST_LAND,
    FIRST_SOLID,
    GRID,
    HERE,
    OCEAN,
    RIM,
    SHADE_BITS,
    SPACE,
    TAKE,
    byte_of,
    heat_of,
)
from termnews.globe.glyphs import ASCII, DOTS, Mode, glyphs_of

Cell = tuple[str, int, int]
"""A character, and the bytes whose colours are in front and behind."""

_SPACE = byte_of(SPACE)
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

    def __missing__(self, packed: int) -> Cell:
        """Work out a cell and keep it."""
        if len(self) > _KEPT:
            self.clear()
        pixels = packed.to_bytes(self._mode.packed, sys.byteorder)[: self._mode.pixels]
        match self._mode.name:
            case ASCII.name:
                cell = _in_ascii(pixels[0])
            case DOTS.name:
                cell = _in_dots(pixels, self._glyphs)
            case _:
                cell = _in_blocks(pixels, self._glyphs)
        self[packed] = cell
        return cell


def _in_ascii(byte: int) -> Cell:
    kind = byte >> 3
    match kind:
        case 0:
            glyph = " "
        case 1:
            glyph = "." if byte & BRIGHTEST == RIM else " "
        case _ if kind == HERE:
            glyph = "@"
        case _ if kind == TAKE:
            glyph = "O"
        case _ if kind >= FIRST_LAND:
            glyph = ASCII_HEAT[heat_of(kind)]
        case _:
            glyph = "."
    return glyph, byte, _SPACE


def _in_dots(pixels: bytes, glyphs: tuple[str, ...]) -> Cell:
    """Draw land, or the globe's edge, or the grid as dots on the sea."""
    earth = _mask(pixels, _EARTH)
    if earth != _WHOLE:
        front, back, mask = pixels.translate(None, _NO_EARTH), _SPACE, earth
    elif mask := _mask(pixels, _SOLID):
        front, back = pixels.translate(None, _NOT_SOLID), min(pixels)
    else:
        front, back = pixels.translate(None, _SEA), min(pixels)
        mask = _mask(pixels, _LINES)
    if back != _SPACE:
        back = byte_of(OCEAN, back & SHADE_BITS)
        if back & BRIGHTEST == RIM:  # the rim is drawn with dots
            back |= DIMMEST
    if not front:
        return " ", back, back
    ink = front[0]
    if front.count(ink) < len(front):
        ink = max(set(front), key=lambda byte: (front.count(byte), byte))
    return glyphs[mask], ink, back


def _mask(pixels: bytes, table: bytes) -> int:
    """Return a bit for each pixel that a table of ones and noughts has a one for, the first pixel's lowest."""
    return int.from_bytes(pixels.translate(table), "little") * _GATHER_BITS >> 56 & 0xFF


def _in_blocks(pixels: bytes, glyphs: tuple[str, ...]) -> Cell:
    """Draw the two most frequent classes, every other one as the nearer of the two; a cell has no light of its own."""
    kinds = Counter(byte >> 3 for byte in pixels)
    if len(kinds) == 1:
        byte = max(pixels)
        return " ", byte, byte
    (first, _), (second, _) = sorted(kinds.items(), key=lambda kind: (-kind[1], -kind[0]))[:2]
    front, back = max(first, second), min(first, second)
    mask = sum(1 << place for place, byte in enumerate(pixels) if abs((byte >> 3) - front) < abs((byte >> 3) - back))
    return glyphs[mask], max(b for b in pixels if b >> 3 == front), max(b for b in pixels if b >> 3 == back)
