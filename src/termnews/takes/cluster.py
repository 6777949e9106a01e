"""Articles to stories."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.corrections import NO_CORRECTIONS, Corrections, IdPair
from termnews.takes.features import Features, find_features
from termnews.takes.graph import Linker, link_articles
from termnews.takes.joining import join_small
from termnews.takes.linkage import link_groups
from termnews.takes.listing import read_listings
from termnews.takes.naming import name_stories, number_strands
from termnews.takes.proof import dissolve_unproven
from termnews.takes.strands import find_strands
from termnews.takes.tuning import TUNING, Tuning
from termnews.takes.vocabulary import Vocabulary, load_vocabulary
from termnews.takes.weights import Census, Scale, make_scale, weigh_features

_NOTHING_KNOWN: Mapping[str, str] = {}
_CERTAIN = 1e4
"""The likeness of articles that the reader has put together."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells which story."""

    stories: dict[str, str]
    """The story's id for each article's id, an empty one for an article that stands alone."""
    strands: dict[str, int]
    """The number of its strand within the story, 0 for the largest; articles that are not there have 0."""


def group_stories(
    articles: Iterable[Article],
    countries: Countries,
    *,
    known: Mapping[str, str] = _NOTHING_KNOWN,
    apart: Iterable[IdPair] = (),
    together: Iterable[IdPair] = (),
) -> dict[str, str]:
    """Return the story's id for each article's id, as `tell_stories` finds it."""
    return tell_stories(articles, countries, known=known, apart=apart, together=together).stories


def tell_stories(
    articles: Iterable[Article],
    countries: Countries,
    *,
    known: Mapping[str, str] = _NOTHING_KNOWN,
    apart: Iterable[IdPair] = (),
    together: Iterable[IdPair] = (),
) -> Told:
    """Find the stories of some articles.

    The order of the articles does not matter. `known` is an earlier answer: a story keeps the id it had. `apart` and
    `together` are pairs of articles that the reader has said tell different stories, or one.
    """
    vocabulary = load_vocabulary(countries)
    by_id = {article.id: article for article in articles}
    features = sort_features(find_features(article, vocabulary) for article in by_id.values())
    found = group_features(features, vocabulary, corrections=Corrections(frozenset(apart), frozenset(together)))
    ids = [f.id for f in features]
    return Told(name_stories(ids, found.told, known), number_strands(ids, found.told, found.strands))


def sort_features(features: Iterable[Features]) -> list[Features]:
    """Return features in the order of time, undated ones last, so that no other order can matter."""
    return sorted(features, key=lambda f: (f.day is None, f.day or 0.0, f.id))


@dataclass(frozen=True, slots=True)
class Grouped:
    """Articles in groups, with what it took to find them."""

    joined: list[int]
    """For each article a number that its group shares, the position of one of its members."""
    told: list[int]
    """The same, groups that prove nothing taken apart."""
    strands: list[int]
    """The same within each group: for each article the position of one that surely tells the same event."""
    linker: Linker
    scale: Scale
    strict: Scale
    """The scale on which two words of one name are one proof."""


def group_features(
    features: Sequence[Features],
    vocabulary: Vocabulary,
    tuning: Tuning = TUNING,
    *,
    start: Sequence[int] = (),
    corrections: Corrections = NO_CORRECTIONS,
) -> Grouped:
    """Group articles; features come in the order of `sort_features`.

    `start` is a grouping that is nearly right: from there one count of the terms is enough.
    """
    apart, together = corrections.places([f.id for f in features])
    listings = read_listings(features, vocabulary)
    labels = list(start) or list(range(len(features)))
    census = Census(features, tuning)
    for _ in range(1 if start else tuning.recounts + 1):
        rarity = census.count(labels)
        scale = make_scale(rarity, tuning)
        linker = link_articles(weigh_features(features, scale), tuning)
        listings.add_to(linker.graph, rarity, tuning)
        for one, other in sorted(together):
            linker.graph.strengthen(one, other, _CERTAIN, _CERTAIN)
        labels = link_groups(linker.graph.likeness, apart)
        labels = join_small(labels, linker.weighed, tuning, apart)
    strict = replace(scale, rarity=census.count_pairs_strictly(rarity))
    told = dissolve_unproven(labels, features, strict, linker.graph, tuning)
    strands = find_strands(told, features, strict, linker.graph, tuning)
    return Grouped(labels, told, strands, linker, scale, strict)
