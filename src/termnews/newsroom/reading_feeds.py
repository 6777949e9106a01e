"""One answer of the network to what is to be kept of it: pure but for what the library remembers."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from termnews.domain.article import body_text
from termnews.domain.health import FeedHealth
from termnews.domain.outlet import FeedEntry
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.ingest.decide import Decision, KnownEntry, Source, decide_entries
from termnews.ingest.detecting import detect_language
from termnews.ingest.fetching import Fetched
from termnews.ingest.parsed_feed import Origin, ParsedFeed, make_origin
from termnews.ingest.schedule import DueFeed, settle_failure, settle_read
from termnews.newsroom.charset import charset_of

_BROKEN = (
    ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What a feed that nobody thought of might do to the code that reads it: no reason to stop for the other outlets."""

Parse = Callable[[bytes, str, Origin, str], ParsedFeed | Problem]
"""Reads a feed; see `termnews.ingest.feeds.parse_feed`."""
Remember = Callable[[DueFeed, Sequence[FeedEntry]], Iterable[KnownEntry]]
"""Returns what is known that entries of a feed may be."""


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What came of asking a feed."""

    due: DueFeed
    health: FeedHealth
    decisions: tuple[Decision, ...] = ()
    digest: str = ""
    """Of the body, empty when there was none."""
    is_unchanged: bool = False
    why: str = ""
    """Why there is nothing, empty when there could have been."""


def _parse_here(data: bytes, name: str, origin: Origin, charset: str) -> ParsedFeed | Problem:
    from termnews.ingest.feeds import parse_feed  # noqa: PLC0415 - a refresh reads in another process

    return parse_feed(data, name, origin, charset)


@dataclass(frozen=True, slots=True)
class FeedReader:
    """Reads the answers of one refresh."""

    countries: Countries
    remember: Remember
    keep: timedelta
    """Articles older than this are not taken in."""
    parse: Parse = _parse_here
    """How a feed is read: here, or in a process of its own."""

    def read(self, due: DueFeed, fetched: Fetched, digest: str, now: datetime) -> FeedRead:
        """Read an answer; `digest` is that of the last body, which need not be read again."""
        if fetched.why:
            return FeedRead(due, settle_failure(due.health, fetched, now), why=fetched.why)
        found = "" if fetched.is_unchanged else hashlib.blake2b(fetched.data, digest_size=12).hexdigest()
        if fetched.is_unchanged or found == digest:
            return FeedRead(due, settle_read(due.health, fetched, now, 0), is_unchanged=True)
        try:
            decisions = self._decide(due, fetched, now)
        except _BROKEN as error:
            decisions = Problem(due.outlet.name, f"cannot be read ({type(error).__name__})")
        if isinstance(decisions, Problem):
            return FeedRead(due, settle_failure(due.health, fetched, now, decisions.why), why=decisions.why)
        added = sum(decision.is_new for decision in decisions)
        return FeedRead(due, settle_read(due.health, fetched, now, added), decisions, found)

    def _decide(self, due: DueFeed, fetched: Fetched, now: datetime) -> tuple[Decision, ...] | Problem:
        origin = make_origin(fetched.link or due.health.address, due.outlet.country, self.countries)
        feed = self.parse(fetched.data, due.outlet.name, origin, charset_of(fetched))
        if isinstance(feed, Problem):
            return feed
        source = Source(due.outlet, due.feed, feed.language)
        decisions = decide_entries(source, feed.entries, self.remember(due, feed.entries), now)
        return tuple(_with_language(d) for d in decisions if d.known.published >= now - self.keep)


def _with_language(decision: Decision) -> Decision:
    """Find the language of an article of which catalogue, item and feed say nothing."""
    article = decision.article
    if article.language:
        return decision
    language = detect_language(f"{article.headline}\n{body_text(article)}")
    return replace(decision, article=replace(article, language=language)) if language else decision
