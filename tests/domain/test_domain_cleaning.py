"""Articles from anywhere, made safe."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Article, Block, Caption, Heading, ListItem, Paragraph, Picture, Quote
from termnews.domain.cleaning import clean_article
from termnews.domain.text import MAX_BLOCKS, MAX_BODY_CHARACTERS, MAX_HEADLINE, MAX_NAME, MAX_TAKES

CLEAN = Article(
    id="id",
    headline="[/b] “Ünïcödé” العِراق 👩‍🚀",
    outlet="Le Monde",
    country="FR",
    published=datetime(2025, 12, 3, tzinfo=UTC),
    blocks=(Heading("H", 1), Paragraph("P"), Picture("A"), Caption("C", "by"), Quote("Q"), ListItem("L")),
    labels=("One", "Two"),
    byline="By",
    link="https://example.org/a?b=ü#c",
    language="fr",
)


def test_a_clean_article_is_unchanged() -> None:
    assert clean_article(CLEAN) == CLEAN


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        (Paragraph("a\x1b]52;c;eA==\x07b"), Paragraph("ab")),
        (Heading("a\u202eb", 3), Heading("ab", 3)),
        (Picture("a\x00b"), Picture("ab")),
        (Picture("a", "https://e.com/\x1b[2Jx.png"), Picture("a")),
        (Picture("a", "/etc/passwd"), Picture("a")),
        (Picture("a\x00", "https://e.com/x.png"), Picture("a", "https://e.com/x.png")),
        (Caption("a\nb", "c\x9bd"), Caption("a b", "cd")),
        (Quote("\ud800"), Quote("\ufffd")),
        (ListItem("a\u200bb"), ListItem("ab")),
    ],
)
def test_blocks_are_cleaned(dirty: Block, clean: Block) -> None:
    assert clean_article(replace(CLEAN, blocks=(CLEAN.blocks[0], dirty))).blocks == (CLEAN.blocks[0], clean)


@pytest.mark.parametrize("field", ["headline", "outlet", "country", "byline", "language"])
def test_lines_are_cleaned_and_cut(field: str) -> None:
    text = "x\x1b[2J\u202e y" + "z" * 1000
    dirty = replace(CLEAN, **{field: text})  # type: ignore[arg-type]
    cleaned = getattr(clean_article(dirty), field)
    assert cleaned.startswith("x y")
    assert len(cleaned) == {"headline": MAX_HEADLINE, "language": 8}.get(field, MAX_NAME)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "-flag",
        "https://a b",
        "https://a\x1b[2J",
        "https://a\u202eb",
        "http://",
    ],
)
def test_only_web_links_stay(link: str) -> None:
    assert clean_article(replace(CLEAN, link=link)).link == ""


def test_lists_and_texts_have_limits() -> None:
    blocks = (*(Paragraph(str(n)) for n in range(MAX_BLOCKS + 5)),)
    cleaned = clean_article(replace(CLEAN, blocks=blocks, labels=("", "\x00", *map(str, range(MAX_TAKES + 9)))))
    assert len(cleaned.blocks) == MAX_BLOCKS
    assert cleaned.blocks[-2:] == (Paragraph(str(MAX_BLOCKS - 2)), Paragraph("… truncated, 6 more paragraphs"))
    assert cleaned.labels == tuple(map(str, range(MAX_TAKES)))
    assert clean_article(replace(CLEAN, blocks=blocks[:MAX_BLOCKS])).blocks == blocks[:MAX_BLOCKS]
    (long,) = clean_article(replace(CLEAN, blocks=(Quote("x" * (MAX_BODY_CHARACTERS + 9)),))).blocks
    assert long == Quote("x" * (MAX_BODY_CHARACTERS - 1) + "…")


@given(st.text(), st.text())
def test_cleaning_twice_is_cleaning_once(one: str, two: str) -> None:
    dirty = replace(
        CLEAN, headline=one, link="http://" + two, blocks=(Paragraph(two), Caption(one, two)), labels=(one, two)
    )
    assert clean_article(clean_article(dirty)) == clean_article(dirty)
