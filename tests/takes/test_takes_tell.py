"""The takes beside an article."""

from dataclasses import replace

import pytest
from takes_samples import KARNO, KARNO_FERRY, TREATY, make

from termnews.domain.place import Countries
from termnews.newsroom.settings import load_countries
from termnews.takes.features import find_features
from termnews.takes.label import WIDEST
from termnews.takes.resolve import resolve_labels
from termnews.takes.tell import find_takes
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import count_rarity

PRISONERS = (
    make("by", "Minsk frees 52 prisoners after talks in Vilnius", "Opposition figures were let go.", country="LT"),
    make("ua", "Ukraine sees a bargain in Belarus prisoner release", "Kyiv watches Minsk.", country="UA", hours=2),
    make("cl", "Chilean envoy praises Belarus amnesty", "Santiago asked for the prisoners.", country="CL", hours=3),
    make("de", "European response to Belarus stays cool", "Berlin wants every opposition figure out.", country="DE"),
)


@pytest.fixture(name="countries")
def _countries() -> Countries:
    return load_countries()


def test_labels_lead_to_articles(countries: Countries) -> None:
    labels = (
        "Ukrainian Perspective on Belarus Prisoner Release",
        "Belarus Amnesty as Seen from Chile",
        "Opposition Figures and European Response",
        "Swedish Perspective on Belarus",
    )
    takes = find_takes(replace(PRISONERS[0], labels=labels), PRISONERS[1:], countries)
    assert [take.label for take in takes] == list(labels)
    assert [take.article_id for take in takes] == ["ua", "cl", "de", ""]


def test_two_labels_never_lead_to_one_article(countries: Countries) -> None:
    labels = ("Ukrainian View of Belarus", "Ukrainian Perspective on Belarus Prisoner Release")
    takes = find_takes(replace(PRISONERS[0], labels=labels), PRISONERS[1:2], countries)
    assert [take.article_id for take in takes] == ["", "ua"]


def test_a_label_twice_is_listed_once(countries: Countries) -> None:
    labels = ("Belarus Amnesty as Seen from Chile", "Belarus amnesty as seen from Chile")
    takes = find_takes(replace(PRISONERS[0], labels=labels), PRISONERS[2:3], countries)
    assert [(take.label, take.article_id) for take in takes] == [(labels[0], "cl")]


def test_the_rest_of_the_story_follows_with_made_labels(countries: Countries) -> None:
    labels = ("Ukrainian Perspective on Belarus Prisoner Release",)
    takes = find_takes(replace(PRISONERS[0], labels=labels), PRISONERS[1:], countries)
    assert takes[0].article_id == "ua"
    assert {take.article_id for take in takes[1:]} == {"cl", "de"}
    assert len({take.label for take in takes}) == 3


def test_made_labels_name_country_and_topic(countries: Countries) -> None:
    labels = {take.article_id: take.label for take in find_takes(PRISONERS[0], PRISONERS[1:], countries)}
    assert labels["ua"] == "Ukrainian Perspective on Belarus Prisoner Release"
    assert labels["cl"] == "Chilean Perspective on Belarus Amnesty"
    assert labels["de"].startswith("German View of ")


def test_labels_are_unique_and_narrow(countries: Countries) -> None:
    same = [make(f"s{i}", KARNO_FERRY[0].headline, f"Eyewitness {i} spoke.", country="TR") for i in range(6)]
    takes = find_takes(KARNO_FERRY[0], same, countries)
    labels = [take.label for take in takes]
    assert len({label.casefold() for label in labels}) == 6
    assert all(0 < len(label) <= WIDEST for label in labels)


def test_copies_come_last(countries: Countries) -> None:
    wire = (
        "The coastguard of Veldport said that the pump had failed twice. Nobody had told the captain about it at all."
    )
    shown = make("s", "Ferry sinks", f"{KARNO}\n{wire}", country="GR", outlet="Aegean Herald")
    copy = make("c", "Ferry lost with dozens", f"{KARNO}\n{wire}", country="CY", outlet="Nicosia Mail", hours=1)
    takes = find_takes(shown, [copy, *KARNO_FERRY[1:2]], countries)
    assert [take.article_id for take in takes] == ["k2", "c"]
    assert takes[-1].label == "Same Report in Nicosia Mail"


def test_a_stranger_comes_last(countries: Countries) -> None:
    stranger = make("stranger", "Chess champion Orlova retires", "Orlova wants to teach mathematics.", country="JP")
    takes = find_takes(KARNO_FERRY[0], [stranger, *KARNO_FERRY[1:]], countries)
    assert takes[-1].article_id == "stranger"


def test_the_order_of_the_others_does_not_matter(countries: Countries) -> None:
    assert find_takes(PRISONERS[0], PRISONERS[1:], countries) == find_takes(PRISONERS[0], PRISONERS[:0:-1], countries)


def test_an_article_alone_has_only_its_own_labels(countries: Countries) -> None:
    assert find_takes(TREATY[0], [], countries) == []
    takes = find_takes(replace(TREATY[0], labels=("Hungarian Perspective on the Ister",)), [], countries)
    assert [take.is_resolved for take in takes] == [False]


def test_another_countrys_article_is_no_answer(countries: Countries) -> None:
    vocabulary = load_vocabulary(countries)
    features = [find_features(article, vocabulary) for article in PRISONERS]
    rarity = count_rarity(features, range(len(features)))
    label = ["German Perspective on Belarus Prisoner Release"]
    assert resolve_labels(label, features[1:3], rarity, vocabulary) == {}
    assert resolve_labels(label, features[1:], rarity, vocabulary) == {0: 2}
