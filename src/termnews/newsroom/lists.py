"""Lists of feeds as other readers export and import them."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from termnews.domain.outlet import Outlet
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES, clean_text
from termnews.ingest.catalogue import Own, add
from termnews.ingest.opml import parse_opml, write_opml
from termnews.library.safe_files import read_whole
from termnews.newsroom.catalogue import Catalogue
from termnews.newsroom.settings import load_countries


def parse_list(path: Path, catalogue: Catalogue) -> tuple[Sequence[Outlet], Sequence[Problem]]:
    """Read a list of feeds; those of outlets that are known come as theirs."""
    name = clean_text(path.name)
    try:
        data = read_whole(path, MAX_FILE_BYTES)
    except OSError as error:
        return (), (Problem(name, f"cannot be read: {error.strerror or error}"),)
    return parse_opml(data, name, load_countries(), catalogue.outlets)


def add_all(catalogue: Catalogue, found: Iterable[Outlet]) -> Own:
    """Return the reader's outlets with those of a list."""
    own = catalogue.own
    for outlet in found:
        own = add(own, outlet)
    return own


def write_list(outlets: Iterable[Outlet]) -> str:
    """Return a list of feeds that other readers can import."""
    return write_opml(outlets, load_countries())
