"""The search index as a whole: what is left of it done, made small, or built anew.

A library of before, or files just opened, may have many articles that are not searchable yet. Whoever answers a key
does a little of it; whoever can wait does the rest.
"""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from termnews.library.search import empty_index, index_batch, merge_index
from termnews.library.store import Library
from termnews.library.writing import LibraryUnavailable

MOST_MERGED = 20_000
"""Articles whose index is made one piece: of more, SQLite merges pieces by and by, and one takes a second to write."""


def rebuild_index(library: Library) -> None:
    """Throw the words of all articles away and read them again; searches meanwhile do what is left by themselves.

    Raises:
        LibraryUnavailable: the library's file cannot be written.
    """
    with library._writer.transaction() as connection:  # noqa: SLF001 -- of the same room; the class is full
        empty_index(connection)
    library.build_index()
    compact_index(library)


def index_some(library: Library, seconds: float) -> bool:
    """Make articles searchable, the newest first, for as long; return whether all are.

    Searches then take what there is, until somebody does the rest.
    """
    until = monotonic() + seconds
    return complete_index(library, lambda: monotonic() < until)


def complete_index(library: Library, is_wanted: Callable[[], bool]) -> bool:
    """Make articles searchable, the newest first, as long as that is wanted; return whether all are."""
    is_behind = True
    while is_behind and is_wanted():
        is_behind = _index_next(library)
    library.search.is_behind = is_behind
    return not is_behind


def _index_next(library: Library) -> bool:
    if library.search.has_all():
        return False
    with suppress(LibraryUnavailable), library._writer.transaction() as connection:  # noqa: SLF001 -- as above
        return index_batch(connection)  # a library that cannot be written is searched as it is
    return False


def compact_index(library: Library) -> None:
    """Make one piece of an index that came in many, when that is quickly done.

    Raises:
        LibraryUnavailable: the library's file cannot be written.
    """
    if library.smart_counts().total <= MOST_MERGED:
        with library._writer.transaction() as connection:  # noqa: SLF001 -- as above
            merge_index(connection)
