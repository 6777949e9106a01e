"""When a feed is asked again: politely, and never for ever."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.health import FeedHealth
from termnews.domain.outlet import Feed, Outlet
from termnews.ingest.fetching import Fetched, FetchRequest
from termnews.ingest.schedule import (
    DAY,
    HOUR,
    PAUSE,
    DueFeed,
    due_feeds,
    host_pauses,
    make_request,
    parse_retry_after,
    revive,
    settle_failure,
    settle_read,
)

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
ONE = Outlet("Uno", "AR", "es", (Feed("https://uno.example/a"), Feed("https://uno.example/b")))
TWO = Outlet("Two", "NZ", "en", (Feed("https://two.example/a"),))
FEED = TWO.feeds[0].link
REQUEST = FetchRequest(FEED)


def _answer(status: int = 200, **traits: object) -> Fetched:
    return Fetched(REQUEST, status, b"x" if status == 200 else b"", **traits)  # type: ignore[arg-type]


def _links(found: tuple[DueFeed, ...]) -> list[str]:
    return [due.feed.link for due in found]


def test_what_was_never_asked_comes_first_and_then_the_longest_unasked() -> None:
    healths = {
        ONE.feeds[0].link: FeedHealth(ONE.feeds[0].link, tried=NOW - 2 * HOUR, due=NOW - HOUR),
        FEED: FeedHealth(FEED, tried=NOW - 3 * HOUR, due=NOW - HOUR),
    }
    assert _links(due_feeds((ONE, TWO), healths, NOW)) == [ONE.feeds[1].link, FEED, ONE.feeds[0].link]
    assert _links(due_feeds((ONE, replace(TWO, is_on=False)), {}, NOW, ("NZ", "AR"))) == [f.link for f in ONE.feeds]
    assert _links(due_feeds((ONE, TWO), {}, NOW, ("NZ",))) == [FEED]


def test_a_reader_who_wants_it_need_not_wait_but_a_little() -> None:
    health = FeedHealth(FEED, tried=NOW - timedelta(minutes=20), due=NOW + HOUR)
    assert due_feeds((TWO,), {FEED: health}, NOW) == ()
    assert len(due_feeds((TWO,), {FEED: health}, NOW, is_wanted=True)) == 1
    just = replace(health, tried=NOW - timedelta(minutes=2))
    assert due_feeds((TWO,), {FEED: just}, NOW, is_wanted=True) == ()


def test_a_disabled_feed_waits_until_the_reader_wants_it() -> None:
    health = FeedHealth(FEED, tried=NOW - DAY, due=NOW - HOUR, is_disabled=True, missing=10)
    assert due_feeds((TWO,), {FEED: health}, NOW, is_wanted=True) == ()
    assert len(due_feeds((TWO,), {FEED: revive(health)}, NOW)) == 1


def test_a_pause_holds_for_the_whole_host() -> None:
    healths = {
        ONE.feeds[0].link: FeedHealth(ONE.feeds[0].link, paused=NOW + HOUR),
        FEED: FeedHealth(FEED, paused=NOW - HOUR),
    }
    assert host_pauses(healths.values(), NOW) == {"uno.example": NOW + HOUR}
    assert _links(due_feeds((ONE, TWO), healths, NOW, is_wanted=True)) == [FEED]
    assert len(due_feeds((ONE, TWO), healths, NOW + 2 * HOUR)) == 3


def test_a_clock_that_was_set_back_keeps_nothing_waiting() -> None:
    health = FeedHealth(FEED, tried=NOW + 400 * DAY, due=NOW + 401 * DAY)
    assert len(due_feeds((TWO,), {FEED: health}, NOW)) == 1


def test_once_a_day_everything_is_asked_for() -> None:
    health = FeedHealth(FEED, etag='"1"', last_modified="then", read=NOW - 23 * HOUR)
    request = make_request(DueFeed(TWO, TWO.feeds[0], health), NOW)
    assert (request.etag, request.last_modified, request.honours_robots, request.key) == ('"1"', "then", True, FEED)
    later = make_request(DueFeed(replace(TWO, is_own=True), TWO.feeds[0], health), NOW + 2 * HOUR)
    assert (later.etag, later.last_modified, later.honours_robots) == ("", "", False)


def test_news_brings_visits_and_silence_spares_them() -> None:
    health = settle_read(FeedHealth(FEED), _answer(etag='"1"'), NOW, 5)
    assert (health.interval, health.etag, health.read) == (3600, '"1"', NOW)
    waits = []
    for _ in range(12):
        health = settle_read(health, _answer(304), NOW, 0)
        waits.append(timedelta(seconds=health.interval))
    assert waits == sorted(waits)
    assert waits[-1] == DAY
    assert health.read == NOW
    assert health.etag == '"1"'
    assert settle_read(health, _answer(), NOW, 1).interval == DAY.total_seconds() / 2


def test_visits_are_spread() -> None:
    dues = [settle_read(FeedHealth(f"https://e.example/{n}"), _answer(), NOW, 0).due for n in range(200)]
    waits = [due - NOW for due in dues if due]
    assert HOUR * 0.8 <= min(waits) < HOUR * 0.9
    assert HOUR * 1.1 < max(waits) <= HOUR * 1.2


def test_failures_wait_longer_each_time_and_at_most_a_day() -> None:
    health = FeedHealth(FEED, etag='"1"', interval=3600.0)
    waits = []
    for _ in range(8):
        health = settle_failure(health, _answer(500, why="fails"), NOW)
        waits.append((health.due or NOW) - NOW)
    assert waits[0] <= HOUR * 1.2
    assert waits[2] > HOUR * 3
    assert max(waits) <= DAY * 1.2
    assert (health.failures, health.why, health.etag, health.is_disabled) == (8, "fails", "", False)
    well = settle_read(health, _answer(), NOW, 0)
    assert (well.failures, well.why) == (0, "")


def test_gone_is_gone_and_ten_times_missing_too() -> None:
    assert settle_failure(FeedHealth(FEED), _answer(410, why="gone"), NOW).is_disabled
    health = FeedHealth(FEED)
    for _ in range(9):
        health = settle_failure(health, _answer(404, why="missing"), NOW)
    assert not health.is_disabled
    assert settle_failure(health, _answer(404, why="missing"), NOW).is_disabled
    assert not settle_failure(settle_failure(health, _answer(500), NOW), _answer(404), NOW).is_disabled


def test_a_busy_host_sets_the_time() -> None:
    until = NOW + 5 * HOUR
    health = settle_failure(FeedHealth(FEED), _answer(429, why="busy", retry_after=until), NOW)
    assert health.paused == until
    assert (health.due or NOW) >= until
    put_off = settle_failure(FeedHealth(FEED), _answer(0, why="waits", retry_after=until), NOW)
    assert (put_off.due, put_off.failures, put_off.tried) == (until, 0, None)


def test_a_move_is_kept_until_it_does_not_work() -> None:
    health = settle_read(FeedHealth(FEED), _answer(moved_to="https://new.example/a"), NOW, 1)
    assert health.address == "https://new.example/a"
    assert make_request(DueFeed(TWO, TWO.feeds[0], health), NOW).key == FEED
    assert settle_failure(health, _answer(404), NOW).address == FEED


@pytest.mark.parametrize("value", ['"a\x1b[31m"', '"a\r\nX: y"', '"é"', '"' + "x" * 9000 + '"'])
def test_validators_that_would_break_a_header_are_not_kept(value: str) -> None:
    assert settle_read(FeedHealth(FEED), _answer(etag=value, last_modified=value), NOW, 0).etag == ""


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("60", timedelta(minutes=1)), (" 120 ", timedelta(minutes=2)), ("Thu, 15 Jan 2026 13:00:00 GMT", HOUR),
        ("9" * 30, DAY),
        ("Fri, 31 Dec 2027 23:59:59 GMT", DAY), ("Fri, 31 Dec 1999 23:59:59 GMT", PAUSE), ("-5", PAUSE), ("soon",
        PAUSE), ("1.5", PAUSE),
        ("", PAUSE), ("0", PAUSE), ("٣", PAUSE),
    ],
)  # fmt: skip
def test_retry_after(value: str, wait: timedelta) -> None:
    assert parse_retry_after(value, NOW) == NOW + wait


@given(st.text(max_size=40))
def test_any_retry_after_is_within_a_day(value: str) -> None:
    assert NOW < parse_retry_after(value, NOW) <= NOW + DAY
