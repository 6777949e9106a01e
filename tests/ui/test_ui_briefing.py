"""The line at the start, the screen of what is new, and telling outside the window."""

from collections.abc import Callable
from typing import Any

import pytest

from termnews.newsroom.briefing import keep_visit, last_visit
from termnews.newsroom.config import Config, Telling
from termnews.newsroom.rules import Alert
from termnews.ui.briefing import begin_brief
from termnews.ui.telling import desktop_arguments, tell, terminal_codes

Opener = Callable[..., Any]


async def test_what_is_new_is_said_once_and_shown_by_a_key(open_window: Opener) -> None:
    async with open_window() as window:
        window.app.opening.checked = window.app._clock()
        keep_visit(window.keeper.state, window.app.opening, window.app._clock())
        window.keeper.state.keep_setting("visit", '{"at": "2025-12-13T00:00:00+00:00", "row": 3}')
        begin_brief(window.app, window.app.opening)
        await window.app.workers.wait_for_complete()
        await window.settle()
        said = " ".join(n.message for n in window.app._notifications)
        assert "4 stories from 4 countries since Saturday 13 December, 00:00 UTC. L shows them." in said
        assert last_visit(window.keeper.state).row == 8
        await window.press("L")
        assert "Since you left" in window.text
        assert "Most covered · 2 countries, 2 articles" in window.text
        await window.press("enter")
        assert window.app.screen is window.home
        assert window.home.reading.article_id == "cl1"


async def test_without_an_earlier_visit_the_key_shows_all(open_window: Opener) -> None:
    async with open_window((60, 24)) as window:
        await window.press("L")
        await window.app.workers.wait_for_complete()
        await window.settle()
        assert "All there is" in window.text
        assert "Overlooked in the United States" in window.text
        await window.press("L", "escape")
        assert window.app.screen is window.home


def test_terminal_codes_hold_no_code_of_the_text() -> None:
    evil = "A\x1b]52;c;eA==\x07B\x9c;C\x00"
    for way in ("osc9", "osc777"):
        codes = terminal_codes(way, evil, evil, {})
        assert codes.count("\x1b") == 1
        assert codes.count("\x07") == 1
        assert codes.endswith("\x07")
        assert codes[2:-1].isprintable()
    assert terminal_codes("osc777", "a;b", "c;d", {}) == "\x1b]777;notify;a,b;c,d\x07"
    assert terminal_codes("osc9", "4;1;50", "x", {}) == "\x1b]9;termnews: 4,1,50: x\x07"
    assert terminal_codes("osc9", "lithium", "x", {"TMUX": "1"}) == "\x1bPtmux;\x1b\x1b]9;lithium: x\x07\x1b\\"
    assert terminal_codes("none", "a", "b", {}) == ""
    assert len(terminal_codes("osc9", "t" * 999, "w" * 999, {})) < 450


def test_the_desktop_gets_texts_as_arguments(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "notify-send"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert desktop_arguments("-x", "<b>$(touch x)</b>", "linux") == [
        str(program), "--app-name=termnews", "--", "-x", "&lt;b&gt;$(touch x)&lt;/b&gt;",
    ]  # fmt: skip
    assert desktop_arguments("t", "w", "darwin")[-2:] == ["t", "w"]
    program.unlink()
    assert desktop_arguments("t", "w", "linux") == []


async def test_telling_through_the_driver(open_window: Opener) -> None:
    async with open_window() as window:
        written: list[str] = []
        window.app._driver.write = written.append
        tell(window.app, "osc9", "lithium", "Salta opens a plant")
        tell(window.app, "none", "lithium", "Salta opens a plant")
        assert [w for w in written if "lithium" in w] == ["\x1b]9;lithium: Salta opens a plant\x07"]


@pytest.mark.parametrize(("way", "count"), [("none", 0), ("osc777", 1)])
async def test_an_alert_is_told_outside_only_where_that_is_set(open_window: Opener, way: Any, count: int) -> None:
    async with open_window() as window:
        written: list[str] = []
        window.app._driver.write = written.append
        window.app.settings = Config(telling=Telling(notify=way))
        headlines = [window.home.articles.list.headline(row) for row in (3, 4)]
        window.app.tell_alerts([Alert("lithium", headline) for headline in headlines])
        told = "\x1b]777;notify;lithium;Atacama brine and the lithium price and 1 more\x07"
        assert written.count(told) == count
