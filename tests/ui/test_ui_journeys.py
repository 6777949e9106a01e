"""Journeys through the three panes, by keys and by mouse."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from textual.geometry import Size

from termnews.domain.article import Article, Original, Paragraph
from termnews.domain.selection import Selection
from termnews.ui.commands import find_command
from termnews.ui.typeset import Page

Opener = Callable[..., Any]

NOON = datetime(2025, 12, 3, 12, tzinfo=UTC)


async def test_it_opens_on_the_newest_article(open_window: Opener) -> None:
    async with open_window() as window:
        assert window.home.articles.list.current.id == "lt1"
        assert window.home.reading.article_id == "lt1"
        assert "8 unread of 8" in window.text
        assert "8–13 December 2025" in window.text


async def test_a_picked_country_is_listed_and_its_second_article_read(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"esto", "enter")
        assert window.home.articles.selection == Selection(country="EE")
        await window.press("j", "enter")
        assert window.home.reading.article_id == "ee2"
        assert window.home.pane_in_use == "reading"
        assert "Cable guards watch the grid" in window.text


async def test_country_names_are_found_by_code_and_escape_shows_them_all(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", "c", "l")
        assert window.home.countries.picker.row.name == "Chile"
        await window.press("escape")
        assert window.home.countries.picker.row.name == "Chile"
        assert window.home.countries.picker.row_count == 4 + 5


async def test_next_country_works_from_the_list(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press(*["right_curly_bracket"] * 5)
        assert window.home.articles.selection == Selection(country="CL")
        await window.press("left_curly_bracket")
        assert window.home.articles.selection == Selection(country="AR")


async def test_opening_marks_read_and_previewing_does_not(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("j")
        assert window.home.reading.article_id == "ee1"
        assert not window.home.articles.list.headline(1).is_read
        await window.press("enter")
        assert window.home.articles.list.headline(1).is_read
        assert not window.home.articles.list.headline(0).is_read


async def test_takes_lead_there_and_backspace_back_to_the_same_line(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("enter", *"jjjjjjj")
        assert window.home.reading.reader.scroll_offset.y == 7
        await window.press("2")
        assert window.home.reading.article_id == "ee1"
        assert window.home.articles.list.current.id == "ee1"
        await window.press("1")
        assert window.home.reading.article_id == "ee2"
        await window.press("backspace")
        assert window.home.reading.article_id == "lt1"
        assert window.home.reading.reader.scroll_offset.y == 7
        assert window.home.articles.list.current.id == "lt1"


async def test_walking_takes_follows_into_another_country_and_returns(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"lith", "enter", "enter", "right_square_bracket")
        assert window.home.reading.article_id == "ee2"
        assert window.home.articles.selection == Selection(country="EE")
        assert window.home.countries.picker.row.name == "Estonia"
        assert "take 1 of 2" in window.text
        await window.press("right_square_bracket")
        assert window.home.reading.article_id == "ee1"
        await window.press("right_square_bracket")
        assert window.home.reading.article_id == "ee1"
        await window.press("left_square_bracket", "backspace")
        assert window.home.reading.article_id == "lt1"
        assert window.home.articles.selection == Selection(country="LT")
        assert window.home.countries.picker.row.name == "Lithuania"


async def test_an_unresolved_take_searches_for_its_words(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("enter")
        assert "Icelandic View of the Telescope Desert" in window.text
        await window.press("3")
        assert window.home.articles.selection.words == "the Telescope Desert"
        assert window.home.articles.list.current.id == "cl2"


async def test_the_takes_panel_opens_its_second_take(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("t")
        assert window.app.focused is window.home.reading.takes_bar
        await window.press("j", "enter")
        assert window.home.reading.article_id == "ee1"
        await window.press("t")
        assert not window.home.reading.has_class("-with-takes")


async def test_space_reads_to_the_end_and_on_to_the_next_unread(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("G", "k", "enter")
        assert window.home.reading.article_id == "lt2"
        for _ in range(4):
            await window.press("space")
        assert window.home.reading.article_id == "cl2"
        await window.press("p")
        assert window.home.reading.article_id == "is1"


async def test_next_and_previous_article(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("enter", "J", "J")
        assert window.home.reading.article_id == "ee2"
        await window.press("K")
        assert window.home.reading.article_id == "ee1"


async def test_positions_are_kept_between_articles(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("enter", "pagedown", "pagedown")
        position = window.home.reading.reader.position
        assert position > 3
        await window.press("J", "K")
        assert window.home.reading.reader.position == position


async def test_positions_survive_a_restart(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("enter", "pagedown", "pagedown")
        position = window.home.reading.reader.position
        assert position > 3
    async with open_window() as window:
        assert window.home.reading.reader.position == position


async def test_search_narrows_as_typed_and_escape_brings_the_list_back(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"lithium sal")
        assert [h.id for h in map(window.home.articles.list.headline, range(9)) if h] == ["ar1"]
        assert window.home.reading.article_id == "ar1"
        await window.press("enter", "escape")
        assert window.home.articles.list.row_count == 8
        assert window.home.articles.list.current.id == "ar1"


async def test_a_search_without_matches_says_what_to_do(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"zebra")
        assert "Nothing has all of these words" in window.text


async def test_clicking_opens_what_is_clicked(open_window: Opener) -> None:
    async with open_window() as window:
        await window.pilot.click("#picker", offset=(5, 6))
        await window.settle()
        assert window.home.countries.picker.row.name == "Estonia"
        await window.pilot.click("#articles-list", offset=(5, 4))
        await window.settle()
        assert window.home.reading.article_id == "ee2"
        line = next(n for n, line in enumerate(window.home.reading.reader._page.lines) if line.take == 2)
        await window.pilot.click("#reader", offset=(12, line))
        await window.settle()
        assert window.home.reading.article_id == "ee1"


async def test_clicking_a_hint_runs_its_command(open_window: Opener) -> None:
    async with open_window() as window:
        hit = next(h for h in window.home.status._hits if h[2] == find_command("help").action)
        await window.pilot.click("#status", offset=(hit[0], 0))
        await window.settle()
        assert type(window.app.screen).__name__ == "HelpScreen"


async def test_escape_never_quits_and_q_does(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press(*["escape"] * 4)
        assert window.app.is_running
        assert window.home.pane_in_use == "countries"
        await window.press("q")
        assert window.app._exit


async def test_zen_gives_the_reader_the_window(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("z")
        assert window.home.reading.size.width == 120
        await window.press("escape")
        assert window.home.reading.size.width < 120


@pytest.mark.parametrize("size", [(1, 1), (4, 3), (20, 5), (59, 24), (60, 24), (80, 24), (100, 30), (160, 50)])
async def test_every_size_can_be_read(open_window: Opener, size: tuple[int, int]) -> None:
    async with open_window(size) as window:
        await window.press(
            "c", "l", "enter", "j", "enter", "G", "t", "z", "question_mark", "escape", "escape", "h", "h"
        )
        assert window.app.is_running


async def test_a_window_that_shrinks_and_grows_keeps_its_place(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("enter", "pagedown", "pagedown")
        position = window.home.reading.reader.position
        for size in ((1, 1), (60, 20), (200, 60), (120, 36)):
            await window.pilot.resize_terminal(*size)
            await window.settle()
        assert window.home.reading.article_id == "lt1"
        assert abs(window.home.reading.reader.position - position) <= 2


async def test_text_from_outside_is_shown_literally(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"grindavik", "enter", "enter")
        assert "[@click=app.quit]away[/]" in window.text.replace("\n", "")
        await window.pilot.click("#reader", offset=(20, 3))
        await window.settle()
        assert window.app.is_running


async def test_an_empty_edition_says_what_to_do(open_window: Opener) -> None:
    async with open_window(articles=()) as window:
        assert "No articles here" in window.text
        await window.press(
            "enter", "t", "b", "n", "1", "right_square_bracket", "backspace", "space", "z", "m", "A", "y"
        )
        assert window.app.is_running


async def test_the_original_is_one_key_away(open_window: Opener) -> None:
    paragraphs = (Paragraph("The sea is calm."), Paragraph("Nobody sails."))
    original = Original("es", "El mar", (Paragraph("El mar está en calma."), Paragraph("Nadie navega.")))
    plain = Article("p1", "The sky", "Sample Desk, Lima", "PE", None, paragraphs)
    told = Article("o1", "The sea", "Sample Desk, Lima", "PE", NOON, paragraphs, original=original)
    async with open_window(articles=(plain, told)) as window:
        assert "Translated from Spanish" in window.text
        await window.press("enter", "T")
        assert "El mar está en calma." in window.text
        assert "The sea is calm." not in window.text
        assert "Spanish" in window.text
        await window.press("T")
        assert "El mar está en calma." in window.text
        assert "│ Nobody sails." in window.text
        await window.press("T")
        assert "El mar está en calma." not in window.text
        await window.press("J", "T")
        assert "This article is as it was published." in {n.message for n in window.app._notifications}


async def test_an_article_that_was_hidden_when_its_size_was_told_is_shown(open_window: Opener) -> None:
    async with open_window((60, 24)) as window:
        await window.press("enter")
        reader = window.home.reading.reader
        reader._set_in = Size(0, 0)
        reader._page = Page((), 0)
        reader.refresh()
        await window.until(lambda: reader._page.lines)
        await window.until(lambda: "ALTERNATIVE TAKES" in window.text)
