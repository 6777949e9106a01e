"""Refreshing while the window stays open, with a refresh that tells what the test wants."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from termnews.domain.refresh import Finished, OutletFailed, Progress, RefreshEvent, Synced
from termnews.newsroom.alone import hold
from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import find_folders
from termnews.ui.refresh_words import end_words

Opener = Callable[..., Any]


class FakeRefresh:
    """Tells events; waits before the last one until it may go on."""

    def __init__(self, events: tuple[RefreshEvent, ...]) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._events = events
        self.may_end = Event()
        self.is_cancelled = False
        self.added = 3

    def begin(self, codes: Sequence[str]) -> "FakeRefresh":
        self.asked.append(tuple(codes))
        return self

    def __iter__(self) -> Iterator[RefreshEvent]:
        yield from self._events
        self.may_end.wait(60)
        yield Finished(2, 1, self.added, 0, 0.5, self.is_cancelled)

    def cancel(self) -> None:
        self.is_cancelled = True
        self.may_end.set()


def _told(window: Any) -> str:
    return " ".join(n.message for n in window.app._notifications)


async def test_progress_is_said_and_keys_go_on(open_window: Opener) -> None:
    async with open_window() as window:
        refresh = FakeRefresh((Progress(1, 4, 2, "Le Monde"), OutletFailed("Der Bote", "DE", "x", "timed out")))
        window.app.begin_refresh = refresh.begin
        await window.press("R")
        await window.until(lambda: "Refreshing 1 of 4 · 2 new · Le Monde" in window.text)
        await window.press("j", "enter")
        assert window.home.reading.article_id == "ee1"
        refresh.may_end.set()
        await window.until(lambda: "3 new articles from 2 feeds, 1 could not be read" in _told(window))
        await window.settle()
        assert "Refreshing" not in window.text
        assert refresh.asked == [()]
        await window.press("exclamation_mark")
        assert "Der Bote" in window.text
        assert "timed out" in window.text


async def test_a_thousand_steps_are_not_said_one_by_one(open_window: Opener) -> None:
    async with open_window() as window:
        refresh = FakeRefresh(tuple(Progress(n, 1000, 0) for n in range(1, 1001)))
        window.app.begin_refresh = refresh.begin
        said: list[str] = []
        say = window.home.status.say

        def listen(words: str) -> None:
            said.append(words)
            say(words)

        window.home.status.say = listen
        await window.press("R")
        await window.until(lambda: "Refreshing 1000 of 1000" in window.text)
        assert len(said) < 50
        refresh.may_end.set()
        await window.until(lambda: "Refreshing" not in window.text)
        assert window.app._progress_timer is None


async def test_one_country_is_asked_and_a_second_press_stops(open_window: Opener) -> None:
    async with open_window() as window:
        refresh = FakeRefresh((Progress(1, 4, 2, "Le Monde"),))
        window.app.begin_refresh = refresh.begin
        await window.press("c", *"chi", "enter", "r")
        assert refresh.asked == [("CL",)]
        await window.press("R")
        assert refresh.is_cancelled
        await window.until(lambda: "Stopped: 3 new articles" in _told(window))
        assert len(refresh.asked) == 1


async def test_a_refresh_that_cannot_start_says_so(open_window: Opener) -> None:
    async with open_window() as window:

        def fail(_codes: object) -> FakeRefresh:
            raise OSError(2, "No such file")

        window.app.begin_refresh = fail
        await window.press("R")
        assert "could not be started: No such file" in _told(window)
        assert window.app.is_running


async def test_a_refresh_that_ends_before_its_time_says_why(
    open_window: Opener, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository / "src"))
    async with open_window() as window:
        with hold(find_folders()):  # as another window's refresh does
            await window.press("R")
            for _ in range(600):
                if "another one is under way" in _told(window):
                    break
                await window.pilot.pause(0.1)
        assert "The refresh has ended: another one is under way." in _told(window)
        await window.settle()
        await window.press("exclamation_mark")
        assert "another one is under way" in window.text


def test_a_refresh_that_asks_nobody_says_so() -> None:
    assert end_words(Finished(0, 0, 0, 0, 0.1)).startswith("No outlet to ask just now")
    assert end_words(Finished(0, 0, 0, 0, 0.1, is_cancelled=True)).startswith("Stopped: 0 new articles")
    assert end_words(Finished(2, 1, 0, 0, 0.1)) == "0 new articles from 2 feeds, 1 could not be read: ! lists them."


async def test_leaving_ends_the_refresh(open_window: Opener) -> None:
    refresh = FakeRefresh((Progress(0, 4, 0),))
    async with open_window() as window:
        window.app.begin_refresh = lambda _codes: refresh
        await window.press("R")
        await window.press("Q")
    assert refresh.is_cancelled


def _set_minutes(minutes: int) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(f"[live]\nrefresh_minutes = {minutes}\n", "utf-8")


async def test_a_timer_is_there_only_when_it_is_set(open_window: Opener) -> None:
    async with open_window() as window:
        assert window.app._refresh_timer is None
    _set_minutes(0)
    async with open_window() as window:
        assert window.app._refresh_timer is None
    _set_minutes(15)
    async with open_window() as window:
        assert window.app._refresh_timer is not None
        assert window.app._refresh_timer._interval == 15 * 60


async def test_a_refresh_by_itself_is_quiet_and_never_a_second_one(open_window: Opener) -> None:
    async with open_window() as window:
        refresh = FakeRefresh((Progress(1, 4, 0, "Le Monde"),))
        window.app.begin_due_refresh = lambda: refresh.begin(["due"])
        window.app.refresh_quietly()
        await window.until(lambda: "Refreshing 1 of 4" in window.text)
        window.app.refresh_quietly()
        assert refresh.asked == [("due",)]
        refresh.added = 0
        refresh.may_end.set()
        await window.until(lambda: window.app._refresh is None)
        await window.settle()
        assert _told(window) == ""
        window.app.refresh_quietly()
        refresh.added = 3
        await window.until(lambda: "3 new articles" in _told(window))


async def test_an_outlet_that_is_given_up_is_named(open_window: Opener) -> None:
    async with open_window() as window:
        gone = OutletFailed("Der Bote", "DE", "x", "is gone for good (410)", is_disabled=True)
        refresh = FakeRefresh((gone, gone))
        window.app.begin_due_refresh = lambda: refresh.begin(["due"])
        window.app.refresh_quietly()
        await window.until(lambda: "Der Bote is given up: is gone for good (410)" in _told(window))
        refresh.may_end.set()
        await window.until(lambda: window.app._refresh is None)
        assert len(window.app.opening.problems) == 1


async def test_news_do_not_move_the_cursor(open_window: Opener) -> None:
    async with open_window((120, 24)) as window:
        await window.press("j", "j", "j", "j", "j")
        shown = window.home.articles.list
        before, line = shown.current.id, shown.cursor * shown.row_height - shown.scroll_offset.y
        known = list(window.app.opening.library.articles())
        new = [replace(known[-1], id=f"new{n}", headline=f"News {n}") for n in range(9)]
        window.app.opening.library.save(new)
        window.home.show_news()
        await window.settle()
        assert shown.row_count == len(known) + 9
        assert (shown.current.id, shown.cursor * shown.row_height - shown.scroll_offset.y) == (before, line)
        assert window.home.reading.article_id == before


async def test_what_was_read_away_leaves_the_cursor_at_the_next(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("h", "j", "j", "l", "j", "enter")
        assert window.home.articles.selection.is_unread
        read, following = window.home.reading.article_id, window.home.articles.list.headline(2).id
        window.home.show_news()
        await window.settle()
        assert window.home.articles.list.current.id == following
        assert window.home.reading.article_id == read


async def test_what_a_sync_marks_is_shown_while_the_refresh_goes_on(open_window: Opener) -> None:
    async with open_window() as window:
        library = window.app.opening.library
        window.app.opening.checked = utc_now()  # the live edition
        first = window.home.articles.list.headline(0)
        assert not first.is_read
        library.mark_read([first.id], is_read=True)  # as the process does that syncs
        refresh = FakeRefresh((Synced(1, 0),))
        window.app.begin_refresh = refresh.begin
        await window.press("R")
        await window.until(lambda: window.home.articles.list.headline(0).is_read)
        assert window.app._refresh is not None
        refresh.may_end.set()
        await window.until(lambda: window.app._refresh is None)
