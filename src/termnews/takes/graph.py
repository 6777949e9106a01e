"""Which articles are alike, and how much: a sparse graph over a window of time."""

from collections.abc import Sequence
from dataclasses import dataclass

from termnews.takes.tuning import Tuning
from termnews.takes.weights import Vector

_Posting = list[tuple[int, float, float, float | None]]
"""Who used a term lately: position, weight, what it proves, day."""


@dataclass(slots=True)
class Graph:
    """Links between articles, by their positions."""

    likeness: list[dict[int, float]]
    """1 and more within a story; both directions are kept."""
    evidence: list[dict[int, float]]
    """The rarity of what two articles share, in ln(stories); kept from the later to the earlier one."""

    def strengthen(self, one: int, other: int, likeness: float, evidence: float) -> None:
        """Add to the link between two articles."""
        early, late = sorted((one, other))
        total = self.likeness[early].get(late, 0.0) + likeness
        self.likeness[early][late] = self.likeness[late][early] = total
        self.evidence[late][early] = self.evidence[late].get(early, 0.0) + evidence


def link_articles(vectors: Sequence[Vector], days: Sequence[float | None], unit: float, tuning: Tuning) -> Graph:
    """Link articles that share enough rare terms; they come in the order of time, undated ones last."""
    low = tuning.gate_low * unit
    width = (tuning.gate_high - tuning.gate_low) * unit
    postings: dict[str, _Posting] = {}
    graph = Graph([{} for _ in vectors], [{} for _ in vectors])
    for here, (vector, day) in enumerate(zip(vectors, days, strict=True)):
        likeness, evidence = _meet(vector, here, day, postings, tuning)
        for there, value in likeness.items():
            proven = evidence[there]
            if proven <= low:
                continue
            kept = value * min((proven - low) / width, 1.0)
            if kept > tuning.edge_floor and (kept := kept * closeness(day, days[there], tuning)) > tuning.edge_floor:
                graph.likeness[here][there] = graph.likeness[there][here] = kept
                graph.evidence[here][there] = proven / unit
    return graph


def closeness(one: float | None, other: float | None, tuning: Tuning) -> float:
    """Return 1 for articles of about the same time, falling to 0; unknown times are close to all."""
    if one is None or other is None:
        return 1.0
    return max(1.0 - max(abs(one - other) - tuning.grace_days, 0.0) / tuning.fade_days, 0.0)


def _meet(
    vector: Vector, here: int, day: float | None, postings: dict[str, _Posting], tuning: Tuning
) -> tuple[dict[int, float], dict[int, float]]:
    """Compare an article with the earlier ones that share a term, and leave its own terms behind."""
    reach = tuning.fade_days + tuning.grace_days
    likeness: dict[int, float] = {}
    evidence: dict[int, float] = {}
    for term, weight in vector.weights.items():
        posting = postings.setdefault(term, [])
        if day is not None and posting and posting[0][3] is not None and day - posting[0][3] > reach:
            posting[:] = [entry for entry in posting if entry[3] is None or day - entry[3] <= reach]
        nats = vector.nats[term]
        for there, other_weight, other_nats, _ in posting:
            likeness[there] = likeness.get(there, 0.0) + weight * other_weight
            evidence[there] = evidence.get(there, 0.0) + (nats if nats < other_nats else other_nats)
        posting.append((here, weight, nats, day))
    return likeness, evidence
