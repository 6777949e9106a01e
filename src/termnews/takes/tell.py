"""The takes to list beside an article: the page's own labels first, then what the story has besides."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.domain.steps import Steps, finish
from termnews.domain.story import Take
from termnews.takes.copies import find_copies
from termnews.takes.features import Features, find_features
from termnews.takes.label import StoryWords, label_copy, make_label
from termnews.takes.order import Candidate, order_takes
from termnews.takes.resolve import resolve_labels
from termnews.takes.vocabulary import Vocabulary, load_vocabulary
from termnews.takes.weights import Rarity, count_rarity

_WORDS_READ = 400
"""Words of a body that labels and order look at."""
_MANY = 60
_FEW_WORDS_READ = 100
"""The same in stories of more than sixty articles."""


def learn_words(countries: Countries) -> None:
    """Read the lists of words that takes are found by, where that has not been done."""
    load_vocabulary(countries)


def find_takes(article: Article, others: Sequence[Article], countries: Countries) -> list[Take]:
    """List the takes beside an article, given the other articles of its story, best first.

    The page's own labels come in its order; one that leads to no article is unresolved. Copies of a text that is there
    already come last. No two takes lead to one article and no two labels are alike.
    """
    return finish(find_takes_in_steps(article, others, countries))


def find_takes_in_steps(article: Article, others: Sequence[Article], countries: Countries) -> Steps[list[Take]]:
    """Do what `find_takes` does, and stop wherever something may go first."""
    vocabulary = load_vocabulary(countries)
    told = {other.id: other for other in (*sorted(others, key=lambda a: a.id), article)}
    words_read = _WORDS_READ if len(told) <= _MANY else _FEW_WORDS_READ
    features: dict[str, Features] = {}
    for article_id, one in told.items():
        yield
        features[article_id] = find_features(one, vocabulary, words_read)
    here = features.pop(article.id)
    del told[article.id]
    yield
    rarity = count_rarity([here, *features.values()], range(len(features) + 1))
    taken: set[str] = set()
    takes = list(_listed(article, list(features.values()), rarity, vocabulary, taken))
    led_to = {take.article_id for take in takes}
    yield
    left = [i for i in _ordered(article, here, told, features, rarity) if i not in led_to]
    yield
    copies = _copies(article, left, told) if left else set()
    yield
    story = StoryWords(_worth([here, *features.values()], rarity), vocabulary)
    for article_id in sorted(left, key=copies.__contains__):  # a stable order
        yield
        other = told[article_id]
        is_copy = article_id in copies
        label = label_copy(other, story, taken) if is_copy else make_label(other, story, taken, countries)
        takes.append(Take(label, article_id))
    return takes


def _copies(article: Article, left: Sequence[str], told: Mapping[str, Article]) -> set[str]:
    """Return those of the articles left that have the text of the one shown, or of one listed before."""
    groups = find_copies([article, *told.values()])
    seen = {groups.get(i, i) for i in (article.id, *(told.keys() - set(left)))}
    copies = set()
    for article_id in left:
        original = groups.get(article_id, article_id)
        if original in seen:
            copies.add(article_id)
        seen.add(original)
    return copies


def _listed(
    article: Article, features: Sequence[Features], rarity: Rarity, vocabulary: Vocabulary, taken: set[str]
) -> Iterator[Take]:
    """Yield the page's own labels, each once."""
    labels = list({label.casefold(): label for label in reversed(article.labels)}.values())[::-1]
    found = resolve_labels(labels, features, rarity, vocabulary)
    for at, label in enumerate(labels):
        taken.add(label.casefold())
        yield Take(label, features[found[at]].id if at in found else "")


def _worth(features: Sequence[Features], rarity: Rarity) -> dict[str, float]:
    """Value terms by how many articles of the story have them, most in headlines, and by their rarity elsewhere."""
    worth: dict[str, float] = {}
    for article in features:
        for term in article.terms:
            worth[term] = worth.get(term, 0.0) + (1.0 if term in article.headline else 0.5)
    nats = rarity.all_nats(worth)
    return {term: value / len(features) * nats[term] for term, value in worth.items()}


def _ordered(
    article: Article, here: Features, told: Mapping[str, Article], features: Mapping[str, Features], rarity: Rarity
) -> list[str]:
    """Order the others by what tells the story's articles apart: a word that all of them have says nothing."""
    counts = Counter(term for f in (here, *features.values()) for term in f.terms)
    size = len(features) + 1
    nats = rarity.all_nats(counts)
    worth = {term: math.sqrt(nats[term] * math.log((size + 1) / count)) for term, count in counts.items()}
    others = [_candidate(told[i], f, worth) for i, f in features.items()]
    return order_takes(_candidate(article, here, worth), others)


def _candidate(article: Article, features: Features, worth: Mapping[str, float]) -> Candidate:
    weights = {term: weight * worth[term] for term, weight in features.terms.items()}
    norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    vector = {term: weight / norm for term, weight in weights.items()}
    return Candidate(article.id, article.country, article.outlet, features.day, vector)
