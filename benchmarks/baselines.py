"""Other ways to group articles into stories, re-run beside ours: each takes bags of words and gives a label an article.

All see the same terms as the story graph (headline three times, first 400 words of the body) and stand on the standard
library only; their one threshold each was chosen on the same development sets.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

Bag = Counter[str]
_FEWEST_SHARED = 3


def one_pass(bags: Sequence[Bag], threshold: float = 0.26) -> list[int]:
    """Put each article into the story with the nearest TF-IDF centroid, or begin a new one."""
    vectors = _tf_idf(bags)
    sums: list[dict[str, float]] = []
    users: dict[str, set[int]] = defaultdict(set)
    labels = []
    for vector in vectors:
        scores: dict[int, float] = {}
        for story in {s for term in vector for s in users[term]}:
            centroid = sums[story]
            norm = math.sqrt(sum(x * x for x in centroid.values())) or 1.0
            scores[story] = sum(x * centroid.get(term, 0.0) for term, x in vector.items()) / norm
        best = max(scores, key=lambda s: (scores[s], -s), default=-1)
        if best < 0 or scores[best] < threshold:
            best = len(sums)
            sums.append({})
        for term, x in vector.items():
            sums[best][term] = sums[best].get(term, 0.0) + x
            users[term].add(best)
        labels.append(best)
    return labels


def bm25_linkage(bags: Sequence[Bag], threshold: float = 0.2) -> list[int]:
    """Average linkage on BM25 scores, made symmetric and divided by what each article scores with itself."""
    size = sum(sum(b.values()) for b in bags) / max(len(bags), 1)
    idf = _idf(bags)
    weighted = [
        {t: idf[t] * c * 2.2 / (c + 1.2 * (0.25 + 0.75 * sum(bag.values()) / size)) for t, c in bag.items()}
        for bag in bags
    ]
    own = [math.sqrt(sum(x for x in w.values())) or 1.0 for w in weighted]
    users: dict[str, list[int]] = defaultdict(list)
    near: list[dict[int, float]] = [{} for _ in bags]
    for here, weights in enumerate(weighted):
        scores: dict[int, float] = defaultdict(float)
        for term, weight in weights.items():
            for there in users[term]:
                scores[there] += (weight + weighted[there][term]) / 2
            users[term].append(here)
        for there, score in scores.items():
            if (likeness := score / (own[here] * own[there])) > threshold / 4:
                near[here][there] = near[there][here] = likeness
    return _average_linkage(near, threshold)


def keyword_louvain(bags: Sequence[Bag], keywords: int = 20, shared: int = 5) -> list[int]:
    """Link articles that share keywords and split the graph by modularity, as newsLens does (Laban and Hearst 2017)."""
    vectors = _tf_idf(bags)
    strongest = [set(sorted(v, key=lambda t: (-v[t], t))[:keywords]) for v in vectors]
    users: dict[str, list[int]] = defaultdict(list)
    near: list[dict[int, float]] = [{} for _ in bags]
    for here, words in enumerate(strongest):
        common = Counter(there for word in words for there in users[word])
        needed = min(shared, max(_FEWEST_SHARED, len(words) // 3))
        for there, count in common.items():
            if count >= needed:
                near[here][there] = near[there][here] = float(count)
        for word in words:
            users[word].append(here)
    return _louvain(near)


def _idf(bags: Sequence[Bag]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for bag in bags:
        counts.update(bag.keys())
    return {term: math.log((len(bags) + 1) / (count + 0.5)) for term, count in counts.items()}


def _tf_idf(bags: Sequence[Bag]) -> list[dict[str, float]]:
    idf = _idf(bags)
    vectors = []
    for bag in bags:
        vector = {term: (1 + math.log(count)) * idf[term] for term, count in bag.items()}
        norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        vectors.append({term: x / norm for term, x in vector.items()})
    return vectors


def _average_linkage(near: list[dict[int, float]], threshold: float) -> list[int]:
    members = {i: [i] for i in range(len(near))}
    pairs = [(x, i, j) for i, row in enumerate(near) for j, x in row.items() if i < j and x >= threshold]
    while pairs:
        _, one, other = max(pairs)
        size, added = len(members[one]), len(members[other])
        row, lost = near[one], near[other]
        for k in set(row) | set(lost):
            mean = (size * row.get(k, 0.0) + added * lost.get(k, 0.0)) / (size + added)
            if k not in {one, other}:
                row[k] = near[k][one] = mean
                near[k].pop(other, None)
        row.pop(other, None)
        near[other] = {}
        members[one] += members.pop(other)
        pairs = [p for p in pairs if not {one, other} & set(p[1:])]
        pairs += [(x, min(one, k), max(one, k)) for k, x in row.items() if x >= threshold]
    labels = [0] * len(near)
    for label, group in members.items():
        for i in group:
            labels[i] = label
    return labels


def _louvain(near: list[dict[int, float]]) -> list[int]:
    """Move articles between communities as long as modularity grows, then do the same with the communities."""
    total = sum(sum(row.values()) for row in near) or 1.0
    where = list(range(len(near)))
    graph = [dict(row) for row in near]
    loops = [0.0] * len(graph)
    while True:
        labels = _move(graph, loops, total)
        names = {label: i for i, label in enumerate(dict.fromkeys(labels))}
        where = [names[labels[w]] for w in where]
        if len(names) == len(graph):
            return where
        merged: list[dict[int, float]] = [{} for _ in names]
        merged_loops = [0.0] * len(names)
        for i, row in enumerate(graph):
            here = names[labels[i]]
            merged_loops[here] += loops[i]
            for j, x in row.items():
                there = names[labels[j]]
                if here == there:
                    merged_loops[here] += x
                else:
                    merged[here][there] = merged[here].get(there, 0.0) + x
        graph, loops = merged, merged_loops


def _move(graph: list[dict[int, float]], loops: list[float], total: float) -> list[int]:
    labels = list(range(len(graph)))
    degree = [sum(row.values()) + loop for row, loop in zip(graph, loops, strict=True)]
    weight = list(degree)
    is_moving = True
    while is_moving:
        is_moving = False
        for i, row in enumerate(graph):
            old = labels[i]
            links: dict[int, float] = defaultdict(float)
            for j, x in row.items():
                links[labels[j]] += x
            weight[old] -= degree[i]
            best, gain = old, links[old] - weight[old] * degree[i] / total
            for label, x in links.items():
                if (better := x - weight[label] * degree[i] / total) > gain + 1e-9:
                    best, gain = label, better
            weight[best] += degree[i]
            labels[i] = best
            is_moving = is_moving or best != old
    return labels
