"""Saved searches, mute rules and keyword alerts: queries that the reader has given names in `config.toml`."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from termnews.domain.article import Headline
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.query import Query
from termnews.domain.query_parse import parse_query
from termnews.domain.selection import Selection
from termnews.library.rebuilding import complete_index, index_some
from termnews.library.store import Library
from termnews.newsroom.config import NAME, load_config

SEARCHES, MUTE, ALERTS = "searches", "mute", "alerts"
"""The tables of the settings."""

_AT_ONCE = 0.02
"""Seconds to make articles searchable in, when nobody can wait for all of them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A query with a name."""

    table: str
    """The table of the settings that it stands in."""
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Rules:
    """All that the reader has set."""

    searches: tuple[Rule, ...] = ()
    mute: tuple[Rule, ...] = ()
    alerts: tuple[Rule, ...] = ()
    is_dimmed: bool = False
    """Whether muted articles are dimmed instead of hidden."""
    problems: tuple[Problem, ...] = ()
    """Why some of them do nothing."""


@dataclass(frozen=True, slots=True)
class RuledRows:
    """The articles that rules are about."""

    muted: frozenset[int] = frozenset()
    alerted: frozenset[int] = frozenset()
    searches: "Mapping[str, array[int]]" = field(default_factory=dict)
    """The rows of each saved search, by its name."""


@dataclass(frozen=True, slots=True)
class Alert:
    """A new article that the reader wants to be told of."""

    name: str
    """The alert's name."""
    headline: Headline


def load_rules(folder: Path, countries: Countries, now: datetime) -> Rules:
    """Read the rules of a folder's settings; one that is not understood is told and does nothing."""
    config, _ = load_config(folder)  # whoever shows settings tells of their problems
    problems: list[Problem] = []

    def read(table: str, queries: Mapping[str, str]) -> tuple[Rule, ...]:
        rules = tuple(Rule(table, name, words) for name, words in queries.items())
        wrong = {rule: why for rule in rules if (why := _find_fault(rule, countries, now))}
        problems.extend(Problem(NAME, f"{table}.{rule.name}: {why}") for rule, why in wrong.items())
        return tuple(rule for rule in rules if rule not in wrong)

    found = {table: read(table, getattr(config, table)) for table in (SEARCHES, MUTE, ALERTS)}
    return Rules(**found, is_dimmed=config.look.muted == "dimmed", problems=tuple(problems))


def _find_fault(rule: Rule, countries: Countries, now: datetime) -> str:
    query = parse_query(rule.words, countries, now)
    if query.problems:
        problem = query.problems[0].as_problem()
        return f"{problem.where}: {problem.why}"
    return "" if query.words or query.filters else "asks for nothing"


def find_matches(library: Library, rule: Rule, now: datetime | None) -> "Iterator[array[int]]":
    """Yield the rows that a rule is about, the newest first, a part at a time."""
    for part in library.search.walk_rule(rule.words, now, is_closed=rule.table != SEARCHES):
        yield array("q", part)


def mute_soon(library: Library, rules: Rules, now: datetime | None, is_in_time: Callable[[], bool]) -> None:
    """Mute the newest articles that there are rules for, as far as that can be done in time."""
    rows: set[int] = set()
    index_some(library, _AT_ONCE)
    for rule in rules.mute:
        for part in find_matches(library, rule, now):
            rows.update(part)
            if not is_in_time():
                break
    library.search.mute(rows, is_hidden=not rules.is_dimmed)


def find_ruled(library: Library, rules: Rules, now: datetime | None, is_wanted: Callable[[], bool]) -> RuledRows | None:
    """Return the articles that rules are about; None as soon as nobody wants to know any more."""
    found: dict[Rule, array[int]] = {}
    complete_index(library, is_wanted)
    for rule in (*rules.mute, *rules.alerts, *rules.searches):
        rows = found[rule] = array("q")
        for part in find_matches(library, rule, now):
            if not is_wanted():
                return None
            rows.extend(part)
    muted = frozenset().union(*(found[rule] for rule in rules.mute))
    alerted = frozenset().union(*(found[rule] for rule in rules.alerts)) - muted
    return RuledRows(muted, alerted, {rule.name: _unmuted(found[rule], rules, muted) for rule in rules.searches})


def _unmuted(rows: "array[int]", rules: Rules, muted: frozenset[int]) -> "array[int]":
    return rows if rules.is_dimmed or not muted else array("q", [row for row in rows if row not in muted])


def apply_rules(library: Library, rules: Rules, ruled: RuledRows) -> None:
    """Let lists and counts leave muted articles out, and know those that alerts are about."""
    if ruled.muted != library.search.muted or rules.mute:
        library.search.mute(ruled.muted, is_hidden=not rules.is_dimmed)
    library.search.alerted = ruled.alerted


def mute_all(library: Library, rules: Rules, now: datetime | None) -> None:
    """Mute every article that there is a rule for."""
    complete_index(library, lambda: True)
    mute_soon(library, rules, now, lambda: True)


def find_alerts(library: Library, rules: Rules, after_row: int, now: datetime | None) -> list[Alert]:
    """Return what alerts say of the articles that came after a row, the newest first, each article once."""
    names: dict[int, str] = {}
    for rule in rules.alerts:
        for part in find_matches(library, rule, now):
            for row in part:
                if row > after_row and row not in library.search.muted:
                    names.setdefault(row, rule.name)
    found = [(names[row], headline) for row in names for headline in library.headlines([row])]
    found.sort(key=lambda one: one[1].published.timestamp() if one[1].published else 0.0, reverse=True)
    return [Alert(name, headline) for name, headline in found]


def as_words(selection: Selection) -> str:
    """Return a selection as one query, empty when nothing is searched for in it."""
    if not selection.is_search:
        return ""
    picked = (
        (f"country:{selection.country.casefold()}", bool(selection.country)),
        ("is:unread", selection.is_unread),
        ("is:bookmarked", selection.is_bookmarked),
        ("is:overlooked", selection.is_overlooked),
    )
    parts = (selection.saved.strip(), *(words for words, is_picked in picked if is_picked), selection.words.strip())
    return " ".join(filter(None, parts))


def spelt_right(words: str, query: Query) -> str:
    """Return what was typed with the words that are meant: rules forgive no typo."""
    for word in query.words:
        if word.spellings:
            words = words.replace(word.text, word.spellings[0])
    return words
