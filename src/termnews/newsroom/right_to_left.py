"""Who puts Arabic, Hebrew and Persian in the order in which they are read: this program, or the terminal.

Most terminals draw letters as they come. Those on VTE since 0.58, such as GNOME's, and mintty put them in order
themselves, line by line and across the borders of panes, unless they are told not to (ECMA-48, BDSM); what stands
between, such as tmux, does not pass that on.
"""

from collections.abc import Mapping
from typing import NamedTuple

_TOLD_VTE = 5_800
_TURN_THEMSELVES = {"KONSOLE_VERSION": "Konsole", "KITTY_WINDOW_ID": "kitty, words only"}
"""Variables of terminals that put letters in order and cannot be told not to."""
_NAMED = {"apple_terminal": "macOS Terminal", "mlterm": "mlterm", "putty": "PuTTY"}
"""Likewise, as TERM_PROGRAM and TERM name them."""


class Turning(NamedTuple):
    """Who puts text in order."""

    is_here: bool
    """Whether this program does."""
    is_told: bool
    """Whether the terminal has to be told to leave the order alone."""
    words: str
    """Why, to be shown."""


def choose_turning(choice: str, environment: Mapping[str, str]) -> Turning:
    """Return who puts text in order: as `look.right_to_left` says, or as the terminal is known."""
    takes_word = _takes_word(environment)
    is_behind = bool(environment.get("TMUX") or environment.get("STY"))
    if choice != "auto":
        is_here = choice == "termnews"
        return Turning(is_here, is_here and takes_word, f"put in order by {choice}, as look.right_to_left says")
    if takes_word and not is_behind:
        return Turning(is_here=True, is_told=True, words="put in order here; the terminal is told to leave it so")
    if name := "the terminal behind the multiplexer" if takes_word else _find_name(environment):
        return Turning(is_here=False, is_told=False, words=f"left to the terminal ({name})")
    return Turning(is_here=True, is_told=False, words="put in order here")


def _takes_word(environment: Mapping[str, str]) -> bool:
    vte = environment.get("VTE_VERSION", "")
    is_new = vte.isascii() and vte.isdigit() and int(vte[:9]) >= _TOLD_VTE
    return is_new or environment.get("TERM_PROGRAM", "").casefold() == "mintty"


def _find_name(environment: Mapping[str, str]) -> str:
    names = (environment.get("TERM_PROGRAM", "").casefold(), environment.get("TERM", "").partition("-")[0])
    found = [name for variable, name in _TURN_THEMSELVES.items() if variable in environment]
    return next(iter(found + [_NAMED[name] for name in names if name in _NAMED]), "")
