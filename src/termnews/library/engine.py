"""What searches a library for words: reads a query, forgives typos, finds and ranks."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from termnews.domain.place import Countries, parse_countries
from termnews.domain.query import Query
from termnews.domain.query_parse import parse_query
from termnews.domain.selection import Selection
from termnews.library.folding import fold_typed
from termnews.library.forgiving import forgive
from termnews.library.matches import Looking, Matches
from termnews.library.phrases import add_phrase_function
from termnews.library.ranking import Candidate, RankedRow, Term, fold_stories, rank_candidates
from termnews.library.rows import decode_time
from termnews.library.search import has_phrases, word_expressions
from termnews.library.selecting import Slice, Way, select_sql
from termnews.library.tags import make_tag_table

MOST_READ = 250
"""Articles that are read to be ranked: the newest matches, and the newest of those that match in the headline."""
MOST_COUNTED = 5_000
"""Articles with a word are counted up to here: beyond, a word tells nothing any more."""

_MOST_KNOWN = 64
_VERSION = "PRAGMA data_version"
_COUNT = f"SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT {MOST_COUNTED})"  # noqa: S608
_ANY = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
_READ = "SELECT headline, outlet, published, story, content FROM article JOIN body USING (row) WHERE row = ?"
_STORY = "SELECT story FROM article WHERE row = ?"
_NEWEST = "SELECT published FROM article ORDER BY published DESC LIMIT 1"


@cache
def _countries() -> Countries:
    return parse_countries((Path(__file__).parents[1] / "data" / "countries.csv").read_text("utf-8"))


@dataclass(slots=True)
class _Known:
    """What was found out about searches, of the library as it is in one version."""

    version: object = None
    queries: dict[object, Query] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Engine:
    """What searches a library; safe to use from several threads."""

    connection: sqlite3.Connection
    lock: AbstractContextManager[object]
    complete: Callable[[], None]
    """Makes every article searchable."""
    choose_muted: Callable[[Selection], str]
    """Gives `Way.muted` for a selection."""
    known: _Known = field(default_factory=_Known)
    looking: Looking = field(init=False)

    def __post_init__(self) -> None:
        """Make phrases known to the connection."""
        add_phrase_function(self.connection)
        with self.lock:
            make_tag_table(self.connection)
        object.__setattr__(self, "looking", Looking(self.connection, self.lock))

    def read(self, selection: Selection) -> Query:
        """Return what the words of a selection mean, with forgiven spellings, and what is wrong with them."""
        self._renew()
        if len(self.known.queries) >= _MOST_KNOWN:
            self.known.queries.clear()
        key = selection.words, selection.saved, selection.now
        if key not in self.known.queries:
            self.known.queries[key] = self._read(selection)
        return self.known.queries[key]

    def _renew(self) -> None:
        """Forget what was known of the library as it was before."""
        self.complete()
        version = self.fetch(_VERSION, ())[0][0], self.connection.total_changes
        if version != self.known.version or len(self.looking.known) >= _MOST_KNOWN:
            self.known.version = version
            self.known.queries.clear()
            self.known.counts.clear()
            self.looking.known.clear()

    def _read(self, selection: Selection) -> Query:
        moment = self._moment(selection)
        query = parse_query(selection.words, _countries(), moment)
        if (matches := self.looking.look(query)) is not None and not matches.count:
            query = forgive(query, self._count, self._is_anywhere)
        return parse_query(selection.saved, _countries(), moment).joined(query) if selection.saved.strip() else query

    def read_rule(self, words: str, now: datetime | None, *, is_closed: bool) -> Query:
        """Return what a rule means: no typo is forgiven, and when it is closed words are whole."""
        self._renew()
        query = parse_query(words, _countries(), now or self._moment(Selection()))
        return query.closed() if is_closed else query

    def find(self, selection: Selection, column: str, limit: int = -1) -> list[Any]:
        """Return a column of the selected articles, newest first, undated last; a negative limit is none."""
        query = self.read(selection) if selection.is_search else Query()
        return self._select(
            selection, column, query, Way(limit, self.looking.is_common(query), rows=self.looking.known_rows(query))
        )

    def is_slow(self, query: Query) -> bool:
        """Tell whether finding all matches may take longer than a frame: there are many, or phrases to be read."""
        return self.looking.is_common(query) or not query.wanted or has_phrases(query)

    def find_all(self, selection: Selection, query: Query) -> list[int]:
        """Return the rows that match a query, newest first."""
        way = Way(is_common=self.looking.is_common(query), rows=self.looking.known_rows(query))
        rows: list[int] = self._select(selection, "row", query, way)
        return rows

    def find_part(self, selection: Selection, query: Query, part: Slice, matches: Matches | None) -> list[int]:
        """Return the rows of a slice that match, newest first."""
        if matches is None:
            found: list[int] = self._select(selection, "row", query, Way(part=part))
            return found
        rows = matches.pick(self._select(selection, "row", query, Way(part=part, is_wordless=True)))
        if rows and has_phrases(query):
            rows = self._select(selection, "row", query, Way(rows=rows))
        return rows

    def rank_rows(self, selection: Selection, rows: list[int], is_wanted: Callable[[], bool]) -> list[RankedRow]:
        """Return the best matches of a selection, one article a story, with the story's other matches behind it.

        The newest are given, and those that match in the headline looked for when there are more.

        Where no word is wanted the newest are the best. There are none when nobody wants them any more.
        """
        query = self.read(selection)
        if not query.wanted:
            stories = ((row, story) for row in rows for (story,) in self.fetch(_STORY, (row,)))
            return fold_stories(stories)
        if len(rows) == MOST_READ and is_wanted():
            way = Way(MOST_READ, is_of_headlines=True, is_wordless=not query.unwanted and not has_phrases(query))
            rows = list(dict.fromkeys(rows + self._select(selection, "row", query, way)))
        candidates = [c for c in self._candidates(rows) if is_wanted()]
        return rank_candidates(candidates, self._weigh(query), self._moment(selection)) if is_wanted() else []

    def fetch(self, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        """Return what SQL finds, all of it in one hold."""
        with self.lock:
            return self.connection.execute(sql, parameters).fetchall()

    def _select(self, selection: Selection, column: str, query: Query, way: Way) -> list[Any]:
        way = replace(way, muted=self.choose_muted(selection))
        return [value for (value,) in self.fetch(*select_sql(selection, column, query, way))]

    def _moment(self, selection: Selection) -> datetime:
        """Return from when relative dates and freshness count."""
        if selection.now is not None:
            return selection.now
        newest = self.fetch(_NEWEST, ())
        return (decode_time(newest[0][0]) if newest else None) or datetime(1970, 1, 1, tzinfo=UTC)

    def _is_anywhere(self, expression: str) -> bool:
        return bool(self.fetch(_ANY, (expression,)))

    def _count(self, expression: str) -> int:
        if expression not in self.known.counts:
            self.known.counts[expression] = int(self.fetch(_COUNT, (expression,))[0][0])
        return self.known.counts[expression]

    def _weigh(self, query: Query) -> list[Term]:
        total = int(self.fetch("SELECT count(*) FROM article", ())[0][0])
        return [
            Term(tuple(dict.fromkeys((part, *word.spellings))), word.is_open and place == len(parts), count, total)
            for word in query.wanted
            for parts in (fold_typed(word.text),)
            for place, (part, expression) in enumerate(zip(parts, word_expressions(word), strict=True), 1)
            for count in (self._count(expression),)
        ]

    def _candidates(self, rows: Iterable[int]) -> Iterator[Candidate]:
        for row in rows:
            for headline, outlet, published, story, content in self.fetch(_READ, (row,)):
                yield Candidate(row, headline, outlet, decode_time(published), story, content)
