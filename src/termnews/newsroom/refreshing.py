"""Refreshing the live library: due feeds, the network, reading, deciding, stories, keeping, one after the other.

What an event tells of is kept. A refresh that ends early, however it ends, leaves whole batches, and the next one goes
on from there.
"""

import time
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from threading import Event
from typing import TYPE_CHECKING

from termnews.domain.article import Article
from termnews.domain.languages import base_language
from termnews.domain.outlet import FeedEntry, Outlet
from termnews.domain.place import Countries
from termnews.domain.refresh import Finished, OutletDone, OutletFailed, OutletStarted, Progress, RefreshEvent
from termnews.domain.translation import as_published
from termnews.ingest.decide import Decision, KnownEntry, choose_blocks
from termnews.ingest.fetching import Fetched, FetchRequest, Retriever
from termnews.ingest.schedule import DueFeed, due_feeds, make_request
from termnews.library.feeds import Batch
from termnews.library.languages import has_untranslated
from termnews.library.live import LiveLibrary
from termnews.newsroom.depth import Depth
from termnews.newsroom.fetching import Fetching
from termnews.newsroom.grouping import Pair
from termnews.newsroom.reading_feeds import FeedRead, FeedReader
from termnews.newsroom.remembering import make_stored, make_wanted, read_all
from termnews.translate.base import TARGET

if TYPE_CHECKING:  # most refreshes bring nothing that needs them
    from termnews.newsroom.deepening import Deepening
    from termnews.newsroom.telling import Teller
    from termnews.newsroom.translating import Translating

_BATCH_ARTICLES = 100
_BATCH_SECONDS = 2.0
"""A batch is kept when it holds this many articles or is this old."""
_TELLING_SHARE = 0.1
"""How much of the time may go into finding stories before the end."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a refresh works with."""

    library: LiveLibrary
    outlets: Sequence[Outlet]
    countries: Countries
    retriever: Retriever
    clock: Callable[[], datetime]
    keep_days: int = 90
    corrections: Mapping[Pair, bool] = field(default_factory=dict)
    """What the reader has said of pairs of articles."""
    find_bookmarked: Callable[[], Collection[str]] = tuple
    """Returns the articles that must not go; asked before old ones do."""
    find_translating: "Callable[[], Translating | None]" = lambda: None
    """Returns who translates, asked when there is something to translate; None when nobody does."""
    depth: Depth | None = None
    """How whole texts and pictures are fetched; None for neither."""
    is_untold: bool = False
    """Whether a refresh before this one ended before the stories of what it brought were found."""


def refresh(
    sources: Sources, codes: Collection[str] = (), *, is_wanted: bool = False, cancelled: Event | None = None
) -> Generator[RefreshEvent, None, None]:
    """Ask the outlets that are due, of some countries when they are named, and yield what happens.

    With `is_wanted` the reader asks for it, and a feed's own time does not count. Setting `cancelled`, or closing the
    iterator, ends it with everything kept that has come so far.

    Raises:
        LibraryUnavailable: the library could not be written; what was told of is kept.
    """
    run = _Run(sources, cancelled or Event())
    due = {d.feed.link: d for d in run.find_due(codes, is_wanted=is_wanted)}
    now = sources.clock()
    fetching = Fetching(sources.retriever, [make_request(d, now) for d in due.values()])
    try:
        yield run.progress(len(due))
        for told in fetching:
            if run.cancelled.is_set():
                break
            yield from run.take(told, due)
    finally:
        fetching.close()
        kept = run.keep()
    yield from kept
    if not run.cancelled.is_set():
        yield from run.fetch_pages()
        run.tell()
        yield from run.fetch_pictures()
        run.trim()
        yield from run.translate()
    yield run.finished()


class _Run:
    """One refresh."""

    def __init__(self, sources: Sources, cancelled: Event) -> None:
        self.cancelled = cancelled
        self._sources = sources
        self._library = sources.library
        self._began = self._batch_began = self._told = time.monotonic()
        self._digests = self._library.digests()
        depth, keep = sources.depth, timedelta(days=sources.keep_days)
        self._reader = FeedReader(sources.countries, self._remember, keep)
        self._deepening: Deepening | None = None
        if depth is not None:
            self._reader = replace(self._reader, parse=depth.reading.parse_feed)
        self._batch = Batch()
        self._known: dict[str, KnownEntry] = {}
        self._events: list[RefreshEvent] = []
        self._fresh: dict[str, Article] = {}
        self._telling = 0.0
        self._told_of = 0
        self._is_untold = sources.is_untold
        self._total = self._done = self._failed = self._added = self._updated = 0
        self._at_work = ""

    def find_due(self, codes: Collection[str], *, is_wanted: bool) -> tuple[DueFeed, ...]:
        """Return the feeds to ask."""
        healths, now = self._library.healths(), self._sources.clock()
        return due_feeds(self._sources.outlets, healths, now, codes, is_wanted=is_wanted)

    def take(self, told: FetchRequest | Fetched | None, due: Mapping[str, DueFeed]) -> Iterator[RefreshEvent]:
        """Take what the network tells, and keep a batch when it is time."""
        if isinstance(told, FetchRequest):
            outlet = due[told.key].outlet
            self._at_work = outlet.name
            yield OutletStarted(outlet.name, outlet.country, told.key)
        elif told is not None:
            self._read(due[told.request.key], told)
        is_old = time.monotonic() - self._batch_began > _BATCH_SECONDS
        if self._events and (is_old or len(self._batch.articles) >= _BATCH_ARTICLES):
            yield from self.keep()
            cost = self._telling * (self._added + 1) / (self._told_of + 1)  # it grows with what there is to compare
            if self._fresh and time.monotonic() - self._told > cost / _TELLING_SHARE:
                self.tell()

    def _read(self, due: DueFeed, fetched: Fetched) -> None:
        link = due.feed.link
        read = self._reader.read(due, fetched, self._digests.get(link, ""), self._sources.clock())
        self._batch.healths[link] = read.health
        if read.digest:
            self._batch.digests[link] = read.digest
        for decision in read.decisions:
            self._put(decision)
            if decision.is_new and self._sources.depth is not None:
                self._deepen(self._sources.depth).note(due.outlet, decision.article)
        self._events.append(_event(read))

    def _remember(self, due: DueFeed, entries: Sequence[FeedEntry]) -> list[KnownEntry]:
        """Return what may be meant by entries, what is not kept yet too."""
        wanted = make_wanted(due.outlet, entries, self._sources.clock())
        return [*read_all(self._library.find_details(wanted)), *self._known.values()]

    def _deepen(self, depth: Depth) -> "Deepening":
        """Return what fetches more of new articles."""
        if self._deepening is None:
            from termnews.newsroom.deepening import Deepening  # noqa: PLC0415 - only what is new needs it

            self._deepening = Deepening(depth, self._library, self._sources.retriever, self.cancelled)
        return self._deepening

    @cached_property
    def _teller(self) -> "Teller":
        from termnews.newsroom.telling import Teller  # noqa: PLC0415 - likewise

        return Teller(self._library, self._sources.countries, self._sources.corrections)

    def _put(self, decision: Decision) -> None:
        article = decision.article
        if not decision.is_new:
            before = self._batch.articles.get(article.id) or self._library.find_article(article.id)
            blocks = choose_blocks(as_published(before).blocks, article.blocks) if before else article.blocks
            article = replace(article, blocks=blocks)
        self._batch.articles[article.id] = article
        self._batch.entries[article.id] = make_stored(decision.known)
        self._known[article.id] = decision.known

    def keep(self) -> list[RefreshEvent]:
        """Keep what has come and return what may be told now."""
        if self._events:
            self._recall()
            self._library.keep(self._batch)
        for event in self._events:
            self._count(event)
        told = [*self._events, *([self.progress()] if self._events else [])]
        self._fresh |= self._batch.articles
        self._batch.clear()
        self._known.clear()
        self._events.clear()
        self._batch_began = time.monotonic()
        return told

    def _recall(self) -> None:
        """Let what was translated before read so at once, such as an article that has changed in one paragraph."""
        foreign = {i: a for i, a in self._batch.articles.items() if base_language(a.language) not in {"", TARGET}}
        if foreign and (translating := self._translating):
            self._batch.articles |= {i: translating.remembered(article) for i, article in foreign.items()}

    @cached_property
    def _translating(self) -> "Translating | None":
        return self._sources.find_translating()

    def translate(self) -> Iterator[RefreshEvent]:
        """Translate what is new, and find the stories of it anew: more of them are told in one language then."""
        if not has_untranslated(self._library) or self._translating is None:
            return
        from termnews.newsroom.background import Background  # noqa: PLC0415 - only who translates needs it

        background = Background(self._library, self._translating, self.cancelled)
        yield from background.run(self._sources.clock())
        self._fresh |= background.kept
        if not self.cancelled.is_set():
            self.tell()

    def _count(self, event: RefreshEvent) -> None:
        self._done += 1
        if isinstance(event, OutletDone):
            self._added += event.added
            self._updated += event.updated
        else:
            self._failed += 1

    def tell(self) -> None:
        """Find the stories of what is new, and of what an earlier refresh left."""
        if not self._fresh and not self._is_untold:
            return
        began = time.monotonic()
        grouping = self._teller.tell(list(self._fresh.values()), self._sources.clock())
        self._library.set_stories(grouping.stories, grouping.verdicts, grouping.strands, grouping.copies)
        self._fresh.clear()
        self._is_untold = False
        self._told = time.monotonic()
        self._telling = self._told - began
        self._told_of = self._added

    def fetch_pages(self) -> Iterator[RefreshEvent]:
        """Fetch the whole texts that are wanted."""
        for told in self._deepening.fetch_pages() if self._deepening else ():
            if isinstance(told, Progress):
                yield told
            else:
                self._fresh[told.id] = told

    def fetch_pictures(self) -> Iterator[RefreshEvent]:
        """Fetch pictures of what is new."""
        if self._deepening is not None:
            yield from self._deepening.fetch_pictures()

    def trim(self) -> None:
        """Let go of what is too old."""
        before = self._sources.clock() - timedelta(days=self._sources.keep_days)
        self._library.trim(before, self._sources.find_bookmarked)

    def progress(self, total: int | None = None) -> Progress:
        """Say how far it has come."""
        self._total = self._total if total is None else total
        return Progress(self._done, self._total, self._added, self._at_work)

    def finished(self) -> Finished:
        """Say what came of it."""
        seconds = round(time.monotonic() - self._began, 3)
        is_cancelled = self.cancelled.is_set()
        return Finished(self._done, self._failed, self._added, self._updated, seconds, is_cancelled=is_cancelled)


def _event(read: FeedRead) -> OutletDone | OutletFailed:
    outlet, feed = read.due.outlet, read.due.feed.link
    if read.why:
        return OutletFailed(outlet.name, outlet.country, feed, read.why, is_disabled=read.health.is_disabled)
    added = sum(decision.is_new for decision in read.decisions)
    updated = len(read.decisions) - added
    return OutletDone(outlet.name, outlet.country, feed, added, updated, is_unchanged=read.is_unchanged)
