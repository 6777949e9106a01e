"""Which articles are alike, and how much: a sparse graph over a window of time."""

from collections.abc import Sequence

from termnews.takes.tuning import Tuning
from termnews.takes.weights import Vector

Neighbours = list[dict[int, float]]
"""For each article the likeness to others, by their positions; both directions are kept."""


def find_neighbours(
    vectors: Sequence[Vector], days: Sequence[float | None], evidence_unit: float, tuning: Tuning
) -> Neighbours:
    """Link articles that share enough rare terms; articles come in the order of time, undated ones last."""
    low = tuning.gate_low * evidence_unit
    width = (tuning.gate_high - tuning.gate_low) * evidence_unit
    reach = tuning.fade_days + tuning.grace_days
    neighbours: Neighbours = [{} for _ in vectors]
    postings: dict[str, list[tuple[int, float, float | None]]] = {}
    for here, (vector, day) in enumerate(zip(vectors, days, strict=True)):
        likeness: dict[int, float] = {}
        evidence: dict[int, float] = {}
        for term, weight in vector.weights.items():
            posting = postings.setdefault(term, [])
            if posting and day is not None and posting[0][2] is not None and day - posting[0][2] > reach:
                posting[:] = [entry for entry in posting if entry[2] is None or day - entry[2] <= reach]
            rarity = vector.rarities[term]
            for there, other, _ in posting:
                likeness[there] = likeness.get(there, 0.0) + weight * other
                evidence[there] = evidence.get(there, 0.0) + rarity
            posting.append((here, weight, day))
        for there, value in likeness.items():
            gate = (evidence[there] - low) / width
            if gate <= 0.0:
                continue
            kept = value * min(gate, 1.0) * closeness(day, days[there], tuning)
            if kept > tuning.edge_floor:
                neighbours[here][there] = neighbours[there][here] = kept
    return neighbours


def closeness(one: float | None, other: float | None, tuning: Tuning) -> float:
    """Return 1 for articles of about the same time, falling to 0; unknown times are close to all."""
    if one is None or other is None:
        return 1.0
    return max(1.0 - max(abs(one - other) - tuning.grace_days, 0.0) / tuning.fade_days, 0.0)
