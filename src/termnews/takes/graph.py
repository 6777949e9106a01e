"""Which articles are alike, and how much: a sparse graph over a window of time."""

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from termnews.takes.tuning import Tuning
from termnews.takes.weights import Vector, Weighed

_TELLING_SHARE = 0.8
"""The share of the least likeness that must come from the terms that bring articles together."""
_Postings = dict[str, list[tuple[int, float]]]
"""Who used a term lately, by position, and the weight it has there."""


@dataclass(slots=True)
class Graph:
    """Links between articles, by their positions."""

    likeness: list[dict[int, float]]
    """1 and more within a story; both directions are kept."""
    vouched: dict[tuple[int, int], float] = field(default_factory=dict)
    """For pairs, the earlier first, evidence from elsewhere than their words, in ln(stories)."""

    def strengthen(self, one: int, other: int, likeness: float, evidence: float) -> None:
        """Add to the link between two articles, and vouch for it."""
        pair = (one, other) if one < other else (other, one)
        total = self.likeness[one].get(other, 0.0) + likeness
        self.likeness[one][other] = self.likeness[other][one] = total
        self.vouched[pair] = self.vouched.get(pair, 0.0) + evidence


@dataclass(slots=True)
class Linker:
    """Links one article after the other to those that came before."""

    tuning: Tuning
    weighed: Weighed
    """The articles that are linked so far."""
    graph: Graph = field(default_factory=lambda: Graph([]))
    _split: list["_Split"] = field(default_factory=list)
    _postings: _Postings = field(default_factory=dict)

    def add(self, vector: Vector, day: float | None) -> None:
        """Link an article to earlier ones that share enough rare terms; it gets the next position."""
        tuning, vectors, days, here = self.tuning, self.weighed.vectors, self.weighed.days, len(self._split)
        own = _split(vector, tuning.telling * self.weighed.unit)
        near: dict[int, float] = {}
        vectors.append(vector)
        days.append(day)
        self._split.append(own)
        self.graph.likeness.append(near)
        oldest = day - tuning.fade_days - tuning.grace_days if day is not None else -math.inf
        met = _meet(here, own.telling, days, oldest, self._postings)
        low = tuning.gate_low * self.weighed.unit
        width = (tuning.gate_high - tuning.gate_low) * self.weighed.unit
        floor, norm, split = tuning.edge_floor, own.common_norm, self._split
        least, keys = floor * _TELLING_SHARE, vector.weights.keys()
        for there, value in met.items():
            if value < least:
                continue
            close = closeness(day, days[there], tuning)
            if value * close < least or (value + norm * split[there].common_norm) * close <= floor:
                continue
            other = vectors[there]
            shared = keys & other.weights.keys()
            total = product(shared, vector, other) * close
            if total <= floor or (proven := proof(shared, vector, other)) <= low:
                continue
            kept = total * min((proven - low) / width, 1.0)
            if kept > floor:
                near[there] = self.graph.likeness[there][here] = kept


def link_articles(weighed: Weighed, tuning: Tuning) -> Linker:
    """Link articles; they come in the order of time, undated ones last."""
    linker = Linker(tuning, Weighed([], [], weighed.unit))
    for vector, day in zip(weighed.vectors, weighed.days, strict=True):
        linker.add(vector, day)
    return linker


def closeness(one: float | None, other: float | None, tuning: Tuning) -> float:
    """Return 1 for articles of about the same time, falling to 0; unknown times are close to all."""
    if one is None or other is None or abs(one - other) <= tuning.grace_days:
        return 1.0
    return max(1.0 - max(abs(one - other) - tuning.grace_days, 0.0) / tuning.fade_days, 0.0)


@dataclass(frozen=True, slots=True)
class _Split:
    """What an article weighs: the terms that bring articles together, and the length of the commoner rest."""

    telling: dict[str, float]
    common_norm: float


def _split(vector: Vector, telling: float) -> _Split:
    rarity = vector.rarity
    rare = {term: weight for term, weight in vector.weights.items() if rarity[term] >= telling}
    rest = math.fsum([w * w for w in vector.weights.values()]) - math.fsum([w * w for w in rare.values()])
    return _Split(rare, math.sqrt(max(rest, 0.0)))


def _meet(
    here: int, weights: dict[str, float], days: Sequence[float | None], oldest: float, postings: _Postings
) -> dict[int, float]:
    """Compare an article with the earlier ones that share a telling term, and leave its own terms behind."""
    likeness: dict[int, float] = {}
    known = likeness.get
    for term, weight in weights.items():
        posting = postings.setdefault(term, [])
        if posting and (first := days[posting[0][0]]) is not None and first < oldest:
            posting[:] = [entry for entry in posting if (day := days[entry[0]]) is None or day >= oldest]
        for there, other in posting:
            likeness[there] = known(there, 0.0) + weight * other
        posting.append((here, weight))
    return likeness


def product(shared: AbstractSet[str], one: Vector, other: Vector) -> float:
    """Return how alike two articles are by the terms they share; the sum is exact, in whatever order they come."""
    here, there = one.weights, other.weights
    return math.fsum([here[term] * there[term] for term in shared])


def proof(shared: AbstractSet[str], one: Vector, other: Vector) -> float:
    """Return the rarity of the terms that two articles share."""
    here, there = one.nats, other.nats
    return math.fsum([a if (a := here[term]) < (b := there[term]) else b for term in shared])
