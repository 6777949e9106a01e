"""Lists of feeds, to and from other readers."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.outlet import Feed, Outlet
from termnews.domain.place import Countries, parse_countries
from termnews.domain.problems import Problem
from termnews.ingest.opml import parse_opml, write_opml

TABLE = Path(__file__).parents[2] / "src" / "termnews" / "data" / "countries.csv"
COUNTRIES: Countries = parse_countries(TABLE.read_text(encoding="utf-8"))
NEWSBOAT = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>newsboat - Exported Feeds</title></head><body>
<outline type="rss" xmlUrl="https://www.lavoz.com.ar/rss" htmlUrl="https://www.lavoz.com.ar/"
 title="La Voz &amp; m\xc3\xa1s"/>
<outline type="rss" xmlUrl="https://stuff.co.nz/rss" title="Stuff" category="pacific,daily"/>
<outline type="rss" xmlUrl="exec:~/bin/feed.sh" title="Own script"/>
<outline type="rss" xmlUrl="query:Unread:unread = &quot;yes&quot;" title="Unread"/></body></opml>"""
FOLDERS = b"""<opml version="2.0"><body>
<outline text="News"><outline text="Germany" title="Germany">
<outline text="Die Zeit" type="rss" XMLURL="https://zeit.example/a" htmlurl="https://zeit.example/"/>
</outline><outline title="Science">
<outline text="Nature" xmlUrl="https://nature.example/rss"/></outline></outline>
<outline text="Loose" xmlUrl="https://loose.example/rss" type="atom"/></body></opml>"""
OUTLETS = (
    Outlet(
        "Uno",
        "AR",
        "es",
        (Feed("https://uno.example/rss"), Feed("https://uno.example/w?a=1&b=2", "world")),
        homepage="https://uno.example/",
    ),
    Outlet('Two "quoted" & 3 < 4', "NZ", "en", (Feed("https://two.example/rss"),), tags=("pacific", "daily")),
    Outlet("Nowhere", "", "", (Feed("https://nowhere.example/rss"),)),
)


def test_an_export_of_newsboat() -> None:
    outlets, problems = parse_opml(NEWSBOAT, "feeds.opml", COUNTRIES)
    assert [(o.name, o.country, o.tags) for o in outlets] == [
        ("La Voz & más", "AR", ()),
        ("Stuff", "NZ", ("pacific", "daily")),
    ]
    assert all(o.is_own and o.is_on for o in outlets)
    assert problems == (
        Problem("feeds.opml", "Own script: is no http(s) address"), Problem("feeds.opml",
        "Unread: is no http(s) address")
    )  # fmt: skip


def test_folders_become_countries_or_tags() -> None:
    outlets, problems = parse_opml(FOLDERS, "x", COUNTRIES)
    assert problems == ()
    assert [(o.name, o.country, o.tags) for o in outlets] == [
        ("Die Zeit", "DE", ("News",)), ("Nature", "", ("News", "Science")), ("Loose", "", ())
    ]  # fmt: skip
    assert outlets[0].homepage == "https://zeit.example/"


def test_a_list_comes_back_as_it_was_written() -> None:
    outlets, problems = parse_opml(write_opml(OUTLETS, COUNTRIES).encode(), "x", COUNTRIES)
    assert problems == ()
    assert set(outlets) == {replace(o, is_own=True) for o in OUTLETS}


def test_what_is_known_of_an_outlet_is_kept() -> None:
    known = replace(OUTLETS[1], name="The Two", kind="newspaper", is_on=False)
    outlets, _ = parse_opml(write_opml(OUTLETS, COUNTRIES).encode(), "x", COUNTRIES, [known])
    assert replace(known, is_on=True) in outlets


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"<rss/>", "is no OPML"),
        (b"words", "is no feed"),
        (b"<opml>" + b" " * 2**21, "is larger than 2 MB"),
    ],
)
def test_what_is_no_list_is_said(data: bytes, why: str) -> None:
    assert parse_opml(data, "x", COUNTRIES) == ((), (Problem("x", why),))


def test_nothing_is_expanded_or_read() -> None:
    data = b"""<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <opml><body><outline text="&b; &f;" xmlUrl="https://e.example/&b;"/><outline text="Two" xmlUrl="https://two.example/"/></body></opml>"""
    outlets, _ = parse_opml(data, "x", COUNTRIES)
    assert [o.name for o in outlets] == ["&b; &f;", "Two"]


def test_deep_folders_do_no_harm() -> None:
    assert parse_opml(b"<opml><body>" + b'<outline text="a">' * 50_000, "x", COUNTRIES)[0] == ()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_list_or_problems(data: bytes) -> None:
    parse_opml(data, "any", COUNTRIES)
    parse_opml(b"<opml><outline xmlUrl='https://e.example/' " + data, "any", COUNTRIES)


def test_words_of_folders_and_categories_are_cleaned() -> None:
    outline = '<outline xmlUrl="https://e.example/rss" title="x" category="a\u202eb,c\u200b\u200bdx"/>'
    (outlet,), _ = parse_opml(
        f'<opml><body><outline text="e\u2066f">{outline}</outline></body></opml>'.encode(), "x", COUNTRIES
    )
    assert outlet.tags == ("ef", "ab", "cdx")
