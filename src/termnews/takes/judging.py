"""Which stories of a whole window American media overlook: every story judged with one reading of the articles."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.domain.story import Verdict
from termnews.takes.agencies import find_agency_country, find_telling_country
from termnews.takes.cluster import sort_features
from termnews.takes.copies import find_story_copies
from termnews.takes.features import find_features
from termnews.takes.overlooked import Telling, judge_story
from termnews.takes.tuning import TUNING
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import Vector, count_rarity, find_vectors

_AMERICA = "US"
_OPEN = frozenset({Verdict.OVERLOOKED, Verdict.TOO_SOON, Verdict.UNKNOWN})
"""What a story can be that its own articles do not settle: whether something like it was told in America counts."""
_NO_STRANDS: Mapping[str, int] = {}


def judge_stories(
    articles: Iterable[Article], stories: Mapping[str, str], countries: Countries, now: datetime
) -> dict[str, Verdict]:
    """Return the verdict on every story; `stories` gives the story's id by article, empty for one that stands alone."""
    told = {article.id: article for article in articles}
    vocabulary = load_vocabulary(countries)
    features = sort_features(find_features(article, vocabulary) for article in told.values())
    numbers = {story_id: -at for at, story_id in enumerate(sorted(set(stories.values()) - {""}), 1)}
    labels = [numbers.get(stories.get(f.id, ""), at) for at, f in enumerate(features)]
    vectors = find_vectors(features, count_rarity(features, labels))
    weighed = {f.id: vector for f, vector in zip(features, vectors, strict=True)}
    tellings = {article.id: read_telling(article) for article in told.values()}
    return judge_told(tellings, stories, weighed, now, copies=find_story_copies(told.values(), stories))


def read_telling(article: Article) -> Telling:
    """Read who tells an article to whom."""
    agency = find_agency_country(article)
    return Telling(article.outlet, find_telling_country(article), article.published, agency_country=agency)


def judge_told(  # noqa: PLR0913 -- one thing each
    tellings: Mapping[str, Telling],
    stories: Mapping[str, str],
    vectors: Mapping[str, Vector],
    now: datetime,
    *,
    copies: Mapping[str, str],
    strands: Mapping[str, int] = _NO_STRANDS,
) -> dict[str, Verdict]:
    """Return the verdict on every story, given who tells each article of the window, and the words of each, weighed.

    Articles of other strands than 0 only perhaps tell the story; an American one still counts.
    """
    members: dict[str, list[str]] = {}
    for article_id, story_id in stories.items():
        if story_id and article_id in tellings:
            members.setdefault(story_id, []).append(article_id)
    american = [i for i, t in tellings.items() if _AMERICA in {t.country, t.agency_country}]
    outlets = len({t.outlet for t in tellings.values() if t.country == _AMERICA})
    verdicts: dict[str, Verdict] = {}
    for story_id, ids in members.items():
        own = [replace(tellings[i], is_copy=i in copies, is_doubtful=strands.get(i, 0) > 0) for i in ids]
        verdict = judge_story(own, (), outlets, now)
        if verdict in _OPEN:
            outside = (vectors[i] for i in american if stories.get(i, "") != story_id)
            verdict = judge_story(own, [_most_alike([vectors[i] for i in ids], outside)], outlets, now)
        verdicts[story_id] = verdict
    return verdicts


def _most_alike(story: Sequence[Vector], outside: Iterable[Vector]) -> float:
    """Return how alike the nearest outside article is to a story; 1 is what a story's own articles reach."""
    total: dict[str, float] = {}
    for vector in story:
        for term, weight in vector.weights.items():
            total[term] = total.get(term, 0.0) + weight
    words = total.keys()
    likeness = (math.fsum([v.weights[t] * total[t] for t in v.weights.keys() & words]) for v in outside)
    return max(likeness, default=0.0) / len(story) / TUNING.join_likeness
