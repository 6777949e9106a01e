"""Building the search index anew, should it ever not agree with the articles."""

from termnews.library.search import empty_index
from termnews.library.store import Library


def rebuild_index(library: Library) -> None:
    """Throw the words of all articles away and read them again; searches meanwhile do what is left by themselves.

    Raises:
        LibraryUnavailable: the library's file cannot be written.
    """
    with library._writer.transaction() as connection:  # noqa: SLF001 -- of the same room; the class is full
        empty_index(connection)
    library.build_index()
