"""What the reader sets in `config.toml`; a value that cannot be used is told and the usual one counts."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from termnews.domain.problems import Problem

NAME = "config.toml"
_MOST_DAYS = 36_500


@dataclass(frozen=True, slots=True)
class Config:
    """The reader's settings."""

    keep_days: int = 90
    """How long articles stay that are not bookmarked."""
    refresh_minutes: int = 0
    """How often an open window refreshes by itself; 0 for never."""
    allow_private: bool = False
    """Whether feeds on this machine or this network may be asked for."""


def load_config(folder: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read the reader's settings; a file that is not there is none."""
    try:
        values = tomllib.loads((folder / NAME).read_text("utf-8"))
    except FileNotFoundError:
        return Config(), ()
    except (OSError, ValueError) as error:
        return Config(), (Problem(NAME, f"cannot be used: {error}"),)
    usual = Config()
    wrong = {
        field.name for field in fields(Config) if not _is_usable(values.get(field.name, getattr(usual, field.name)))
    }
    wrong |= {name for name in values if type(values[name]) is not type(getattr(usual, name, None))}
    kept = {name: value for name, value in values.items() if name not in wrong}
    return Config(**kept), tuple(Problem(NAME, f"{name}: is no setting or has no such value") for name in sorted(wrong))


def _is_usable(value: object) -> bool:
    return isinstance(value, bool) or (isinstance(value, int) and 0 <= value <= _MOST_DAYS)
