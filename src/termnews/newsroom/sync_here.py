"""The near side of a sync: what is read, kept and followed here, and how that is changed."""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b

from termnews.domain.article import Article
from termnews.domain.outlet import Feed, Outlet
from termnews.domain.place import Countries
from termnews.ingest.catalogue import Own, add, guess_country, switch
from termnews.ingest.html_blocks import read_html
from termnews.ingest.links import link_key, web_link
from termnews.library.bookmarks import keep_bookmark, load_bookmarks, remove_bookmark
from termnews.library.live import LiveLibrary
from termnews.library.state import State
from termnews.newsroom.catalogue import Catalogue, load_catalogue, save_own
from termnews.newsroom.settings import Folders
from termnews.sync.base import RemoteItem, Subscription, SyncFailedError
from termnews.sync.merge import Feeds, LocalMark


@dataclass(frozen=True, slots=True)
class Here:
    """What a sync changes on this side."""

    folders: Folders
    library: LiveLibrary
    state: State
    countries: Countries

    def marks(self) -> dict[str, LocalMark]:
        """Return the articles that are here, by key."""
        read = self.state.read_ids()
        kept = {b.article.id: b for b in load_bookmarks(self.folders.bookmarks)[0]}
        gone = {
            str(step.payload["id"]): step.at
            for step in self.state.undo_steps("bookmark")
            if not step.payload.get("is_on", True)
        }
        pairs = {article_id: key for article_id, key in self.library.links() if key}
        pairs |= {i: key for i, b in kept.items() if (key := link_key(b.article.link))}
        found: dict[str, LocalMark] = {}
        for article_id, key in pairs.items():
            bookmark = kept.get(article_id)
            if key not in found or bookmark is not None:
                found[key] = LocalMark(
                    article_id,
                    is_read=article_id in read,
                    is_starred=bookmark is not None,
                    starred=bookmark.kept if bookmark else None,
                    unstarred=gone.get(article_id),
                )
        return found

    def mark_read(self, ids: Sequence[str], now: datetime, *, is_read: bool) -> None:
        """Mark articles read or unread."""
        if ids:
            self.state.mark_read(ids, is_read=is_read, now=now)
            self.library.mark_read(ids, is_read=is_read)

    def star(self, article: Article, now: datetime) -> None:
        """Keep an article."""
        keep_bookmark(self.folders.bookmarks, article, now)
        self.library.mark_bookmarked([article.id], is_bookmarked=True)

    def unstar(self, article_id: str, now: datetime) -> None:
        """Let a bookmark go; undo brings it back."""
        removed = remove_bookmark(self.folders.bookmarks, article_id)
        if removed is not None:
            name, data = removed
            payload = {"id": article_id, "is_on": False, "name": name, "data": base64.b64encode(data).decode()}
            self.state.push_undo("bookmark", payload, now)
        self.library.mark_bookmarked([article_id], is_bookmarked=False)

    def catalogue(self) -> Catalogue:
        """Return the outlets.

        Raises:
            SyncFailedError: the reader's file cannot be read, so it must not be written.
        """
        catalogue = load_catalogue(self.folders.config)
        if not catalogue.is_readable:
            raise SyncFailedError("cannot share outlets while the file of yours cannot be read")
        return catalogue

    def change_feeds(self, catalogue: Catalogue, feeds: Feeds) -> None:
        """Add and switch off outlets; what is undone by a key must not be undone on the server, so none of it is."""
        by_link = feeds_of(catalogue.outlets)
        own: Own = catalogue.own
        for subscription in feeds.add_here:
            known = by_link.get(subscription.link)
            outlet = self.make_outlet(subscription)
            own = switch(own, known, is_on=True) if known else add(own, outlet) if outlet else own
        for link in feeds.off_here:
            own = switch(own, by_link[link], is_on=False)
        if own != catalogue.own:
            save_own(self.folders.config, own)

    def make_outlet(self, subscription: Subscription) -> Outlet | None:
        """Return an outlet for a feed of the server: its folders are countries or tags; None for no web address."""
        link, homepage = web_link(subscription.link), web_link(subscription.homepage)
        if not link:
            return None
        codes = {label: self.countries.find_code(label) for label in subscription.labels}
        code = next(filter(None, codes.values()), None) or guess_country(homepage or link, self.countries)
        tags = tuple(label for label, found in codes.items() if not found)
        name = subscription.title or link
        return Outlet(name, code, "", (Feed(link),), homepage=homepage, is_own=True, tags=tags)

    def make_article(self, item: RemoteItem, outlets: Mapping[str, Outlet]) -> Article:
        """Return the article that the server holds; `outlets` by the ids of their subscriptions."""
        outlet, link = outlets.get(item.feed), web_link(item.link)
        return Article(
            id=blake2b((link_key(link) or item.link).encode(), digest_size=6).hexdigest(),
            headline=item.title or item.link,
            outlet=outlet.name if outlet else item.outlet,
            country=outlet.country if outlet else "",
            published=item.published,
            blocks=read_html(item.html, link),
            byline=item.byline,
            link=link,
            language=outlet.language if outlet and outlet.language else "en",
        )


def feeds_of(outlets: Iterable[Outlet]) -> dict[str, Outlet]:
    """Return outlets by the addresses of their feeds."""
    return {feed.link: outlet for outlet in outlets for feed in outlet.feeds}


def wanted_feeds(catalogue: Catalogue) -> dict[str, Outlet]:
    """Return by address the feeds that the reader chose and that are on: the catalogue's own choice is not told."""
    chosen = [o for o in catalogue.outlets if o.is_on and o.key in catalogue.own]
    return feeds_of(replace(o, is_on=True) for o in chosen)
