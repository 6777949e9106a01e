"""From the words of a selection to the query that lists what they find."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from termnews.domain.query import (
    ByOutlet,
    Condition,
    HasTakes,
    InCountry,
    InLanguage,
    PublishedBefore,
    PublishedSince,
    Query,
    Standing,
    Tagged,
    Word,
)
from termnews.domain.selection import Selection
from termnews.library.folding import fold_plain, fold_typed
from termnews.library.listing import Clause, list_sql
from termnews.library.phrases import FUNCTION
from termnews.library.rows import encode_time
from termnews.library.search import LANGUAGE_MARK, any_of, match_expression, word_expressions
from termnews.library.tags import CLAUSE as TAG_CLAUSE
from termnews.library.tags import fold_tag

_STANDINGS = {
    Standing.UNREAD: "is_read = 0",
    Standing.READ: "is_read = 1",
    Standing.BOOKMARKED: "is_bookmarked = 1",
    Standing.OVERLOOKED: "article.story IN (SELECT id FROM story WHERE verdict = 'overlooked')",
}
_RELATIONS = frozenset({"<", "<=", "=", ">=", ">"})
_MATCHES = "article.row IN (SELECT rowid FROM search WHERE search MATCH ?)"
_MATCH = "MATCH ?"
_WALKED = f"+{_MATCHES}"
"""The plus keeps SQLite from starting at the matches."""
_IN_HEADLINE = "article.row IN (SELECT rowid FROM search_headline WHERE search_headline MATCH ?)"
_IN_LATE_HEADLINE = f"{_IN_HEADLINE[:-1]} ORDER BY rowid DESC LIMIT 2000)"
_KNOWN = "article.row IN (SELECT value FROM json_each(?))"
_CONTENT = "(SELECT content FROM body WHERE body.row = article.row)"
_HOLDS_PHRASE = f"{FUNCTION}(?, ?, headline, outlet, {_CONTENT})"
_NOTHING: Clause = ("0", ())
_NARROW = 10_000


@dataclass(frozen=True, slots=True)
class Way:
    """How to look for what a query means."""

    limit: int = -1
    """Rows at most; none when negative."""
    is_common: bool = False
    """Whether so many have the words that it is quicker to walk down all articles than to sort those that match."""
    is_of_headlines: bool = False
    """Whether the wanted words must all stand in the headline or be the outlet's."""
    muted: str = ""
    """"NOT IN" leaves muted articles out, "IN" leaves only them."""
    part: "Slice | None" = None
    """The part of the articles to look in; None for all."""
    rows: Sequence[int] | None = None
    """The articles that hold the words, when that is known."""
    is_wordless: bool = False
    """Whether no word and no phrase is looked for, only the rest of the query."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Articles that follow each other in time: the newest come before, the undated last."""

    newest: int | None
    """Their newest moment, as stored; None for the undated."""
    before: int | None
    """The newest moment of the next slice, None when there is none."""
    first: int
    """Their least row id."""
    last: int

    @property
    def is_narrow(self) -> bool:
        """Whether the index can be asked for their rows alone."""
        return self.last - self.first < _NARROW

    @property
    def clause(self) -> Clause:
        """What tells them from the others."""
        if self.newest is None:
            return "article.published IS NULL", ()
        if self.before is None:
            return "article.published <= ?", (self.newest,)
        return "article.published <= ? AND article.published > ?", (self.newest, self.before)


def select_sql(selection: Selection, column: str, query: Query, way: Way) -> tuple[str, list[object]]:
    """Return the SQL for one column of the selected articles, newest first, and its parameters.

    `query` is what the words of the selection mean. Overlooked articles come grouped by story, the newest story first.
    """
    also: list[Clause] = []
    if selection.is_search:
        also += _query_clauses(query, way)
    if way.is_of_headlines:
        also.append((_IN_LATE_HEADLINE, (match_expression(replace(query, words=query.wanted)),)))
    if way.part is not None:
        within = f"{_MATCH} AND rowid BETWEEN {way.part.first:d} AND {way.part.last:d}"
        also = [*((sql.replace(_MATCH, within), parameters) for sql, parameters in also), way.part.clause]
    return list_sql(selection, column, also=also, muted=way.muted, limit=way.limit)


def _query_clauses(query: Query, way: Way) -> Iterator[Clause]:
    """Yield what a query asks for, the cheapest to tell first; one that asks for nothing matches nothing."""
    if not (query.words or query.filters or query.problems):
        yield _NOTHING
    for condition in query.filters:
        sql, parameters = _condition_clause(condition.condition)
        yield (f"({sql}) IS NOT TRUE" if condition.is_negated else sql), parameters
    if way.is_wordless:
        return
    yield from _word_clauses(query, way)
    for word in query.words:
        if word.is_phrase and len(fold_plain(word.text)) > 1:
            yield _phrase_clause(word)


def _word_clauses(query: Query, way: Way) -> Iterator[Clause]:
    expression = match_expression(query)
    if way.rows is not None:
        yield _KNOWN, (json.dumps(way.rows),)
    elif expression:
        yield _WALKED if way.is_common else _MATCHES, (expression,)
    elif query.wanted:
        yield _NOTHING
    else:
        for word in query.unwanted:
            if not word.is_phrase and (all_of := " AND ".join(word_expressions(word))):
                yield f"NOT {_MATCHES}", (all_of,)


def _phrase_clause(word: Word) -> Clause:
    holds: Sequence[object] = (fold_plain(word.text), word.is_open)
    if not word.is_negated:
        return _HOLDS_PHRASE, holds
    return f"NOT ({_MATCHES} AND {_HOLDS_PHRASE})", (" AND ".join(word_expressions(word)), *holds)


def _condition_clause(condition: Condition) -> Clause:
    clause = _NOTHING
    match condition:
        case InCountry(code):
            clause = "country = ?", (code,)
        case ByOutlet():
            clause = _outlet_clause(condition)
        case PublishedBefore(moment):
            clause = "published < ?", (encode_time(moment),)
        case PublishedSince(moment):
            clause = "published >= ?", (encode_time(moment),)
        case HasTakes(relation, count) if relation in _RELATIONS:
            clause = f"takes {relation} ?", (count,)
        case InLanguage(code):
            clause = _MATCHES, (f'"{LANGUAGE_MARK}{code}"',)
        case Standing():
            clause = _STANDINGS[condition], ()
        case Tagged(name):
            clause = TAG_CLAUSE, (fold_tag(name),)
    return clause


def _outlet_clause(outlet: ByOutlet) -> Clause:
    parts = fold_typed(outlet.name)
    if not parts:
        return _NOTHING
    terms = [any_of([part], is_open=outlet.is_open and place == len(parts)) for place, part in enumerate(parts, 1)]
    return _IN_HEADLINE, (" AND ".join(f"outlet : {term}" for term in terms),)
