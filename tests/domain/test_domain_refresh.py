"""Events of a refresh travel as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.refresh import (
    Finished,
    OutletDone,
    OutletFailed,
    OutletStarted,
    Progress,
    parse_event,
    write_event,
)

EVENTS = (
    OutletStarted("Diário", "BR", "https://e.com/rss"),
    OutletDone("Two\n", "NZ", "https://two.example/rss", 3, 1),
    OutletFailed("Uno", "AR", "https://uno.example/rss", "was not found (404)", is_disabled=True),
    Progress(3, 300, 41, "Uno"),
    Finished(299, 1, 41, 2, 12.5, is_cancelled=True),
)


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_its_line(event: OutletStarted) -> None:
    line = write_event(event)
    assert "\n" not in line
    assert line.isascii()
    assert parse_event(line) == event
    assert parse_event(line.encode()) == event


@pytest.mark.parametrize(
    "line",
    ["", "x", "[]", "{}", "3", '{"event": "Progress"}', '{"event": "Nothing", "done": 1}',
    '{"event": "Progress", "done": "1", "total": 2, "added": 3}',
     '{"event": "Progress", "done": true, "total": 2, "added": 3}',
     '{"event": "Progress", "done": 1, "total": 2, "added": 3, "more": 4}', "[" * 100_000],
)  # fmt: skip
def test_a_stray_line_is_no_event(line: str) -> None:
    assert parse_event(line) is None


def test_whole_seconds_are_seconds() -> None:
    assert parse_event(
        '{"event": "Finished", "done": 1, "failed": 0, "added": 0, "updated": 0, "seconds": 2}'
    ) == Finished(1, 0, 0, 0, 2)


@given(st.one_of(st.text(max_size=80), st.binary(max_size=80)))
def test_any_line_is_an_event_or_none(line: str | bytes) -> None:
    parse_event(line)
