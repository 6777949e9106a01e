"""Which edition to open: what was named, the live library when it has articles, or else the sample edition."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.library.library_file import find_library_file
from termnews.library.live import LiveLibrary
from termnews.newsroom.grouping import Grouping, Pair
from termnews.newsroom.opening import Opening, library_path, open_library, utc_now
from termnews.newsroom.settings import Folders, find_folders, load_countries

LIVE_NAME = "World news"
"""What the masthead calls the live library."""


def open_edition(paths: Sequence[Path] = (), *, is_sample: bool = False, is_grouped: bool = True) -> Opening:
    """Open an edition here: the given files and folders, the live library, or the sample edition."""
    found = None if paths or is_sample else find_live(find_folders())
    if isinstance(found, Opening):
        return found
    opening = open_library(paths, is_grouped=is_grouped)
    opening.problems += found or ()
    return opening


def find_live(folders: Folders, *, looks_ahead: bool = False) -> Opening | list[Problem]:
    """Open the live library when it has articles; otherwise return what is wrong with it, mostly nothing.

    With `looks_ahead` it begins to read what a first screen shows.
    """
    opened = find_library_file(library_path(folders))
    library = opened.library
    if library is None or not library.has_articles():
        if library is not None:
            library.close()
        return list(opened.problems)
    edition = make_live(library, list(opened.problems))
    if looks_ahead:
        library.look_ahead()
    return edition


def make_live(library: LiveLibrary, problems: list[Problem]) -> Opening:
    """Make the edition of a live library."""
    regroup = partial(_regroup, library)
    return Opening(LIVE_NAME, library, load_countries(), problems, checked=library.checked(), regroup=regroup)


def _regroup(library: LiveLibrary, corrections: Mapping[Pair, bool]) -> Grouping:
    from termnews.newsroom.telling import tell_anew  # noqa: PLC0415 - only a correction needs it

    return tell_anew(library, load_countries(), utc_now(), corrections)
