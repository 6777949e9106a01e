"""Searching a slice of time after the other, so that nothing else waits for a search that takes long.

The newest come first. A slice is searched at once, holding the library's lock; between two slices others get
their turn, and a search that nobody wants any more ends there.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from termnews.domain.query import Query
from termnews.domain.selection import Selection
from termnews.library.selecting import Slice

if TYPE_CHECKING:
    from termnews.library.engine import Engine

_FIRST, _MOST = 512, 4096
"""Articles of a slice: few at first, for a quick answer, then twice as many as before."""
_MOST_READ = 1024
"""Articles of a slice where each may have to be read for a phrase."""
_ENOUGH = 100
"""Matches of a quick answer."""
_NEWEST = "SELECT max(published) FROM article"
_NEXT = "SELECT published FROM article WHERE published <= ? ORDER BY published DESC LIMIT 1 OFFSET ?"
_BOUNDS = "SELECT min(row), max(row) FROM article WHERE published <= ?"
_UNDATED = "SELECT min(row), max(row) FROM article WHERE published IS NULL"


def walk(engine: "Engine", selection: Selection, query: Query) -> Iterator[list[int]]:
    """Yield the rows that match, a slice at a time."""
    if selection.is_overlooked or not engine.is_slow(query):
        yield engine.find_all(selection, query)
        return
    most = _MOST_READ if any(word.is_phrase for word in query.words) else _MOST
    matches, found = engine.looking.look(query), 0
    for part in _slices(engine, most):
        if found < _ENOUGH and matches is not None and part.first < (matches.floor or 0) and part.is_narrow:
            rows = engine.find_part(selection, query, part, None)  # the newest are not those that came last
            found += len(rows)
            yield rows
            continue
        while matches is not None and part.first < (matches.floor or 0):
            engine.looking.look_further(matches)
            yield []
        rows = engine.find_part(selection, query, part, matches)
        found += len(rows)
        yield rows


def walk_newest(engine: "Engine", selection: Selection, most: int) -> list[int]:
    """Return the newest matches, at most so many."""
    rows: list[int] = []
    for part in walk(engine, selection, engine.read(selection)):
        rows += part
        if len(rows) >= most:
            break
    return rows[:most]


def _slices(engine: "Engine", most: int) -> Iterator[Slice]:
    size = _FIRST
    newest = _ask(engine, _NEWEST)[0]
    while newest is not None:
        found = engine.fetch(_NEXT, (newest, size))
        before = found[0][0] if found else None
        bounds = _BOUNDS if before is None else f"{_BOUNDS} AND published > {before:d}"
        first, last = _ask(engine, bounds, newest)
        yield Slice(newest, before, first or 0, last or 0)
        newest, size = before, min(2 * size, most)
    first, last = _ask(engine, _UNDATED)
    if first is not None:
        yield Slice(None, None, first, last)


def _ask(engine: "Engine", sql: str, *parameters: object) -> tuple[Any, ...]:
    return engine.fetch(sql, parameters)[0]
