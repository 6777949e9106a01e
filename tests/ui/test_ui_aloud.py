"""The window for a screen reader: one pane, no globe, no dots, and what is in use in the terminal's title."""

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from termnews.newsroom.config import Config, Look
from termnews.ui.configured import spoken

Opener = Callable[..., AbstractAsyncContextManager[Any]]
SPOKEN = Config(look=Look(screen_reader=True))
DRAWN = re.compile(r"[\u2500-\u257f\u2800-\u28ff\u2596-\u259f\U0001cd00-\U0001cdef]")


async def _title(window: Any) -> str:
    await window.pilot.pause()
    window.app.announcer.announce()
    return str(window.app.announcer.said)


async def test_one_pane_no_globe_no_dots(open_window: Opener) -> None:
    async with open_window((160, 50), settings=SPOKEN) as window:
        shown = [p for p in ("countries", "articles", "reading") if window.app.screen.pane(p).display]
        assert shown == ["articles"]
        assert not window.app.screen.query("Globe")
        await window.press("left")
        assert not DRAWN.search(window.text)
        assert [p for p in ("countries", "articles", "reading") if window.app.screen.pane(p).display] == ["countries"]
        await window.press("w")
        assert window.app.screen is window.home
        assert window.app.animation_level == "none"
        for keys in (["right", "right"], ["question_mark"], ["escape", "S"]):
            await window.press(*keys)
            assert not DRAWN.search(window.text), keys


async def test_the_title_says_what_is_in_use(open_window: Opener) -> None:
    async with open_window(settings=SPOKEN) as window:
        assert "unread, Grid of the Baltic leaves the eastern ring" in await _title(window)
        await window.press("down")
        assert "Tallinn counts what the switched grid cost" in await _title(window)
        assert ", 2 of 8. All countries" in await _title(window)
        await window.press("b")
        assert "bookmarked," in await _title(window)
        await window.press("enter")
        assert (await _title(window)).startswith("Tallinn counts what the switched grid cost. Article")
        await window.press("slash", *"grid")
        assert "grid" in await _title(window)
        await window.press("escape", "left", "left", "down")
        assert "Countries" in await _title(window)


async def test_the_title_holds_no_control_characters(open_window: Opener) -> None:
    async with open_window(settings=SPOKEN) as window:
        written: list[str] = []
        window.app._driver.write = written.append
        await window.press("end", "up", "up")
        await _title(window)
        titles = [w for w in written if w.startswith("\x1b]2;")]
        assert titles
        assert all(t.count("\x1b") == 1 and t.endswith("\x07") and t[4:-1].isprintable() for t in titles)


async def test_other_screens_are_told(open_window: Opener) -> None:
    async with open_window(settings=SPOKEN) as window:
        for keys, words in ((("question_mark",), "type to filter"), (("escape", "B"), "Bookmarks")):
            await window.press(*keys)
            assert words in await _title(window)


def test_the_option_sets_what_the_setting_sets() -> None:
    assert spoken(Config()).look.screen_reader


async def test_a_window_without_it_has_no_announcer(open_window: Opener) -> None:
    async with open_window() as window:
        assert not hasattr(window.app, "announcer")
        assert window.app.screen.query("Globe")
