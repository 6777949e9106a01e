"""The colours of what small pixels show: tables of their own, because heat must not depend on a theme."""

from typing import NamedTuple

from termnews.globe.classes import (
    BELOW,
    BORDER,
    FIRST_LAND,
    GRID,
    HERE,
    HOTTEST,
    NIGHT,
    OCEAN,
    RIM,
    SHADE_BITS,
    SHADES,
    SHORE,
    TAKE,
    TONES,
    byte_of,
    class_of,
)  # fmt: skip

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""


class Inks(NamedTuple):
    """The colours of a palette before light and night."""

    ocean: Colour
    grid: Colour
    border: Colour
    here: Colour
    take: Colour
    heat: tuple[Colour, ...]
    """Land without news, then five steps."""
    glow: Colour
    night: Colour
    tones: tuple[float, ...] = (0.0, 0.09, -0.10, 0.17)
    """How much whiter, or blacker, each tone is."""
    lights: tuple[float, ...] = (0.80, 0.80, 0.91, 1.0)
    """How bright each shade is."""


DARK = Inks(
    ocean=(16, 36, 68),
    grid=(38, 70, 112),
    border=(12, 24, 38),
    here=(240, 255, 255),
    take=(96, 224, 255),
    heat=((58, 66, 76), (106, 70, 116), (156, 74, 112), (208, 90, 86), (240, 142, 62), (255, 210, 106)),
    glow=(96, 160, 220),
    night=(6, 10, 26),
)
PAPER = Inks(
    ocean=(196, 219, 236),
    grid=(168, 196, 219),
    border=(250, 248, 241),
    here=(16, 24, 44),
    take=(0, 112, 132),
    heat=((186, 182, 168), (222, 160, 92), (206, 120, 62), (184, 82, 52), (150, 46, 46), (104, 18, 40)),
    glow=(120, 168, 208),
    night=(70, 84, 128),
    tones=(0.0, -0.05, 0.12, -0.10),
    lights=(0.93, 0.93, 0.97, 1.0),
)
SIXTEEN = Inks(
    ocean=(0, 0, 170),
    grid=(85, 85, 255),
    border=(0, 0, 0),
    here=(255, 255, 255),
    take=(85, 255, 255),
    heat=((85, 85, 85), (170, 85, 0), (170, 85, 0), (255, 85, 85), (255, 85, 85), (255, 255, 85)),
    glow=(0, 170, 170),
    night=(0, 0, 0),
    tones=(0.0, 0.0, 0.0, 0.0),
)
"""The sixteen colours that every terminal has, as they are written to it."""

_GROUNDS = (0.5, 0.25)
"""How much of the land's colour lies between its dots, inland and at the shore; sixteen colours do not mix."""
_GLOW, _NIGHT, _NIGHT_ON_LAND = 0.45, 0.42, 0.30


def luminance(colour: Colour) -> float:
    """Return how bright a colour is, from 0 to 255."""
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return a colour on the way from one to another."""
    (red, green, blue), (x, y, z) = a, b
    return round(red + (x - red) * share), round(green + (y - green) * share), round(blue + (z - blue) * share)


def readable_on(back: Colour) -> Colour:
    """Return a colour that can be read on another."""
    return (10, 12, 18) if luminance(back) > 118 else (246, 248, 252)  # noqa: PLR2004


class Palette(dict[int, Colour]):
    """The colour of each byte that a small pixel can be, then of the ground below it inland and at the shore."""

    def __init__(self, inks: Inks, space: Colour) -> None:
        """Mix no colour yet: few of them are seen."""
        super().__init__()
        self._inks = inks
        self._space = space

    def __missing__(self, byte: int) -> Colour:
        """Mix a colour and keep it."""
        found = self[byte] = self._of_pixel(byte) if byte < BELOW else self._of_ground(byte)
        return found

    def _of_pixel(self, byte: int) -> Colour:
        inks, kind, shade = self._inks, class_of(byte), byte & SHADE_BITS
        if kind >= FIRST_LAND:
            heat, tone = divmod(kind - FIRST_LAND, TONES)
            colour = _toned(inks.heat[heat], inks.tones[tone])
        else:
            flat = {OCEAN: inks.ocean, GRID: inks.grid, BORDER: inks.border, HERE: inks.here, TAKE: inks.take}
            if kind not in flat:
                return self._space
            colour = flat[kind]
        light = _plain if inks is SIXTEEN else _lit
        return light(inks, colour, kind, shade)

    def _of_ground(self, byte: int) -> Colour:
        share = 0.0 if self._inks is SIXTEEN else _GROUNDS[byte >= SHORE]
        return mix(self[byte_of(OCEAN, byte & SHADE_BITS)], self[byte % BELOW], share)


def _toned(colour: Colour, tone: float) -> Colour:
    return mix(colour, (255, 255, 255), tone) if tone >= 0 else mix(colour, (0, 0, 0), -tone)


def _plain(inks: Inks, colour: Colour, kind: int, shade: int) -> Colour:
    """Return a colour without light; of sixteen, only the sea has a night."""
    return inks.night if shade & NIGHT and kind in {OCEAN, GRID} else colour


def _lit(inks: Inks, colour: Colour, kind: int, shade: int) -> Colour:
    light = shade & 3
    colour = mix((0, 0, 0), colour, inks.lights[light])
    if light == RIM:
        colour = mix(colour, inks.glow, _GLOW)
    if shade & NIGHT and kind not in {HERE, TAKE}:
        colour = mix(colour, inks.night, _NIGHT_ON_LAND if kind >= FIRST_LAND else _NIGHT)
    return colour


assert FIRST_LAND + (HOTTEST + 1) * TONES == 256 // SHADES  # noqa: S101 - every class has its bytes
