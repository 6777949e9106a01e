"""Which stories of a whole window American media overlook: every story judged with one reading of the articles."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.domain.story import Verdict
from termnews.takes.agencies import find_agency_country, find_telling_country
from termnews.takes.cluster import sort_features
from termnews.takes.copies import find_copies
from termnews.takes.features import Features, find_features
from termnews.takes.overlooked import Telling, judge_story
from termnews.takes.tuning import TUNING
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import count_rarity, find_vectors

_AMERICA = "US"


def judge_stories(
    articles: Iterable[Article], stories: Mapping[str, str], countries: Countries, now: datetime
) -> dict[str, Verdict]:
    """Return the verdict on every story; `stories` gives the story's id by article, empty for one that stands alone."""
    told = {article.id: article for article in articles}
    vocabulary = load_vocabulary(countries)
    features = sort_features(find_features(article, vocabulary) for article in told.values())
    tellings = {
        i: Telling(a.outlet, find_telling_country(a), a.published, agency_country=find_agency_country(a))
        for i, a in told.items()
    }
    american = {i for i, telling in tellings.items() if _AMERICA in {telling.country, telling.agency_country}}
    outlets = len({t.outlet for t in tellings.values() if t.country == _AMERICA})
    near = _measure_likeness(features, stories, american)
    members: dict[str, list[Article]] = {}
    for article_id, story_id in stories.items():
        if story_id and article_id in told:
            members.setdefault(story_id, []).append(told[article_id])
    return {
        story_id: judge_story(_mark_copies(group, tellings), near.get(story_id, ()), outlets, now)
        for story_id, group in members.items()
    }


def _mark_copies(group: list[Article], tellings: Mapping[str, Telling]) -> list[Telling]:
    copies = find_copies(group)
    return [replace(tellings[a.id], is_copy=a.id in copies) for a in group]


def _measure_likeness(
    features: Sequence[Features], stories: Mapping[str, str], outsiders: Collection[str]
) -> dict[str, list[float]]:
    """Return how alike outsiders are to each story; 1 is what a story's own articles reach."""
    numbers = {story_id: -at for at, story_id in enumerate(sorted(set(stories.values()) - {""}), 1)}
    labels = [numbers.get(stories.get(f.id, ""), at) for at, f in enumerate(features)]
    vectors = find_vectors(features, count_rarity(features, labels))
    means: dict[str, dict[str, float]] = {}
    sizes: dict[str, int] = {}
    for vector, f in zip(vectors, features, strict=True):
        if story_id := stories.get(f.id, ""):
            sizes[story_id] = sizes.get(story_id, 0) + 1
            total = means.setdefault(story_id, {})
            for term, weight in vector.weights.items():
                total[term] = total.get(term, 0.0) + weight
    relief = 1.0 / TUNING.join_likeness
    outside = [(f.id, vector.weights) for vector, f in zip(vectors, features, strict=True) if f.id in outsiders]
    return {
        story_id: [
            relief / sizes[story_id] * sum([w * total[t] for t, w in weights.items() if t in total])
            for article_id, weights in outside
            if stories.get(article_id, "") != story_id
        ]
        for story_id, total in means.items()
    }
