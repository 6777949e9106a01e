"""The things a headline names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.newsroom.settings import load_countries
from termnews.takes.topic import find_topic, find_topics
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.words import WORD

VOCABULARY = load_vocabulary(load_countries())


@pytest.mark.parametrize(
    ("headline", "topic"),
    [
        ("Norlandia plans lunar samples after crash", "Lunar Samples"),
        ("Grain deal collapses as talks falter", "Grain Deal"),
        ("The seat Peru gave back in a letter", "Seat"),
        ("Lawmakers vote to lift tariff on coffee", "Tariff on Coffee"),
        ("Record low rivers strand barges", "Barges"),
        ("Ministers to attend U.N. climate summit", "U.N. Climate Summit"),
        ("Island swaps debt for a coral reef", "Coral Reef"),
        ("Ministry plans to close a harbour", "Ministry"),
        ("Harbour must be rebuilt, court rules", "Harbour"),
        ("Unibank posts €14bn loss", "Unibank"),
        ("Investors are closely monitoring Unibank", "Unibank"),
        ("Togo keeps one foot in Ecowas", "Ecowas"),
        ("The first day of the REAL ID law", "REAL ID Law"),
        ("Ministers at the Iran-U.S. nuclear talks", "Iran-U.S. Nuclear Talks"),
        ("A campaign ad that nobody saw", "Campaign Ad"),
    ],
)
def test_verbs_and_halves_of_things_are_no_topic(headline: str, topic: str) -> None:
    worth = dict.fromkeys(VOCABULARY.read(topic), 5.0)
    assert find_topic(headline, worth, VOCABULARY) == topic


def test_what_is_avoided_stands_at_no_end() -> None:
    worth = dict.fromkeys(VOCABULARY.read("Chilean lithium mines"), 5.0)
    assert find_topic("Chilean lithium mines", worth, VOCABULARY, frozenset({"=CL"})) == "Lithium Mines"


@given(st.text(max_size=80))
def test_a_topic_has_only_words_of_the_headline(headline: str) -> None:
    worth = dict.fromkeys(VOCABULARY.read(headline), 3.0)
    own = {word.casefold() for word in WORD.findall(headline)}
    for topic in find_topics(headline, worth, VOCABULARY):
        for word in WORD.findall(topic):
            assert word.casefold() in own or any(o.startswith(word.casefold()) for o in own)
