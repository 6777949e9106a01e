"""The bytes of a feed to entries: RSS 0.9 to 2.0, RDF, Atom and JSON Feed, as broken as they come.

Any bytes give a `ParsedFeed` or a `Problem`; nothing is raised, fetched or expanded.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from termnews.domain.outlet import FeedEntry
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_NAME
from termnews.ingest.decode import decode_text
from termnews.ingest.feed_entries import RawEntry, make_entry, read_language
from termnews.ingest.feed_items import Channel, is_feed, read_channel, read_items
from termnews.ingest.feed_json import read_json, read_json_channel, read_json_items
from termnews.ingest.feed_xml import read_tree
from termnews.ingest.html_blocks import read_line
from termnews.ingest.links import web_link
from termnews.ingest.parsed_feed import Origin, ParsedFeed

MAX_FEED_BYTES = 5 * 1024 * 1024
"""A larger feed is not read."""
MAX_ENTRIES = 500
"""What a feed gives beyond these is left out: the newest stand first."""
_WEB_PAGE = (b"<!doctype html", b"<html")
_START = 1024


def parse_feed(data: bytes, name: str, origin: Origin | None = None, charset: str = "") -> ParsedFeed | Problem:
    """Read a feed; `name` is what a Problem calls it, `charset` is what HTTP said of the encoding."""
    origin = origin or Origin()
    if len(data) > MAX_FEED_BYTES:
        return Problem(name, f"is larger than {MAX_FEED_BYTES >> 20} MB")
    start = data[:_START].lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n\0").lower()
    if not start:
        return Problem(name, "is empty")
    if start.startswith(_WEB_PAGE):
        return Problem(name, "is a web page, not a feed")
    found = _read_json(data, origin) if start[:1] in {b"{", b"["} else _read_xml(data, origin, charset)
    if isinstance(found, str):
        return Problem(name, found)
    channel, raw = found
    language = read_language(channel.language)
    return ParsedFeed(
        title=read_line(channel.title, MAX_NAME),
        homepage=web_link(channel.link, origin.link),
        language=language,
        entries=tuple(_entries(raw, origin)),
    )


def _read_json(data: bytes, origin: Origin) -> tuple[Channel, Iterator[RawEntry]] | str:
    text, why = decode_text(data)
    feed = why or read_json(text)
    if isinstance(feed, str):
        return feed
    return read_json_channel(feed), read_json_items(feed, origin.link)


def _read_xml(data: bytes, origin: Origin, charset: str) -> tuple[Channel, Iterator[RawEntry]] | str:
    root, why = read_tree(data, charset)
    if root is None:
        return why
    if not is_feed(root):
        return "is no feed"
    return read_channel(root), read_items(root, origin.link)


def _entries(raw: Iterable[RawEntry], origin: Origin) -> Iterator[FeedEntry]:
    return (entry for item in islice(raw, MAX_ENTRIES) if (entry := make_entry(item, origin)))
