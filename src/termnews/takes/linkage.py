"""Average linkage on a sparse graph: merge the two most alike groups until no mean likeness reaches the cut."""

import heapq
from dataclasses import dataclass, field

Pairs = frozenset[tuple[int, int]]
"""Pairs of positions, the lower one first."""

_APART = -1e6
CUT = 1.0
"""The mean likeness from which on two groups are one; a missing link counts as 0."""


@dataclass(slots=True)
class _Linkage:
    """The groups so far; a merge makes older heap entries stale by raising a group's version."""

    near: list[dict[int, float]]
    members: dict[int, list[int]]
    versions: list[int]
    heap: list[tuple[float, int, int, int, int]] = field(default_factory=list)

    def offer(self, one: int, other: int, likeness: float) -> None:
        """Remember a pair that may be merged."""
        low, high = (one, other) if one < other else (other, one)
        heapq.heappush(self.heap, (-likeness, low, high, self.versions[low], self.versions[high]))

    def is_current(self, one: int, other: int, version: int, other_version: int) -> bool:
        """Tell whether two groups are still what they were when the pair was offered."""
        return (
            one in self.members
            and other in self.members
            and self.versions[one] == version
            and self.versions[other] == other_version
        )

    def merge(self, kept: int, gone: int) -> None:
        """Put one group into another and work out the mean likeness to all others again."""
        if len(self.near[kept]) < len(self.near[gone]):
            kept, gone = gone, kept
        size, added = len(self.members[kept]), len(self.members[gone])
        share, added_share = size / (size + added), added / (size + added)
        near, lost = self.near[kept], self.near[gone]
        near.pop(gone, None)
        lost.pop(kept, None)
        for other in near:
            near[other] *= share
        for other, likeness in lost.items():
            near[other] = near.get(other, 0.0) + added_share * likeness
            self.near[other].pop(gone, None)
        self.members[kept] += self.members.pop(gone)
        self.near[gone] = {}
        self.versions[kept] += 1
        for other, likeness in near.items():
            self.near[other][kept] = likeness
            if likeness >= CUT:
                self.offer(kept, other, likeness)


def link_groups(likeness: list[dict[int, float]], bans: Pairs = frozenset()) -> list[int]:
    """Return for each article a number that its group shares: the position of its first member."""
    count = len(likeness)
    linkage = _Linkage([dict(near) for near in likeness], {i: [i] for i in range(count)}, [0] * count)
    for one, other in bans:
        linkage.near[one][other] = linkage.near[other][one] = _APART
    for here, near in enumerate(linkage.near):
        for there, value in near.items():
            if here < there and value >= CUT:
                linkage.offer(here, there, value)
    while linkage.heap:
        _, one, other, version, other_version = heapq.heappop(linkage.heap)
        if linkage.is_current(one, other, version, other_version):
            linkage.merge(one, other)
    labels = [0] * count
    for members in linkage.members.values():
        for member in members:
            labels[member] = min(members)
    return labels
