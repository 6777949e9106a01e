"""Feeds that somebody saved open like any other seed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Article, Paragraph
from termnews.domain.cleaning import clean_article
from termnews.domain.place import Countries, parse_countries
from termnews.domain.problems import Problem
from termnews.ingest.feed_files import is_feed_name, parse_feed_seed

TABLE = Path(__file__).parents[2] / "src" / "termnews" / "data" / "countries.csv"
COUNTRIES: Countries = parse_countries(TABLE.read_text(encoding="utf-8"))
FEED = b"""<rss version="2.0"><channel><title>El Diario</title><link>https://eldiario.com.ar/</link><language>es-AR</language>
<item><title>Uno</title><link>https://eldiario.com.ar/1</link></item>
<item><title>Dos [b]x[/]</title><link>https://eldiario.com.ar/2</link><pubDate>Fri, 12 Dec 2025 10:00:00 -0300</pubDate>
<author>a@e.com (Ana)</author><description>&lt;p&gt;Texto.&lt;/p&gt;</description></item>
<item><title>Uno</title><link>https://eldiario.com.ar/1</link></item></channel></rss>"""


def test_each_entry_is_an_article_once() -> None:
    found = parse_feed_seed(FEED, "saved.xml", COUNTRIES)
    assert not isinstance(found, Problem)
    one, two = found
    assert one.headline == "Uno"
    assert two == Article(
        two.id, "Dos [b]x[/]", "El Diario", "AR", datetime(2025, 12, 12, 13, 0, tzinfo=UTC), (Paragraph("Texto."),),
        (), "Ana",
        "https://eldiario.com.ar/2", "es",
    )  # fmt: skip
    assert one.published is None
    assert {one.id, two.id} == {article.id for article in parse_feed_seed(FEED, "other.rss", COUNTRIES)}  # type: ignore[union-attr]


def test_names_of_feed_files() -> None:
    assert [name for name in ("a.xml", "b.RSS", "c.atom", "d.json", "e.txt", "xml", "f.md") if is_feed_name(name)] == [
        "a.xml",
        "b.RSS",
        "c.atom",
        "d.json",
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<rss><channel><title>T</title></channel></rss>", "is a feed without articles"),
        (b"{}", "is JSON but no feed"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_feed_is_said(data: bytes, why: str) -> None:
    assert parse_feed_seed(data, "x.xml", COUNTRIES) == Problem("x.xml", why)


@given(st.binary(max_size=200))
def test_any_bytes_are_clean_articles_or_a_problem(data: bytes) -> None:
    found = parse_feed_seed(FEED[:300] + data, "any", COUNTRIES)
    if not isinstance(found, Problem):
        assert all(clean_article(article) == article for article in found)
