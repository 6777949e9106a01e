"""What each take says that the others do not: its sentences without a counterpart."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.copies import split_sentences
from termnews.takes.vocabulary import Vocabulary, load_vocabulary

_MOST = 3
_SHORTEST_TERMS = 5
"""Content words of a sentence that says something by itself."""
_COUNTERPART = 0.5
"""The share of a sentence's information that one sentence of another take may have."""
_NEARBY = 0.7
"""The same, for all of another take."""


def contrast_takes(articles: Sequence[Article], countries: Countries, most: int = _MOST) -> dict[str, tuple[str, ...]]:
    """Return for each article's id up to `most` of its sentences that no other article has, in its own order.

    The sentences that say most are chosen: new terms count by their information among the story's sentences.
    """
    vocabulary = load_vocabulary(countries)
    told = {article.id: article for article in articles}
    sentences = {i: list(_read(article, vocabulary)) for i, article in told.items()}
    nats = _information([terms for own in sentences.values() for _, terms in own])
    found: dict[str, tuple[str, ...]] = {}
    for article_id, own in sentences.items():
        others = [[terms for _, terms in theirs] for i, theirs in sentences.items() if i != article_id]
        worth = [(_novelty(terms, others, nats), -at) for at, (_, terms) in enumerate(own)]
        best = sorted(-at for value, at in sorted(worth, reverse=True)[:most] if value > 0)
        found[article_id] = tuple(own[at][0] for at in best)
    return found


def _read(article: Article, vocabulary: Vocabulary) -> Iterator[tuple[str, frozenset[str]]]:
    for sentence in split_sentences(article):
        terms = frozenset(vocabulary.read(sentence))
        if len(terms) >= _SHORTEST_TERMS:
            yield sentence, terms


def _information(sentences: Sequence[frozenset[str]]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for terms in sentences:
        counts.update(terms)
    return {term: math.log((len(sentences) + 1) / count) for term, count in counts.items()}


def _novelty(terms: frozenset[str], others: Sequence[Sequence[frozenset[str]]], nats: dict[str, float]) -> float:
    """Return how much a sentence says that no other article does; 0 when one has a counterpart."""
    total = sum(nats[t] for t in sorted(terms)) or 1.0
    new = total
    for theirs in others:
        nearest = max((sum(nats[t] for t in sorted(terms & sentence)) for sentence in theirs), default=0.0)
        whole = sum(nats[t] for t in sorted(terms & frozenset().union(*theirs)))
        if nearest >= _COUNTERPART * total or whole >= _NEARBY * total:
            return 0.0
        new -= whole / len(others)
    return new / math.sqrt(len(terms))
