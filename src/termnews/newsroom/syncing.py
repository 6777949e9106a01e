"""A sync with the reader's own server: both sides are looked at, merged, and changed; the last thing is to remember it.

Broken off at any moment it leaves marks that the next sync finds and goes on from: nothing is taken away that was not
taken away on purpose.
"""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from termnews.domain.outlet import Outlet
from termnews.domain.problems import Problem
from termnews.ingest.links import link_key
from termnews.newsroom.config import Sync
from termnews.newsroom.sync_here import Here, feeds_of, wanted_feeds
from termnews.newsroom.sync_login import base_address, find_password
from termnews.newsroom.sync_memory import KnownItem, Memory, load_memory, save_memory
from termnews.sync.base import RemoteItem, SyncFailedError
from termnews.sync.greader import MOST_IDS, READ, READING_LIST, STARRED, GoogleReader
from termnews.sync.merge import Feeds, Marks, RemoteMark, merge_feeds, merge_marks
from termnews.sync.wire import Wire

_MOST_NEW = 5000
"""Articles looked up in one sync; the rest comes with the next."""
_MANY = 200
"""Articles from which on everything is marked read at once, when it is everything."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync changed, or would change."""

    marks: Marks = field(default_factory=Marks)
    feeds: Feeds = field(default_factory=Feeds)

    @property
    def here(self) -> int:
        """How many changes there are on this side."""
        marks, feeds = self.marks, self.feeds
        of_marks = (marks.read_here, marks.unread_here, marks.star_here, marks.unstar_here)
        return sum(map(len, of_marks)) + len(feeds.add_here) + len(feeds.off_here)

    @property
    def there(self) -> int:
        """How many changes there are on the server."""
        marks, feeds = self.marks, self.feeds
        of_marks = (marks.read_there, marks.unread_there, marks.star_there, marks.unstar_there)
        return sum(map(len, of_marks)) + len(feeds.add_there) + len(feeds.remove_there)


def sync_with(here: Here, sync: Sync, now: datetime, keep_days: int, *, is_dry: bool = False) -> SyncReport:
    """Bring both sides together; with `is_dry` only say what would be done.

    Raises:
        SyncFailedError: the server could not be used; what was done until then stays, and the next sync goes on.
        OSError: the disk did not take something; likewise.
    """
    base = base_address(sync)
    memory = load_memory(here.folders.state, base, sync.user)
    with closing(Wire(base)) as wire:
        run = _Run(here, GoogleReader(wire, sync.user, find_password(sync)), memory, now)
        run.look(now - timedelta(days=keep_days))
        report = SyncReport(run.merge(), run.merge_feeds() if sync.outlets else Feeds(agreed=set(memory.feeds)))
        if not is_dry:
            run.change_feeds(report.feeds, is_shared=sync.outlets)
            run.change_there(report.marks)
            run.change_here(report.marks)
            run.remember(report)
    return report


def try_sync(sync_now: Callable[[], SyncReport], report: Callable[[Problem], None]) -> SyncReport | None:
    """Sync where a failure must not stop what comes after: it is told, and None returned."""
    try:
        return sync_now()
    except SyncFailedError as failure:
        report(Problem("sync", f"the server {failure}"))
    except OSError as error:
        report(Problem("sync", f"could not be kept: {error.strerror or error}"))
    return None


class _Run:
    """One sync."""

    def __init__(self, here: Here, reader: GoogleReader, memory: Memory, now: datetime) -> None:
        self._here, self._reader, self._memory, self._now = here, reader, memory, now
        self._items: dict[str, RemoteItem] = {}
        self._unread: set[str] = set()
        self._starred: set[str] = set()
        self._listed: set[str] = set()
        self._there: dict[str, RemoteMark] = {}
        self._marks = here.marks()
        self._subscriptions = reader.subscriptions()

    def look(self, since: datetime) -> None:
        """Find out what the server has."""
        unread, starred = self._reader.ids(READING_LIST, without=READ), self._reader.ids(STARRED)
        # Where there are more unread ones than can be told, what is not among them may be unread all the same.
        listed = self._reader.ids(READING_LIST, since=since) if len(unread) < MOST_IDS else ()
        self._unread, self._starred = set(unread), set(starred)
        order = dict.fromkeys((*starred, *unread, *listed))
        self._listed = set(order)
        self._fetch([i for i in order if i not in self._memory.items][:_MOST_NEW])
        items = self._memory.items
        for item_id in order:
            if item_id in items:
                is_starred = item_id in self._starred
                self._there[item_id] = RemoteMark(items[item_id].key, item_id not in self._unread, is_starred)
        self._look_for_lost()

    def _look_for_lost(self) -> None:
        """Ask for what had a star and has none now: taken away there, or only forgotten."""
        items = self._memory.items
        lost = [i for i, k in items.items() if k.mark and k.mark.is_starred and i not in self._starred]
        self._fetch(lost)
        for item_id in lost:
            found, mark = self._items.get(item_id), items[item_id].mark
            is_read = found.is_read if found else bool(mark and mark.is_read)
            is_starred = found.is_starred if found else False
            self._there[item_id] = RemoteMark(items[item_id].key, is_read, is_starred, is_sure=found is not None)

    def _fetch(self, ids: Iterable[str]) -> None:
        for item in self._reader.contents(ids):
            known = self._memory.items.get(item.id)
            key = link_key(item.link) or item.link
            self._memory.items[item.id] = KnownItem(key, item.feed, known.mark if known else None)
            if item.id in self._starred or known is not None:
                self._items[item.id] = item  # the others' texts are not needed

    def merge(self) -> Marks:
        """Decide over marks."""
        agreed = {i: k.mark for i, k in self._memory.items.items() if k.mark}
        return merge_marks(self._there, self._marks, agreed, self._memory.last)

    def merge_feeds(self) -> Feeds:
        """Decide over feeds."""
        catalogue = self._here.catalogue()
        on = feeds_of(o for o in catalogue.outlets if o.is_on)
        items = self._memory.items
        starred = {items[i].feed for i in self._starred if i in items}
        return merge_feeds(self._subscriptions, on, wanted_feeds(catalogue), self._memory.feeds, starred)

    def change_feeds(self, feeds: Feeds, *, is_shared: bool) -> None:
        """Follow and leave feeds on both sides."""
        if not is_shared:
            return
        catalogue = self._here.catalogue()
        by_link = feeds_of(catalogue.outlets)
        for link in feeds.add_there:
            outlet = by_link[link]
            label = self._here.countries.name_of(outlet.country) if outlet.country else ""
            self._reader.subscribe(link, outlet.name, label)
        for subscription in feeds.remove_there:
            self._reader.unsubscribe(subscription.id)
        self._here.change_feeds(catalogue, feeds)

    def change_there(self, marks: Marks) -> None:
        """Tell the server."""
        if len(marks.read_there) > _MANY and set(marks.read_there) == self._unread:
            self._reader.mark_all_read(READING_LIST, self._now)
        self._reader.edit(marks.read_there, add=READ)
        self._reader.edit(marks.unread_there, remove=READ)
        self._reader.edit(marks.star_there, add=STARRED)
        self._reader.edit(marks.unstar_there, remove=STARRED)

    def change_here(self, marks: Marks) -> None:
        """Keep on this side what the server says."""
        self._here.mark_read(marks.read_here, self._now, is_read=True)
        self._here.mark_read(marks.unread_here, self._now, is_read=False)
        self._fetch(i for i in marks.star_here if i not in self._items)
        outlets = self._outlets()
        for item_id in marks.star_here:
            local = self._marks.get(self._there[item_id].key)
            article = self._here.library.find_article(local.article_id) if local else None
            if article is None and (item := self._items.get(item_id)):
                article = self._here.make_article(item, outlets)
            if article is not None:
                self._here.star(article, self._now)
            else:
                del marks.agreed[item_id]  # it is tried again
        for article_id in marks.unstar_here:
            self._here.unstar(article_id, self._now)

    def _outlets(self) -> dict[str, Outlet]:
        by_link = feeds_of(self._here.catalogue().outlets)
        pairs = ((s, by_link.get(s.link) or self._here.make_outlet(s)) for s in self._subscriptions)
        return {subscription.id: outlet for subscription, outlet in pairs if outlet}

    def remember(self, report: SyncReport) -> None:
        """Keep what both sides agree on now."""
        memory, agreed = self._memory, report.marks.agreed
        memory.items = {i: KnownItem(k.key, k.feed, agreed.get(i)) for i, k in memory.items.items()}
        memory.forget_others(self._listed)
        memory.feeds, memory.last = report.feeds.agreed, self._now
        save_memory(self._here.folders.state, memory)
