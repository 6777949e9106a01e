"""Refreshing while the window stays open, with a refresh that tells what the test wants."""

from collections.abc import Callable, Iterator, Sequence
from threading import Event
from typing import Any

from termnews.domain.refresh import Finished, OutletFailed, Progress, RefreshEvent

Opener = Callable[..., Any]


class FakeRefresh:
    """Tells events; waits before the last one until it may go on."""

    def __init__(self, events: tuple[RefreshEvent, ...]) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._events = events
        self.may_end = Event()
        self.is_cancelled = False

    def begin(self, codes: Sequence[str]) -> "FakeRefresh":
        self.asked.append(tuple(codes))
        return self

    def __iter__(self) -> Iterator[RefreshEvent]:
        yield from self._events
        self.may_end.wait(10)
        yield Finished(2, 1, 3, 0, 0.5, self.is_cancelled)

    def cancel(self) -> None:
        self.is_cancelled = True
        self.may_end.set()


def _told(window: Any) -> str:
    return " ".join(n.message for n in window.app._notifications)


async def _until(window: Any, condition: Callable[[], bool]) -> None:
    for _ in range(50):
        if condition():
            return
        await window.pilot.pause(0.05)
    raise AssertionError


async def test_progress_is_said_and_keys_go_on(open_window: Opener) -> None:
    async with open_window() as window:
        refresh = FakeRefresh((Progress(1, 4, 2, "Le Monde"), OutletFailed("Der Bote", "DE", "x", "timed out")))
        window.app.begin_refresh = refresh.begin
        await window.press("R")
        await _until(window, lambda: "Refreshing 1 of 4 · 2 new · Le Monde" in window.text)
        await window.press("j", "enter")
        assert window.home.reading.article_id == "ee1"
        refresh.may_end.set()
        await _until(window, lambda: "3 new articles from 2 feeds, 1 could not be read" in _told(window))
        await window.settle()
        assert "Refreshing" not in window.text
        assert refresh.asked == [()]
        await window.press("exclamation_mark")
        assert "Der Bote" in window.text
        assert "timed out" in window.text


async def test_one_country_is_asked_and_a_second_press_stops(open_window: Opener) -> None:
    async with open_window() as window:
        refresh = FakeRefresh((Progress(1, 4, 2, "Le Monde"),))
        window.app.begin_refresh = refresh.begin
        await window.press("c", *"chi", "enter", "r")
        assert refresh.asked == [("CL",)]
        await window.press("R")
        assert refresh.is_cancelled
        await _until(window, lambda: "Stopped: 3 new articles" in _told(window))
        assert len(refresh.asked) == 1


async def test_a_refresh_that_cannot_start_says_so(open_window: Opener) -> None:
    async with open_window() as window:

        def fail(_codes: object) -> FakeRefresh:
            raise OSError(2, "No such file")

        window.app.begin_refresh = fail
        await window.press("R")
        assert "could not be started: No such file" in _told(window)
        assert window.app.is_running


async def test_leaving_ends_the_refresh(open_window: Opener) -> None:
    refresh = FakeRefresh((Progress(0, 4, 0),))
    async with open_window() as window:
        window.app.begin_refresh = lambda _codes: refresh
        await window.press("R")
        await window.press("Q")
    assert refresh.is_cancelled
