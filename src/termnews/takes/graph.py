"""Which articles are alike, and how much: a sparse graph over a window of time."""

import math
from collections.abc import Iterator, Mapping, Sequence
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
        nats = list(vector.nats.items())
        for there, value in _complete(met, own, self._split, tuning.edge_floor):
            if (proven := shared_nats(nats, vectors[there].nats)) <= low:
                continue
            kept = value * min((proven - low) / width, 1.0) * closeness(day, days[there], tuning)
            if kept > tuning.edge_floor:
                near[there] = self.graph.likeness[there][here] = kept


def link_articles(weighed: Weighed, tuning: Tuning) -> Linker:
    """Link articles; they come in the order of time, undated ones last."""
    linker = Linker(tuning, Weighed([], [], weighed.unit))
    for vector, day in zip(weighed.vectors, weighed.days, strict=True):
        linker.add(vector, day)
    return linker


def closeness(one: float | None, other: float | None, tuning: Tuning) -> float:
    """Return 1 for articles of about the same time, falling to 0; unknown times are close to all."""
    if one is None or other is None:
        return 1.0
    return max(1.0 - max(abs(one - other) - tuning.grace_days, 0.0) / tuning.fade_days, 0.0)


@dataclass(frozen=True, slots=True)
class _Split:
    """An article's weights: of the terms that bring articles together, and of commoner ones."""

    telling: dict[str, float]
    common: dict[str, float]
    common_norm: float


def _split(vector: Vector, telling: float) -> _Split:
    rare = {term: weight for term, weight in vector.weights.items() if vector.rarity[term] >= telling}
    common = {term: weight for term, weight in vector.weights.items() if term not in rare}
    return _Split(rare, common, math.sqrt(sum(w * w for w in common.values())))


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


def _complete(
    met: dict[int, float], here: _Split, split: Sequence[_Split], floor: float
) -> Iterator[tuple[int, float]]:
    """Add what commoner terms give to the likeness of articles that have met; most pairs cannot reach the floor."""
    terms, norm, least = list(here.common.items()), here.common_norm, floor * _TELLING_SHARE
    for there, value in met.items():
        if value >= least and value + norm * split[there].common_norm > floor:
            others = split[there].common
            total = value + sum([weight * others[term] for term, weight in terms if term in others])
            if total > floor:
                yield there, total


def shared_nats(nats: list[tuple[str, float]], others: Mapping[str, float]) -> float:
    """Return the rarity of what two articles share."""
    shared = [(one, others[term]) for term, one in nats if term in others]
    return sum([one if one < other else other for one, other in shared])  # noqa: FURB136 min() costs three times as much
