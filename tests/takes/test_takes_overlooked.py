"""Whether American media overlook a story."""

from datetime import timedelta

import pytest
from takes_samples import ALL, KARNO_FERRY, NOON, make

from termnews.domain.story import Verdict
from termnews.newsroom.settings import load_countries
from termnews.takes.nearness import measure_likeness
from termnews.takes.overlooked import Telling, judge_story

NOW = NOON + timedelta(days=3)
GREEK = Telling("Kathimerini", "GR", NOON)
TURKISH = Telling("Cumhuriyet", "TR", NOON + timedelta(hours=5))
ENOUGH = 12


def test_two_countries_and_no_american_outlet() -> None:
    assert judge_story([GREEK, TURKISH], [0.2, 0.4], ENOUGH, NOW) is Verdict.OVERLOOKED


@pytest.mark.parametrize(
    ("tellings", "verdict"),
    [
        ([GREEK, TURKISH, Telling("Tribune", "US", NOON)], Verdict.COVERED),
        ([GREEK, TURKISH, Telling("Milliyet", "TR", NOON, agency_country="US")], Verdict.COVERED),
        ([GREEK, Telling("Ta Nea", "GR", NOON)], Verdict.TOO_SMALL),
        ([GREEK, Telling("Cumhuriyet", "TR", NOON, is_copy=True)], Verdict.TOO_SMALL),
        ([GREEK, TURKISH, Telling("Somewhere", "", NOON)], Verdict.UNKNOWN),
        ([Telling("Kathimerini", "GR", None), Telling("Cumhuriyet", "TR", None)], Verdict.UNKNOWN),
        ([Telling("Kathimerini", "GR", NOW), Telling("Cumhuriyet", "TR", NOW)], Verdict.TOO_SOON),
    ],
)
def test_everything_else_is_no_claim(tellings: list[Telling], verdict: Verdict) -> None:
    assert judge_story(tellings, [0.2], ENOUGH, NOW) is verdict


def test_too_few_american_outlets_is_unknown() -> None:
    assert judge_story([GREEK, TURKISH], [], 9, NOW) is Verdict.UNKNOWN
    assert judge_story([GREEK, TURKISH], [], 3, NOW, enough_outlets=3) is Verdict.OVERLOOKED


def test_a_like_american_article_is_coverage() -> None:
    assert judge_story([GREEK, TURKISH], [0.3, 1.0], ENOUGH, NOW) is Verdict.COVERED


def test_likeness_finds_the_article_that_grouping_missed() -> None:
    american = make(
        "us", "Dozens missing after ferry sinks off Karno", "Coastguard questions captain Tosk.", country="US"
    )
    other = make("us2", "Senate debates a farm bill", "Growers of maize wait.", country="US")
    story = {a.id for a in KARNO_FERRY}
    likeness = measure_likeness(story, [*ALL, american, other], load_countries())
    assert likeness.keys() == {a.id for a in (*ALL, american, other)} - story
    assert likeness["us"] >= 1.0
    assert likeness["us2"] < 0.3
