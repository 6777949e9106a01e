"""What the reader sets in `config.toml`; an unusable value is told and the usual one counts.

The schema is the dataclasses below: a table is a dataclass, a setting one of its fields, the field's type the values
that are taken, its documentation string the word for it in `config default` and in the manual.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from termnews.domain.problems import Problem

NAME = "config.toml"
_MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class Live:
    """News from outlets."""

    keep_days: int = 90
    """How many days articles stay that are not bookmarked."""
    refresh_minutes: int = 0
    """How often an open window refreshes by itself; 0 for never."""
    allow_private: bool = False
    """Whether feeds on this machine or this network may be asked for."""
    full_text: bool = False
    """Whether a refresh also fetches the pages of outlets whose feed gives a summary only."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the window looks like."""

    theme: str = ""
    """The theme to begin with; "" for the one that was chosen last."""
    globe: str = "auto"
    """How the globe is drawn: "auto", "octants", "dots", "blocks" or "letters"."""
    heat: str = "articles"
    """What makes a country of the globe bright: "articles", "unread" or "takes"."""
    cell_aspect: float = 0.0
    """How many times higher than wide a cell of the terminal is; 0 to ask the terminal."""
    screen_reader: bool = False
    """Whether the window is kept plain for a screen reader: no globe, no pictures, what is in use said in its title."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a keyword alert is told outside the window."""

    notify: str = "none"
    """How the terminal or the desktop is told of a match: "none", "osc9", "osc777" or "desktop"."""


@dataclass(frozen=True, slots=True)
class Config:
    """The reader's settings."""

    keymap: str = "termnews"
    """Whose keys: "termnews", "newsboat" or "vim"."""
    languages: tuple[str, ...] = ("en",)
    """The languages that are not translated."""
    live: Live = Live()
    look: Look = Look()
    telling: Telling = Telling()
    keys: Mapping[str, Any] = field(default_factory=dict)
    """Keys of single actions: an action's name, and a key or a list of keys."""
    translate: Mapping[str, Any] = field(default_factory=dict)
    """Who translates; see `newsroom.translators`."""
    sync: Mapping[str, Any] = field(default_factory=dict)
    """The server that outlets, read marks and stars are shared with."""
    searches: Mapping[str, Any] = field(default_factory=dict)
    """Saved searches: a name, and a query."""
    mute: Mapping[str, Any] = field(default_factory=dict)
    """Mute rules: a name, and a query whose articles are hidden."""
    alerts: Mapping[str, Any] = field(default_factory=dict)
    """Keyword alerts: a name, and a query whose new articles are marked and told of."""


def load_config(folder: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read the reader's settings; a file that is not there is none."""
    try:
        values = tomllib.loads((folder / NAME).read_text("utf-8"))
    except FileNotFoundError:
        return Config(), ()
    except (OSError, ValueError) as error:
        return Config(), (Problem(NAME, f"cannot be used: {error}"),)
    problems: list[Problem] = []
    kept = dict(_usable(values, Config(), "", problems))
    return Config(**kept), tuple(problems)


def _usable(values: Mapping[str, Any], usual: Any, table: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- any table
    names = {f.name for f in fields(usual)}
    for name, value in values.items():
        default = getattr(usual, name) if name in names else None
        if isinstance(default, Live | Look | Telling) and isinstance(value, dict):
            yield name, type(default)(**dict(_usable(value, default, f"{name}.", problems)))
        elif isinstance(default, tuple) and isinstance(value, list) and all(isinstance(v, str) for v in value):
            yield name, tuple(value)
        elif name in names and _is_usable(default, value):
            yield name, value
        else:
            problems.append(Problem(NAME, f"{table}{name}: is no setting, or none with such a value"))


def _is_usable(default: object, value: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, int):
        return isinstance(value, int) and 0 <= value <= _MOST
    if isinstance(default, float):
        return isinstance(value, int | float) and 0 <= value <= _MOST
    return isinstance(value, str) if isinstance(default, str) else isinstance(value, dict) and isinstance(default, dict)
