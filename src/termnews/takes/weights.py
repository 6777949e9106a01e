"""How much a term says: rare among stories is telling, however many articles a story has.

Two words of one name are one piece of evidence: of "Silicon Valley" only the rarer word counts in full, the other as
far as it surprises beside it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import mul
from typing import TypeVar

from termnews.takes.common import load_rates
from termnews.takes.features import Features
from termnews.takes.tuning import TUNING, Tuning

_Thing = TypeVar("_Thing")
_LEAST_NATS = 0.05
_FEWEST_STORIES = 40


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many stories terms occur, here and outside."""

    stories: int
    counts: Mapping[str, int]
    uses: Mapping[str, int]
    """In how many stories, or articles, each term occurs: what `pairs` are compared with."""
    pairs: Mapping[tuple[str, str], int]
    """In how many of the same two terms stand side by side; pairs that occur once are left out."""
    length: float
    """How many terms an article has."""
    outside: float
    """How many stories the table of common words stands for."""

    def nats(self, term: str) -> float:
        """Return the information of a term."""
        return self.all_nats((term,))[term]

    def all_nats(self, terms: Iterable[str]) -> dict[str, float]:
        """Return the information of terms."""
        counts, rates = self.counts, load_rates()
        total = math.log(self.stories + self.outside + 1.0)
        found: dict[str, float] = {}
        for term in terms:
            seen = counts.get(term, 0) + 0.5
            if term in rates:
                seen += self.outside * (1.0 - (1.0 - rates[term]) ** self.length)
            found[term] = max(total - math.log(seen), _LEAST_NATS)
        return found

    def nats_beside(self, pair: tuple[str, str], given: str) -> float:
        """Return the information of the other term of a pair when one is given."""
        return -math.log(min((self.pairs[pair] + 0.5) / (self.uses.get(given, 0) + 1.0), 1.0))

    @property
    def unit(self) -> float:
        """The information of a term that occurs in one story of this window: what evidence is measured in."""
        return math.log(max(self.stories, _FEWEST_STORIES))


@dataclass(frozen=True, slots=True)
class Vector:
    """An article's strongest terms."""

    weights: Mapping[str, float]
    """Scaled so that the products of one story's articles sum to 1 or more."""
    nats: Mapping[str, float]
    """What each term proves."""
    rarity: Mapping[str, float]
    """The information of any term of the window, whatever stands beside it."""


@dataclass(slots=True)
class Weighed:
    """The articles of a window, weighed, by position."""

    vectors: list[Vector]
    days: list[float | None]
    unit: float
    """What evidence is measured in."""


def count_rarity(features: Sequence[Features], labels: Sequence[int], tuning: Tuning = TUNING) -> Rarity:
    """Count terms and pairs once a story; `labels` gives the story of each article."""
    return Census(features, tuning).count(labels)


class Census:
    """Counts the terms and pairs of some articles, by article once and by story as often as stories change."""

    def __init__(self, features: Sequence[Features], tuning: Tuning = TUNING) -> None:
        """Count by article."""
        self._features = features
        self._tuning = tuning
        self._uses = Counter(chain.from_iterable([f.terms for f in features]))
        self._pairs = _repeated(Counter(chain.from_iterable([f.pairs for f in features])))
        repeated = self._pairs.keys()
        self._repeated = [f.pairs & repeated for f in features]
        """What is in one article only can be in one story only."""

    def count(self, labels: Sequence[int]) -> Rarity:
        """Count once a story; `labels` gives the story of each article."""
        stories = len(set(labels))
        counts, pairs = self._uses, self._pairs
        if stories < len(labels):
            counts = _count_once((f.terms for f in self._features), labels)
            pairs = _repeated(_count_once(self._repeated, labels))
        length = sum(f.length for f in self._features) / max(len(self._features), 1)
        return Rarity(stories, counts, counts, pairs, length, self._tuning.outside_stories)

    def count_pairs_strictly(self, rarity: Rarity) -> Rarity:
        """Return the same rarity with pairs counted by article.

        Counted by story, a name of two words that has put two articles into one story occurs once, and seems two
        proofs.
        """
        return replace(rarity, uses=self._uses, pairs=self._pairs)


def _count_once(things: Iterable[Iterable[_Thing]], labels: Sequence[int]) -> Counter[_Thing]:
    """Count things once a story; an article has each of its own once."""
    by_story: defaultdict[int, list[Iterable[_Thing]]] = defaultdict(list)
    for own, label in zip(things, labels, strict=True):
        by_story[label].append(own)
    told = (own[0] if len(own) == 1 else set().union(*own) for own in by_story.values())
    return Counter(chain.from_iterable(told))


def _repeated(pairs: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    return {pair: count for pair, count in pairs.items() if count > 1}


def find_vectors(features: Sequence[Features], rarity: Rarity, tuning: Tuning = TUNING) -> list[Vector]:
    """Weigh each article's terms by their rarity and keep the strongest."""
    scale = make_scale(rarity, tuning)
    return [scale.weigh(article) for article in features]


@dataclass(frozen=True, slots=True)
class Scale:
    """What articles of a window are weighed with."""

    rarity: Rarity
    tuning: Tuning
    nats: dict[str, float]
    """The information of every term of the window."""
    powers: dict[str, float]
    """The same, as it counts."""
    _beside: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict, init=False)
    """For pairs that were met the term that proves less beside the other, and what it proves."""

    def learn(self, features: Iterable[Features]) -> None:
        """Take in terms that no article had when they were counted, each as the word of one story."""
        fresh = {term for article in features for term in article.terms if term not in self.nats}
        rarity = replace(self.rarity, counts=dict.fromkeys(fresh, 1))
        self.nats.update(rarity.all_nats(sorted(fresh)))
        self.powers.update({term: self.nats[term] ** self.tuning.rarity_power for term in fresh})

    def weigh(self, article: Features) -> Vector:
        """Weigh an article's terms by their rarity and keep the strongest."""
        nats, powers, tuning = self.nats, self.powers, self.tuning
        terms: Sequence[str] = list(article.terms)
        weights = list(map(mul, article.terms.values(), map(powers.__getitem__, terms)))
        norm = math.sqrt(sum(map(mul, weights, weights))) or 1.0
        norm *= math.sqrt(tuning.scale * (max(len(weights), 1) / 10) ** tuning.scale_power)
        if len(weights) > tuning.strongest:
            kept = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[: tuning.strongest]
            terms, weights = [terms[at] for at in kept], [weights[at] for at in kept]
        proven = dict(zip(terms, map(nats.__getitem__, terms), strict=True))
        for pair in article.pairs & self.rarity.pairs.keys():
            other, value = self._beside.get(pair) or self._compare(pair)
            if value < proven.get(other, 0.0):
                proven[other] = value
        return Vector(dict(zip(terms, [weight / norm for weight in weights], strict=True)), proven, nats)

    def _compare(self, pair: tuple[str, str]) -> tuple[str, float]:
        given, other = pair if self.nats[pair[0]] >= self.nats[pair[1]] else pair[::-1]
        found = self._beside[pair] = (other, self.rarity.nats_beside(pair, given))
        return found


def make_scale(rarity: Rarity, tuning: Tuning = TUNING) -> Scale:
    """Make the scale for a window whose terms have been counted."""
    nats = rarity.all_nats(rarity.counts)
    return Scale(rarity, tuning, nats, {term: value**tuning.rarity_power for term, value in nats.items()})


def weigh_features(features: Sequence[Features], scale: Scale) -> Weighed:
    """Weigh articles that come in the order of time."""
    return Weighed([scale.weigh(f) for f in features], [f.day for f in features], scale.rarity.unit)
