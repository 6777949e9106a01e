"""Copies of one text in the list of articles: one row, openable."""

from collections.abc import Callable
from typing import Any

from termnews.domain.selection import Selection

Opener = Callable[..., Any]


async def _fold(window: Any) -> None:
    library = window.app.opening.library
    stories = dict.fromkeys(("ee1", "lt2", "ar1"), "wire")
    library.set_stories(stories, copies={"ee1": "ar1", "lt2": "ar1"})
    window.home.show_regrouped()
    await window.settle()


def _listed(window: Any) -> list[str]:
    shown = window.home.articles.list
    return [shown.headline(index).id for index in range(shown.row_count)]


async def test_copies_share_a_row_that_says_how_many(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        before = _listed(window)
        assert {"ee1", "lt2", "ar1"} <= set(before)
        await _fold(window)
        assert _listed(window) == [i for i in before if i not in {"ee1", "lt2"}]
        assert "+2 copies" in window.text
        assert window.text.count("+2 copies") == 1


async def test_a_row_is_opened_and_folded_again(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await _fold(window)
        folded = _listed(window)
        shown = window.home.articles.list
        shown.move_to(folded.index("ar1"))
        await window.press("plus")
        place = folded.index("ar1")
        assert _listed(window) == [*folded[: place + 1], "ee1", "lt2", *folded[place + 1 :]]
        assert "+2 copies" not in window.text
        assert "≡ " in window.text
        await window.press("j", "j", "plus")
        assert _listed(window) == folded
        assert shown.current.id == "ar1"


async def test_a_row_without_copies_says_so(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await _fold(window)
        before = _listed(window)
        window.home.articles.list.move_to(before.index("cl2"))
        await window.press("plus")
        assert _listed(window) == before
        assert any("No other outlet of this list" in n.message for n in window.app._notifications)


async def test_reading_marks_the_same_text_everywhere(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await _fold(window)
        library = window.app.opening.library
        window.home.articles.list.move_to(_listed(window).index("ar1"))
        unread = library.smart_counts().unread
        await window.press("enter")
        assert library.smart_counts().unread == unread - 3
        await window.press("escape", "m")
        assert library.smart_counts().unread == unread


async def test_marking_the_list_marks_what_is_folded_too(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await _fold(window)
        await window.press("A")
        assert window.app.opening.library.smart_counts().unread == 0


async def test_a_country_shows_its_own_copy(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await _fold(window)
        window.home.articles.show(Selection(country="EE"), "Estonia")
        assert "ee1" in _listed(window)


async def test_a_take_that_is_folded_puts_the_cursor_on_its_text(open_window: Opener) -> None:
    async with open_window((160, 40)) as window:
        await _fold(window)
        assert window.home.articles.follow("lt2")
        assert window.home.articles.list.current.id == "ar1"
