"""Articles to stories."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.features import Features, find_features
from termnews.takes.graph import link_articles
from termnews.takes.joining import join_small
from termnews.takes.linkage import Bans, link_groups
from termnews.takes.listing import read_listings
from termnews.takes.proof import dissolve_unproven
from termnews.takes.tuning import TUNING, Tuning
from termnews.takes.vocabulary import Vocabulary, load_vocabulary
from termnews.takes.weights import count_rarity, find_vectors

_NOTHING_KNOWN: Mapping[str, str] = {}
_TOGETHER = 1e4


def group_stories(
    articles: Iterable[Article], countries: Countries, *, known: Mapping[str, str] = _NOTHING_KNOWN
) -> dict[str, str]:
    """Return the story's id for each article's id, an empty one for an article that stands alone.

    The order of the articles does not matter. `known` is an earlier answer: a story keeps the id it had.
    """
    vocabulary = load_vocabulary(countries)
    by_id = {article.id: article for article in articles}
    features = sort_features(find_features(article, vocabulary) for article in by_id.values())
    return name_stories([f.id for f in features], group_features(features, vocabulary), known)


def sort_features(features: Iterable[Features]) -> list[Features]:
    """Return features in the order of time, undated ones last, so that no other order can matter."""
    return sorted(features, key=lambda f: (f.day is None, f.day or 0.0, f.id))


def group_features(
    features: Sequence[Features],
    vocabulary: Vocabulary,
    tuning: Tuning = TUNING,
    *,
    bans: Bans = frozenset(),
    ties: Bans = frozenset(),
) -> list[int]:
    """Return a number for each article that is the same within a story; features come in the order of `sort_features`.

    `bans` and `ties` are pairs of positions that must stay apart, or together.
    """
    days = [f.day for f in features]
    listings = read_listings(features, vocabulary)
    labels = list(range(len(features)))
    for _ in range(tuning.recounts + 1):
        rarity = count_rarity(features, labels, tuning)
        vectors = find_vectors(features, rarity, tuning)
        graph = link_articles(vectors, days, rarity.unit, tuning)
        listings.add_to(graph, rarity, tuning)
        for one, other in ties:
            graph.strengthen(one, other, _TOGETHER, _TOGETHER)
        labels = join_small(link_groups(graph.likeness, bans), vectors, days, rarity.unit, tuning, bans)
    return dissolve_unproven(labels, graph, tuning)


def name_stories(ids: Sequence[str], labels: Sequence[int], known: Mapping[str, str]) -> dict[str, str]:
    """Give each group of two or more an id: the one most of its articles had, or one made from its members."""
    members: dict[int, list[str]] = {}
    for article_id, label in zip(ids, labels, strict=True):
        members.setdefault(label, []).append(article_id)
    groups = sorted((sorted(m) for m in members.values() if len(m) > 1), key=lambda m: (-len(m), m))
    claims = Counter((known[i], at) for at, group in enumerate(groups) for i in group if known.get(i))
    ids_by_group: dict[int, str] = {}
    taken: set[str] = set()
    for (story_id, at), _ in sorted(claims.items(), key=lambda claim: (-claim[1], claim[0][1], claim[0][0])):
        if at not in ids_by_group and story_id not in taken:
            ids_by_group[at] = story_id
            taken.add(story_id)
    stories = dict.fromkeys(ids, "")
    for at, group in enumerate(groups):
        stories |= dict.fromkeys(group, ids_by_group.get(at) or _new_id(group, taken))
    return stories


def _new_id(group: Sequence[str], taken: set[str]) -> str:
    content = "\n".join(group)
    while (made := hashlib.blake2b(content.encode(), digest_size=6).hexdigest()) in taken:
        content += "\n"
    taken.add(made)
    return made
