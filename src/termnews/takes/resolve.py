"""Which article a page's label leads to: never the same one twice, and none rather than a wrong one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termnews.takes.features import Features
from termnews.takes.frames import LabelWords, read_label
from termnews.takes.names import country_term
from termnews.takes.vocabulary import Vocabulary
from termnews.takes.weights import Rarity

_IN_BODY = 0.5
"""A word found in the body only, against one in the headline."""
_TELLER_BONUS = 0.4
_OWN_COUNTRY = 0.6
"""A country in the label that is the article's own, though its headline does not name it."""
_ENOUGH = 0.45
"""The share of a label's rare words, the teller counted in, that an article must have."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well an article fits a label."""

    fit: float
    """From 0 to 1, more with the right country."""
    evidence: float
    """The rarity of the shared words, in nats."""


def match_label(words: LabelWords, nats: Mapping[str, float], article: Features) -> Match:
    """Compare a label with an article; a label that names another country's outlets fits not at all.

    `nats` is the information of the label's terms.
    """
    if words.teller and article.country and words.teller != article.country:
        return Match(0.0, 0.0)
    shared = sum([nats[term] * _presence(term, article) for term in words.terms])
    fit = shared / (sum([nats[term] for term in words.terms]) or 1.0)
    is_teller = bool(words.teller) and words.teller == article.country
    return Match(fit + _TELLER_BONUS if is_teller and (fit or not words.terms) else fit, shared)


def resolve_labels(
    labels: Sequence[str], articles: Sequence[Features], rarity: Rarity, vocabulary: Vocabulary, enough: float = _ENOUGH
) -> dict[int, int]:
    """Return the position of the article for the position of each label that leads to one."""
    pairs: list[tuple[Match, int, int]] = []
    for at, label in enumerate(labels):
        words = read_label(label, vocabulary)
        nats = rarity.all_nats(words.terms)
        for there, article in enumerate(articles):
            match = match_label(words, nats, article)
            if match.fit >= enough:
                pairs.append((match, at, there))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, there in sorted(pairs, key=lambda pair: (-pair[0].fit, -pair[0].evidence, pair[1], pair[2])):
        if at not in found and there not in taken:
            found[at] = there
            taken.add(there)
    return found


def _presence(term: str, article: Features) -> float:
    if term in article.headline:
        return 1.0
    if article.country and term == country_term(article.country):
        return _OWN_COUNTRY
    return _IN_BODY if term in article.terms else 0.0
