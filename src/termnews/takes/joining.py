"""Small groups join a larger one that speaks their language, even when no single article of it does."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from termnews.takes.graph import closeness
from termnews.takes.linkage import Pairs
from termnews.takes.tuning import Tuning
from termnews.takes.weights import Vector, Weighed

_PASSES = 2


@dataclass(frozen=True, slots=True)
class _Group:
    """What a group's articles say together."""

    members: tuple[int, ...]
    sums: Mapping[str, float]
    """The weights of each term, added up."""
    counts: Mapping[str, int]
    """How many articles have each term."""
    first: float | None
    last: float | None
    """The days of the earliest and the latest dated article."""


def join_small(
    labels: Sequence[int],
    weighed: Weighed,
    tuning: Tuning,
    bans: Pairs = frozenset(),
    movable: Callable[[int], bool] = lambda _: True,
) -> list[int]:
    """Let small groups join; `bans` are pairs of positions that must stay apart, `movable` tells which labels may."""
    joined = list(labels)
    for _ in range(_PASSES):
        groups = _gather(joined, weighed)
        moves = _find_moves(groups, weighed, tuning, movable)
        goals: dict[int, int] = {}
        for _, group, goal in sorted(moves, key=lambda move: (-move[0], move[1], move[2])):
            end = _follow(goals, goal)
            if end != group and not _is_banned(joined, group, end, bans):
                goals[group] = end
                joined = [end if label == group else label for label in joined] if bans else joined
        if not goals:
            break
        joined = [_follow(goals, label) for label in joined]
    return joined


def _gather(labels: Sequence[int], weighed: Weighed) -> dict[int, _Group]:
    vectors, days = weighed.vectors, weighed.days
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        members[label].append(at)
    groups: dict[int, _Group] = {}
    for label, group in members.items():
        sums: dict[str, float] = {}
        counts: Counter[str] = Counter()
        for at in group:
            counts.update(vectors[at].weights.keys())
            for term, weight in vectors[at].weights.items():
                sums[term] = sums.get(term, 0.0) + weight
        dated = [day for at in group if (day := days[at]) is not None]
        groups[label] = _Group(tuple(group), sums, counts, min(dated, default=None), max(dated, default=None))
    return groups


def _find_moves(
    groups: Mapping[int, _Group], weighed: Weighed, tuning: Tuning, movable: Callable[[int], bool]
) -> list[tuple[float, int, int]]:
    """Find for each small group the larger one it fits best."""
    vectors, unit = weighed.vectors, weighed.unit
    means: dict[int, dict[str, float]] = {}
    users: defaultdict[str, list[int]] = defaultdict(list)
    for label, group in groups.items():
        size = len(group.members)
        needed = max(2, tuning.core * size)
        if size > 1:
            means[label] = {t: group.sums[t] / size for t, count in group.counts.items() if count >= needed}
            for term in means[label]:
                users[term].append(label)
    moves = []
    for label, group in groups.items():
        if len(group.members) > tuning.small or not movable(label):
            continue
        best = (0.0, 0)
        sums, proofs = group.sums, _prove(group, vectors)
        for goal in _larger(group, groups, users, vectors, tuning.telling * unit):
            goal_means = means[goal]
            shared = [term for term in sums if term in goal_means]
            fit = sum([sums[term] * goal_means[term] for term in shared]) / len(group.members)
            if fit >= tuning.join_likeness and sum([proofs[term] for term in shared]) >= tuning.join_evidence * unit:
                best = max(best, (_fade(fit, group, groups[goal], tuning), -goal))
        if best[0] >= tuning.join_likeness:
            moves.append((best[0], label, -best[1]))
    return moves


def _larger(
    group: _Group,
    groups: Mapping[int, _Group],
    users: Mapping[str, Sequence[int]],
    vectors: Sequence[Vector],
    telling: float,
) -> set[int]:
    """Return the larger groups that share a telling term."""
    rarity = vectors[group.members[0]].rarity
    size = len(group.members)
    shared = (users[term] for term in group.sums if rarity[term] >= telling and term in users)
    return {goal for goals in shared for goal in goals if len(groups[goal].members) > size}


def _prove(group: _Group, vectors: Sequence[Vector]) -> dict[str, float]:
    """Return what each term of a group proves: the most in one article, by the share of articles that have it."""
    if len(group.members) == 1:
        return dict(vectors[group.members[0]].nats)
    most = {term: max(vectors[at].nats.get(term, 0.0) for at in group.members) for term in group.sums}
    return {term: nats * group.counts[term] / len(group.members) for term, nats in most.items()}


def _fade(fit: float, group: _Group, goal: _Group, tuning: Tuning) -> float:
    if group.first is None or group.last is None or goal.first is None or goal.last is None:
        return fit
    gap = max(group.first - goal.last, goal.first - group.last, 0.0)
    return fit * closeness(gap, 0.0, tuning)


def _follow(goals: Mapping[int, int], label: int) -> int:
    while label in goals:
        label = goals[label]
    return label


def _is_banned(labels: Sequence[int], one: int, other: int, bans: Pairs) -> bool:
    return any({labels[a], labels[b]} == {one, other} for a, b in bans)
