"""The order of relevance: BM25 over headline and body (BM25F, Robertson and Zaragoza 2009), then freshness.

What is compared has been found already: these are pure functions over what was read of it.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from termnews.library.folding import fold_stored

_SATURATION = 1.2
"""BM25's k1: from about this many mentions on, more hardly count."""
_LENGTH_SHARE = 0.5
"""BM25's b: how much of a body's length is held against it."""
_HEADLINE_WEIGHT = 5.0
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
class _Weighed:
    """A candidate with its words counted, each by its place."""

    candidate: Candidate
    headline: Sequence[str]
    counts: Counter[str]
    length: int


def rank_candidates(candidates: Iterable[Candidate], terms: Sequence[Term], now: datetime) -> list[RankedRow]:
    """Return candidates by relevance, one a story; without terms by freshness alone."""
    weighed = [_weigh(candidate) for candidate in candidates]
    mean = sum(one.length for one in weighed) / len(weighed) if weighed else 1.0
    scores = {one.candidate.row: _score(one, terms, mean) * _freshness(one.candidate, now) for one in weighed}
    best_first = sorted((one.candidate for one in weighed), key=lambda c: -scores[c.row])
    stories: dict[object, list[int]] = {}
    for candidate in best_first:
        stories.setdefault(candidate.story or candidate.row, []).append(candidate.row)
    return [RankedRow(rows[0], tuple(rows[1:])) for rows in stories.values()]


def _weigh(candidate: Candidate) -> _Weighed:
    blocks = [str(block[1]) for block in json.loads(candidate.content)[0] if block[0] != "a"]
    headline, outlet = fold_stored(candidate.headline), fold_stored(candidate.outlet)
    texts = ((headline, _HEADLINE_WEIGHT), (outlet, _OUTLET_WEIGHT), (fold_stored(_lead(blocks)), _FIRST_WEIGHT - 1))
    body = _words("\n".join(map(fold_stored, blocks)))
    counts = Counter(body)
    for text, weight in texts:
        for word in _words(text):
            counts[word] += weight  # type: ignore[assignment] -- a share of a mention
    return _Weighed(candidate, _words(headline), counts, len(body))


def _lead(blocks: Sequence[str]) -> str:
    """Return the first block that is a paragraph by its length."""
    return next((block for block in blocks if len(block) > _SHORT_BLOCK), "")


_SHORT_BLOCK = 120


def _words(folded: str) -> list[str]:
    return "".join(c if c.isalnum() or c > "\x7f" else " " for c in folded).split()


def _score(weighed: _Weighed, terms: Sequence[Term], mean: float) -> float:
    norm = 1 - _LENGTH_SHARE + _LENGTH_SHARE * weighed.length / (mean or 1.0)
    total = 1.0 if not terms else 0.0
    for term in terms:
        mentions = _mentions(weighed.counts, term)
        total += term.weight * mentions * (_SATURATION + 1) / (mentions + _SATURATION * norm)
    for one, other in zip(terms, terms[1:], strict=False):
        if _stand_together(weighed.headline, one, other):
            total += _SIDE_BY_SIDE * (one.weight + other.weight)
    return total


def _mentions(counts: Counter[str], term: Term) -> float:
    found = float(sum(counts[spelling] for spelling in term.spellings))
    if term.is_open:
        longer = (n for w, n in counts.items() if w.startswith(term.spellings) and w not in term.spellings)
        found += _BEGINNING_SHARE * sum(longer)
    return found


def _stand_together(words: Sequence[str], one: Term, other: Term) -> bool:
    return any(
        left in one.spellings and (right in other.spellings or (other.is_open and right.startswith(other.spellings)))
        for left, right in zip(words, words[1:], strict=False)
    )


def _freshness(candidate: Candidate, now: datetime) -> float:
    if candidate.published is None:
        return 1.0
    days = max(0.0, (now - candidate.published).total_seconds() / _DAY_SECONDS)
    return 1.0 + _FRESHNESS * 0.5 ** (days / _HALF_LIFE_DAYS)
