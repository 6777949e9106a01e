"""What is said of an outlet and of how it is doing. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from termnews.domain.health import FeedHealth
from termnews.domain.languages import language_name
from termnews.domain.outlet import Outlet
from termnews.newsroom.outlets import KnownOutlet


def kind_words(outlet: Outlet) -> str:
    """Return what an outlet is: "public broadcaster · Spanish"."""
    owner = outlet.ownership if not outlet.label else ""
    what = " ".join(filter(None, (owner, outlet.kind)))
    words = (outlet.label, what, language_name(outlet.language) if outlet.language else "", *outlet.tags)
    return " · ".join(filter(None, words))


def state_words(known: KnownOutlet, now: datetime) -> str:
    """Return how an outlet is doing, in a few words."""
    ill, tried = known.trouble, [h.tried for h in known.healths if h.tried]
    if ill is not None and ill.is_disabled:
        return f"given up: {ill.why or 'gone'}"
    if ill is not None:
        return f"{ill.why} ({ill.failures} in a row)"
    if not tried:
        return "not asked yet" if known.outlet.is_on else "off"
    words = f"read {ago(max(tried), now)}"
    return words if known.outlet.is_on else f"off, {words}"


def feed_lines(health: FeedHealth | None, now: datetime) -> Iterator[tuple[str, str]]:
    """Yield what is known of a feed, a name and words each."""
    if health is None or health.tried is None:
        yield "asked", "not yet"
        return
    yield "asked", ago(health.tried, now)
    if health.failures:
        yield "failed", f"{health.failures} time{'s' * (health.failures != 1)} in a row: {health.why}"
    if health.is_disabled:
        yield "given up", "it is not asked any more; e asks it again"
    elif health.due is not None:
        yield "next", "at the next refresh" if health.due <= now else f"in {_gap(health.due - now)}"
    yield "read", ago(health.succeeded, now) if health.succeeded else "never"
    if health.moved_to:
        yield "moved", health.moved_to


def ago(moment: datetime, now: datetime) -> str:
    """Return how long ago something was, and when, for what is not asked every minute."""
    gap = now - moment
    return "just now" if gap < timedelta(minutes=1) else f"{_gap(gap)} ago"


def _gap(gap: timedelta) -> str:
    minutes = int(gap.total_seconds() // 60)
    if minutes < 60:  # noqa: PLR2004 - of an hour
        return f"{max(1, minutes)} min"
    hours = minutes // 60
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"  # noqa: PLR2004 - two days
