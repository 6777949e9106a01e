"""How the globe and pictures are drawn: what the reader has set, else what the terminal is known to draw."""

import fcntl
import struct
import sys
import termios
from collections.abc import Mapping
from typing import TYPE_CHECKING

from termnews.globe.glyphs import ASCII, DOTS, HALVES, OCTANTS, QUADRANTS, SEXTANTS
from termnews.globe.terminal import CELL_ASPECT, Look, choose_look

if TYPE_CHECKING:
    from termnews.newsroom.config import Config

_MODES = {
    "auto": "",
    "octants": OCTANTS.name,
    "dots": DOTS.name,
    "sextants": SEXTANTS.name,
    "blocks": QUADRANTS.name,
    "letters": ASCII.name,
}
"""The mode by its name in the settings."""
_LEAST_ASPECT, _MOST_ASPECT = 1.0, 4.0


def find_look(environment: Mapping[str, str], settings: "Config | None") -> Look:
    """Return how to draw in a terminal."""
    wanted = settings.look if settings else None
    mode = _MODES[wanted.globe] if wanted else ""
    if mode == QUADRANTS.name and environment.get("TERM") == "linux":
        mode = HALVES.name
    set_aspect = wanted.cell_aspect if wanted else 0.0
    aspect = set_aspect or ask_aspect() or CELL_ASPECT
    return choose_look(environment, mode, max(_LEAST_ASPECT, min(_MOST_ASPECT, aspect)))


def ask_aspect() -> float:
    """Return how many times as high as wide a cell is; 0 where the terminal does not say how many pixels it has."""
    try:
        size = fcntl.ioctl(sys.__stdout__ or 1, termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):
        return 0.0
    rows, columns, width, height = struct.unpack("HHHH", size)
    return (height / rows) / (width / columns) if rows and columns and width and height else 0.0
