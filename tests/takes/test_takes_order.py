"""Which takes come first, and what keeps groups from joining."""

from dataclasses import replace

from takes_samples import KARNO_FERRY, NOON, TREATY

from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import sort_features
from termnews.takes.features import day_of, find_features
from termnews.takes.joining import join_small
from termnews.takes.order import Candidate, order_takes
from termnews.takes.tuning import TUNING
from termnews.takes.vocabulary import load_vocabulary
from termnews.takes.weights import Vector, Weighed

VECTOR = {"ferry": 0.8, "karno": 0.6}
SHOWN = Candidate("shown", "GR", "Herald", 0.0, VECTOR)


def test_a_stranger_comes_last_whatever_it_brings() -> None:
    shown = replace(SHOWN, vector={"ferry": 0.1, "chess": 0.995})
    stranger = Candidate("stranger", "JP", "Shimbun", 3.0, {"chess": 1.0})
    mates = [replace(SHOWN, id=f"mate{n}", vector={"ferry": 1.0}) for n in range(4)]
    assert order_takes(shown, [stranger, *mates])[-1] == "stranger"


def test_a_new_country_comes_before_more_of_the_same() -> None:
    more = [replace(SHOWN, id=f"more{n}", outlet=f"Paper {n}") for n in range(2)]
    abroad = [replace(SHOWN, id="abroad", country="TR", outlet="Gazete"), replace(SHOWN, id="far", country="IT")]
    assert set(order_takes(SHOWN, [*more, *abroad])[:2]) == {"abroad", "far"}


def test_every_other_article_is_listed_once() -> None:
    many = [replace(SHOWN, id=f"{n:02}", country="GR" if n % 2 else "TR") for n in range(30)]
    assert sorted(order_takes(SHOWN, many)) == [c.id for c in many]
    assert order_takes(SHOWN, many) == order_takes(SHOWN, many[::-1])


def test_features_come_in_the_order_of_time_undated_ones_last() -> None:
    vocabulary = load_vocabulary(load_countries())
    undated = replace(KARNO_FERRY[0], id="0", published=None)
    features = [find_features(a, vocabulary) for a in (undated, *TREATY, *KARNO_FERRY)]
    ordered = sort_features(features)
    assert [f.id for f in ordered] == ["k1", "t1", "k2", "k3", "t2", "0"]
    assert ordered == sort_features(features[::-1])
    assert ordered[0].day == day_of(NOON) + 1 / 24


def test_a_small_group_joins_one_that_speaks_its_language_unless_it_is_kept_apart() -> None:
    nats = {"ferry": 7.0, "karno": 7.0}
    weighed = Weighed([Vector(VECTOR, nats, nats)] * 4, [0.0] * 4, 4.0)
    labels = [0, 0, 0, 3]
    assert len(set(join_small(labels, weighed, TUNING))) == 1
    assert join_small(labels, weighed, TUNING, frozenset({(1, 3)})) == labels
