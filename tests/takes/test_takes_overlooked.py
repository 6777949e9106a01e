"""Whether American media overlook a story."""

from dataclasses import replace
from datetime import timedelta

import pytest
from takes_samples import ALL, KARNO_FERRY, NOON, make

from termnews.domain.article import Article
from termnews.domain.story import Verdict
from termnews.newsroom.settings import load_countries
from termnews.takes.judging import judge_stories
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


def _judge(*americans: Article) -> Verdict:
    """Judge the Karno ferry beside eleven American outlets that tell of other things."""
    others = [
        make(f"us{n}", f"Gov{n}ernor of Ohai{n} signs bill on corn{n}", country="US", outlet=f"Tribune {n}", hours=1)
        for n in range(11)
    ]
    stories = {a.id: "karno" for a in KARNO_FERRY}
    return judge_stories([*ALL, *others, *americans], stories, load_countries(), NOW)["karno"]


def test_what_no_american_outlet_tells_is_overlooked() -> None:
    assert _judge() is Verdict.OVERLOOKED


def test_an_american_article_that_grouping_missed_is_coverage() -> None:
    headline = "Dozens missing after ferry sinks off Karno"
    missed = make("us", headline, "Coastguard questions captain Tosk.", country="US")
    assert _judge(missed) is Verdict.COVERED
    assert _judge(replace(missed, country="CA")) is Verdict.OVERLOOKED
    assert _judge(replace(missed, country="CA", byline="Associated Press")) is Verdict.COVERED
    assert _judge(replace(missed, country="GB", outlet="Guardian US")) is Verdict.COVERED
    assert (
        _judge(make("us", "Senate debates a farm bill", "Growers of maize wait.", country="US")) is Verdict.OVERLOOKED
    )


def test_a_wire_text_in_the_story_is_coverage_wherever_it_is_printed() -> None:
    american = replace(KARNO_FERRY[0], byline="AP")
    british = replace(KARNO_FERRY[0], byline="Reuters")
    others = [make(f"us{n}", f"Corn{n} sells", country="US", outlet=f"Tribune {n}") for n in range(11)]
    stories = {a.id: "karno" for a in KARNO_FERRY}
    for first, verdict in ((american, Verdict.COVERED), (british, Verdict.OVERLOOKED)):
        told = [first, *KARNO_FERRY[1:], *others]
        assert judge_stories(told, stories, load_countries(), NOW)["karno"] is verdict
