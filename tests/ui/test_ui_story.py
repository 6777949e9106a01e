"""The story's screen: takes side by side, why, corrections."""

from collections.abc import Callable
from typing import Any

from termnews.domain.selection import Selection
from termnews.ui.screens.why import WhyScreen

Opener = Callable[..., Any]


async def test_takes_stand_side_by_side_with_who_was_first(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await window.press("v")
        text = window.text
        for place in ("ESTONIA", "LITHUANIA"):
            assert place in text
        assert "2 countries · 3 outlets · 0 US outlets" not in text
        assert "2 countries · 2 outlets · 0 US outlets · 12–13 December 2025" in text
        assert "12 Dec · first" in text
        assert "13 Dec · 1 day later" in text
        assert "Not seen in the 0 US outlets of this edition" in text
        assert "Only" not in text
        assert "ONLY HERE" in text
        assert "Paragraph 1 of ee1" in text


async def test_the_chosen_take_is_read_and_backspace_returns(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("v", "tab", "enter")
        assert window.app.screen is window.home
        read = window.home.reading.article_id
        assert read in {"ee1", "ee2"}
        assert window.home.articles.list.current.id == read
        await window.press("backspace")
        assert window.home.reading.article_id == "lt1"


async def test_numbers_and_second_clicks_read_too(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("v", "2")
        second = window.home.reading.article_id
        await window.press("backspace", "v")
        await window.pilot.click("#columns", offset=(50, 5))
        await window.pilot.click("#columns", offset=(50, 5), times=2)
        await window.settle()
        assert window.home.reading.article_id == second != "lt1"


async def test_the_screen_is_left_without_reading(open_window: Opener) -> None:
    async with open_window() as window:
        for key in ("escape", "q", "v"):
            await window.press("v", key)
            assert window.app.screen is window.home
            assert window.home.reading.article_id == "lt1"


async def test_an_article_alone_has_no_story(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("G", "v")
        assert window.app.screen is window.home
        assert "No other outlet here tells this story." in {n.message for n in window.app._notifications}


async def test_why_names_what_is_shared(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("v", "shift+tab", "W")
        assert "Why this take?" in window.text
        assert "Both articles share" in window.text
        assert "Grid" in window.text.split("Both articles share")[1]
        assert "Sample Desk, EE · Sample Desk, LT" in window.text
        await window.press("escape", "escape")
        assert window.app.screen is window.home


async def test_why_answers_on_every_column(open_window: Opener) -> None:
    async with open_window(size=(100, 40)) as window:
        await window.press("j", "j", "v")  # the article that is told first stands first, and has the others beside it
        for _ in window.app.screen._view.takes:
            await window.press("W")
            assert isinstance(window.app.screen, WhyScreen)
            await window.press("escape", "right_square_bracket")


async def test_not_this_story_is_kept_over_a_restart_and_undone(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("v", "shift+tab")
        removed = window.app.screen.columns.article_id
        assert removed != "lt1"
        await window.press("X")
        await window.app.workers.wait_for_complete()
        await window.settle()
        assert len(window.app.screen._view.takes) == 2
        await window.press("q")
    async with open_window() as window:
        assert {"ee1", "ee2", "lt1"} - set(window.home._opening.library.story_of("lt1").article_ids) == {removed}
        await window.press("U")
        await window.app.workers.wait_for_complete()
        await window.settle()
        assert len(window.home._opening.library.story_of("lt1").article_ids) == 3


async def test_two_articles_become_one_story(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("G", "equals_sign", "k", "equals_sign")
        await window.app.workers.wait_for_complete()
        await window.settle()
        assert set(window.home._opening.library.story_of("cl2").article_ids) == {"cl2", "lt2"}
        assert window.home.articles.list.headline(7).takes == 1
        await window.press("U")
        await window.app.workers.wait_for_complete()
        await window.settle()
        assert window.home._opening.library.story_of("cl2") is None


async def test_overlooked_lists_the_articles_of_its_stories(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"overl", "enter")
        assert window.home.articles.selection == Selection(is_overlooked=True)
        assert {window.home.articles.list.headline(n).id for n in range(3)} == {"lt1", "ee1", "ee2"}


async def test_small_windows_show_one_take(open_window: Opener) -> None:
    async with open_window((40, 20)) as window:
        await window.press("v", "tab")
        assert window.text.count("ESTONIA") + window.text.count("LITHUANIA") == 1
        for size in ((1, 1), (10, 4), (200, 60)):
            await window.pilot.resize_terminal(*size)
            await window.settle()
        assert window.app.is_running


async def test_arrows_choose_a_column_and_neither_read_nor_leave(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await window.press("v")
        columns = window.app.screen.columns
        first = columns.column
        await window.press("right")
        assert columns.column == first + 1
        await window.press("l", "l", "l", "l")
        assert columns.column == 2
        await window.press("h", "left")
        assert (columns.column, window.app.screen.id) == (0, "story")


async def test_why_and_not_this_story_say_where_they_count(open_window: Opener) -> None:
    async with open_window() as window:
        for key in ("W", "X"):
            await window.press(key)
            assert "v first" in [n.message for n in window.app._notifications][-1]
            window.app.clear_notifications()
        assert not window.keeper.state.corrections()
