"""When to ask a feed again, decided from how it has been doing; the time comes from outside.

A feed is asked every hour at most and every day at least: oftener while it brings news, more seldom while it does not.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from zlib import crc32

from termnews.domain.health import FeedHealth
from termnews.domain.outlet import Feed, Outlet
from termnews.ingest.feed_dates import parse_feed_date
from termnews.ingest.fetching import Fetched, FetchRequest
from termnews.ingest.links import host_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SOONEST = timedelta(minutes=10)
"""A reader who wants it now waits this long after the last time."""
PAUSE = timedelta(minutes=15)
"""For a host that is too busy and does not say for how long."""
MOST_MISSING = 10
"""A feed that was not found this many times in a row is gone."""
_JITTER = 0.2
_SLOWER, _FASTER = 1.5, 0.5
_DOUBLINGS = 6
_LONGEST_VALIDATOR = 8192
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed that is to be asked now."""

    outlet: Outlet
    feed: Feed
    health: FeedHealth


def due_feeds(
    outlets: Iterable[Outlet],
    healths: Mapping[str, FeedHealth],
    now: datetime,
    countries: Collection[str] = (),
    *,
    is_wanted: bool = False,
) -> tuple[DueFeed, ...]:
    """Return what to ask, the longest unasked first; of some countries when they are named.

    With `is_wanted` the reader asks for it, and a feed's own time does not count; a pause that its host asked for does.
    """
    pauses = host_pauses(healths.values(), now)
    found = [
        due
        for outlet in outlets
        if outlet.is_on and (not countries or outlet.country in countries)
        for due in _feeds_of(outlet, healths)
        if not due.health.is_disabled
        and host_of(due.health.address) not in pauses
        and _is_due(due.health, now, is_wanted=is_wanted)
    ]
    return tuple(sorted(found, key=lambda due: due.health.tried.timestamp() if due.health.tried else 0.0))


def host_pauses(healths: Iterable[FeedHealth], now: datetime) -> dict[str, datetime]:
    """Return until when hosts asked to be left alone: what one feed was told holds for all of the host."""
    pauses: dict[str, datetime] = {}
    for health in healths:
        if health.paused is not None and health.paused > now:
            host = host_of(health.address)
            pauses[host] = max(health.paused, pauses.get(host, health.paused))
    return pauses


def make_request(due: DueFeed, now: datetime) -> FetchRequest:
    """Return what to ask: for changes only, but once a day for everything."""
    health = due.health
    is_fresh = health.read is not None and timedelta() <= now - health.read < DAY
    return FetchRequest(
        link=health.address,
        key=due.feed.link,
        etag=health.etag if is_fresh else "",
        last_modified=health.last_modified if is_fresh else "",
        honours_robots=not due.outlet.is_own,
        accept=ACCEPT_FEED,
    )


def settle_read(health: FeedHealth, fetched: Fetched, now: datetime, added: int) -> FeedHealth:
    """Return a feed's health after an answer that could be used and brought `added` articles."""
    interval = _next_interval(health, added)
    is_whole = not fetched.is_unchanged
    return replace(
        health,
        etag=_validator(fetched.etag) if is_whole else health.etag,
        last_modified=_validator(fetched.last_modified) if is_whole else health.last_modified,
        tried=now,
        succeeded=now,
        read=now if is_whole else health.read,
        due=now + _spread(interval, health.feed, now),
        paused=None,
        interval=interval.total_seconds(),
        failures=0,
        missing=0,
        why="",
        is_disabled=False,
        moved_to=fetched.moved_to or health.moved_to if is_whole else health.moved_to,
    )


def settle_failure(health: FeedHealth, fetched: Fetched, now: datetime, why: str = "") -> FeedHealth:
    """Return a feed's health after an answer that could not be used; `why` when it was what the answer held."""
    if fetched.is_put_off:
        return replace(health, paused=fetched.retry_after, due=fetched.retry_after)
    failures = health.failures + 1
    missing = health.missing + 1 if fetched.status == HTTPStatus.NOT_FOUND else 0
    is_gone = fetched.status == HTTPStatus.GONE or missing >= MOST_MISSING
    paused = _pause(fetched, now)
    interval = max(timedelta(seconds=health.interval), HOUR)
    wait = min(interval * 2 ** min(failures - 1, _DOUBLINGS), DAY)
    due = now + _spread(wait, health.feed, now)
    return replace(
        health,
        etag="",
        last_modified="",
        tried=now,
        due=max(due, paused) if paused else due,
        paused=paused,
        interval=interval.total_seconds(),
        failures=failures,
        missing=missing,
        why=why or fetched.why,
        is_disabled=is_gone,
        # A new address that does not work is forgotten: the one in the catalogue is asked the next time.
        moved_to="",
    )


def revive(health: FeedHealth) -> FeedHealth:
    """Return the health of a feed that the reader wants asked again."""
    return replace(health, is_disabled=False, failures=0, missing=0, due=None, why="")


def parse_retry_after(value: str, now: datetime) -> datetime:
    """Return when a busy host may be asked again: at most a day from now, and in a while when it does not say so."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        seconds = int(text[:12])
        return now + (min(timedelta(seconds=min(seconds, 10**6)), DAY) if seconds else PAUSE)
    moment = parse_feed_date(text)
    return min(moment, now + DAY) if moment and moment > now else now + PAUSE


def _feeds_of(outlet: Outlet, healths: Mapping[str, FeedHealth]) -> Iterator[DueFeed]:
    return (DueFeed(outlet, feed, healths.get(feed.link) or FeedHealth(feed.link)) for feed in outlet.feeds)


def _is_due(health: FeedHealth, now: datetime, *, is_wanted: bool) -> bool:
    """A clock that was set back must not keep a feed waiting for long."""
    tried, due = health.tried, health.due
    if tried is None or due is None or tried > now:
        return True
    return now - tried >= SOONEST if is_wanted else now >= due


def _next_interval(health: FeedHealth, added: int) -> timedelta:
    if not health.interval or health.read is None:
        return HOUR
    return min(max(timedelta(seconds=health.interval) * (_FASTER if added else _SLOWER), HOUR), DAY)


def _spread(interval: timedelta, feed: str, now: datetime) -> timedelta:
    """Move a visit by up to a fifth, so that feeds that were asked together are not for ever."""
    part = crc32(f"{feed} {now.date()}".encode("utf-8", "replace")) % 2001 / 1000 - 1
    return interval * (1 + _JITTER * part)


def _pause(fetched: Fetched, now: datetime) -> datetime | None:
    if fetched.status not in _BUSY:
        return None
    return fetched.retry_after or now + PAUSE


def _validator(value: str) -> str:
    """Return a validator that can be sent back as it is, an empty one for what would break a header."""
    is_safe = value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    return value.strip() if is_safe else ""
