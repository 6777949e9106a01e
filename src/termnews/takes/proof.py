"""Groups carry the burden of proof: two articles that share a name by chance are no story, nor is a subject."""

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from termnews.takes.features import Features
from termnews.takes.graph import Graph, proof
from termnews.takes.tuning import Tuning
from termnews.takes.weights import Scale, Vector

_HEARD = 24
"""So many articles of a group are compared with each other."""


def dissolve_unproven(
    labels: Sequence[int], features: Sequence[Features], scale: Scale, graph: Graph, tuning: Tuning
) -> list[int]:
    """Let the articles of a group stand alone when they share too little that is rare, or hang together too loosely.

    In `scale` pairs are counted strictly.
    """
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        members[label].append(at)
    kept = list(labels)
    for group in members.values():
        if len(group) > 1 and not _is_proven(group, features, scale, graph, tuning):
            for at in group:
                kept[at] = at
    return kept


def _is_proven(group: Sequence[int], features: Sequence[Features], scale: Scale, graph: Graph, tuning: Tuning) -> bool:
    heard = _choose(group)
    pairs = list(combinations(heard, 2))
    vectors = {at: scale.weigh(features[at]) for at in heard}
    shared = math.fsum(_compare(vectors[a], vectors[b]) for a, b in pairs) / scale.rarity.unit
    evidence = (shared + sum(graph.vouched.get(pair, 0.0) for pair in pairs)) / len(pairs)
    size = len(group)
    if size <= tuning.doubted and evidence < tuning.proof * (1.0 - tuning.proof_relief * (size - 2)):
        return False
    if size < tuning.loose:
        return True
    likeness = sum(graph.likeness[a].get(b, 0.0) for a, b in pairs) / len(pairs)
    length = sum(features[at].length for at in group) / size
    return evidence**2 * likeness * math.sqrt(size) >= tuning.firmness * length


def _compare(one: Vector, other: Vector) -> float:
    return proof(one.nats.keys() & other.nats.keys(), one, other)


def _choose(group: Sequence[int]) -> Sequence[int]:
    """Return a few members of a large group, evenly spread over time."""
    if len(group) <= _HEARD:
        return group
    return [group[at * len(group) // _HEARD] for at in range(_HEARD)]
