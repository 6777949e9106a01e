"""The outlets that a refresh reads: those that ship with termnews, and the reader's own file, which wins."""

from dataclasses import dataclass, replace
from pathlib import Path

from termnews.domain.outlet import Outlet
from termnews.domain.problems import Problem
from termnews.ingest.catalogue import Own, merge_outlets, parse_catalogue, parse_own, write_own
from termnews.library.safe_files import make_private_folder, read_whole, write_whole
from termnews.newsroom.settings import load_countries

OWN_NAME = "outlets.csv"
_SHIPPED = Path(__file__).parents[1] / "data" / "outlets.csv"
_MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All outlets, and where each comes from."""

    shipped: tuple[Outlet, ...]
    own: Own
    outlets: tuple[Outlet, ...]
    """Both together, by country and name."""
    problems: tuple[Problem, ...] = ()
    """What could not be used of the reader's file."""
    is_readable: bool = True
    """Whether the reader's file could be read: otherwise it must not be written over."""

    def changed(self, own: Own) -> "Catalogue":
        """Return the catalogue with other outlets of the reader's."""
        return replace(self, own=own, outlets=merge_outlets(self.shipped, own))


def load_catalogue(config: Path) -> Catalogue:
    """Read both tables; a file of the reader's that cannot be read is a Problem."""
    shipped = parse_catalogue(_SHIPPED.read_text("utf-8"))
    own: Own = {}
    problems: tuple[Problem, ...] = ()
    is_readable = True
    try:
        text = read_whole(config / OWN_NAME, _MOST_BYTES).decode("utf-8-sig")
        own, problems = parse_own(text, OWN_NAME, load_countries())
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        is_readable = False
        problems = (Problem(OWN_NAME, f"cannot be read: {getattr(error, 'strerror', None) or error}"),)
    return Catalogue(shipped, own, merge_outlets(shipped, own), problems, is_readable)


def save_own(config: Path, own: Own) -> None:
    """Write the reader's file.

    Raises:
        OSError: it could not be written; nothing is changed.
    """
    write_own_text(config, write_own(own))


def write_own_text(config: Path, text: str | None) -> None:
    """Write the reader's file as it is to be, or take it away.

    Raises:
        OSError: it could not be done; nothing is changed.
    """
    if text is None:
        (config / OWN_NAME).unlink(missing_ok=True)
        return
    make_private_folder(config)
    write_whole(config / OWN_NAME, text.encode())
