"""How feeds are doing, as the live library remembers it."""

from collections.abc import Mapping
from contextlib import closing

from termnews.domain.health import FeedHealth
from termnews.domain.outlet import Outlet
from termnews.domain.problems import Problem
from termnews.ingest.schedule import revive
from termnews.library.feeds import Batch
from termnews.library.library_file import find_library_file
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import Folders


def load_healths(folders: Folders) -> tuple[Mapping[str, FeedHealth], tuple[Problem, ...]]:
    """Return how the feeds are doing that were asked so far, by their addresses."""
    opened = find_library_file(library_path(folders))
    if opened.library is None:
        return {}, opened.problems
    with closing(opened.library) as library:
        return library.healths(), opened.problems


def revive_outlet(folders: Folders, outlet: Outlet) -> None:
    """Let the feeds of an outlet be asked again that were given up.

    Raises:
        OSError: it could not be kept.
    """
    opened = find_library_file(library_path(folders))
    if opened.library is None:
        return
    with closing(opened.library) as library:
        healths = library.healths()
        revived = {f.link: revive(healths[f.link]) for f in outlet.feeds if f.link in healths}
        if revived:
            library.keep(Batch(healths=revived))
