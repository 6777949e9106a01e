"""The last days' news, kept grouped as new articles come in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.cluster import group_features, sort_features
from termnews.takes.corrections import NO_CORRECTIONS, Corrections
from termnews.takes.features import Features, day_of, find_features
from termnews.takes.growing import Growth
from termnews.takes.naming import name_stories, number_strands
from termnews.takes.tuning import TUNING, Tuning
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import Vector

WINDOW = timedelta(days=TUNING.grace_days + TUNING.fade_days)
"""Articles further apart than this never tell one story."""
_FRESH_SHARE = 0.2
"""When more than this share of the window is new, its terms are counted from scratch."""
_GROWN_SHARE = 0.1
"""When the window has grown by more than this share since its terms were counted, they are counted again."""


class Window:
    """Articles of the last eleven days by what they are about; the cost of a batch depends on these alone."""

    def __init__(
        self,
        countries: Countries,
        *,
        known: Mapping[str, str] | None = None,
        strands: Mapping[str, int] | None = None,
        corrections: Corrections = NO_CORRECTIONS,
        tuning: Tuning = TUNING,
    ) -> None:
        """Begin empty; `known` and `strands` are the stories of articles that will be added again."""
        self._vocabulary = load_vocabulary(countries)
        self._tuning = tuning
        self._corrections = corrections
        self._features: dict[str, Features] = {}
        self._stories: dict[str, str] = dict(known or {})
        self._strands = {i: number for i, number in (strands or {}).items() if number}
        self._growth: Growth | None = None
        self._places: dict[str, int] = {}
        self._fresh = 0

    @property
    def stories(self) -> Mapping[str, str]:
        """The story's id for each article in the window, empty for one that stands alone."""
        return {article_id: self._stories.get(article_id, "") for article_id in self._features}

    @property
    def strands(self) -> Mapping[str, int]:
        """The number of its strand within its story, for articles that are in no story's largest one."""
        return self._strands

    @property
    def vectors(self) -> Mapping[str, Vector]:
        """The words of each article in the window, weighed."""
        if self._growth is None:
            return {}
        vectors = self._growth.grouped.linker.weighed.vectors
        return {article_id: vectors[self._places[article_id]] for article_id in self._features}

    def add(self, articles: Iterable[Article], now: datetime) -> dict[str, str]:
        """Add a batch, let go of what is too old, and return the stories of articles whose story or strand changed.

        An article without a date, or with one in the future, counts as of `now`.
        """
        today = day_of(now)
        batch = {article.id: find_features(article, self._vocabulary) for article in articles}
        for article_id, features in batch.items():
            day = today if features.day is None else min(features.day, today)
            batch[article_id] = replace(features, day=day)
        self._fresh += sum(article_id not in self._stories for article_id in batch)
        self._features |= batch
        self._let_go(day_of(now - WINDOW))
        return self._name(*self._group([batch[i] for i in batch if i in self._features]))

    def correct(self, corrections: Corrections) -> dict[str, str]:
        """Take the reader's corrections in place of earlier ones and return the stories that changed, by article."""
        self._corrections = corrections
        self._growth = None
        return self._name(*self._group([]))

    def _let_go(self, oldest: float) -> None:
        kept = {i: f for i, f in self._features.items() if f.day is not None and f.day >= oldest}
        for article_id in self._features.keys() - kept.keys():
            self._stories.pop(article_id, None)
        self._features = kept

    def _group(self, batch: Sequence[Features]) -> tuple[list[int], list[int]]:
        """Return two numbers for each article of the window: one is the same within a story, one within a strand."""
        growth = self._growth
        if growth is None or len(growth.features) + len(batch) > (1.0 + _GROWN_SHARE) * growth.counted or _lists(batch):
            growth = self._recount()
        else:
            first = len(growth.features)
            self._places |= {features.id: first + at for at, features in enumerate(batch)}
            alive = {self._places[i] for i in self._features}
            growth.grow(sorted(batch, key=lambda f: f.id), frozenset(range(first)) - alive)
        places = [self._places[i] for i in self._features]
        grouped = growth.grouped
        return [grouped.told[at] for at in places], [grouped.strands[at] for at in places]

    def _recount(self) -> Growth:
        """Count the terms of the whole window anew, from scratch when too much of it is new."""
        features = sort_features(self._features.values())
        start: list[int] = []
        if self._fresh <= _FRESH_SHARE * len(features):
            numbers: dict[str, int] = {}
            keys = (self._stories.get(f.id) or f"\n{f.id}" for f in features)
            start = [numbers.setdefault(key, len(numbers)) for key in keys]
        self._fresh = 0
        grouped = group_features(features, self._vocabulary, self._tuning, start=start, corrections=self._corrections)
        self._places = {f.id: at for at, f in enumerate(features)}
        self._growth = Growth(features, grouped, self._tuning, self._corrections)
        return self._growth

    def _name(self, labels: Sequence[int], strands: Sequence[int]) -> dict[str, str]:
        """Give the groups their ids and return those of articles whose story or strand changed."""
        ids = list(self._features)
        named, numbers = name_stories(ids, labels, self._stories), number_strands(ids, labels, strands)
        story, strand = self._stories.get, self._strands.get
        changed = {i: new for i, new in named.items() if story(i) != new or strand(i, 0) != numbers.get(i, 0)}
        self._stories |= named
        self._strands = numbers
        return changed


def _lists(batch: Iterable[Features]) -> bool:
    """Tell whether pages list each other, which only a count of the whole window weighs."""
    return any(features.labels for features in batch)
