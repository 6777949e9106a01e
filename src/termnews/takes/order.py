"""Which takes come first: other countries and other words before more of the same, strangers last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NEW_COUNTRY = 1.0
_NEW_WORDS = 0.8
_DAY = 0.1
"""For each day of distance, up to three."""
_MEMBERSHIP = 0.4
_SAME_OUTLET = -0.5
_STRANGER = 0.35
"""Below this share of the median membership a member comes last, whatever it brings."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be listed."""

    id: str
    country: str
    outlet: str
    day: float | None
    vector: Mapping[str, float]
    """Terms of unit length."""


def order_takes(shown: Candidate, others: Sequence[Candidate]) -> list[str]:
    """Return the ids of the others in the order to list them beside the article shown."""
    members = (shown, *others)
    membership = [
        sum(similarity(one.vector, m.vector) for m in members if m is not one) / max(len(members) - 1, 1)
        for one in members
    ]
    median = sorted(membership)[len(membership) // 2] or 1.0
    standing = {m.id: value / median for m, value in zip(members, membership, strict=True)}
    listed = [shown]
    left = sorted(others, key=lambda c: c.id)
    while left:
        best = max(left, key=lambda c: (standing[c.id] >= _STRANGER, _gain(c, listed, standing[c.id])))
        listed.append(best)
        left.remove(best)
    return [c.id for c in listed[1:]]


def similarity(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two unit vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def _gain(candidate: Candidate, listed: Sequence[Candidate], standing: float) -> float:
    gain = _MEMBERSHIP * min(standing, 1.0)
    if candidate.country and all(candidate.country != c.country for c in listed):
        gain += _NEW_COUNTRY
    gain += _NEW_WORDS * (1.0 - max(similarity(candidate.vector, c.vector) for c in listed))
    if candidate.day is not None and listed[0].day is not None:
        gain += _DAY * min(abs(candidate.day - listed[0].day), 3.0)
    if candidate.outlet and any(candidate.outlet == c.outlet for c in listed):
        gain += _SAME_OUTLET
    return gain
