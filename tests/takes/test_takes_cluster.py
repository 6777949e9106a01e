"""Articles to stories."""

import random
from collections import defaultdict
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from takes_samples import ALL, KARNO_FERRY, MIRAL_FERRY, TREATY, make

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories

COUNTRIES = load_countries()


@pytest.fixture(name="countries")
def _countries() -> Countries:
    return COUNTRIES


def _groups(stories: Mapping[str, str]) -> set[frozenset[str]]:
    members: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, story in stories.items():
        if story:
            members[story].add(article_id)
    return {frozenset(group) for group in members.values()}


def _ids(*articles: Article) -> frozenset[str]:
    return frozenset(a.id for a in articles)


def test_look_alikes_stay_apart(countries: Countries) -> None:
    groups = _groups(group_stories(ALL, countries))
    assert groups == {_ids(*KARNO_FERRY), _ids(*MIRAL_FERRY), _ids(*TREATY)}


def test_every_article_has_an_answer_and_lone_ones_an_empty_one(countries: Countries) -> None:
    stories = group_stories(ALL, countries)
    assert stories.keys() == {a.id for a in ALL}
    assert [stories[i] for i in ("a1", "a2", "a3")] == ["", "", ""]


def test_no_articles_no_stories(countries: Countries) -> None:
    assert group_stories([], countries) == {}
    assert group_stories([ALL[0]], countries) == {ALL[0].id: ""}


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_matter(shuffler: random.Random) -> None:
    shuffled = list(ALL)
    shuffler.shuffle(shuffled)
    assert group_stories(shuffled, COUNTRIES) == group_stories(ALL, COUNTRIES)


def test_the_same_article_twice_counts_once(countries: Countries) -> None:
    assert group_stories([*ALL, *ALL], countries) == group_stories(ALL, countries)


words = st.text(max_size=40)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(words, words, st.floats(-500, 500)), max_size=8))
def test_any_text_is_grouped(texts: list[tuple[str, str, float]]) -> None:
    articles = [make(f"x{i}", headline, body, hours=hours) for i, (headline, body, hours) in enumerate(texts)]
    assert group_stories(articles, COUNTRIES).keys() == {a.id for a in articles}


def test_articles_far_apart_in_time_are_no_story(countries: Countries) -> None:
    late = [make(f"late{a.id}", a.headline, a.blocks[0].text, hours=24 * 40) for a in KARNO_FERRY[:2]]  # type: ignore[union-attr]
    groups = _groups(group_stories([*ALL, *late], countries))
    assert not any(group & _ids(*late) and group & _ids(*KARNO_FERRY) for group in groups)


def test_two_that_share_only_a_name_are_no_story(countries: Countries) -> None:
    opens = make("n1", "Mark Zellburg opens a museum of radios")
    sued = make("n2", "Neighbours sue Mark Zellburg over a fence")
    stories = group_stories([*ALL, opens, sued], countries)
    assert stories["n1"] == stories["n2"] == ""


def test_what_a_page_lists_is_evidence(countries: Countries) -> None:
    one = make(
        "p1", "Vineyards of Tarnow freeze in late frost", country="PL", labels=("Czech Perspective on Hop Harvest",)
    )
    other = make("p2", "Hop harvest in doubt, growers of Zatec say", country="CZ", labels=("Vineyards of Tarnow",))
    told = group_stories([*ALL, one, other], countries)
    assert told["p1"] == told["p2"] != ""
    untold = group_stories([*ALL, *(make(a.id, a.headline, country=a.country) for a in (one, other))], countries)
    assert untold["p1"] == untold["p2"] == ""


def test_the_reader_can_part_two_articles(countries: Countries) -> None:
    stories = group_stories(ALL, countries, apart=[("t2", "t1"), ("k1", "m1")])
    assert stories["t1"] == stories["t2"] == ""
    assert _ids(*KARNO_FERRY) in _groups(stories)


def test_the_reader_can_join_two_articles(countries: Countries) -> None:
    stories = group_stories(ALL, countries, together=[("a3", "a1"), ("k1", "not here")])
    assert stories["a1"] == stories["a3"] != ""
    assert stories["a2"] == ""


def test_apart_wins_over_together(countries: Countries) -> None:
    stories = group_stories(ALL, countries, apart=[("a1", "a3")], together=[("a3", "a1")])
    assert stories["a1"] == stories["a3"] == ""
