"""Small groups carry the burden of proof: two articles that share a name by chance are no story."""

from collections import defaultdict
from collections.abc import Sequence

from termnews.takes.graph import Graph
from termnews.takes.tuning import Tuning


def dissolve_unproven(labels: Sequence[int], graph: Graph, tuning: Tuning) -> list[int]:
    """Let the articles of a small group stand alone when they share too little that is rare."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        members[label].append(at)
    kept = list(labels)
    for group in members.values():
        size = len(group)
        if 1 < size <= tuning.doubted:
            shared = sum(graph.evidence[late].get(early, 0.0) for late in group for early in group if early < late)
            needed = tuning.proof * (1.0 - tuning.proof_relief * (size - 2))
            if shared / (size * (size - 1) / 2) < needed:
                for at in group:
                    kept[at] = at
    return kept
