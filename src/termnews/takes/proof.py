"""Small groups carry the burden of proof: two articles that share a name by chance are no story."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from termnews.takes.features import Features
from termnews.takes.graph import shared_nats
from termnews.takes.tuning import Tuning
from termnews.takes.weights import Rarity, count_pairs_strictly, find_vectors


def dissolve_unproven(
    labels: Sequence[int],
    features: Sequence[Features],
    rarity: Rarity,
    vouched: Mapping[tuple[int, int], float],
    tuning: Tuning,
) -> list[int]:
    """Let the articles of a small group stand alone when they share too little that is rare.

    `vouched` is evidence besides their words, in ln(stories), by pairs of positions.
    """
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        members[label].append(at)
    doubted = [group for group in members.values() if 1 < len(group) <= tuning.doubted]
    positions = [at for group in doubted for at in group]
    strict = count_pairs_strictly(rarity, features)
    vectors = find_vectors([features[at] for at in positions], strict, tuning)
    nats = {at: vector.nats for at, vector in zip(positions, vectors, strict=True)}
    kept = list(labels)
    for group in doubted:
        pairs = list(combinations(group, 2))
        shared = sum(
            shared_nats(list(nats[a].items()), nats[b]) / rarity.unit + vouched.get((a, b), 0.0) for a, b in pairs
        )
        needed = tuning.proof * (1.0 - tuning.proof_relief * (len(group) - 2))
        if shared < needed * len(pairs):
            for at in group:
                kept[at] = at
    return kept
