"""What an article is about, as weighted terms."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from termnews.domain.article import Article, Picture, block_text
from termnews.takes.tuning import TUNING, Tuning
from termnews.takes.vocabulary import Reading, Vocabulary

WORDS_READ = 400
"""Words of a body that are compared."""
_LEAD_WORDS = 80
_SECONDS_PER_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Features:
    """An article as grouping sees it."""

    id: str
    day: float | None
    """When it was published, in days since 1970; None when no date is known."""
    terms: dict[str, float]
    """The weight of each term inside the article, before its rarity counts."""
    headline: frozenset[str]
    """The terms of the headline."""
    pairs: frozenset[tuple[str, str]]
    """Terms that stand side by side."""
    length: int
    """How many terms were read, repeated ones included."""
    country: str
    labels: tuple[str, ...]
    """Labels of other takes, as the page listed them."""


def find_features(
    article: Article, vocabulary: Vocabulary, words_read: int = WORDS_READ, tuning: Tuning = TUNING
) -> Features:
    """Weigh the terms of the headline and of the first words of the body."""
    words = _first_words(article, words_read)
    headline = vocabulary.read_closely(article.headline, is_headline=True)
    lead = vocabulary.read_closely(" ".join(words[:_LEAD_WORDS]))
    more = vocabulary.read_closely(" ".join(words[_LEAD_WORDS:]))
    return Features(
        id=article.id,
        day=day_of(article.published) if article.published else None,
        terms=_weigh(headline, lead, more, tuning),
        headline=frozenset(headline.terms),
        pairs=frozenset(headline.pairs | lead.pairs | more.pairs),
        length=len(headline.terms) + len(lead.terms) + len(more.terms),
        country=article.country,
        labels=article.labels,
    )


def day_of(moment: datetime) -> float:
    """Return a moment in days since 1970."""
    return moment.timestamp() / _SECONDS_PER_DAY


def _weigh(headline: Reading, lead: Reading, more: Reading, tuning: Tuning) -> dict[str, float]:
    weights = dict.fromkeys(headline.terms, tuning.headline_weight)
    for reading, weight in ((lead, tuning.lead_weight), (more, tuning.more_weight)):
        for term, count in Counter(reading.terms).items():
            weights[term] = weights.get(term, 0.0) + weight * math.log1p(count)
    for term in headline.names | lead.names | more.names:
        weights[term] *= tuning.name_factor
    return weights


def _first_words(article: Article, count: int) -> list[str]:
    words: list[str] = []
    for block in article.blocks:
        if len(words) >= count:
            break
        if not isinstance(block, Picture):
            words += block_text(block).split()
            words.append("\n")
    return words[:count]
