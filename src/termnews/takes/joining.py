"""Small groups join a larger one that speaks their language, even when no single article of it does."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from termnews.takes.graph import closeness
from termnews.takes.linkage import Pairs
from termnews.takes.tuning import Tuning
from termnews.takes.weights import Vector, Weighed

_PASSES = 2
_NOT_COUNTED: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class _Group:
    """What a group's articles say together."""

    members: tuple[int, ...]
    sums: Mapping[str, float]
    """The weights of each term, added up."""
    counts: Mapping[str, int]
    """How many articles have each term; not counted in a group of one."""
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
    shelf = _Shelf(weighed, tuning)
    changed = _members(joined)
    for _ in range(_PASSES):
        shelf.put(changed)
        moves = shelf.find_moves(changed, movable)
        goals: dict[int, int] = {}
        for _, group, goal in sorted(moves, key=lambda move: (-move[0], move[1], move[2])):
            end = _follow(goals, goal)
            if end != group and not _is_banned(joined, group, end, bans):
                goals[group] = end
                joined = [end if label == group else label for label in joined] if bans else joined
        if not goals:
            break
        joined = [_follow(goals, label) for label in joined]
        shelf.drop(goals)
        ends = {_follow(goals, goal) for goal in goals.values()}
        changed = {label: group for label, group in _members(joined).items() if label in ends}
    return joined


def _members(labels: Sequence[int]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        members.setdefault(label, []).append(at)
    return members


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The groups, to be looked up by the telling terms of their vocabulary."""

    weighed: Weighed
    tuning: Tuning
    groups: dict[int, _Group] = field(default_factory=dict)
    means: dict[int, dict[str, float]] = field(default_factory=dict)
    """The vocabulary of each group of two and more: the mean weights of what several of its articles have."""
    users: dict[str, list[int]] = field(default_factory=dict)
    """The groups that have a telling term in their vocabulary."""

    def put(self, members: Mapping[int, Sequence[int]]) -> None:
        """Put groups on the shelf, in place of what they were."""
        for label, own in members.items():
            group = self.groups[label] = _gather(own, self.weighed)
            if len(own) > 1:
                self.means[label] = self._read_vocabulary(group)
                for term in self._telling(label):
                    users = self.users.setdefault(term, [])
                    if label not in users:
                        users.append(label)

    def drop(self, labels: Iterable[int]) -> None:
        """Take groups away that are part of others now."""
        for label in labels:
            for term in self._telling(label) if label in self.means else ():
                self.users[term].remove(label)
            self.groups.pop(label)
            self.means.pop(label, None)

    def find_moves(self, changed: Collection[int], movable: Callable[[int], bool]) -> list[tuple[float, int, int]]:
        """Find for each small group the larger one it fits best; one of the two must have changed."""
        is_first = len(changed) == len(self.groups)
        users: Mapping[str, Sequence[int]] = self.users
        if not is_first:
            telling: dict[str, list[int]] = {}
            for label in changed:
                for term in self._telling(label) if label in self.means else ():
                    telling.setdefault(term, []).append(label)
            users = telling
        found = (
            self._find_best(label, group, self.users if label in changed else users)
            for label, group in self.groups.items()
            if len(group.members) <= self.tuning.small and movable(label)
        )
        return [move for move in found if move]

    def _find_best(
        self, label: int, group: _Group, users: Mapping[str, Sequence[int]]
    ) -> tuple[float, int, int] | None:
        tuning, size = self.tuning, len(group.members)
        sums, groups, least = group.sums, self.groups, tuning.join_likeness
        enough, best = tuning.join_evidence * self.weighed.unit, (0.0, 0)
        proofs: Mapping[str, float] = {}
        for goal in set(chain.from_iterable([users[term] for term in sums if term in users])):
            if len(groups[goal].members) <= size:
                continue
            means = self.means[goal]
            fit = math.fsum([sums[term] * mean for term, mean in means.items() if term in sums]) / size
            if fit < least:
                continue
            proofs = proofs or _prove(group, self.weighed.vectors)
            if math.fsum([proofs[term] for term in means if term in proofs]) >= enough:
                best = max(best, (_fade(fit, group, groups[goal], tuning), -goal))
        return (best[0], label, -best[1]) if best[0] >= tuning.join_likeness else None

    def _read_vocabulary(self, group: _Group) -> dict[str, float]:
        size = len(group.members)
        needed = max(2, self.tuning.core * size)
        return {term: group.sums[term] / size for term, count in group.counts.items() if count >= needed}

    def _telling(self, label: int) -> list[str]:
        rarity = self.weighed.vectors[self.groups[label].members[0]].rarity
        least = self.tuning.telling * self.weighed.unit
        return [term for term in self.means[label] if rarity[term] >= least]


def _gather(members: Sequence[int], weighed: Weighed) -> _Group:
    vectors, days = weighed.vectors, weighed.days
    if len(members) == 1:
        at = members[0]
        return _Group((at,), vectors[at].weights, _NOT_COUNTED, days[at], days[at])
    sums: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for at in members:
        counts.update(vectors[at].weights.keys())
        for term, weight in vectors[at].weights.items():
            sums[term] = sums.get(term, 0.0) + weight
    dated = [day for at in members if (day := days[at]) is not None]
    return _Group(tuple(members), sums, counts, min(dated, default=None), max(dated, default=None))


def _prove(group: _Group, vectors: Sequence[Vector]) -> Mapping[str, float]:
    """Return what each term of a group proves: the most in one article, by the share of articles that have it."""
    if len(group.members) == 1:
        return vectors[group.members[0]].nats
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
