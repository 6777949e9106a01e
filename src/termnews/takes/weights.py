"""How much a term says: rare among stories is telling, however many articles a story has."""

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termnews.takes.tuning import Tuning

_LEAST_RARITY = 0.05
_FEWEST_STORIES = 8


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many stories each term occurs."""

    stories: int
    counts: Mapping[str, float]

    def of(self, term: str) -> float:
        """Return the information of a term in nats."""
        return max(math.log((self.stories + 1) / (self.counts.get(term, 0) + 0.5)), _LEAST_RARITY)

    @property
    def evidence_unit(self) -> float:
        """What one shared term that occurs in a single story is worth."""
        return math.log(max(self.stories, _FEWEST_STORIES))


@dataclass(frozen=True, slots=True)
class Vector:
    """An article's strongest terms."""

    weights: Mapping[str, float]
    """Scaled so that the products of one story's articles sum to 1 or more."""
    rarities: Mapping[str, float]


def count_rarity(terms: Sequence[Mapping[str, float]], labels: Sequence[int]) -> Rarity:
    """Count terms once a story; `labels` gives the story of each article."""
    seen: dict[int, set[str]] = {}
    for article_terms, label in zip(terms, labels, strict=True):
        seen.setdefault(label, set()).update(article_terms)
    counts: Counter[str] = Counter()
    for story_terms in seen.values():
        counts.update(story_terms)
    return Rarity(len(seen), counts)


def find_vectors(terms: Sequence[Mapping[str, float]], rarity: Rarity, tuning: Tuning) -> list[Vector]:
    """Weigh each article's terms by their rarity and keep the strongest."""
    information: dict[str, float] = {}
    powered: dict[str, float] = {}
    for article_terms in terms:
        for term in article_terms:
            if term not in information:
                information[term] = nats = rarity.of(term)
                powered[term] = nats**tuning.rarity_power
    return [_vector(article_terms, information, powered, tuning) for article_terms in terms]


def _vector(
    terms: Mapping[str, float], information: dict[str, float], powered: dict[str, float], tuning: Tuning
) -> Vector:
    weighted = {term: weight * powered[term] for term, weight in terms.items()}
    norm = math.sqrt(sum(w * w for w in weighted.values())) or 1.0
    norm *= math.sqrt(tuning.scale * (max(len(terms), 1) / 10) ** tuning.scale_power)
    if len(weighted) > tuning.strongest:
        weighted = dict(heapq.nlargest(tuning.strongest, weighted.items(), key=lambda item: item[1]))
    return Vector({t: w / norm for t, w in weighted.items()}, {t: information[t] for t in weighted})
