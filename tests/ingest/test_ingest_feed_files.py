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
from termnews.ingest.feed_files import parse_feed_seed
from termnews.ingest.folders import read_seeds

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


def test_feeds_open_beside_other_seeds(tmp_path: Path) -> None:
    page = "---\nheadline: Page\noutlet: Desk\ncountry: LV\npublished: 2025-12-13\n---\n\nWords.\n"
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><title>Tres</title><id>3</id></entry></feed>'
    )
    json = b'{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": "1", "title": "Cuatro"}]}'
    for name, data in {"a.XML": FEED, "b.rss": FEED, "c.md": page.encode(), "d/e.atom": atom, "f.json": json}.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    (tmp_path / "g.json").write_text("{}", "utf-8")
    found = list(read_seeds([tmp_path], COUNTRIES))
    assert [one.headline for one in found if isinstance(one, Article)] == [
        "Uno",
        "Dos [b]x[/]",
        "Page",
        "Tres",
        "Cuatro",
    ]
    assert [one for one in found if isinstance(one, Problem)] == [Problem("g.json", "is JSON but no feed")]
