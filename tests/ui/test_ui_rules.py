"""Saved searches, mute rules and alerts in the window."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from termnews.domain.article import Article, Paragraph
from termnews.newsroom.config import load_config
from termnews.newsroom.settings import find_folders

Opener = Callable[..., Any]


def _shown(window: Any) -> set[str]:
    listed = window.home.articles.list
    return {listed.headline(n).id for n in range(listed.row_count)}


def _write(text: str) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(text)


async def test_a_search_is_saved_listed_and_deleted(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"lithium", "enter", "F")
        assert "Save this search" in window.text
        await window.press("enter")
        assert load_config(find_folders().config)[0].searches == {"lithium": "lithium"}
        await window.press("escape", "escape", "g", "j", "j", "j", "j")
        assert window.home.countries.picker.row.name == "lithium"
        assert _shown(window) == {"cl1", "ar1"}
        assert (window.home.countries.picker.row.unread, window.home.countries.picker.row.total) == (2, 2)
        await window.press("F")
        assert "an empty line deletes it" in window.text
        await window.press("ctrl+u", "enter")
        assert load_config(find_folders().config)[0].searches == {}
        assert "⌕" not in window.text
        await window.press("U")
        assert load_config(find_folders().config)[0].searches == {"lithium": "lithium"}
        assert "⌕" in window.text


async def test_a_search_is_saved_under_a_name_and_named_otherwise(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"lithium", "enter", "F", "ctrl+u", *"White gold", "enter")
        assert load_config(find_folders().config)[0].searches == {"White gold": "lithium"}
        assert "White gold" in window.text
        await window.press("F", *"!", "enter")
        assert load_config(find_folders().config)[0].searches == {"White gold!": "lithium"}
        await window.press("F", "escape")
        assert load_config(find_folders().config)[0].searches == {"White gold!": "lithium"}
        await window.press("escape", "slash", *"desert", "enter", "F", "escape")
        await window.press("F", "ctrl+u", "enter")
        assert list(load_config(find_folders().config)[0].searches) == ["White gold!"]


async def test_a_rule_has_the_word_that_was_meant(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"lihtium", "enter")
        assert "“lihtium” as lithium · 1" in window.text
        await window.press("F", "enter", "M")
        config = load_config(find_folders().config)[0]
        assert config.searches == config.mute == {"lithium": "lithium"}


async def test_a_search_within_a_country_is_saved_with_it(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("c", *"chi", "enter", "slash", *"desert", "ctrl+s", "enter")
        assert load_config(find_folders().config)[0].searches == {"country:cl desert": "country:cl desert"}


async def test_what_is_muted_leaves_lists_and_counts_and_comes_back(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("slash", *"lithium", "enter", "M")
        assert _shown(window) == {"lt1", "ee1", "ee2", "is1", "lt2", "cl2"}
        assert "6 unread of 6" in window.text
        assert "2 muted" in window.text
        await window.press("V")
        assert {"cl1", "ar1"} <= _shown(window)
        assert "2 muted shown" in window.text
        await window.press("V", "A", "U", "U")
        assert {"cl1", "ar1"} <= _shown(window)
        assert "8 unread of 8" in window.text


async def test_mute_rules_count_from_the_first_frame_and_spare_bookmarks(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("G", "b")
    _write('[mute]\ndesert = "desert"\n')
    async with open_window() as window:
        assert "cl2" not in _shown(window)
        await window.press("h", "g", "j", "j", "j")
        assert _shown(window) == {"cl2"}


async def test_muted_articles_are_dimmed_when_that_is_set(open_window: Opener) -> None:
    _write('[look]\nmuted = "dimmed"\n[mute]\ndesert = "desert"\n')
    async with open_window() as window:
        assert "cl2" in _shown(window)
        assert "1 muted" in window.text


async def test_a_rule_that_is_not_understood_is_a_problem_and_does_nothing(open_window: Opener) -> None:
    _write('[mute]\nbad = "contry:cl"\n[searches]\nnone = "  "\n')
    async with open_window() as window:
        assert len(_shown(window)) == 8
        assert "2 problems" in window.text
        await window.press("exclamation_mark")
        assert "mute.bad: column 1: there is no filter contry:" in window.text
        assert "searches.none: asks for nothing" in window.text


async def test_an_alert_marks_and_tells_of_what_comes(open_window: Opener) -> None:
    _write('[alerts]\nfloods = "flood"\n')
    async with open_window() as window:
        assert "◆" not in window.text
        now = datetime(2025, 12, 14, tzinfo=UTC)
        articles = [Article(f"new{n}", f"A flood number {n}", "Desk", "LT", now, (Paragraph("x"),)) for n in (1, 2)]
        window.app.opening.library.save(articles)
        window.app.rule_anew()
        await window.settle()
        assert "A flood number 1 and 1 more" in " ".join(n.message for n in window.app._notifications)
        assert window.text.count("◆") >= 2
        window.app._notifications.clear()
        window.app.rule_anew()
        await window.settle()
        assert not list(window.app._notifications)


async def test_without_a_search_there_is_nothing_to_make_a_rule_of(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("M", "E", "F")
        assert "Search for something first: /" in " ".join(n.message for n in window.app._notifications)
        assert not (find_folders().config / "config.toml").exists()
