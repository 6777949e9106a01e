"""The catalogue that ships with termnews holds together; what the reader says wins."""

import importlib.util
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.outlet import KINDS, OWNERSHIPS, Feed, Outlet
from termnews.domain.place import Countries, parse_countries
from termnews.domain.text import clean_text
from termnews.ingest.catalogue import (
    COLUMNS,
    add,
    find_outlet,
    guess_country,
    merge_outlets,
    parse_catalogue,
    parse_own,
    remove,
    switch,
    write_own,
)
from termnews.ingest.links import link_key, web_link

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "termnews" / "data"
COUNTRIES: Countries = parse_countries((DATA / "countries.csv").read_text("utf-8"))
SHIPPED = parse_catalogue((DATA / "outlets.csv").read_text("utf-8"))
NEVER_ON = (
    "timesofisrael.com", "euractiv.com", "civil.ge", "dutchnews.nl", "eluniverso.com", "axios.com", "gulf-times.com",
    "news.google.com", "voanews.com", "rss.cnn.com", "telegraph.co.uk/rss", "spiegel.de/international",
)  # fmt: skip
ONE = Outlet(
    "Uno",
    "AR",
    "es",
    (Feed("https://uno.example/rss"), Feed("https://uno.example/world", "world")),
    "newspaper",
    "private",
)
TWO = Outlet("Two", "NZ", "en", (Feed("https://two.example/rss"),), "broadcaster", "public", is_on=False)


def test_it_covers_the_world() -> None:
    assert len(SHIPPED) >= 750
    assert len({outlet.country for outlet in SHIPPED}) >= 160
    on = [outlet for outlet in SHIPPED if outlet.is_on]
    assert len(on) >= 300
    assert len({outlet.country for outlet in on}) >= 100
    count = Counter(outlet.country for outlet in on)
    assert count.pop("US") <= 12
    assert max(count.values()) <= 5


def test_every_line_is_right() -> None:
    assert [o.key for o in SHIPPED if o.country not in COUNTRIES] == []
    assert [o.key for o in SHIPPED if len(o.language) != 2 or not o.language.islower()] == []
    assert [o.key for o in SHIPPED if o.kind not in KINDS or o.ownership not in OWNERSHIPS] == []
    assert [o.key for o in SHIPPED if clean_text(o.name) != o.name or not o.feeds] == []
    links = [feed.link for o in SHIPPED for feed in o.feeds]
    assert [link for link in links if web_link(link) != link] == []
    assert [link for link, count in Counter(link_key(link) or link for link in links).items() if count > 1] == []
    assert [key for key, count in Counter(o.key for o in SHIPPED).items() if count > 1] == []


def test_some_are_never_on_from_the_start() -> None:
    named = [o for o in SHIPPED if any(part in feed.link for feed in o.feeds for part in NEVER_ON)]
    assert len(named) > 8
    assert [o.key for o in named if o.is_on] == []


def test_whose_voice_it_is_is_told() -> None:
    labels = Counter(o.label for o in SHIPPED)
    assert labels["state media"] > 50
    assert labels["in exile"] > 20
    assert ONE.label == TWO.label == ""


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_outlets", ROOT / "scripts" / "build_outlets.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _fact(outlet: str, **facts: str) -> dict[str, str]:
    return {
        "country": "NZ", "outlet": outlet, "language": "en", "kind": "digital", "ownership": "private", "homepage": "",
        "feed": f"https://{outlet.lower()}.example/rss", "section": "front", "confidence": "high", "sources_count": "1",
    } | facts  # fmt: skip


def test_the_script_chooses_what_is_on() -> None:
    facts = [_fact(f"N{n}", sources_count=str(n)) for n in range(7)]
    facts += [
        _fact("Weak", confidence="medium"),
        _fact("No", confidence="low"),
        _fact("Axios", feed="https://api.axios.com/feed/"),
    ]
    facts += [
        _fact("N0", section="world", feed="https://n0.example/world", language="fr"),
        _fact("N1", feed="http://www.n1.example/rss/"),
    ]
    lines = _script().build(facts, [_fact("N0")])
    assert {line[1] for line in lines if line[6] == "yes"} == {"N0", "N3", "N4", "N5", "N6"}
    assert {line[1] for line in lines} == {f"N{n}" for n in range(7)} | {"Weak", "Axios"}
    assert [line[-2:] for line in lines if line[1] == "N0"] == [["front", ""], ["world", "fr"]]
    assert len([line for line in lines if line[1] == "N1"]) == 1


def test_the_readers_own_table_comes_back_as_it_was_written() -> None:
    own = add(add({}, replace(TWO, tags=("a", "b"), has_full_text=True)), replace(ONE, is_on=False))
    again, problems = parse_own(write_own(own), "outlets.csv", COUNTRIES)
    assert problems == ()
    assert dict(again) == dict(own)
    assert list(again.values())[1] == replace(ONE, is_on=False, is_own=True)


def test_what_the_reader_says_wins() -> None:
    own = switch(switch({}, TWO, is_on=True), ONE, is_on=False)
    first, second = merge_outlets((ONE, TWO), own)
    assert (first.is_on, second.is_on) == (False, True)
    assert (first.feeds, first.kind, first.is_own) == (ONE.feeds, "newspaper", False)
    again, _ = parse_own(write_own(own), "outlets.csv", COUNTRIES)
    assert merge_outlets((ONE, TWO), again) == (first, second)


def test_an_outlet_is_removed_and_comes_back() -> None:
    own = remove({}, ONE, (ONE, TWO))
    assert merge_outlets((ONE, TWO), own) == (TWO,)
    again, _ = parse_own(write_own(own), "outlets.csv", COUNTRIES)
    assert merge_outlets((ONE, TWO), again) == (TWO,)
    assert merge_outlets((ONE, TWO), add(again, ONE))[0] == replace(ONE, is_own=True)
    assert remove(add({}, TWO), TWO, (ONE,)) == {}


def test_a_second_feed_stands_behind_the_first() -> None:
    more = replace(TWO, feeds=(Feed("https://two.example/world", "world"), TWO.feeds[0]))
    own = add(add({}, TWO), more)
    assert [feed.link for feed in merge_outlets((), own)[0].feeds] == [
        "https://two.example/rss",
        "https://two.example/world",
    ]


def test_a_feed_added_to_an_outlet_takes_nothing_from_it() -> None:
    state = replace(TWO, ownership="state", kind="agency", tags=(), feeds=TWO.feeds)
    more = Outlet(TWO.name, TWO.country, "", (Feed("https://more.example/rss"),), is_own=True)
    for own in ({}, switch({}, state, is_on=False)):
        (found,) = merge_outlets((state,), add(own, more, (ONE, state)))
        assert found == replace(state, feeds=(*state.feeds, *more.feeds), is_own=True, is_on=True)
    removed = remove({}, state, (state,))
    assert merge_outlets((state,), add(removed, more, (state,)))[0].feeds == more.feeds
    tagged = add({}, replace(more, tags=("a",), has_full_text=True, language="lv"))
    (again,) = add(tagged, replace(more, tags=("b",))).values()
    assert again == replace(more, tags=("a", "b"), has_full_text=True, language="lv")


def test_a_line_that_cannot_be_used_is_said_and_the_others_count() -> None:
    text = ",".join(COLUMNS) + (
        "\nNew Zealand,Two,en,,,,on,https://two.example/rss,front,\nAtlantis,A,,,,,yes,https://a.example/,,"
        "\nNZ,B,,,,,yes,file:///etc/passwd,,\nNZ,,,,,,yes,,,\nNZ,C,,rumour,,,yes,https://c.example/,,\n,\x1b[31mD,,,,,,https://d.example/,,\n"
    )
    own, problems = parse_own(text, "mine.csv", COUNTRIES)
    assert [p.why for p in problems] == [
        "line 3: names no country", "line 4: is no http(s) address", "line 5: names neither an outlet nor a feed",
        "line 6: has a kind or ownership that is none",
    ]  # fmt: skip
    assert list(own) == ["NZ/Two", "/D"]
    assert all(outlet and outlet.is_on and outlet.is_own for outlet in own.values())


@given(st.text(max_size=300))
def test_any_text_is_a_table_or_problems(text: str) -> None:
    for start in ("", ",".join(COLUMNS) + "\n"):
        own, _ = parse_own(start + text, "any", COUNTRIES)
        merge_outlets((ONE, TWO), own)


def test_outlets_are_found_by_what_a_reader_types() -> None:
    for words in ("two", "NZ/Two", "https://two.example/rss", " TWO "):
        assert find_outlet((ONE, TWO), words) is TWO
    assert find_outlet((ONE, TWO), "three") is None


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("https://www.bbc.co.uk/", "GB"),
        ("https://x.de/", "DE"),
        ("https://x.com/", ""),
        ("https://x.io/", ""),
        ("https://x.fr:8080/", "FR"),
        ("x", ""),
    ],
)
def test_a_host_may_name_a_country(link: str, code: str) -> None:
    assert guess_country(link, COUNTRIES) == code
