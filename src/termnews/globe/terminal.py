"""What a terminal can be trusted to draw, by what it says of itself."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from termnews.globe.glyphs import ASCII, DOTS, HALVES, MODES, OCTANTS, Mode

FRAMES, FRAMES_FAR_AWAY = 30, 12
"""Frames a second while something moves, here and over a network."""
CELL_ASPECT = 2.0
"""How many times as high as wide a cell is."""

_OCTANTS_SINCE: Mapping[str, tuple[int, ...]] = {
    "ghostty": (1, 2), "kitty": (0, 40), "foot": (1, 20), "wezterm": (20250101,), "rio": (0, 3),
}  # fmt: skip
"""Terminals that draw octants themselves, and from which version on: Debian 12 has older ones of two.

Elsewhere, and where no version is told, a font without octants would show boxes.
"""
_VTE_SINCE = 7800
"""GNOME's terminals and their kin, as `VTE_VERSION` counts."""
_NOT_VTE = ("TERM_PROGRAM", "XTERM_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "TMUX", "STY")
"""Who else may have been started from such a terminal, and so have its variables."""
_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Look(NamedTuple):
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
    return OCTANTS if _has_octants(environment) else DOTS


def _has_octants(environment: Mapping[str, str]) -> bool:
    """Say whether a terminal tells a version that is known to draw octants."""
    since = _OCTANTS_SINCE.get(environment.get("TERM_PROGRAM", "").casefold())
    if since:
        return _numbers(environment.get("TERM_PROGRAM_VERSION", "")) >= since
    if any(environment.get(name) for name in _NOT_VTE) or environment.get("TERM") != "xterm-256color":
        return False
    return _numbers(environment.get("VTE_VERSION", "")) >= (_VTE_SINCE,)


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers that a version begins with."""
    return tuple(int(part) for part in re.split(r"[.-]", re.match(r"[0-9.-]*", version)[0]) if part)  # type: ignore[index]


def _is_unicode(environment: Mapping[str, str]) -> bool:
    """Say whether the locale is one of UTF-8; Python itself sets `LC_CTYPE=C.UTF-8` where the locale is C."""
    kind = environment.get("LC_CTYPE", "")
    if kind == "C.UTF-8" and environment.get("LANG"):
        kind = ""
    locale = environment.get("LC_ALL") or kind or environment.get("LANG", "")
    return not locale or "utf8" in locale.casefold().replace("-", "")
