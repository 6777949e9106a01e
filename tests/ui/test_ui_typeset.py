"""Articles and stories as lines: pure, and asserted as text."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from termnews.domain.article import Article, Caption, Heading, Headline, ListItem, Paragraph, Picture, Quote
from termnews.domain.story import ListedTake, Reading, StoryTake, StoryView, Take
from termnews.newsroom.settings import load_countries
from termnews.ui.trail import Origin, Trail
from termnews.ui.typeset import NO_ROOM, Line, Page, PictureRoom, typeset
from termnews.ui.typeset_story import column_width, typeset_columns, typeset_head
from termnews.ui.wrapping import clip, fit, wrap

ARTICLE = Article(
    "a1",
    "Two rivers meet and nobody agrees on the name of what follows",
    "Sample Desk, Belgrade",
    "RS",
    datetime(2025, 12, 9, tzinfo=UTC),
    (
        Paragraph("The first paragraph is long enough to be broken into lines of the measure that is set for it here."),
        Heading("A heading"),
        Quote("Somebody's words, set apart from the rest."),
        ListItem("An item that is long enough to be broken into a second line."),
        Picture("Slika presečena u"),
        Caption("A picture of the confluence.", "Sample archive"),
        Picture("Slika bez natpisa"),
        Paragraph("The last."),
    ),
)
TAKES = (
    ListedTake(Take("Romanian View of the Rivers", "b1"), Headline("b1", "Far", "Desk", "RO", None)),
    ListedTake(Take("A Label That Leads Nowhere")),
)


def _text(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(text for text, _ in line.spans).rstrip() for line in lines]


def _page(
    width: int, *, is_kept: bool = False, article: Article = ARTICLE, pictures: Mapping[int, PictureRoom] = NO_ROOM
) -> Page:
    return typeset(Reading(article, TAKES), load_countries(), width, is_kept=is_kept, pictures=pictures)


def test_an_article_as_it_is_drawn() -> None:
    assert _text(_page(44, is_kept=True).lines) == [
        "",
        "★ SERBIA  Sample Desk, Belgrade",
        "",
        "Two rivers meet and nobody agrees on the",
        "name of what follows",
        "",
        "Tuesday 9 December 2025 · 1 min",
        "",
        "ALTERNATIVE TAKES ──────────────────────",
        " 1  Romanian View of the Rivers       RO",
        " 2  A Label That Leads Nowhere         /",
        "────────────────────────────────────────",
        "",
        "The first paragraph is long enough to be",
        "broken into lines of the measure that is",
        "set for it here.",
        "",
        "A heading",
        "",
        "┃ Somebody's words, set apart from the",
        "┃ rest.",
        "",
        "• An item that is long enough to be",
        "  broken into a second line.",
        "",
        "▏▨ A picture of the confluence.",
        "▏  Sample archive",
        "",
        "▏▨ Slika bez natpisa",
        "",
        "The last.",
        "",
        "■",
        "",
        "Sample Desk, Belgrade, Serbia",
        "",
    ]


def test_lines_of_takes_know_their_number_and_blocks_their_index() -> None:
    page = _page(44)
    assert [line.take for line in page.lines if line.take] == [1, 2]
    assert _text(page.lines)[page.line_of_block(3)].startswith("• An item")
    assert page.line_of_block(99) == 0


@pytest.mark.parametrize("width", [1, 5, 12, 20, 44, 72, 100, 200])
def test_no_line_is_wider_than_the_pane(width: int) -> None:
    page = _page(width)
    if width >= 12:
        assert max(cell_len(text) for text in _text(page.lines)) + page.margin <= width
    assert max(cell_len(text) for text in _text(page.lines)) <= max(72, 12)


def test_an_article_of_nothing_is_drawn_too() -> None:
    lines = _text(_page(40, article=Article("x", "", "", "", None)).lines)
    assert "UNKNOWN COUNTRY  Unknown outlet" in lines
    assert "no date · 1 min" in lines


def _view() -> StoryView:
    earlier, later = datetime(2025, 12, 8, tzinfo=UTC), datetime(2025, 12, 11, tzinfo=UTC)
    other = replace(ARTICLE, id="b1", country="RO", outlet="Sample Desk, Galați", published=earlier)
    third = replace(ARTICLE, id="c1", country="US", outlet="Sample Desk, Boston", published=later)
    copy = Headline("d1", "The same", "Sample Desk, Iași", "RO", None)
    return StoryView(
        "s",
        "Two Rivers",
        (StoryTake(other, ("Only Galați says this.",), (copy,)), StoryTake(ARTICLE), StoryTake(third)),
        "Seen abroad.",
    )


def test_a_story_says_who_told_it_first() -> None:
    assert _text(typeset_head(_view(), load_countries(), 80)) == [
        "Two Rivers",
        "3 countries · 4 outlets · 1 US outlet · 8–11 December 2025",
        "Seen abroad.",
        "8 Dec ● Romania   ─── 9 Dec ● Serbia   ─── 11 Dec ● United States",
    ]
    assert len(typeset_head(_view(), load_countries(), 30)) > 4


def test_a_day_of_many_countries_goes_on_in_the_next_line() -> None:
    takes = tuple(StoryTake(replace(ARTICLE, id=code, country=code)) for code in ("CA", "LT", "PL", "RS", "UA", "US"))
    lines = _text(typeset_head(StoryView("s", "Two Rivers", takes, ""), load_countries(), 40))[-2:]
    assert [line.rstrip() for line in lines] == [
        "9 Dec ● Canada  ● Lithuania  ● Poland",
        "● Serbia  ● Ukraine  ● United States",
    ]


def test_columns_hold_what_only_they_say_and_fold_copies() -> None:
    columns = typeset_columns(_view(), load_countries(), 40)
    assert [c.article_id for c in columns] == ["b1", "a1", "c1"]
    first = _text(columns[0].lines)
    assert first[:4] == [" 1  ROMANIA", "Sample Desk, Galați", "8 Dec · first", ""]
    assert "• Only Galați says this." in first
    assert "The same text also in Sample Desk," in first
    assert _text(columns[2].lines)[2] == "11 Dec · 3 days later"
    assert "ONLY HERE" not in _text(columns[1].lines)


@pytest.mark.parametrize(("width", "takes", "columns"), [(160, 5, 4), (120, 2, 2), (80, 9, 2), (37, 3, 1), (1, 3, 1)])
def test_whole_columns_fill_the_window(width: int, takes: int, columns: int) -> None:
    assert width // column_width(width, takes) >= columns
    assert column_width(width, takes) >= min(width, 38)


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=200)


@given(WORDS, st.integers(1, 50))
@settings(max_examples=200, deadline=None)
def test_wrapping_keeps_every_word_and_every_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(WORDS, st.integers(0, 50))
@settings(max_examples=200, deadline=None)
def test_fitting_gives_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_wrapping_breaks_at_spaces_and_between_han() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("新華社北京電", 4) == ["新華", "社北", "京電"]
    assert wrap("Donaudampfschiff fahrt", 5) == ["Donau", "dampf", "schif", "f", "fahrt"]
    assert wrap("", 5) == [""]
    assert clip(["one", "two", "three"], 2, 3) == ["one", "tw…"]
    assert clip(["one", "two"], 2, 3) == ["one", "two"]


def test_a_trail_stays_within_its_ends_and_keeps_its_origin() -> None:
    from termnews.domain.selection import Selection

    trail = Trail(Origin("a", 3, Selection(), "All"), ("b", "c"))
    assert trail.article_id == "a"
    assert trail.step(1).step(1).step(1).article_id == "c"
    assert trail.step(1).step(-1).article_id == "a"
    jumped = trail.jump("d", ("c", "d"))
    assert jumped.article_id == "d"
    assert jumped.origin == trail.origin
    assert trail.jump("z", ("c",)).article_id == "z"


def test_pictures_have_room_above_their_captions_and_refusals_words() -> None:
    page = _page(44, pictures={4: 3, 6: "the picture is larger than 2 MB"})
    rows = [n for n, line in enumerate(page.lines) if line.picture_row >= 0]
    assert [(page.lines[n].block, page.lines[n].picture_row) for n in rows] == [(4, 0), (4, 1), (4, 2)]
    assert page.line_of_block(4) == rows[0]
    assert _text(page.lines[rows[-1] + 1 : rows[-1] + 8]) == [
        "▏  A picture of the confluence.",
        "▏  Sample archive",
        "",
        "▏▨ Not shown: the picture is larger than",
        "▏  2 MB.",
        "▏  Slika bez natpisa",
        "",
    ]


def test_a_place_at_a_picture_that_is_put_away_is_its_caption() -> None:
    page = _page(44)
    assert page.line_of_block(4) == page.line_of_block(5) > 0
    assert page.line_of_block(99) == 0
