"""What a small pixel shows, in one byte: five bits for the class, two for the light, one for the night."""

SPACE, OCEAN, GRID, BORDER, HERE, TAKE = range(6)
"""Around the globe; sea; lines of the grid; between countries; the picked country; countries that have takes on it."""
FIRST_LAND = 8
"""The class of land without news; then four tones for each step of heat."""
TONES = 4
HOTTEST = 5
SHADES, SHADE_BITS = 8, 7
RIM, DIMMEST, BRIGHTEST = 0, 1, 3
NIGHT = 4
BELOW, SHORE = 256, 512
"""Added to a byte: the ground between its dots, inland and where more than half of a cell is land."""
FIRST_SOLID = HERE
"""From this class on it is land."""


def land(heat: int, tone: int) -> int:
    """Return the class of land of a heat from 0 to 5 and a tone from 0 to 3."""
    return FIRST_LAND + heat * TONES + tone


def byte_of(kind: int, shade: int = 0) -> int:
    """Return the byte of a class in a shade."""
    return kind << 3 | shade


def class_of(byte: int) -> int:
    """Return the class of a byte."""
    return byte >> 3


def heat_of(kind: int) -> int:
    """Return the heat of a class of land."""
    return (kind - FIRST_LAND) // TONES
