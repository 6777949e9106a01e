"""Stable ids for stories."""

from takes_samples import ALL, make

from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories
from termnews.takes.naming import name_stories

IDS = ["a", "b", "c", "d", "e"]


def test_an_id_depends_on_the_members_alone() -> None:
    first = name_stories(IDS, [0, 0, 1, 1, 4], {})
    other = name_stories(["x", *IDS], [9, 3, 3, 7, 7, 5], {})
    assert first["a"] == first["b"] == other["a"]
    assert first["c"] == first["d"] != first["a"]
    assert first["e"] == other["x"] == ""


def test_a_group_takes_the_id_it_shares_most_articles_with() -> None:
    known = {"a": "old", "b": "old", "c": "older"}
    assert name_stories(IDS, [0, 0, 0, 3, 3], known)["c"] == "old"


def test_two_groups_never_have_one_id() -> None:
    known = dict.fromkeys(IDS, "old")
    named = name_stories(IDS, [0, 0, 0, 3, 3], known)
    assert named["a"] == "old"
    assert named["d"] not in {"", "old"}


def test_an_id_that_moved_on_is_not_made_again() -> None:
    made = name_stories(["a", "b"], [0, 0], {})["a"]
    known = {"a": "", "b": "", "c": made, "d": made}
    named = name_stories(["a", "b", "c", "d"], [0, 0, 2, 2], known)
    assert named["c"] == made
    assert named["a"] not in {"", made}


def test_a_story_that_grows_keeps_its_id() -> None:
    countries = load_countries()
    before = group_stories(ALL[1:], countries)
    after = group_stories([*ALL, make("z", "A new word for snow", hours=10)], countries, known=before)
    assert {i: after[i] for i in before} == before
    assert after["k1"] == before["k2"]
