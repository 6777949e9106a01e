"""Articles as Markdown files: equal after a round, and what people write by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from termnews.domain.article import (
    Article,
    Block,
    Caption,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Quote,
)
from termnews.domain.markdown import ArticleFile, has_front_matter, parse_markdown, write_markdown
from termnews.domain.place import Countries, Country
from termnews.domain.problems import Problem

COUNTRIES = Countries(
    (
        Country("AR", "Argentina", "Argentine", "Americas", -34.0, -64.0, "🇦🇷", "Buenos Aires"),
        Country("LT", "Lithuania", "Lithuanian", "Europe", 55.0, 24.0, "🇱🇹", "Vilnius"),
    )
)
SIGNS = "\\`*_[]()<>#+-=|~!&;.1 2x\n\r\t\x00\x85\u2028\xa0'\"{}:amp#3@/é国😀"
SYNTAX = st.text(st.sampled_from(SIGNS), max_size=12)
WORDS = st.one_of(
    st.text(max_size=30),
    SYNTAX,
    st.sampled_from([
        "# no heading", "1. no item", "12) no item", "- no item", "> no quote", "---", "***", "===", "```", "<!-- -->",
        "<!-- caption -->", "![a](<>)", "[a](b)", "*a* (b)", "**bold**", "&#10;", "&amp;",
        "C#", "a #", "#", "trailing\\",
        "a\\", "  spaces  ", "two\n\nlines", "| a | b |", "a_b_c", "https://e.com/?a=1&b=2", "", " ",
    ]),
)  # fmt: skip
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, WORDS),
    st.builds(Heading, WORDS, st.integers(1, 6)),
    st.builds(Quote, WORDS),
    st.builds(ListItem, WORDS),
    st.builds(Picture, WORDS, st.sampled_from(["", "https://e.com/a(1).png?x=1&amp;y=[2]", "http://e.com/é.webp"])),
    st.builds(Caption, WORDS, WORDS),
)
ARTICLES = st.builds(
    Article,
    id=WORDS,
    headline=WORDS,
    outlet=WORDS,
    country=st.one_of(st.sampled_from(["AR", "LT", ""]), WORDS),
    published=st.one_of(
        st.none(),
        st.datetimes(timezones=st.just(UTC)),
        st.dates().map(lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC)),
    ),
    blocks=st.lists(BLOCKS, max_size=8).map(tuple),
    labels=st.lists(WORDS, max_size=4).map(tuple),
    byline=WORDS,
    link=WORDS,
    language=st.one_of(st.sampled_from(["en", "es", ""]), WORDS),
)
EXTRA = st.dictionaries(
    st.sampled_from(["bookmarked", "tags", "note", "read-to"]), st.one_of(WORDS, st.lists(WORDS, max_size=3).map(tuple))
)

FULL = Article(
    id="0123456789ab",
    headline='Dam fills: "no" to talks # not yet',
    outlet="Sample Desk, Vilnius",
    country="LT",
    published=datetime(2025, 12, 11, tzinfo=UTC),
    blocks=(
        Picture("Užtvanka prie"),
        Caption("The dam near Kaunas.", "Sample Desk archive"),
        Paragraph("First * paragraph_one [sic] & more."),
        Heading("Numbers", 2),
        ListItem("1. first"),
        ListItem("second"),
        Quote("# We said no."),
        Picture(""),
        Caption("", ""),
        Caption("stands alone", "AP"),
        Paragraph(""),
        Paragraph("1994. was the year"),
    ),
    labels=("Latvian View of the Dam", "Numbers, Again"),
    byline="A. Writer",
    link="https://e.com/a?b=1&c=[2]",
)


def _read(text: str, countries: Countries | None = None) -> ArticleFile:
    parsed = parse_markdown(text, countries)
    assert isinstance(parsed, ArticleFile), parsed
    return parsed


@given(ARTICLES, EXTRA)
@example(replace(FULL, blocks=(Heading("#"), Heading("a #", 3), Heading("##"))), {})
@example(FULL, {"note": "two\nlines", "tags": ("a", "b, c")})
def test_every_article_is_read_back_equal(article: Article, extra: dict[str, str | tuple[str, ...]]) -> None:
    text = write_markdown(article, extra)
    assert text.splitlines() == text.split("\n")[:-1]
    assert _read(text) == ArticleFile(article, extra)
    assert _read(text.replace("\n", "\r\n")) == ArticleFile(article, extra)


def test_the_file_is_readable_markdown() -> None:
    assert (
        write_markdown(FULL, {"bookmarked": "2025-12-14", "tags": ["water", "dams"]})
        == r"""---
id: "0123456789ab"
headline: "Dam fills: \"no\" to talks # not yet"
outlet: "Sample Desk, Vilnius"
country: "LT"
published: "2025-12-11"
byline: "A. Writer"
link: "https://e.com/a?b=1&c=[2]"
labels: ["Latvian View of the Dam", "Numbers, Again"]
language: "en"
bookmarked: "2025-12-14"
tags: ["water", "dams"]
---

![Užtvanka prie](<>)
*The dam near Kaunas.* (Sample Desk archive)

First \* paragraph\_one \[sic\] & more.

## Numbers

- 1\. first
- second

> \# We said no.

![<!-- -->](<>)
*<!-- -->*

<!-- caption -->
*stands alone* (AP)

<!-- -->

1994\. was the year
"""
    )


@pytest.mark.parametrize("name", ["headline", "title", "date", "Tags", "two words", "a:b", ""])
def test_an_extra_field_must_not_pass_for_another(name: str) -> None:
    with pytest.raises(ValueError, match="extra field"):
        write_markdown(FULL, {"note": "kept", name: "x"})


HAND = """\ufeff---
title: Lithuania's *last* line
date: 13 December 2025   # a Saturday
source: 'Sample Desk, it''s Vilnius'
country: lithuania
author:
  - A. Writer
  - B. Writer
url: https://e.com/1
tags: [energy, "grid, power", 'x']
draft: false
note: >
  folded
  over lines
takes:
- Latvian View
- Polish View
...

Intro with **bold**, *stress*, `code_here`, a [link](https://e.com "title") and snake_case_word
that goes on here.

Numbers
-------

1. one **thing**
2. another
   continued

* star
+ plus

> quoted _words_
> over two lines
>
> and another quote

![Map of the grid](map.png "Map")
The grid in February (Sample Desk map)

![Tower](<t.jpg>)
*A tower.* (Sample Desk)

***

### Small heading ###
Directly below; 2 * 3 * 4 = 24, \\*no stress\\*, &lt;tag&gt; &#8212; <https://e.com/x>
"""


def test_what_people_write_is_read() -> None:
    parsed = _read(HAND, COUNTRIES)
    assert parsed.article == Article(
        id="",
        headline="Lithuania's *last* line",
        outlet="Sample Desk, it's Vilnius",
        country="LT",
        published=datetime(2025, 12, 13, tzinfo=UTC),
        blocks=(
            Paragraph("Intro with bold, stress, code_here, a link and snake_case_word that goes on here."),
            Heading("Numbers", 2),
            ListItem("one thing"),
            ListItem("another continued"),
            ListItem("star"),
            ListItem("plus"),
            Quote("quoted words over two lines"),
            Quote("and another quote"),
            Picture("Map of the grid"),
            Caption("The grid in February", "Sample Desk map"),
            Picture("Tower"),
            Caption("A tower.", "Sample Desk"),
            Heading("Small heading", 3),
            Paragraph("Directly below; 2 * 3 * 4 = 24, *no stress*, <tag> — https://e.com/x"),
        ),
        labels=("Latvian View", "Polish View"),
        byline="A. Writer, B. Writer",
        link="https://e.com/1",
    )
    assert parsed.extra == {"tags": ("energy", "grid, power", "x"), "draft": "false", "note": "folded over lines"}


def test_a_picture_of_the_web_keeps_its_address_and_a_file_does_not() -> None:
    web, file = Picture("One", "https://e.com/1.png"), Picture("Two", "/srv/seeds/xx-2.png")
    text = write_markdown(Article("a1", "H", "Desk", "LT", None, (web, file)))
    assert "![One](<https://e.com/1.png>)" in text
    assert "/srv" not in text
    assert _read(text).article.blocks == (web, Picture("Two"))
    by_hand = "---\ntitle: H\n---\n![A](https://e.com/2.png)\n\n![B](two.png)\n\n![C](<javascript:x>)\n"
    assert _read(by_hand).article.blocks == (Picture("A", "https://e.com/2.png"), Picture("B"), Picture("C"))


def test_a_first_heading_stands_in_for_the_headline() -> None:
    article = _read("---\noutlet: X\nlang: lt\n---\n# Antraštė\n\nTekstas.\n").article
    assert (article.headline, article.blocks, article.language) == ("Antraštė", (Paragraph("Tekstas."),), "lt")


def test_a_date_without_a_year_takes_it_from_the_body_or_the_file() -> None:
    dated = "---\ntitle: T\ndate: Saturday, December 13\n---\n\nOn 9 February 2025 it began.\n"
    assert _read(dated).article.published == datetime(2025, 12, 13, tzinfo=UTC)
    undated = "---\ntitle: T\ndate: Saturday, December 13\n---\n\nIt began.\n"
    assert _read(undated).article.published is None
    parsed = parse_markdown(undated, modified=date(2026, 2, 1))
    assert isinstance(parsed, ArticleFile)
    assert parsed.article.published == datetime(2025, 12, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "front matter"),
        ("# Title\n\ntext", "front matter"),
        ("---\ntitle: never closed\n", "front matter"),
        ("---\ntags: [a]\n---\ntext without a title\n", "headline"),
    ],
)
def test_other_text_is_a_problem(text: str, why: str) -> None:
    parsed = parse_markdown(text)
    assert isinstance(parsed, Problem)
    assert why in parsed.why


@given(st.text())
def test_any_text_below_front_matter_is_read(body: str) -> None:
    assert isinstance(parse_markdown(f"---\ntitle: T\n---\n{body}"), ArticleFile)


@given(st.text())
def test_any_front_matter_is_read_or_a_problem(fields: str) -> None:
    assert isinstance(parse_markdown(f"---\n{fields}\n---\n# H\n"), ArticleFile | Problem)


def test_front_matter_is_recognised_by_its_first_line() -> None:
    assert has_front_matter("\ufeff---\r\ntitle: T\r\n---\r\n")
    assert not has_front_matter("----\n----\n")
    assert not has_front_matter("---\ntitle: never closed\n")
    assert not has_front_matter("Overview Logo\n---\n")


def test_markdown_made_to_be_slow_is_not() -> None:
    for body in ("*a " * 50_000, "[" * 50_000, "`" * 50_000, "_" * 50_000, "![" * 50_000, "<" * 50_000, "> " * 50_000):
        assert isinstance(parse_markdown(f"---\ntitle: T\n---\n{body}"), ArticleFile)
