"""The last days' news, kept grouped as new articles come in."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.cluster import group_features, sort_features
from termnews.takes.corrections import NO_CORRECTIONS, Corrections
from termnews.takes.features import Features, day_of, find_features
from termnews.takes.naming import name_stories
from termnews.takes.tuning import TUNING, Tuning
from termnews.takes.vocabulary import load_vocabulary

WINDOW = timedelta(days=TUNING.grace_days + TUNING.fade_days)
"""Articles further apart than this never tell one story."""
_FRESH_SHARE = 0.2
"""When more than this share of the window is new, its terms are counted from scratch."""


class Window:
    """Articles of the last eleven days by what they are about; the cost of a batch depends on these alone."""

    def __init__(
        self,
        countries: Countries,
        *,
        known: Mapping[str, str] | None = None,
        corrections: Corrections = NO_CORRECTIONS,
        tuning: Tuning = TUNING,
    ) -> None:
        """Begin empty; `known` are the stories of articles that will be added again."""
        self._vocabulary = load_vocabulary(countries)
        self._tuning = tuning
        self._corrections = corrections
        self._features: dict[str, Features] = {}
        self._stories: dict[str, str] = dict(known or {})
        self._fresh = 0

    @property
    def stories(self) -> Mapping[str, str]:
        """The story's id for each article in the window, empty for one that stands alone."""
        return {article_id: self._stories.get(article_id, "") for article_id in self._features}

    def add(self, articles: Iterable[Article], now: datetime) -> dict[str, str]:
        """Add a batch, let go of what is too old, and return the stories of articles whose story changed.

        An article without a date, or with one in the future, counts as of `now`.
        """
        today = day_of(now)
        batch = [find_features(article, self._vocabulary) for article in articles]
        for features in batch:
            day = today if features.day is None else min(features.day, today)
            self._features[features.id] = replace(features, day=day)
        oldest = day_of(now - WINDOW)
        kept = {i: f for i, f in self._features.items() if f.day is not None and f.day >= oldest}
        gone = self._features.keys() - kept.keys()
        self._features = kept
        for article_id in gone:
            self._stories.pop(article_id, None)
        self._fresh += len(batch)
        return self._regroup()

    def correct(self, corrections: Corrections) -> dict[str, str]:
        """Take the reader's corrections in place of earlier ones and return the stories that changed, by article."""
        self._corrections = corrections
        return self._regroup()

    def _regroup(self) -> dict[str, str]:
        features = sort_features(self._features.values())
        if not features:
            return {}
        ids = [f.id for f in features]
        start: list[int] = []
        if self._fresh <= _FRESH_SHARE * len(features):
            numbers: dict[str, int] = {}
            keys = (self._stories.get(i) or f"\n{i}" for i in ids)
            start = [numbers.setdefault(key, len(numbers)) for key in keys]
        else:
            self._fresh = 0
        labels = group_features(features, self._vocabulary, self._tuning, start=start, corrections=self._corrections)
        named = name_stories(ids, labels, self._stories)
        changed = {i: story for i, story in named.items() if self._stories.get(i) != story}
        self._stories |= named
        return changed
