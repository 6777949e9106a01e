"""The last days' news, grouped as it comes in."""

from datetime import timedelta

from takes_samples import ALL, KARNO_FERRY, NOON, make

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
