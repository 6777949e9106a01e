"""Searching as the words are typed: the newest matches at once, then the best ones, then all."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic

from termnews.domain.query import Query
from termnews.domain.selection import Selection
from termnews.library.rebuilding import complete_index, index_some
from termnews.library.store import Library

_AT_ONCE = 0.02
"""Seconds that a key may wait for its first matches."""
_ENOUGH = 100
"""Matches for a first look."""
_MOST_RANKED = 50
"""Stories that are put in the order of relevance; the other matches follow, the newest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a search so far."""

    selection: Selection
    query: Query
    """What its words mean."""
    rows: "array[int]"
    more: Mapping[int, int] = field(default_factory=dict)
    """How many other matches tell the story of a row, which stand behind it and not in the list."""
    is_ranked: bool = False
    """Whether the best matches come first."""
    is_whole: bool = False
    """Whether these are all matches."""


def find_soon(library: Library, selection: Selection) -> Found:
    """Return the newest matches: all of them when that is quick, otherwise those that are found at once."""
    is_complete = index_some(library, _AT_ONCE)
    query = library.search.read(selection)
    if not library.search.is_slow(selection):
        return Found(selection, query, library.find_rows(selection), is_whole=is_complete)
    rows = array("q")
    until = monotonic() + _AT_ONCE
    for part in library.search.walk(selection):
        rows.extend(part)
        if len(rows) >= _ENOUGH or monotonic() > until:
            return Found(selection, query, rows)
    return Found(selection, query, rows, is_whole=is_complete)


def find_better(library: Library, soon: Found, is_wanted: Callable[[], bool]) -> Iterator[Found]:
    """Yield what is found beyond the first matches, better each time, until nobody wants it any more."""
    if library.search.is_behind:
        if not complete_index(library, is_wanted):
            return
        soon = find_soon(library, soon.selection)
        yield soon
    if _is_begun(soon.query):
        return
    is_asked = is_ranking(soon) and is_wanted()
    ranked = library.search.rank_rows(soon.selection, _MOST_RANKED, is_wanted) if is_asked else []
    more = {best.row: len(best.more) for best in ranked if best.more}
    best = array("q", [one.row for one in ranked])
    behind = {row for one in ranked for row in (one.row, *one.more)}

    def found(rows: "array[int]", *, is_whole: bool) -> Found:
        others = array("q", (row for row in rows if row not in behind))
        return Found(soon.selection, soon.query, best + others, more, bool(ranked), is_whole)

    if ranked and is_wanted():
        yield found(soon.rows, is_whole=soon.is_whole)
    if soon.is_whole:
        return
    rows = array("q")
    for part in library.search.walk(soon.selection):
        if not is_wanted():
            return
        rows.extend(part)
    yield found(rows, is_whole=True)


def _is_begun(query: Query) -> bool:
    """Tell whether a single letter is all that is searched for: nearly every article matches, until more is typed."""
    return sum(len(word.text) for word in query.wanted) == 1 and all(word.text.isascii() for word in query.wanted)


def is_ranking(found: Found) -> bool:
    """Tell whether relevance decides: not in a saved search by itself, where the newest count, as in any list."""
    return bool(found.selection.words.strip() and found.query.wanted and found.rows)
