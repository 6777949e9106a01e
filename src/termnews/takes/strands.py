"""Strands: the articles of a story that surely tell one event; the rest of the story only perhaps does.

A wrong take is worse than a missing one, so only a strand's articles are listed as takes on each other.
"""

from collections import defaultdict
from collections.abc import Sequence

from termnews.takes.features import Features
from termnews.takes.graph import Graph, product, proof
from termnews.takes.tuning import Tuning
from termnews.takes.weights import Scale, Vector


def find_strands(
    labels: Sequence[int], features: Sequence[Features], scale: Scale, graph: Graph, tuning: Tuning
) -> list[int]:
    """Return for each article the position of the first article of its strand.

    Two articles are surely one event when they are alike and what they share is rare; so are all that such pairs
    join. In `scale` pairs are counted strictly.
    """
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        members[label].append(at)
    strands = list(range(len(labels)))
    for group in members.values():
        if len(group) > 1:
            vectors = {at: scale.weigh(features[at]) for at in group}
            _walk(group, vectors, strands, graph, scale.rarity.unit, tuning)
    return strands


def _walk(  # noqa: PLR0913, PLR0917 -- one thing each
    group: Sequence[int], vectors: dict[int, Vector], strands: list[int], graph: Graph, unit: float, tuning: Tuning
) -> None:
    """Walk from article to article over sure pairs; whoever is reached belongs to the strand of the first."""
    left = sorted(group)
    while left:
        first = left.pop(0)
        reached = [first]
        for here in reached:
            sure = {at for at in left if _is_sure(here, at, vectors, graph, unit, tuning)}
            reached += sorted(sure)
            left = [at for at in left if at not in sure]
        for at in reached:
            strands[at] = first


def _is_sure(  # noqa: PLR0913, PLR0917 -- as above
    one: int, other: int, vectors: dict[int, Vector], graph: Graph, unit: float, tuning: Tuning
) -> bool:
    here, there = vectors[one], vectors[other]
    if graph.vouched.get((min(one, other), max(one, other)), 0.0) >= tuning.proof:
        return True
    shared = here.weights.keys() & there.weights.keys()
    likeness = min(product(shared, here, there), tuning.sure_likeness)
    return likeness * proof(shared, here, there) / unit >= tuning.sure
