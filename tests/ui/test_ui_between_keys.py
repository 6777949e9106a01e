"""Work that keys go before, with a clock that only the test moves."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.events import Key, MouseMove

from termnews.domain.steps import Steps, finish
from termnews.ui import between_keys
from termnews.ui.between_keys import BetweenKeys, note_typed

Opener = Callable[..., Any]


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class FakeNode:
    """Keeps what it is asked to do later."""

    def __init__(self) -> None:
        self.later: list[Callable[[], object]] = []
        self.timers: list[tuple[float, Callable[[], object]]] = []

    def call_later(self, act: Callable[..., object], *arguments: object) -> None:
        self.later.append(lambda: act(*arguments))

    def set_timer(self, delay: float, act: Callable[[], object]) -> None:
        self.timers.append((delay, act))


class FakeLoop:
    """Calls at once what would be called soon."""

    def call_soon(self, act: Callable[..., object], *arguments: object) -> None:
        act(*arguments)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(between_keys, "monotonic", clock)
    monkeypatch.setattr(between_keys, "get_running_loop", FakeLoop)
    monkeypatch.setattr(between_keys._Hands, "pressed", float("-inf"))
    return clock


def _work(clock: Clock, done: list[str], name: str, *, steps: int, seconds: float) -> Steps[None]:
    for _ in range(steps):
        clock.now += seconds
        done.append(name)
        yield
    done.append(f"{name} done")


def _node(fake: FakeNode) -> Any:
    return fake


def test_short_work_is_done_at_once(clock: Clock) -> None:
    node, done = FakeNode(), list[str]()
    BetweenKeys(_node(node)).begin(_work(clock, done, "a", steps=3, seconds=0.0001))
    assert done == ["a", "a", "a", "a done"]
    assert not node.later


def test_long_work_stops_after_each_step_for_others(clock: Clock) -> None:
    node, done = FakeNode(), list[str]()
    BetweenKeys(_node(node)).begin(_work(clock, done, "a", steps=2, seconds=1.0))
    assert done == ["a"]
    node.later.pop()()
    assert done == ["a", "a"]
    node.later.pop()()
    assert done == ["a", "a", "a done"]
    assert not node.later


def test_newer_work_takes_the_place_of_what_is_left(clock: Clock) -> None:
    node, done = FakeNode(), list[str]()
    between = BetweenKeys(_node(node))
    between.begin(_work(clock, done, "old", steps=2, seconds=1.0))
    between.begin(_work(clock, done, "new", steps=1, seconds=1.0))
    while node.later:
        node.later.pop(0)()
    assert done == ["old", "new", "new done"]
    between.begin(_work(clock, done, "last", steps=1, seconds=1.0))
    between.stop()
    node.later.pop()()
    assert done[-1] == "last"


def test_nothing_is_done_while_a_key_is_answered(clock: Clock) -> None:
    node, done = FakeNode(), list[str]()
    between = BetweenKeys(_node(node))
    note_typed(Key("down", None))
    between.begin(_work(clock, done, "a", steps=2, seconds=1.0))
    assert done == []
    ((delay, go_on),) = node.timers
    clock.now += delay
    go_on()
    assert done == ["a"]
    note_typed(Key("down", None))
    node.later.pop()()
    assert done == ["a"]
    assert len(node.timers) == 2


def test_the_mouse_may_move_meanwhile(clock: Clock) -> None:
    node, done = FakeNode(), list[str]()
    note_typed(MouseMove(None, 1, 1, 0, 0, 0, shift=False, meta=False, ctrl=False))
    BetweenKeys(_node(node)).begin(_work(clock, done, "a", steps=1, seconds=0.0))
    assert done == ["a", "a done"]


async def test_a_preview_is_dropped_once_the_cursor_is_elsewhere(open_window: Opener) -> None:
    async with open_window() as window:
        home = window.home
        steps = home._preview("ee1")  # has other articles beside it, so it takes steps
        home.articles.list.move_to(1)
        next(steps)
        home.articles.list.move_to(2)
        finish(steps)
        assert home.reading.article_id == "lt1"
        await window.settle()
        assert home.reading.article_id == "ee2"
