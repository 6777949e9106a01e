"""Hostile words in lines: their width holds, and nothing but drawing reaches the terminal."""

from datetime import UTC, datetime

import pytest
from hostile_text import EVERY, REAL, hostile_words
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from termnews.domain.article import Article, Block, Caption, Heading, ListItem, Paragraph, Picture, Quote
from termnews.domain.cleaning import clean_article
from termnews.domain.story import ListedTake, Reading, Take
from termnews.domain.text import clean_text
from termnews.newsroom.settings import load_countries
from termnews.ui.outgoing import OutgoingFilter
from termnews.ui.typeset import typeset
from termnews.ui.wrapping import clip, fit, wrap

NOON = datetime(2025, 12, 14, 12, tzinfo=UTC)
COMMANDS = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u202e\u2066\u200b\ufeff\u2028\ud800\udfff\u061c"}
_BLOCKS: tuple[type[Block], ...] = (Paragraph, Heading, Quote, ListItem, Picture, Caption)


@settings(max_examples=300, deadline=None)
@given(hostile_words, st.integers(-1, 100))
def test_lines_keep_their_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == max(0, width)
    lines = wrap(text, width)
    assert lines
    if width > 1:  # a wide character has no half
        assert max(map(cell_len, lines)) <= width
        assert max(map(cell_len, clip(lines, 2, width))) <= width


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    words = [draw(hostile_words) for _ in range(4)]
    blocks = [draw(st.sampled_from(_BLOCKS))(draw(hostile_words)) for _ in range(draw(st.integers(0, 3)))]
    article = Article(
        "id", words[0], words[1], draw(st.sampled_from(["", "EE", "[/]"])), NOON, tuple(blocks), (words[2],), words[3]
    )
    clean = clean_article(article)
    return Reading(clean, tuple(ListedTake(Take(label)) for label in clean.labels))


@settings(max_examples=120, deadline=None)
@given(readings(), st.integers(1, 130))
def test_typeset_articles_fit(reading: Reading, width: int) -> None:
    page = typeset(reading, load_countries(), width, is_kept=True)
    for line in page.lines:
        text = "".join(text for text, _ in line.spans)
        assert COMMANDS.isdisjoint(text)
        assert page.margin + cell_len(text) <= max(width, 16)


@settings(max_examples=300, deadline=None)
@given(hostile_words)
def test_the_last_wall_keeps_width_and_passes_no_command(text: str) -> None:
    link = Style(link=f"https://example.org/{text}")
    (drawn, _) = segments = OutgoingFilter().apply([Segment(text, link), Segment("x")], Color(0, 0, 0))
    assert COMMANDS.isdisjoint(drawn.text)
    assert cell_len(drawn.text) == cell_len(text)
    assert drawn.style is None or not drawn.style.link or COMMANDS.isdisjoint(drawn.style.link)
    assert OutgoingFilter().apply(segments, Color(0, 0, 0)) == segments


@pytest.mark.parametrize("text", REAL)
def test_real_words_pass_every_wall_unchanged(text: str) -> None:
    assert clean_text(text) == text
    assert OutgoingFilter().apply([Segment(text)], Color(0, 0, 0)) == [Segment(text)]


@pytest.mark.parametrize("text", EVERY)
def test_cleaning_twice_changes_nothing_and_leaves_no_command(text: str) -> None:
    clean = clean_text(f"ALPHA {text} OMEGA")
    assert COMMANDS.isdisjoint(clean)
    assert clean_text(clean) == clean
    assert clean.startswith("ALPHA")
    assert clean.endswith("OMEGA")
