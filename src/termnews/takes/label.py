"""What to call a take: "Ukrainian Perspective on Belarus Prisoner Release"."""

from collections.abc import Iterator, Mapping

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.names import country_term
from termnews.takes.topic import find_topic
from termnews.takes.vocabulary import Vocabulary

WIDEST = 60
"""Characters of a label."""
_ARTICLED = frozenset(
    {"AE", "BS", "CD", "CF", "DO", "FK", "GB", "GM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "US", "VI"}
)
"""Countries whose names take an article after "from"."""


def make_label(
    article: Article, worth: Mapping[str, float], told: frozenset[str], countries: Countries, vocabulary: Vocabulary
) -> str:
    """Name a take by its outlet's country and its topic; `told` are the terms of the story, `worth` their values."""
    own = country_term(article.country)
    topic = find_topic(article.headline, worth, vocabulary, frozenset({own}))
    if not topic:
        return _cut(article.headline)
    for label in _frames(article, topic, own in told, countries):
        if len(label) <= WIDEST:
            return label
    return _cut(topic)


def distinguish(label: str, article: Article, taken: set[str]) -> str:
    """Return a label that no other take has: with the outlet's name, the day or a number added if need be."""
    day = f"{article.published:%d %b}".lstrip("0") if article.published else ""
    additions = [f" ({addition})" for addition in (article.outlet, day) if addition]
    for addition in ("", *additions, *(f" ({number})" for number in range(2, len(taken) + 3))):
        unique = _cut(label, WIDEST - len(addition)) + addition
        if unique.casefold() not in taken and len(unique) <= WIDEST:
            break
    taken.add(unique.casefold())
    return unique


def _frames(article: Article, topic: str, is_concerned: bool, countries: Countries) -> Iterator[str]:
    country = countries.get(article.country)
    if country is None:
        if article.outlet:
            yield f"{article.outlet} on {topic}"
        yield topic
        return
    demonym = country.demonym.partition(" (")[0]
    name = f"the {country.name}" if article.country in _ARTICLED else country.name
    if is_concerned and demonym not in {"", "NA", "none"}:
        yield f"{demonym} Perspective on {topic}"
        yield f"{demonym} View of {topic}"
    yield f"{topic} as Seen from {name}"
    yield f"{topic} from {name}"


def _cut(text: str, width: int = WIDEST) -> str:
    """Shorten a text at a word."""
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"
