"""What the reader keeps: bookmarks, read marks, undo, across restarts and instances."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from termnews.library.bookmarks import load_bookmarks
from termnews.newsroom.opening import open_library

Opener = Callable[..., Any]


def _kept_ids(folder: Path) -> set[str]:
    return {b.article.id for b in load_bookmarks(folder)[0]}


async def test_a_bookmark_is_a_file_before_its_mark_is_drawn(open_window: Opener, bookmark_folder: Path) -> None:
    async with open_window() as window:
        await window.press("j", "b")
        assert _kept_ids(bookmark_folder) == {"ee1"}
        assert window.home.articles.list.headline(1).is_bookmarked
        assert "★ ESTONIA" in window.text
        assert "Bookmarked." in {n.message for n in window.app._notifications}


async def test_the_row_below_the_cursor_is_kept_even_before_it_shows(
    open_window: Opener, bookmark_folder: Path
) -> None:
    async with open_window() as window:
        await window.pilot.press("j", "j", "b")
        await window.settle()
        assert _kept_ids(bookmark_folder) == {"ee2"}


async def test_a_bookmark_that_cannot_be_kept_is_not_drawn(open_window: Opener, bookmark_folder: Path) -> None:
    bookmark_folder.parent.mkdir(parents=True)
    bookmark_folder.write_text("a file where the folder should be")
    async with open_window() as window:
        await window.press("j", "b")
        assert not window.home.articles.list.headline(1).is_bookmarked
        assert "nothing was kept" in " ".join(n.message for n in window.app._notifications)
        assert "problem" in window.text


async def test_bookmark_undo_brings_the_same_bytes_back(open_window: Opener, bookmark_folder: Path) -> None:
    async with open_window() as window:
        await window.press("j", "b")
        (file,) = bookmark_folder.glob("*.md")
        before = file.read_bytes()
        await window.press("b")
        assert not list(bookmark_folder.glob("*.md"))
        await window.press("U")
        assert file.read_bytes() == before
        assert window.home.articles.list.headline(1).is_bookmarked


async def test_marks_and_undo_survive_a_restart(open_window: Opener, bookmark_folder: Path) -> None:
    async with open_window() as window:
        await window.press("j", "m", "j", "b", "A")
        assert "0 unread of 8" in window.text
    async with open_window() as window:
        assert "0 unread of 8" in window.text
        assert window.home.articles.list.headline(2).is_bookmarked
        await window.press("U")
        assert "7 unread of 8" in window.text
        await window.press("U")
        assert _kept_ids(bookmark_folder) == set()
        await window.press("ctrl+z")
        assert "8 unread of 8" in window.text


async def test_mark_all_marks_the_list_only(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"chi", "enter", "A")
        assert "6 unread of 8" in window.text
        assert window.home.articles.list.headline(0) is not None
        assert window.home.articles.list.headline(1).is_read


async def test_two_windows_do_not_lose_each_others_marks(open_window: Opener, bookmark_folder: Path) -> None:
    async with open_window() as first, open_window() as second:
        await first.press("m", "b")
        await second.press("j", "j", "m", "b")
        await first.press("j", "m")
    assert _kept_ids(bookmark_folder) == {"lt1", "ee2"}
    async with open_window() as third:
        assert "5 unread of 8" in third.text


async def test_bookmarks_screen_lists_removes_and_brings_back(open_window: Opener, bookmark_folder: Path) -> None:
    async with open_window() as window:
        await window.press("b", "j", "b", "B")
        assert "2 kept" in window.text
        assert str(bookmark_folder)[-12:] in window.text.replace("\n", "")
        await window.press("j")
        removed = window.app.screen.reading.article_id
        await window.press("b")
        assert _kept_ids(bookmark_folder) == {"lt1", "ee1"} - {removed}
        assert "1 kept" in window.text
        await window.press("U")
        assert "2 kept" in window.text
        await window.press("enter")
        assert "Paragraph 1 of" in window.text
        await window.press("q")
        assert window.app.screen is window.home


async def test_escape_leads_out_of_the_bookmarks_but_not_out_of_the_window(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("b", "B")
        assert "q Close" in window.text
        await window.press("enter", "escape")
        assert window.app.screen.pane_in_use == "articles"
        await window.press("escape")
        assert window.app.screen is window.home
        assert "q Quit" in window.text
        await window.press("escape", "escape", "escape")
        assert window.app.screen is window.home
        assert window.app.return_code is None


async def test_keys_for_an_article_say_that_there_is_none(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("B")
        for key in ("o", "S", "vertical_line", "e", "number_sign", "a"):
            await window.press(key)
            assert [n.message for n in window.app._notifications] == ["There is no article here."]
            window.app.clear_notifications()
        await window.press("T")
        assert not list(window.app._notifications)


async def test_bookmarks_outlive_the_edition_they_came_from(open_window: Opener, bookmark_folder: Path) -> None:
    async with open_window() as window:
        await window.press("j", "b")
        kept = window.home._opening.library.find_article("ee1")
    async with open_window(articles=()) as window:
        await window.press("B")
        assert "Tallinn counts" in window.text
    opening = open_library([bookmark_folder])
    assert list(opening.library.articles()) == [kept]
    assert opening.problems == []


async def test_the_bookmarks_row_shows_what_is_kept_here(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("j", "b", "c", *"bookm", "enter")
        assert window.home.articles.list.row_count == 1
        await window.press("b")
        assert "No bookmarks here yet" in window.text


async def test_the_theme_is_kept(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("D")
        theme = window.app.theme
        assert theme != "termnews"
    async with open_window() as window:
        assert window.app.theme == theme
