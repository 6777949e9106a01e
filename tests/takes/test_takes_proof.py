"""A subject is no story."""

from dataclasses import replace

from takes_samples import ALL, make

from termnews.newsroom.settings import load_countries
from termnews.takes.features import find_features
from termnews.takes.graph import Graph
from termnews.takes.proof import dissolve_unproven
from termnews.takes.tuning import TUNING, Tuning
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import count_rarity, make_scale

_ALIKE = 0.4
SUBJECT = (
    "Syria crisis deepens as Obama marks week of captive nations",
    "Clinton warns Syria against chemical weapons",
    "What the Syria strike did not say",
    "Israeli planes over Syria put Obama at crossroads",
    "House to vote on training rebels in Syria",
    "Obama scolds Americans over refugees from Syria",
    "Sanctions hammer ready as Syria options narrow",
)
EVENT = (
    "Trawler Lark burns off Syria, nine crew saved",
    "Nine crew of burning trawler Lark saved off Syria",
    "Crew saved as trawler Lark burns near Syria port",
    "Burning trawler Lark: crew of nine safe in Syria",
    "Lark trawler fire: nine crew saved by Syria navy",
)


def _hold(headlines: tuple[str, ...], tuning: Tuning) -> bool:
    """Tell whether a group of articles that are somewhat alike stays one."""
    vocabulary = load_vocabulary(load_countries())
    bodies = [" ".join(f"zo{n}r{word}el" for word in range(40)) for n in range(len(headlines))]
    articles = [make(f"s{n}", *text, hours=n) for n, text in enumerate(zip(headlines, bodies, strict=True))]
    features = [find_features(a, vocabulary) for a in (*articles, *ALL)]
    labels = [0] * len(articles) + list(range(len(articles), len(features)))
    likeness = [dict.fromkeys(set(range(len(articles))) - {at}, _ALIKE) for at in range(len(articles))]
    graph = Graph([*likeness, *({} for _ in ALL)])
    told = dissolve_unproven(labels, features, make_scale(count_rarity(features, labels)), graph, tuning)
    assert told in (labels, list(range(len(features))))
    return told == labels


def test_articles_that_share_a_subject_alone_are_no_story() -> None:
    assert not _hold(SUBJECT, TUNING)
    assert _hold(SUBJECT, replace(TUNING, firmness=0.0))


def test_articles_that_share_an_event_are_one() -> None:
    assert _hold(EVENT, TUNING)


def test_two_articles_need_more_in_common_than_one_name() -> None:
    assert not _hold(("Obama scolds Americans over refugees", "Obama puts Israel at crossroads"), TUNING)
    assert _hold(EVENT[:2], TUNING)
