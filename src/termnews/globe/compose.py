"""The pixels of a cell as a character and two colours, worked out once for each combination."""

from collections import Counter

from termnews.globe.classes import FIRST_LAND, FIRST_SOLID, GRID, HERE, OCEAN, RIM, SPACE, TAKE, byte_of, heat_of
from termnews.globe.glyphs import ASCII, DOTS, Mode, glyphs_of

Cell = tuple[str, int, int]
"""A character, and the bytes whose colours are in front and behind."""

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
        pixels = packed.to_bytes(self._mode.packed, "little")[: self._mode.pixels]
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
    kind, space = byte >> 3, byte_of(SPACE)
    match kind:
        case 0:
            glyph = " "
        case 1:
            glyph = "." if byte & 3 == RIM else " "
        case _ if kind == HERE:
            glyph = "@"
        case _ if kind == TAKE:
            glyph = "O"
        case _ if kind >= FIRST_LAND:
            glyph = ASCII_HEAT[heat_of(kind)]
        case _:
            glyph = "."
    return glyph, byte, space


def _in_dots(pixels: bytes, glyphs: tuple[str, ...]) -> Cell:
    """Draw land, or the globe's edge, or the grid as dots on the sea."""
    counts = Counter(pixels)
    behind = [byte for byte in pixels if byte >> 3 in {SPACE, OCEAN}] or [byte_of(OCEAN, pixels[0] & 7)]
    if any(byte >> 3 == SPACE for byte in behind):
        back = byte_of(SPACE)
        front = [byte for byte in pixels if byte >> 3 != SPACE]
    else:
        back = max(behind, key=counts.__getitem__)
        solid = [byte for byte in pixels if byte >> 3 >= FIRST_SOLID]
        front = solid or [byte for byte in pixels if byte >> 3 == GRID]
    if not front:
        return " ", back, back
    chosen = set(front)
    mask = sum(1 << place for place, byte in enumerate(pixels) if byte in chosen)
    return glyphs[mask], max(front, key=lambda byte: (counts[byte], byte)), back


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
