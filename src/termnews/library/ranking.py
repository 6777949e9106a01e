"""The order of relevance: BM25 over headline and body (BM25F, Robertson and Zaragoza 2009), then freshness.

What is compared has been found already: these are pure functions over what was read of it.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from termnews.library.folding import fold_stored
from termnews.library.phrases import stored_texts

_SATURATION = 1.2
"""BM25's k1: from about this many mentions on, more hardly count."""
_LENGTH_SHARE = 0.5
"""BM25's b: how much of a body's length is held against it."""
_HEADLINE_WEIGHT = 8.0
_OUTLET_WEIGHT = 2.0
_FIRST_WEIGHT = 2.0
"""A mention in the first paragraph, where news says what it is about."""
_BEGINNING_SHARE = 0.6
"""What a word counts that only begins as the typed one does."""
_SIDE_BY_SIDE = 0.35
"""What a pair of typed words adds that stands in a headline as typed, as a share of their weight."""
_FRESHNESS = 0.25
"""How much more the newest article counts than one of long ago."""
_HALF_LIFE_DAYS = 14.0
_DAY_SECONDS = 86_400.0
_SHORT_BLOCK = 120
"""Characters: a shorter block is a caption or a line above the text rather than its first paragraph."""
_OF_WORD = r"0-9a-z\x80-\U0010ffff"


@dataclass(frozen=True, slots=True)
class Term:
    """A word to rank by."""

    spellings: tuple[str, ...]
    """Folded; the one that was typed first."""
    is_open: bool
    """Whether words that begin so count too."""
    count: int
    """Articles that have it."""
    total: int
    """Articles there are."""

    @property
    def weight(self) -> float:
        """How much the word tells: its inverse document frequency."""
        return math.log(1 + (self.total - self.count + 0.5) / (self.count + 0.5))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matching article as it is stored."""

    row: int
    headline: str
    outlet: str
    published: datetime | None
    story: str
    content: str


@dataclass(frozen=True, slots=True)
class RankedRow:
    """The best matching article of a story."""

    row: int
    more: tuple[int, ...] = ()
    """Rows of the story's other matching articles, the best first."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A candidate's folded text, by place."""

    headline: str
    outlet: str
    lead: str
    """The first paragraph."""
    body: str


def rank_candidates(candidates: Iterable[Candidate], terms: Sequence[Term], now: datetime) -> list[RankedRow]:
    """Return candidates by relevance, one a story."""
    read = [(candidate, _read(candidate)) for candidate in candidates]
    mean = sum(len(text.body) for _, text in read) / max(1, len(read))
    patterns = [_pattern(term) for term in terms]
    scored = [(_score(text, terms, patterns, mean) * _freshness(candidate, now), candidate) for candidate, text in read]
    scored.sort(key=lambda one: -one[0])
    return fold_stories((candidate.row, candidate.story) for _, candidate in scored)


def fold_stories(rows: Iterable[tuple[int, str]]) -> list[RankedRow]:
    """Return rows with their stories, the best first, as one row a story; an empty story is none."""
    stories: dict[object, list[int]] = {}
    for row, story in rows:
        stories.setdefault(story or row, []).append(row)
    return [RankedRow(found[0], tuple(found[1:])) for found in stories.values()]


def _read(candidate: Candidate) -> _Text:
    body = fold_stored("\n".join(stored_texts(candidate.content)))
    lead = next((line for line in body.split("\n") if len(line) > _SHORT_BLOCK), "")
    return _Text(fold_stored(candidate.headline), fold_stored(candidate.outlet), lead, body)


def _pattern(term: Term) -> re.Pattern[str]:
    """Return what finds a term's words, each with what follows the spelling.

    That a word begins is tested behind it, so that `re` can look for the spelling itself.
    """
    longest_first = sorted(map(re.escape, term.spellings), key=len, reverse=True)
    spellings = "|".join(f"{spelling}(?<![{_OF_WORD}]{spelling})" for spelling in longest_first)
    rest = f"([{_OF_WORD}]*)" if term.is_open else f"()(?![{_OF_WORD}])"
    return re.compile(f"(?:{spellings}){rest}")


def _score(text: _Text, terms: Sequence[Term], patterns: Sequence[re.Pattern[str]], mean: float) -> float:
    norm = 1 - _LENGTH_SHARE + _LENGTH_SHARE * len(text.body) / (mean or 1.0)
    total = 0.0
    for term, pattern in zip(terms, patterns, strict=True):
        mentions = _mentions(text, pattern)
        total += term.weight * mentions * (_SATURATION + 1) / (mentions + _SATURATION * norm)
    for (one, left), (other, right) in pairwise(zip(terms, patterns, strict=True)):
        if _stand_together(text.headline, left, right):
            total += _SIDE_BY_SIDE * (one.weight + other.weight)
    return total


def _mentions(text: _Text, pattern: re.Pattern[str]) -> float:
    """Count a term's mentions, those in weightier places more and those of longer words less."""
    found: float = 0.0
    places = (
        (text.headline, _HEADLINE_WEIGHT),
        (text.outlet, _OUTLET_WEIGHT),
        (text.lead, _FIRST_WEIGHT - 1),
        (text.body, 1.0),
    )
    for place, weight in places:
        found += weight * sum(_BEGINNING_SHARE if rest else 1.0 for rest in pattern.findall(place))
    return found


def _stand_together(text: str, left: re.Pattern[str], right: re.Pattern[str]) -> bool:
    ends = {match.end() for match in left.finditer(text)}
    return any(match.start() - 1 in ends for match in right.finditer(text))


def _freshness(candidate: Candidate, now: datetime) -> float:
    if candidate.published is None:
        return 1.0
    days = max(0.0, (now - candidate.published).total_seconds() / _DAY_SECONDS)
    return 1.0 + _FRESHNESS * math.pow(0.5, days / _HALF_LIFE_DAYS)
