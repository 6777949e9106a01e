"""Where termnews keeps its files, and the tables that ship with it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

from termnews.domain.place import Countries, parse_countries

_PACKAGE = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that termnews reads and writes; none need exist."""

    config: Path
    """What the reader sets."""
    data: Path
    """What must not be lost: bookmarks, the library."""
    state: Path
    """Read marks, positions, undo."""
    cache: Path
    """What can be had again."""

    @property
    def bookmarks(self) -> Path:
        """The folder of bookmark files."""
        return self.data / "bookmarks"

    @property
    def state_file(self) -> Path:
        """The file of read marks, positions and undo."""
        return self.state / "state.db"


def find_folders(environment: Mapping[str, str] = os.environ) -> Folders:
    """Return the platform's folders; XDG variables win on every platform."""
    found = {}
    for kind in ("config", "data", "state", "cache"):
        base = environment.get(f"XDG_{kind.upper()}_HOME")
        found[kind] = Path(base) / "termnews" if base else _platform_folder(kind)
    return Folders(**found)


def _platform_folder(kind: str) -> Path:
    """Return a folder of the platform; for a user without a home one where writing is refused with a word."""
    own = platformdirs.PlatformDirs("termnews", appauthor=False)
    try:
        path: Path = getattr(own, f"user_{kind}_path")
    except RuntimeError:
        path = Path()
    return path if path.is_absolute() else Path(os.devnull) / kind


def show_path(path: Path) -> str:
    """Return a path as people write it, the home folder as "~"."""
    home = os.path.expanduser("~")  # noqa: PTH111 - where there is no home `Path.home` raises
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def sample_folder() -> Path:
    """Return the folder of the sample edition: in the package, or in the checkout it is developed in."""
    packaged = _PACKAGE / "data" / "sample"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "seeds"


@cache
def load_countries() -> Countries:
    """Read the table of countries that ships with termnews."""
    return parse_countries((_PACKAGE / "data" / "countries.csv").read_text("utf-8"))
