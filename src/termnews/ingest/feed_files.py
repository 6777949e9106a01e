"""Feeds that somebody saved as files, opened as seeds: each entry an article."""

import hashlib
from collections.abc import Iterator

from termnews.domain.article import Article
from termnews.domain.cleaning import clean_article
from termnews.domain.outlet import FeedEntry
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.ingest.catalogue import guess_country
from termnews.ingest.feeds import parse_feed
from termnews.ingest.links import host_of, link_key
from termnews.ingest.parsed_feed import ParsedFeed


def parse_feed_seed(data: bytes, name: str, countries: Countries) -> tuple[Article, ...] | Problem:
    """Read the articles of a saved feed, each once; `name` is what a Problem calls it."""
    feed = parse_feed(data, name)
    if isinstance(feed, Problem):
        return feed
    articles = {article.id: article for article in _articles(feed, countries)}
    return tuple(articles.values()) or Problem(name, "is a feed without articles")


def _articles(feed: ParsedFeed, countries: Countries) -> Iterator[Article]:
    for entry in feed.entries:
        home = feed.homepage or entry.link
        article = Article(
            id=_make_id(feed, entry),
            headline=entry.headline,
            outlet=feed.title or host_of(home).removeprefix("www."),
            country=guess_country(home, countries),
            published=entry.published,
            blocks=entry.blocks,
            byline=entry.byline,
            link=entry.link,
            language=entry.language or feed.language or "en",
        )
        yield clean_article(article)


def _make_id(feed: ParsedFeed, entry: FeedEntry) -> str:
    """Return the same id for the same entry of the same feed, whatever the file is called."""
    words = "\n".join((feed.title, feed.homepage, entry.id, link_key(entry.link), entry.headline))
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=6).hexdigest()
