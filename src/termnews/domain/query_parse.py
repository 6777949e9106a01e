"""The language of a search, as it is typed into `/`, `termnews search`, saved searches and rules.

    query  = { space | part }
    part   = [ "-" ] ( phrase | filter | word )
    phrase = quote { any but a quote } ( quote | end )
    filter = name ":" ( phrase | value )
    word   = { any but space and quote } [ "*" ]

Any text is a query. A name that is none of `FILTERS` nor near one leaves its part a word, as in "10:30"; a name that is
near one, and a value that means nothing, is a `QueryProblem` and leaves the rest as it is.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from termnews.domain.languages import LANGUAGES, find_language
from termnews.domain.place import ALIASES, Countries, fold_name
from termnews.domain.query import (
    ByOutlet,
    Condition,
    Filter,
    HasTakes,
    InCountry,
    InLanguage,
    PublishedBefore,
    PublishedSince,
    Query,
    QueryProblem,
    Standing,
    Tagged,
    Word,
)
from termnews.domain.spelling import find_nearest

MOST_PARTS = 64
"""Parts of a query that are read; more are left out."""
LONGEST_QUERY = 1_000
"""Characters of a query that are read."""
OTHER_NAMES: Mapping[str, str] = {
    "by": "outlet", "from": "country", "in": "country", "language": "lang", "source": "outlet", "since": "after",
    "until": "before", "take": "takes", "newer": "after", "older": "before",
    "tags": "tag", "label": "tag",
}  # fmt: skip
"""Names that other programs use, and ours for them."""

_QUOTES = '"“”„«»'
_PART = re.compile(
    rf"(?P<minus>-?)(?:(?P<name>[A-Za-z]+):"
    rf"(?:[{_QUOTES}](?P<said>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<value>[^\s{_QUOTES}]+)|(?=\s|$))"
    rf"|[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?|(?P<word>[^\s{_QUOTES}]+))"
)
_COUNT = re.compile(r"(<=|>=|<|>|=|)(\d{1,6})")
_AGO = re.compile(r"(\d{1,4})([hdwmy])")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_AGO_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_DATE_HINT = "a date is written 2025-12-01, 2025-12 or 2025, or as time ago: 12h, 7d, 2w, 3m, 1y"


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a value may need to be understood."""

    countries: Countries
    now: datetime
    is_last: bool
    """Whether the value ends the query, so that it may be unfinished."""


@dataclass(frozen=True, slots=True)
class _Unclear:
    """A value that means nothing."""

    why: str
    nearest: str = ""


_Read = Callable[[str, _Setting], Condition | _Unclear]


def parse_query(text: str, countries: Countries, now: datetime) -> Query:
    """Read a query; never fails, and what means nothing is told in its problems."""
    text = text[:LONGEST_QUERY]
    end = len(text.rstrip())
    words: list[Word] = []
    filters: list[Filter] = []
    problems: list[QueryProblem] = []
    for match in _parts(text):
        found = _read_part(match, _Setting(countries, now, match.end() >= end))
        if isinstance(found, Word):
            words.append(found)
        elif isinstance(found, Filter):
            filters.append(found)
        elif isinstance(found, QueryProblem):
            problems.append(found)
    return Query(tuple(words), tuple(filters), tuple(problems))


def _parts(text: str) -> list[re.Match[str]]:
    return [match for match, _ in zip(_PART.finditer(text), range(MOST_PARTS), strict=False)]


def _read_part(match: re.Match[str], setting: _Setting) -> Word | Filter | QueryProblem | None:
    is_negated = bool(match["minus"])
    if match["phrase"] is not None:
        is_closed = match[0][-1] in _QUOTES and len(match[0].removeprefix("-")) > 1
        return _phrase(match["phrase"], is_negated=is_negated, is_open=setting.is_last and not is_closed)
    if match["word"] is not None:
        return _word(match["word"], setting, is_negated=is_negated)
    name = match["name"].lower()
    value = match["said"] if match["said"] is not None else match["value"]
    if name not in FILTERS:
        return _read_unknown(match, name, setting)
    start = match.start("name") + len(name) + 1
    if not value or not value.strip():
        return QueryProblem(match.start("name"), match.end(), f"{name}: needs a value, as in {_EXAMPLES[name]}")
    found = FILTERS[name](value.strip(), setting)
    if isinstance(found, _Unclear):
        return QueryProblem(start, match.end(), found.why, found.nearest)
    return Filter(found, is_negated)


def _read_unknown(match: re.Match[str], name: str, setting: _Setting) -> Word | QueryProblem | None:
    nearest = OTHER_NAMES.get(name, "") if match["value"] or match["said"] else ""
    nearest = nearest or find_nearest(name, FILTERS)
    if nearest:
        return QueryProblem(match.start("name"), match.end("name") + 1, f"there is no filter {name}:", f"{nearest}:")
    is_negated = bool(match["minus"])
    if match["said"] is not None:
        return _phrase(f"{name} {match['said']}", is_negated=is_negated, is_open=False)
    return _word(match[0].removeprefix("-"), setting, is_negated=is_negated)


def _phrase(text: str, *, is_negated: bool, is_open: bool) -> Word | None:
    if not _holds_word(text):
        return None
    return Word(text.strip(), is_phrase=True, is_open=is_open and not is_negated, is_negated=is_negated)


def _word(text: str, setting: _Setting, *, is_negated: bool) -> Word | None:
    if not _holds_word(text):
        return None
    stem = text.rstrip("*")
    return Word(stem, is_open=(setting.is_last or stem != text) and not is_negated, is_negated=is_negated)


def _holds_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _read_country(value: str, setting: _Setting) -> Condition | _Unclear:
    code = setting.countries.find_code(value)
    if code:
        return InCountry(code)
    names = {fold_name(country.name): country.name for country in setting.countries.values()}
    nearest = find_nearest(fold_name(value), [*names, *ALIASES])
    name = names.get(nearest, nearest)
    return _Unclear(f"no country is called {value}", f'"{name}"' if " " in name else name)


def _read_outlet(value: str, setting: _Setting) -> Condition | _Unclear:
    return ByOutlet(value, is_open=setting.is_last) if _holds_word(value) else _Unclear("an outlet's name has letters")


def _read_before(value: str, setting: _Setting) -> Condition | _Unclear:
    moment = _read_moment(value, setting.now)
    return PublishedBefore(moment) if isinstance(moment, datetime) else moment


def _read_after(value: str, setting: _Setting) -> Condition | _Unclear:
    moment = _read_moment(value, setting.now)
    return PublishedSince(moment) if isinstance(moment, datetime) else moment


def _read_moment(value: str, now: datetime) -> datetime | _Unclear:
    """Return the start of a day, month or year, or a time ago: whole days back are counted from midnight."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    plain = value.lower()
    try:
        if ago := _AGO.fullmatch(plain):
            count, unit = int(ago[1]), ago[2]
            return now - timedelta(hours=count) if unit == "h" else today - timedelta(days=count * _AGO_DAYS[unit])
        if day := _DAY.fullmatch(plain):
            return datetime(int(day[1]), int(day[2] or 1), int(day[3] or 1), tzinfo=UTC)
    except (ValueError, OverflowError):
        return _Unclear(f"there is no day {value}")
    named = {"today": today, "yesterday": today - timedelta(days=min(1, today.toordinal() - 1))}
    return named.get(plain) or _Unclear(_DATE_HINT, find_nearest(plain, named))


def _read_standing(value: str, _setting: _Setting) -> Condition | _Unclear:
    names = [standing.value for standing in Standing]
    if value.lower() in names:
        return Standing(value.lower())
    return _Unclear(f"is: knows {', '.join(names[:-1])} and {names[-1]}", find_nearest(value.lower(), names))


def _read_takes(value: str, _setting: _Setting) -> Condition | _Unclear:
    count = _COUNT.fullmatch(value)
    return HasTakes(count[1] or "=", int(count[2])) if count else _Unclear("takes: needs a number, as in >3")


def _read_language(value: str, _setting: _Setting) -> Condition | _Unclear:
    code = find_language(value)
    return (
        InLanguage(code) if code else _Unclear(f"no language is called {value}", find_nearest(value.lower(), LANGUAGES))
    )


def _read_tag(value: str, _setting: _Setting) -> Condition | _Unclear:
    return Tagged(value) if value.strip("#") else _Unclear("tag: needs a tag of a bookmark")


FILTERS: Mapping[str, _Read] = {
    "country": _read_country,
    "outlet": _read_outlet,
    "before": _read_before,
    "after": _read_after,
    "is": _read_standing,
    "takes": _read_takes,
    "lang": _read_language,
    "tag": _read_tag,
}
"""What reads the value of each filter."""

_EXAMPLES: Mapping[str, str] = {
    "country": "country:fr",
    "outlet": 'outlet:"Le Monde"',
    "before": "before:2025-12-01",
    "after": "after:7d",
    "is": "is:unread",
    "takes": "takes:>3",
    "lang": "lang:es",
    "tag": "tag:climate",
}
