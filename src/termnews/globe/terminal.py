"""What a terminal can be trusted to draw, by what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from termnews.globe.glyphs import ASCII, DOTS, HALVES, MODES, OCTANTS, Mode

FRAMES, FRAMES_FAR_AWAY = 30, 12
"""Frames a second while something moves, here and over a network."""
CELL_ASPECT = 2.0
"""How many times as high as wide a cell is."""

_OCTANT_TERMS = ("xterm-kitty", "xterm-ghostty", "ghostty", "foot", "wezterm", "rio")
_OCTANT_PROGRAMS = frozenset({"ghostty", "wezterm", "rio"})
"""Terminals that draw octants themselves; elsewhere a font without them shows boxes."""
_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


@dataclass(frozen=True, slots=True)
class Look:
    """How a globe is drawn in a terminal."""

    mode: Mode
    frames: int = FRAMES
    """Frames a second while something moves."""
    cell_aspect: float = CELL_ASPECT
    has_few_colours: bool = False
    """Whether there are only sixteen."""


def choose_look(environment: Mapping[str, str], mode: str = "", cell_aspect: float = CELL_ASPECT) -> Look:
    """Return the finest look that is safe; a mode that the reader has set wins, an unknown one is a KeyError."""
    frames = FRAMES_FAR_AWAY if any(environment.get(name) for name in _REMOTE) else FRAMES
    chosen = MODES[mode] if mode else choose_mode(environment)
    return Look(chosen, frames, cell_aspect, has_few_colours(environment))


def has_few_colours(environment: Mapping[str, str]) -> bool:
    """Say whether only sixteen colours are written to a terminal; the same rule by which they are written."""
    if environment.get("COLORTERM", "").strip().casefold() in {"truecolor", "24bit"}:
        return False
    term = environment.get("TERM", "").strip().casefold()
    return bool(term) and term.rpartition("-")[2] not in {"kitty", "256color"}


def choose_mode(environment: Mapping[str, str]) -> Mode:
    """Return the finest mode that a terminal is known to draw."""
    term = environment.get("TERM", "").casefold()
    if term in {"dumb", "unknown", "vt100", "vt220"} or not _is_unicode(environment):
        return ASCII
    if term == "linux":
        return HALVES
    program = environment.get("TERM_PROGRAM", "").casefold()
    if term.startswith(_OCTANT_TERMS) or program in _OCTANT_PROGRAMS:
        return OCTANTS
    return DOTS


def _is_unicode(environment: Mapping[str, str]) -> bool:
    """Say whether the locale is one of UTF-8; Python itself sets `LC_CTYPE=C.UTF-8` where the locale is C."""
    kind = environment.get("LC_CTYPE", "")
    if kind == "C.UTF-8" and environment.get("LANG"):
        kind = ""
    locale = environment.get("LC_ALL") or kind or environment.get("LANG", "")
    return not locale or "utf8" in locale.casefold().replace("-", "")
