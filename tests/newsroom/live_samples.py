"""Outlets, their feeds, and a network that needs none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from termnews.domain.outlet import Feed, Outlet
from termnews.domain.refresh import Finished, OutletDone, OutletFailed, RefreshEvent
from termnews.ingest.fetching import Fetched, FetchRequest
from termnews.library.library_file import open_library_file
from termnews.library.live import LiveLibrary
from termnews.newsroom.refreshing import Sources
from termnews.newsroom.settings import load_countries

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
FRONT, SPORT, TIMES = "https://one.example/rss", "https://one.example/sport", "https://two.example/rss"
ONE = Outlet("One", "LV", "en", (Feed(FRONT), Feed(SPORT, "sport")))
TWO = Outlet("Two", "US", "en", (Feed(TIMES),))
WORDS = "The harbour of Riga was dredged for nine hours while ships waited outside the breakwater number"


def item(name: str, headline: str = "", text: str = "", published: datetime = NOW - timedelta(hours=2)) -> str:
    """Return an item of a feed."""
    return (
        f"<item><title>{headline or f'Event {name} in the harbour'}</title><link>https://one.example/{name}</link>"
        f"<guid>{name}</guid><pubDate>{published:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<description>{text or f'{WORDS} {name}.'}</description></item>"
    )


def feed(*items: str) -> bytes:
    """Return a feed of items."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'.encode()


@dataclass
class FakeRetriever:
    """A `Retriever` that answers from a table."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    asked: list[FetchRequest] = field(default_factory=list)
    answers: dict[str, Fetched] = field(default_factory=dict)
    before: Callable[[FetchRequest], None] = lambda _: None
    """Called before each answer."""

    def fail(self, link: str, why: str = "was not found (404)", status: int = 404) -> None:
        """Answer that there is nothing."""
        self.answers[link] = Fetched(FetchRequest(link), status, why=why)

    def not_modified(self, link: str) -> None:
        """Answer that nothing is new."""
        self.answers[link] = Fetched(FetchRequest(link), 304)

    def retrieve(
        self, requests: Iterable[FetchRequest], started: Callable[[FetchRequest], None] | None = None
    ) -> Iterator[Fetched]:
        for request in requests:
            self.asked.append(request)
            if started:
                started(request)
            self.before(request)
            usual = Fetched(request, 200, self.bodies.get(request.link, b""), link=request.link, etag='"1"')
            yield replace(self.answers.get(request.link, usual), request=request)

    def stop(self) -> None:
        """There is nothing to wait for."""


@dataclass
class Clock:
    """A clock that goes when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


def open_live(path: Path) -> LiveLibrary:
    """Open a library without problems."""
    opened = open_library_file(path)
    assert opened.problems == ()
    assert opened.library is not None
    return opened.library


def sources(library: LiveLibrary, retriever: FakeRetriever, clock: Clock, **others: object) -> Sources:
    """Return what a refresh of both outlets works with."""
    return Sources(library, (ONE, TWO), load_countries(), retriever, clock, **others)  # type: ignore[arg-type]


def done(events: Iterable[RefreshEvent]) -> Mapping[str, OutletDone]:
    """Return what came of the feeds that were read."""
    return {event.feed: event for event in events if isinstance(event, OutletDone)}


def failed(events: Iterable[RefreshEvent]) -> Mapping[str, OutletFailed]:
    """Return what came of the others."""
    return {event.feed: event for event in events if isinstance(event, OutletFailed)}


def finished(events: Iterable[RefreshEvent]) -> Finished:
    """Return how it ended."""
    (found,) = [event for event in events if isinstance(event, Finished)]
    return found
