"""Which takes come first: sure ones from other countries before more of the same, strangers last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NEARNESS = 3.0
_NEW_COUNTRY = 1.0
_MEMBERSHIP = 0.4
_NEW_WORDS = 0.3
_DAY = 0.1
"""For each day of distance, up to three."""
_SAME_OUTLET = -0.5
_STRANGER = 0.35
"""Below this share of the median membership a member comes last, whatever it brings."""
_NEAR_ENOUGH = 3
"""Nearness counts in full from the fourth nearest article on."""
_WEIGHED = 12
"""So many places are weighed against each other; the rest follow by nearness and membership."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may be listed."""

    id: str
    country: str
    outlet: str
    day: float | None
    vector: Mapping[str, float]
    """Terms of unit length."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a candidate is worth whatever else is listed."""

    is_member: bool
    worth: float


def order_takes(shown: Candidate, others: Sequence[Candidate]) -> list[str]:
    """Return the ids of the others in the order to list them beside the article shown."""
    left = sorted(others, key=lambda c: c.id)
    standing = _judge(shown, left)
    nearest = {c.id: similarity(c.vector, shown.vector) for c in left}
    listed = [shown]
    while left and len(listed) <= _WEIGHED:
        best = max(left, key=lambda c: _gain(c, listed, standing[c.id], nearest[c.id]))
        listed.append(best)
        left.remove(best)
        for c in left:
            nearest[c.id] = max(nearest[c.id], similarity(c.vector, best.vector))
    left.sort(key=lambda c: (not standing[c.id].is_member, -standing[c.id].worth))
    return [c.id for c in (*listed[1:], *left)]


def similarity(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two unit vectors."""
    if len(other) < len(one):
        one, other = other, one
    return sum([weight * other[term] for term, weight in one.items() if term in other])


def _judge(shown: Candidate, others: Sequence[Candidate]) -> dict[str, _Standing]:
    total: dict[str, float] = {}
    for member in (shown, *others):
        for term, weight in member.vector.items():
            total[term] = total.get(term, 0.0) + weight
    membership = {m.id: max(similarity(m.vector, total) - 1.0, 0.0) for m in (shown, *others)}
    median = sorted(membership.values())[len(membership) // 2] or 1.0
    nearness = {c.id: similarity(c.vector, shown.vector) for c in others}
    near = sorted(nearness.values(), reverse=True)[: _NEAR_ENOUGH + 1]
    standing = {}
    for c in others:
        worth = _MEMBERSHIP * min(membership[c.id] / median, 1.0)
        worth += _NEARNESS * min(nearness[c.id] / (near[-1] or 1.0), 1.0)
        if c.day is not None and shown.day is not None:
            worth += _DAY * min(abs(c.day - shown.day), 3.0)
        standing[c.id] = _Standing(membership[c.id] >= _STRANGER * median, worth)
    return standing


def _gain(candidate: Candidate, listed: Sequence[Candidate], standing: _Standing, nearest: float) -> tuple[bool, float]:
    """Weigh what a candidate adds to the list so far; `nearest` is its greatest similarity to what is on it."""
    gain = standing.worth + _NEW_WORDS * (1.0 - nearest)
    if candidate.country and all(candidate.country != c.country for c in listed):
        gain += _NEW_COUNTRY
    if candidate.outlet and any(candidate.outlet == c.outlet for c in listed):
        gain += _SAME_OUTLET
    return standing.is_member, gain
