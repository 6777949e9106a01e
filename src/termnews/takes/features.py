"""What an article is about, as weighted terms."""

import math
from collections import Counter
from dataclasses import dataclass

from termnews.domain.article import Article, Picture, block_text
from termnews.takes.vocabulary import Vocabulary

WORDS_READ = 400
"""Words of a body that are compared."""
_LEAD_WORDS = 80
_HEADLINE_WEIGHT = 3.0
_LEAD_WEIGHT = 1.5
_MORE_WEIGHT = 1.0
_NAME_FACTOR = 1.5
_SECONDS_PER_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Features:
    """An article as grouping sees it."""

    id: str
    day: float | None
    """When it was published, in days since 1970; None when no date is known."""
    terms: dict[str, float]
    """The weight of each term inside the article, before its rarity counts."""
    headline: frozenset[str] = frozenset()
    """The terms of the headline."""
    country: str = ""
    labels: tuple[str, ...] = ()
    """Labels of other takes, as the page listed them."""


def find_features(article: Article, vocabulary: Vocabulary, words_read: int = WORDS_READ) -> Features:
    """Weigh the terms of the headline and of the first words of the body."""
    words = _first_words(article, words_read)
    headline, names = vocabulary.read_names(article.headline, is_headline=True)
    lead, lead_names = vocabulary.read_names(" ".join(words[:_LEAD_WORDS]))
    more, more_names = vocabulary.read_names(" ".join(words[_LEAD_WORDS:]))
    names |= lead_names | more_names
    weights = dict.fromkeys(headline, _HEADLINE_WEIGHT)
    for terms, weight in ((lead, _LEAD_WEIGHT), (more, _MORE_WEIGHT)):
        for term, count in Counter(terms).items():
            weights[term] = weights.get(term, 0.0) + weight * math.log1p(count)
    for term in weights:
        if term in names:
            weights[term] *= _NAME_FACTOR
    day = article.published.timestamp() / _SECONDS_PER_DAY if article.published else None
    return Features(article.id, day, weights, frozenset(headline), article.country, article.labels)


def _first_words(article: Article, count: int) -> list[str]:
    words: list[str] = []
    for block in article.blocks:
        if isinstance(block, Picture):
            continue
        words += block_text(block).split()
        if len(words) >= count:
            break
        words.append("\n")
    return words[:count]
