"""How the small pixels of a cell become one character: the modes and their glyphs."""

from collections.abc import Mapping
from functools import cache
from itertools import count
from typing import NamedTuple


class Mode(NamedTuple):
    """A way to draw several pixels in one cell."""

    name: str
    """As it is written in the settings."""
    columns: int
    rows: int
    """Small pixels in a cell."""
    packed: int
    """Bytes in which a cell's pixels are gathered: 1, 2, 4 or 8."""

    @property
    def pixels(self) -> int:
        """How many small pixels a cell has."""
        return self.columns * self.rows


OCTANTS = Mode("octants", 2, 4, 8)
DOTS = Mode("dots", 2, 4, 8)
SEXTANTS = Mode("sextants", 2, 3, 8)
QUADRANTS = Mode("quadrants", 2, 2, 4)
HALVES = Mode("halves", 1, 2, 2)
ASCII = Mode("ascii", 1, 1, 1)
MODES: Mapping[str, Mode] = {mode.name: mode for mode in (OCTANTS, DOTS, SEXTANTS, QUADRANTS, HALVES, ASCII)}
"""From the finest to the plainest."""
WORDS: Mapping[str, str] = {
    "octants": "octants: if you see boxes, the font has none",
    "dots": "braille dots",
    "sextants": "sextants: if you see boxes, the font has none",
    "quadrants": "quarter blocks",
    "halves": "half blocks",
    "ascii": "letters",
}
"""Each mode as it is told to the reader."""

QUADRANT_GLYPHS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
HALF_GLYPHS = " ▀▄█"
_BRAILLE = 0x2800
_BRAILLE_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
_FIRST_SEXTANT = 0x1FB00
_FIRST_OCTANT = 0x1CD00
_OTHER_OCTANTS = {
    0x00: " ", 0xFF: "█", 0x55: "▌", 0xAA: "▐", 0x0F: "▀", 0xF0: "▄", 0x05: "▘", 0x0A: "▝", 0x50: "▖", 0xA0: "▗",
    0x5A: "▞", 0xA5: "▚", 0x5F: "▛", 0xAF: "▜", 0xF5: "▙", 0xFA: "▟", 0x03: "\U0001fb82", 0x3F: "\U0001fb85",
    0xC0: "▂", 0xFC: "▆", 0x01: "\U0001cea8", 0x02: "\U0001ceab", 0x40: "\U0001cea3", 0x80: "\U0001cea0",
    0x14: "\U0001fbe6", 0x28: "\U0001fbe7",
}  # fmt: skip
"""Shapes that Unicode had before version 16 gave the others a row of their own."""


FRONT = 1 << len(_BRAILLE_BITS)
"""The bit of a line's cell that has dots on this side of the earth."""
Dots = Mapping[tuple[int, int], int]
"""Row and column of each cell that a line crosses, and its dots as a mask, row by row from the lowest bit."""


def braille(mask: int) -> str:
    """Return the character whose dots are the bits of a mask, row by row from the lowest bit."""
    return chr(_BRAILLE | sum(bit for place, bit in enumerate(_BRAILLE_BITS) if mask >> place & 1))


@cache
def glyphs_of(mode: Mode) -> tuple[str, ...]:
    """Return a mode's character for each mask of foreground pixels, row by row from the lowest bit."""
    match mode.name:
        case "octants":
            return _octants()
        case "dots":
            dots = [_BRAILLE]
            for bit in _BRAILLE_BITS:
                dots += [bit | other for other in dots]
            return tuple(map(chr, dots))
        case "sextants":
            return _sextants()
        case "quadrants":
            return tuple(QUADRANT_GLYPHS)
        case "halves":
            return tuple(HALF_GLYPHS)
        case _:
            return (" ", "#")


def _sextants() -> tuple[str, ...]:
    halves = {0: " ", 0b010101: "▌", 0b101010: "▐", 0b111111: "█"}
    codes = count(_FIRST_SEXTANT)
    return tuple(halves.get(mask) or chr(next(codes)) for mask in range(64))


def _octants() -> tuple[str, ...]:
    glyphs = []
    code = _FIRST_OCTANT
    for mask in range(256):
        if mask in _OTHER_OCTANTS:
            glyphs.append(_OTHER_OCTANTS[mask])
        else:
            glyphs.append(chr(code))
            code += 1
    return tuple(glyphs)
