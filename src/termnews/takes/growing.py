"""A window's groups, grown by a few articles: only what these touch is put together anew."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from termnews.takes.cluster import Grouped
from termnews.takes.corrections import Corrections
from termnews.takes.features import Features
from termnews.takes.graph import Graph
from termnews.takes.joining import join_small
from termnews.takes.linkage import link_groups
from termnews.takes.proof import dissolve_unproven
from termnews.takes.strands import find_strands
from termnews.takes.tuning import Tuning
from termnews.takes.weights import Weighed


@dataclass(slots=True)
class Growth:
    """Groups that new articles are added to; terms keep the rarity they had when all were counted last."""

    features: list[Features]
    """By position; later articles come behind, whatever their date."""
    grouped: Grouped
    tuning: Tuning
    corrections: Corrections
    counted: int = field(init=False)
    """How many articles there were when terms were counted."""

    def __post_init__(self) -> None:
        """Remember how large the window was."""
        self.counted = len(self.features)

    def grow(self, batch: Sequence[Features], gone: AbstractSet[int]) -> None:
        """Add articles; `gone` are positions that no longer count."""
        if not batch:
            return
        for scale in (self.grouped.scale, self.grouped.strict):
            scale.learn(batch)
        first = len(self.features)
        for features in batch:
            self.features.append(features)
            self.grouped.linker.add(self.grouped.scale.weigh(features), features.day)
        added = range(first, len(self.features))
        self.grouped.joined.extend(added)
        self.grouped.told.extend(added)
        self.grouped.strands.extend(added)
        self._regroup(self._touched(added, gone), gone)

    def _touched(self, added: Sequence[int], gone: AbstractSet[int]) -> list[int]:
        """Return new articles, those they are linked to, and everything in the groups of these, in order."""
        joined, likeness = self.grouped.joined, self.grouped.linker.graph.likeness
        stories = {joined[at] for at in added} | {joined[near] for at in added for near in likeness[at]}
        return [at for at, story in enumerate(joined) if story in stories and at not in gone]

    def _regroup(self, touched: Sequence[int], gone: AbstractSet[int]) -> None:
        """Link what is touched from the beginning, and let small groups of it join any other group."""
        found = link_groups(_cut_out(self.grouped.linker.graph, touched).likeness, self._apart(touched))
        fresh = {at: touched[label] for at, label in zip(touched, found, strict=True)}
        labels = [fresh.get(at, label) for at, label in enumerate(self.grouped.joined)]
        moved = set(fresh.values())
        shared = _shared(labels, gone)
        around = [at for at, label in enumerate(labels) if at not in gone and (label in moved or label in shared)]
        places = {at: place for place, at in enumerate(around)}
        heads: dict[int, int] = {}
        own = [heads.setdefault(labels[at], place) for place, at in enumerate(around)]
        movable = {heads[label] for label in moved}
        joined = join_small(own, self._weigh(around), self.tuning, self._apart(around), movable.__contains__)
        for place, at in enumerate(around):
            self.grouped.joined[at] = around[joined[place]]
        changed = {self.grouped.joined[at] for at in touched}
        self._prove([at for at in places if self.grouped.joined[at] in changed])

    def _prove(self, positions: Sequence[int]) -> None:
        """Judge anew whether groups hold."""
        places = {at: place for place, at in enumerate(positions)}
        graph = _cut_out(self.grouped.linker.graph, positions)
        labels = [self.grouped.joined[at] for at in positions]
        heads: dict[int, int] = {}
        own = [heads.setdefault(label, places[at]) for label, at in zip(labels, positions, strict=True)]
        features = [self.features[at] for at in positions]
        strict = self.grouped.strict
        told = dissolve_unproven(own, features, strict, graph, self.tuning)
        strands = find_strands(told, features, strict, graph, self.tuning)
        for at, label, strand in zip(positions, told, strands, strict=True):
            self.grouped.told[at] = positions[label]
            self.grouped.strands[at] = positions[strand]

    def _apart(self, positions: Sequence[int]) -> frozenset[tuple[int, int]]:
        return self.corrections.places([self.features[at].id for at in positions])[0]

    def _weigh(self, positions: Sequence[int]) -> Weighed:
        whole = self.grouped.linker.weighed
        return Weighed([whole.vectors[at] for at in positions], [whole.days[at] for at in positions], whole.unit)


def _cut_out(graph: Graph, positions: Sequence[int]) -> Graph:
    """Return the links among some articles, by their places in `positions`."""
    places = {at: place for place, at in enumerate(positions)}
    likeness = [{places[near]: v for near, v in graph.likeness[at].items() if near in places} for at in positions]
    pairs = graph.vouched.items()
    vouched = {(places[a], places[b]): value for (a, b), value in pairs if a in places and b in places}
    return Graph(likeness, vouched)


def _shared(labels: Sequence[int], gone: AbstractSet[int]) -> set[int]:
    """Return the labels that two articles or more have."""
    seen: set[int] = set()
    shared: set[int] = set()
    for at, label in enumerate(labels):
        if at not in gone:
            (shared if label in seen else seen).add(label)
    return shared
