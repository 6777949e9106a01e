"""HTML of any quality to blocks; pages to what is read on them."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Block, Caption, Heading, ListItem, Paragraph, Picture, Quote, block_text
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_BLOCKS, clean_text
from termnews.ingest.html_blocks import read_html, read_plain
from termnews.ingest.page import MAX_PAGE_BYTES, Page, read_page

SENTENCE = (
    "with a <a href='/x'>link</a> and <b>bold words</b>,"
    " long enough to be taken for the text of an article, as indeed it is.</p>"
)
PAGE = f"""<!doctype html><html lang="pt-BR"><head><title>Headline | Site</title>
<meta property="og:title" content="The headline">
<meta property="og:image" content="https://e.com/hero.jpg"><meta name="author" content="Ana Souza">
<meta property="article:published_time" content="2025-12-12T10:00:00-03:00">
<link rel="alternate" type="application/rss+xml" href="/feed">
<link rel="alternate" type="application/rss+xml" href="/comments/feed">
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>The headline</h1>
<figure><img src="a.jpg" alt="hero alt"><figcaption>The hero. Photo: Reuters</figcaption></figure>
<p>The first paragraph {SENTENCE}<p>The second paragraph {SENTENCE}
<figure><img src="b.jpg" alt="second alt"><figcaption>The second <span class="credit">AFP</span></figcaption></figure>
<h2>A part</h2><blockquote><p>Words that somebody of importance said on Monday.</p></blockquote>
<ul><li>The first point of several that are made</li><li>The second point of them</li></ul>
<div class="wp-caption"><img alt="third alt"><p class="wp-caption-text">The third (AP)</p></div>
<p>The last paragraph {SENTENCE}</article>
<aside><figure><img alt="ad"><figcaption>An advertisement</figcaption></figure><p>Related</p></aside>
<footer>Copyright</footer></body></html>"""


def test_the_picture_that_a_page_shows_of_itself_stands_first() -> None:
    start, end = PAGE.index("<figure>"), PAGE.index("</figure>") + len("</figure>")
    page = read_page(
        (PAGE[:start] + PAGE[end:]).replace("<p>The second", "<p>A<p>B<p>The second").encode(), "x", "https://e.com/a"
    )
    assert isinstance(page, Page)
    assert page.blocks[0] == Picture("", "https://e.com/hero.jpg")


def _kinds(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(type(block).__name__, block_text(block)) for block in blocks]


def test_a_page_is_read_with_its_captions_in_their_places() -> None:
    page = read_page(PAGE.encode(), "x", "https://e.com/a")
    assert isinstance(page, Page)
    assert (page.headline, page.byline, page.language, page.picture) == (
        "The headline",
        "Ana Souza",
        "pt",
        "https://e.com/hero.jpg",
    )
    assert page.published == datetime(2025, 12, 12, 13, 0, tzinfo=UTC)
    links = [block.link for block in page.blocks if isinstance(block, Picture)]
    assert links == ["https://e.com/a.jpg", "https://e.com/b.jpg", ""]
    assert [(kind, text[:19]) for kind, text in _kinds(page.blocks)] == [
        ("Picture", "hero alt"), ("Caption", "The hero."), ("Paragraph", "The first paragraph"), ("Paragraph",
        "The second paragrap"),
        ("Picture", "second alt"), ("Caption", "The second"), ("Heading", "A part"), ("Quote", "Words that somebody"),
        ("ListItem", "The first point of "), ("ListItem", "The second point of"), ("Picture", "third alt"),
        ("Caption", "The third"),
        ("Paragraph", "The last paragraph "),
    ]  # fmt: skip
    assert [b.credit for b in page.blocks if isinstance(b, Caption)] == ["Photo: Reuters", "AFP", "AP"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"<html><body><p>Sign in to read.</p></body></html>", "shows no text of its own"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture"),
        (b"<p>" + b" " * MAX_PAGE_BYTES, "is larger than 5 MB"),
        (b"<p>a</p>" * 70_000, "is too tangled to be read"),
        (b"<!-- nothing -->", "is no web page"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, why: str) -> None:
    assert read_page(data, "page") == Problem("page", why)


def test_a_page_in_an_old_encoding() -> None:
    text = PAGE.replace("The headline", "Notícias à noite").replace("<head>", '<head><meta charset="windows-1252">')
    page = read_page(text.encode("cp1252"), "x")
    assert isinstance(page, Page)
    assert page.headline == "Notícias à noite"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("Plain words &amp; more", [Paragraph("Plain words & more")]),
        ("<p>One<p>Two", [Paragraph("One"), Paragraph("Two")]),
        ("One<br>still one<br/><br/>Two", [Paragraph("One still one"), Paragraph("Two")]),
        (
            "<div>Out <b>bold</b>, <i>more</i><div>In</div>Out</div>",
            [Paragraph("Out bold, more"), Paragraph("In"), Paragraph("Out")],
        ),
        ("<h2>Big</h2><h5>Small</h5>", [Heading("Big", 2), Heading("Small", 5)]),
        ("<blockquote><p>Said</p><p>More</p></blockquote>After", [Quote("Said"), Quote("More"), Paragraph("After")]),
        ("<ul><li>A</li><li>B<ul><li>C</li></ul></li></ul>", [ListItem("A"), ListItem("B"), ListItem("C")]),
        (
            '<figure><img alt="x"><figcaption><p>Cap</p> (AP)</figcaption></figure>',
            [Picture("x"), Caption("Cap"), Caption("(AP)")],
        ),
        (
            '<p><img alt="a" src="x"></p><p>Text <img alt="b"> goes on</p>',
            [Picture("a"), Paragraph("Text goes on"), Picture("b")],
        ),
        ('<img width="1" height="1" alt="pixel">Words<img src="x">', [Paragraph("Words")]),
        ("<script>x</script><style>y</style><p>Z<svg><text>t</text></svg></p><form>f</form>", [Paragraph("Z")]),
        ("<p>A</p><p>The post A appeared first on B.</p>", [Paragraph("A")]),
        ("<p>A</p><p>Read more »</p>", [Paragraph("A")]),
        ("<!-- only -->", []),
        ("<p>A\x1b[31m\u202eB</p>", [Paragraph("AB")]),
        ("<table><tr><td>1</td><td>2</td></tr></table>", [Paragraph("1"), Paragraph("2")]),
    ],
)
def test_pieces_of_html(html: str, blocks: list[Block]) -> None:
    assert list(read_html(html)) == blocks


def test_one_reading_does_not_colour_the_next() -> None:
    read_html("<blockquote><script><ul><li>open")
    assert read_html("<p>x</p>") == (Paragraph("x"),)


def test_plain_text_has_paragraphs_too() -> None:
    assert read_plain("One\nline\n\n  Two <b>\n\n") == (Paragraph("One line"), Paragraph("Two <b>"))


def test_a_long_text_is_cut_and_says_so() -> None:
    blocks = read_html("<p>x</p>" * (MAX_BLOCKS + 10))
    assert len(blocks) <= MAX_BLOCKS
    assert block_text(blocks[-1]).startswith("… truncated")


@pytest.mark.parametrize(
    "html", ["<div>" * 50_000, "<ul><li>" * 20_000, "<b>x" * 50_000, "<table><tr><td>" * 5_000, "<p " + "a=1 " * 50_000]
)
def test_tangles_take_no_time(html: str) -> None:
    begun = time.process_time()
    read_html(html)
    read_page(html.encode(), "x")
    assert time.process_time() - begun < 4


PIECES = [
    "<p>",
    "</p>",
    "<figure>",
    "<figcaption>",
    "</figcaption>",
    "<img alt='a'>",
    "<br>",
    "<li>",
    "<blockquote>",
    "</blockquote>",
    "words ",
    "\x1b[",
    "&#27;",
    "<script>",
    "</script>",
    "<h1>",
    "\ud800",
]


@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_html_gives_clean_blocks(html: str) -> None:
    for block in read_html(html):
        assert block_text(block) == clean_text(block_text(block))
        assert block_text(block) or isinstance(block, Picture)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.sampled_from(PIECES), max_size=60).map(lambda p: "".join(p).encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_a_page_or_a_problem(data: bytes) -> None:
    page = read_page(PAGE.encode()[:1500] + data, "any")
    if isinstance(page, Page):
        assert all(block_text(block) == clean_text(block_text(block)) for block in page.blocks)
