"""Why two articles are said to tell one story: what they share, how much it weighs, how far apart they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termnews.domain.article import Article, body_text
from termnews.domain.place import Countries
from termnews.takes.features import find_features
from termnews.takes.graph import closeness
from termnews.takes.names import COUNTRY_MARK
from termnews.takes.tuning import TUNING
from termnews.takes.vocabulary import Vocabulary, load_vocabulary
from termnews.takes.weights import Vector, count_rarity, find_vectors
from termnews.takes.words import WORD

_MOST = 8


@dataclass(frozen=True, slots=True)
class SharedTerm:
    """A word that both articles use."""

    text: str
    """As the first article spells it, or the country's name."""
    weight: float
    """Its part of the likeness, from 0 to 1."""
    is_name: bool


@dataclass(frozen=True, slots=True)
class Why:
    """What makes two articles one story."""

    shared: tuple[SharedTerm, ...]
    """The weightiest first."""
    days_apart: float | None
    """None when a date is unknown."""
    likeness: float
    """1 and more is what articles of one story reach on average."""
    membership: float
    """The mean likeness of the other article to all of the story, as a share of the most central one's; from 0 to 1."""


def explain_take(shown: Article, other: Article, story: Sequence[Article], countries: Countries) -> Why:
    """Say why an article is a take on another; `story` are all articles of the story, these two included or not."""
    vocabulary = load_vocabulary(countries)
    members = {a.id: a for a in (shown, other, *story)}
    features = [find_features(a, vocabulary) for a in members.values()]
    rarity = count_rarity(features, range(len(features)))
    vectors = dict(zip(members, find_vectors(features, rarity), strict=True))
    here, there = (features[list(members).index(a.id)] for a in (shown, other))
    one, two = vectors[shown.id], vectors[other.id]
    gap = abs(here.day - there.day) if here.day is not None and there.day is not None else None
    spelled = _spell(shown, vocabulary)
    parts = {t: w * two.weights[t] for t, w in one.weights.items() if t in two.weights}
    total = sum(parts.values())
    strongest = sorted(parts, key=lambda t: (-parts[t], t))[:_MOST]
    return Why(
        shared=tuple(_shared(t, parts[t] / total, spelled, countries) for t in strongest),
        days_apart=gap,
        likeness=total * closeness(here.day, there.day, TUNING),
        membership=_membership(other.id, vectors),
    )


def _shared(term: str, weight: float, spelled: Mapping[str, str], countries: Countries) -> SharedTerm:
    if term.startswith(COUNTRY_MARK):
        return SharedTerm(countries.name_of(term.removeprefix(COUNTRY_MARK)), weight, is_name=True)
    text = spelled.get(term, term)
    return SharedTerm(text, weight, is_name=text[:1].isupper())


def _spell(article: Article, vocabulary: Vocabulary) -> dict[str, str]:
    """Return how the article spells each term: in small letters if it does so anywhere."""
    spelled: dict[str, str] = {}
    for word in WORD.findall(f"{article.headline}\n{body_text(article)}"):
        bare = word.removesuffix("'s").removesuffix("’s")
        for term in vocabulary.read(word):
            if term not in spelled or (bare.islower() and not spelled[term].islower()):
                spelled[term] = bare
    return spelled


def _membership(article_id: str, vectors: Mapping[str, Vector]) -> float:
    """Compare an article's likeness to all others with the most central one's."""
    totals = {
        i: sum(_product(vector, other) for j, other in vectors.items() if i != j) for i, vector in vectors.items()
    }
    return totals[article_id] / (max(totals.values()) or 1.0)


def _product(one: Vector, other: Vector) -> float:
    return sum([weight * other.weights[term] for term, weight in one.weights.items() if term in other.weights])
