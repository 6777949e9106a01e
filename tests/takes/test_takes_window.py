"""The last days' news, grouped as it comes in."""

from datetime import timedelta

from takes_samples import ALL, KARNO_FERRY, NOON, make

from termnews.domain.article import Article
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories
from termnews.takes.corrections import Corrections
from termnews.takes.window import Window

LATER = NOON + timedelta(days=1)


def test_batches_end_where_one_batch_does() -> None:
    countries = load_countries()
    window = Window(countries)
    for at in range(0, len(ALL), 3):
        window.add(ALL[at : at + 3], LATER)
    whole = group_stories(ALL, countries)
    together = {(a, b) for a in whole for b in whole if whole[a] and whole[a] == whole[b]}
    told = window.stories
    assert {(a, b) for a in told for b in told if told[a] and told[a] == told[b]} == together


def test_only_changes_are_returned() -> None:
    window = Window(load_countries())
    first = window.add([a for a in ALL if a.id != "k3"], LATER)
    assert first.keys() == {a.id for a in ALL} - {"k3"}
    second = window.add([KARNO_FERRY[2]], LATER)
    assert second == {"k3": window.stories["k1"]}
    assert window.add([], LATER) == {}


def test_what_is_too_old_is_let_go() -> None:
    window = Window(load_countries())
    window.add(ALL, LATER)
    window.add([make("new", "Sour rye wins a prize", hours=24 * 11)], NOON + timedelta(days=11, hours=5))
    assert window.stories.keys() >= {"k3", "m2", "new"}
    assert "k1" not in window.stories
    assert window.add([], NOON + timedelta(days=40)) == {}
    assert window.stories == {}


def test_a_date_in_the_future_counts_as_now() -> None:
    window = Window(load_countries())
    window.add([make("odd", "Clock of Lumen strikes thirteen", hours=24 * 400), *ALL], LATER)
    window.add([], LATER + timedelta(days=30))
    assert "odd" not in window.stories


def test_corrections_are_kept_and_can_be_undone() -> None:
    window = Window(load_countries())
    window.add(ALL, LATER)
    parted = window.correct(Corrections(apart=frozenset({("t1", "t2")})))
    assert parted == {"t1": "", "t2": ""}
    window.add([make("later", "Bakers of Lumen sell out", hours=20)], LATER)
    assert window.stories["t1"] == window.stories["t2"] == ""
    window.correct(Corrections())
    assert window.stories["t1"] == window.stories["t2"] != ""


def test_stories_known_from_before_keep_their_ids() -> None:
    countries = load_countries()
    known = dict.fromkeys(("k1", "k2", "k3"), "the karno story")
    window = Window(countries, known=known)
    window.add(ALL, LATER)
    assert window.stories["k1"] == window.stories["k3"] == "the karno story"


def _fill(count: int) -> list[Article]:
    """Make articles that have nothing to do with each other or anything else."""
    return [
        make(f"f{n}", f"Qu{n}ax opens zor{n}el in mip{n}ora", f"Ba{n}du saw pel{n}ik.", hours=1) for n in range(count)
    ]


def test_a_few_articles_are_added_without_counting_everything_again() -> None:
    countries = load_countries()
    late = ("k2", "t2", "m3", "a2", "k3")
    window = Window(countries)
    window.add([a for a in ALL if a.id not in late] + _fill(60), LATER)
    counted = window._growth
    for article_id in late:
        window.add([a for a in ALL if a.id == article_id], LATER)
    assert window._growth is counted
    told = window.stories
    assert told["k1"] == told["k2"] == told["k3"] != ""
    assert told["t1"] == told["t2"] != ""
    assert told["m1"] == told["m2"] == told["m3"] != ""
    assert len({told["k1"], told["t1"], told["m1"]}) == 3
    assert told["a1"] == told["a2"] == told["f7"] == ""


def test_a_few_articles_keep_what_the_reader_said() -> None:
    corrections = Corrections(apart=frozenset({("k1", "k3")}))
    window = Window(load_countries(), corrections=corrections)
    window.add([a for a in ALL if a.id != "k3"] + _fill(40), LATER)
    counted = window._growth
    window.add([KARNO_FERRY[2]], LATER)
    assert window._growth is counted
    assert window.stories["k3"] != window.stories["k1"] or window.stories["k3"] == ""


def test_articles_that_the_reader_put_together_surely_tell_the_same_when_more_of_it_comes() -> None:
    corrections = Corrections(together=frozenset({("k1", "t1")}))  # nothing in their words is alike
    window = Window(load_countries(), corrections=corrections)
    window.add([a for a in ALL if a.id not in {"k3", "t2"}] + _fill(60), LATER)
    counted = window._growth
    for article_id in ("", "k3", "t2"):
        window.add([a for a in ALL if a.id == article_id], LATER)
        assert window._growth is counted
        assert window.stories["k1"] == window.stories["t1"] != ""
        assert window.strands.get("k1") == window.strands.get("t1")


def test_an_article_that_comes_again_counts_as_it_is_now() -> None:
    window = Window(load_countries())
    window.add([*ALL, *_fill(60)], LATER)
    counted = window._growth
    rewritten = make("k3", "Bakers of Quellen strike over flour", "Millers of Quellen will not bargain.", hours=7)
    assert window.add([rewritten], LATER)["k3"] == ""
    assert window._growth is counted
    assert len(window.stories) == len(ALL) + 60


def test_a_window_that_has_grown_is_counted_again() -> None:
    window = Window(load_countries())
    window.add(ALL, LATER)
    counted = window._growth
    window.add(_fill(3), LATER)
    assert window._growth is not counted
