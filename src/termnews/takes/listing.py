"""What pages say about each other: an article listed beside another tells the same story."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from termnews.takes.features import Features
from termnews.takes.frames import LabelWords, read_label
from termnews.takes.graph import Graph, closeness
from termnews.takes.resolve import Match, match_label
from termnews.takes.tuning import Tuning
from termnews.takes.vocabulary import Vocabulary
from termnews.takes.weights import Rarity

_SURE_FIT = 0.8
_LEAD = 0.1
"""How much better than the next article the right one must fit."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The articles of a window, to be looked up by a headline's terms."""

    features: Sequence[Features]
    users: dict[str, list[int]]
    """Who has a term in the headline."""
    countries: Counter[str]
    """How many articles come from each country."""

    def surprise(self, country: str) -> float:
        """Return what it tells that an article comes from a country, in nats."""
        return math.log(len(self.features) / max(self.countries[country], 1))


@dataclass(frozen=True, slots=True)
class Listings:
    """The labels of every page of a window, read once."""

    shelf: _Shelf
    words: Sequence[tuple[LabelWords, ...]]
    """For each article the labels that its page lists."""

    def add_to(self, graph: Graph, rarity: Rarity, tuning: Tuning) -> None:
        """Strengthen the links between articles that a page's labels surely lead to."""
        for here, labels in enumerate(self.words):
            listed = {here, *_find_listed(labels, here, self.shelf, rarity, tuning)} if labels else {here}
            for one, other in combinations(sorted(listed), 2):
                graph.strengthen(one, other, tuning.listed_bonus, tuning.proof)


def read_listings(features: Sequence[Features], vocabulary: Vocabulary) -> Listings:
    """Read the labels of every page."""
    words = [tuple(read_label(label, vocabulary) for label in article.labels) for article in features]
    return Listings(_shelve(features if any(words) else ()), words)


def _shelve(features: Sequence[Features]) -> _Shelf:
    users: dict[str, list[int]] = {}
    for at, article in enumerate(features):
        for term in article.headline:
            users.setdefault(term, []).append(at)
    return _Shelf(features, users, Counter(f.country for f in features))


def _find_listed(
    labels: Sequence[LabelWords], here: int, shelf: _Shelf, rarity: Rarity, tuning: Tuning
) -> Iterator[int]:
    """Yield the articles that labels can only mean."""
    day = shelf.features[here].day
    for words in labels:
        candidates = {at for term in words.terms for at in shelf.users.get(term, ())} - {here}
        nats = rarity.all_nats(words.terms)
        near = (at for at in sorted(candidates) if closeness(day, shelf.features[at].day, tuning))
        matches = sorted(((match_label(words, nats, shelf.features[at]), -at) for at in near), reverse=True)
        if not matches:
            continue
        (best, at), second = matches[0], matches[1][0] if len(matches) > 1 else Match(0.0, 0.0)
        evidence = best.evidence + (shelf.surprise(words.teller) if words.teller else 0.0)
        is_sure = best.fit >= _SURE_FIT and evidence >= rarity.unit
        if is_sure and best.fit - second.fit >= _LEAD:
            yield -at
