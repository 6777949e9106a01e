"""What to call a whole story."""

from collections.abc import Sequence

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.takes.features import find_features
from termnews.takes.topic import find_topic
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import count_rarity

_STRANGE = 8.0
"""What a word costs that none of the other articles has."""


def title_story(articles: Sequence[Article], countries: Countries) -> str:
    """Return the headline words that most of a story's articles have in common; a headline when there are none."""
    vocabulary = load_vocabulary(countries)
    features = [find_features(article, vocabulary) for article in sorted(articles, key=lambda a: a.id)]
    rarity = count_rarity(features, range(len(features)))
    counts: dict[str, int] = {}
    for article in features:
        for term in article.terms:
            counts[term] = counts.get(term, 0) + 1
    nats = rarity.all_nats(counts)
    shares = {term: count / len(features) for term, count in counts.items()}
    worth = {t: share * nats[t] - _STRANGE * (1.0 - share) ** 2 for t, share in shares.items()}
    topics = [find_topic(article.headline, worth, vocabulary) for article in articles]
    named = [(sum(worth.get(t, 0.0) for t in set(vocabulary.read(topic))), topic) for topic in topics if topic]
    return max(named)[1] if named else articles[0].headline
