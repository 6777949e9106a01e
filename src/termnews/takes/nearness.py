"""How alike articles outside a story are to it: what keeps a story from being called overlooked too soon."""

from collections.abc import Collection, Iterable

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.cluster import sort_features
from termnews.takes.features import find_features
from termnews.takes.tuning import TUNING
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import count_rarity, find_vectors


def measure_likeness(story: Collection[str], window: Iterable[Article], countries: Countries) -> dict[str, float]:
    """Return for each article of a window outside a story its likeness to it; 1 is what a story's own articles reach.

    It is the likeness to the vocabulary that the story's articles have in common.
    """
    vocabulary = load_vocabulary(countries)
    features = sort_features(find_features(article, vocabulary) for article in window)
    labels = [-1 if f.id in story else at for at, f in enumerate(features)]
    vectors = find_vectors(features, count_rarity(features, labels))
    members = [vector for vector, f in zip(vectors, features, strict=True) if f.id in story]
    means: dict[str, float] = {}
    for member in members:
        for term, weight in member.weights.items():
            means[term] = means.get(term, 0.0) + weight / len(members)
    relief = 1.0 / TUNING.join_likeness
    return {
        f.id: relief * sum([weight * means[term] for term, weight in vector.weights.items() if term in means])
        for vector, f in zip(vectors, features, strict=True)
        if f.id not in story
    }
