"""Strands: which articles of a story surely tell one event."""

from dataclasses import replace
from datetime import timedelta

from takes_samples import ALL, KARNO_FERRY, NOON, make

from termnews.domain.story import Story, Verdict
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_features, sort_features, tell_stories
from termnews.takes.features import find_features
from termnews.takes.judging import judge_told
from termnews.takes.naming import number_strands
from termnews.takes.overlooked import Telling
from termnews.takes.strands import find_strands
from termnews.takes.tuning import TUNING
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import Vector
from termnews.takes.window import Window

_NO_WORDS = Vector({}, {}, {})
SUBJECT = (
    make("s1", "Parliament of Ostmark debates the harbour levy", country="GR"),
    make("s2", "Harbour levy: Ostmark parliament divided", country="TR"),
    make("s3", "Ostmark shipowners fear harbour levy", country="IT"),
    make("s4", "Ostmark bakers win a prize for their rye", country="FR"),
)


def _strands(least: float) -> list[int]:
    vocabulary = load_vocabulary(load_countries())
    features = sort_features(find_features(a, vocabulary) for a in (*KARNO_FERRY, *SUBJECT))
    grouped = group_features(features, vocabulary)
    one_story = [0] * len(features)
    return find_strands(one_story, features, grouped.strict, grouped.linker.graph, replace(TUNING, sure=least))


def test_articles_that_share_little_are_of_strands_of_their_own() -> None:
    assert len(set(_strands(0.01))) < len(set(_strands(TUNING.sure))) < len(set(_strands(1e6))) == 7


def test_who_is_reached_over_sure_pairs_is_of_the_strand() -> None:
    strands = _strands(TUNING.sure)
    vocabulary = load_vocabulary(load_countries())
    ids = [f.id for f in sort_features(find_features(a, vocabulary) for a in (*KARNO_FERRY, *SUBJECT))]
    by_id = dict(zip(ids, strands, strict=True))
    assert by_id["k1"] == by_id["k2"] == by_id["k3"]
    assert by_id["s1"] == by_id["s2"] == by_id["s3"]
    assert len({by_id["k1"], by_id["s1"], by_id["s4"]}) == 3


def test_strands_are_numbered_by_size_and_the_largest_is_nobodys_number() -> None:
    ids = ["a", "b", "c", "d", "e", "f"]
    assert number_strands(ids, [0, 0, 0, 0, 4, 4], [0, 1, 1, 3, 4, 4]) == {"a": 1, "d": 2}


def test_the_readers_word_makes_sure() -> None:
    told = tell_stories(ALL, load_countries(), together=[("a1", "a3")])
    assert told.stories["a1"] == told.stories["a3"] != ""
    assert "a1" not in told.strands
    assert "a3" not in told.strands


def test_a_window_tells_who_is_of_another_strand() -> None:
    window = Window(load_countries(), tuning=replace(TUNING, sure=1e6))
    changed = window.add(ALL, NOON + timedelta(days=1))
    assert {window.strands.get(i, 0) for i in ("k1", "k2", "k3")} == {0, 1, 2}
    again = Window(load_countries(), known=changed, strands=window.strands, tuning=replace(TUNING, sure=1e6))
    assert again.add(ALL, NOON + timedelta(days=1)) == {}
    surer = Window(load_countries(), known=changed, strands=window.strands)
    assert surer.add(ALL, NOON + timedelta(days=1)).keys() >= set(window.strands)


def test_a_story_knows_who_is_beside_an_article() -> None:
    story = Story("s", ("a", "b", "c", "d"), strands=(1, 0, 0, 1))
    assert story.beside("a") == ("d",)
    assert story.beside("c") == ("b",)
    assert story.surest_id == "b"
    assert Story("s", ("a", "b")).beside("a") == ("b",)


def test_articles_that_only_perhaps_tell_a_story_do_not_make_it_overlooked() -> None:
    tellings = {"g": Telling("Ta Nea", "GR", NOON), "t": Telling("Milliyet", "TR", NOON)}
    americans = {f"u{n}": Telling(f"Paper {n}", "US", NOON) for n in range(12)}
    stories = dict.fromkeys(tellings, "s")
    vectors = dict.fromkeys((*tellings, *americans), _NO_WORDS)
    now = NOON + timedelta(days=3)
    told = tellings | americans
    assert judge_told(told, stories, vectors, now, copies={})["s"] is Verdict.OVERLOOKED
    assert judge_told(told, stories, vectors, now, copies={}, strands={"t": 1})["s"] is Verdict.TOO_SMALL
    american = stories | {"u1": "s"}
    assert judge_told(told, american, vectors, now, copies={}, strands={"u1": 1})["s"] is Verdict.COVERED
