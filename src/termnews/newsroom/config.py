"""What the reader sets under `[live]` in `config.toml`; an unusable value is told and the usual one counts."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from termnews.domain.problems import Problem

NAME = "config.toml"
_TABLE = "live"
_MOST = 36_500


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
    values = found if isinstance(found := values.get(_TABLE, {}), dict) else {_TABLE: found}
    kept = {name: value for name, value in values.items() if _is_usable(name, value)}
    wrong = sorted(values.keys() - kept.keys())
    return Config(**kept), tuple(Problem(NAME, f"{name}: is no setting, or none with such a value") for name in wrong)


def _is_usable(name: str, value: object) -> bool:
    if name not in {field.name for field in fields(Config)} or type(value) is not type(getattr(Config(), name)):
        return False
    return isinstance(value, bool) or (isinstance(value, int) and 0 <= value <= _MOST)
