"""What to call a take: "Ukrainian Perspective on Belarus Prisoner Release"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.names import country_term
from termnews.takes.topic import find_topics
from termnews.takes.vocabulary import Vocabulary

WIDEST = 60
"""Characters of a label."""
_TOPICS = 4
"""Topics of one headline that are tried before two labels are told apart by the outlet's name."""
_NO_DEMONYMS = frozenset({"", "NA", "none"})


@dataclass(frozen=True, slots=True)
class StoryWords:
    """What a story is told in."""

    worth: Mapping[str, float]
    """The value of each term: how many articles have it, and how rare it is elsewhere."""
    vocabulary: Vocabulary


def make_label(article: Article, story: StoryWords, taken: set[str], countries: Countries) -> str:
    """Name a take by its outlet's country and its topic, as no other take in `taken` is named, and add it there."""
    own = frozenset({country_term(article.country)})
    topics = find_topics(article.headline, story.worth, story.vocabulary, own)[:_TOPICS]
    labels = [label for topic in topics for label in _frames(article, topic, own <= story.worth.keys(), countries)]
    labels += [_cut(article.headline)] if article.headline.strip() else [_name_teller(article, countries)]
    fitting = [label for label in labels if len(label) <= WIDEST]
    label = next((label for label in fitting if label.casefold() not in taken), None)
    label = label or _number(fitting[0], article.outlet, taken)
    taken.add(label.casefold())
    return label


def label_copy(article: Article, story: StoryWords, taken: set[str]) -> str:
    """Name a take that has the text of another one, and add the name to `taken`."""
    topics = find_topics(article.headline, story.worth, story.vocabulary)[:_TOPICS]
    labels = [f"Same Report in {article.outlet}"] if article.outlet else [f"Same Report on {topic}" for topic in topics]
    labels = [label for label in labels if len(label) <= WIDEST] or ["Same Report"]
    label = next((label for label in labels if label.casefold() not in taken), None) or _number(labels[0], "", taken)
    taken.add(label.casefold())
    return label


def _number(label: str, outlet: str, taken: set[str]) -> str:
    """Make a label unique by the outlet's name, or a number."""
    additions = ["", *([f" ({outlet})"] if outlet else []), *(f" ({n})" for n in range(2, len(taken) + 3))]
    unique = (_cut(label, WIDEST - len(addition)) + addition for addition in additions if len(addition) < WIDEST // 2)
    return next(label for label in unique if label.casefold() not in taken)


def _frames(article: Article, topic: str, is_concerned: bool, countries: Countries) -> Iterator[str]:  # noqa: FBT001
    """Yield ways to say who tells: a country that the story is about has a perspective, others a view."""
    country = countries.get(article.country)
    demonym = country.demonym.partition(" (")[0] if country else ""
    if demonym not in _NO_DEMONYMS:
        if is_concerned:
            yield f"{demonym} Perspective on {topic}"
        yield f"{demonym} View of {topic}"
    elif country:
        yield f"View from {country.name} of {topic}"
    elif article.outlet:
        yield f"{article.outlet} on {topic}"
    else:
        yield f"Report on {topic}"


def _name_teller(article: Article, countries: Countries) -> str:
    """Name a take that has no headline by who tells it alone."""
    country = countries.get(article.country)
    return f"View from {country.name}" if country else _cut(article.outlet) or "Report"


def _cut(text: str, width: int = WIDEST) -> str:
    """Shorten a text at a word."""
    if len(text) <= width:
        return text
    return text[: width - 1].rsplit(" ", 1)[0].rstrip(",;:–—- ") + "…"
