"""Marking a whole list read, however long it is: what takes it back is a moment, and no list of articles."""

from dataclasses import replace

from termnews.domain.selection import Selection
from termnews.library.store import Library
from termnews.newsroom.change import Change
from termnews.newsroom.keeping import Keeper


def mark_all_read(keeper: Keeper, library: Library, selection: Selection) -> Change | None:
    """Mark the unread articles of a selection read; None when there are none.

    Raises:
        OSError: it could not be kept.
    """
    ids = _unread_ids(library, replace(selection, is_unread=True))
    if not ids:
        return None
    state, now = keeper.state, keeper.clock()
    with state.together():
        changed, at = state.mark_many_read(ids, now)
        if changed:
            state.push_undo("read", {"at": at, "is_on": True}, now)
    shown = library.mark_read(ids, is_read=True)
    return Change("read", tuple(changed or shown), is_on=True) if changed or shown else None


def _unread_ids(library: Library, selection: Selection) -> list[str]:
    if not selection.is_search:
        return library.unread_ids(selection)
    rows = [row for part in library.search.walk(selection) for row in part]
    return library.search.find_ids(rows)
