"""What the library remembers of feeds: their health, what came from them, and what robots.txt said."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from termnews.domain.article import Article
from termnews.domain.health import FeedHealth
from termnews.library.rows import decode_time, encode_time

_TIMES = frozenset(f.name for f in fields(FeedHealth) if "datetime" in str(f.type))
_KNOWN = dict.fromkeys(f.name for f in fields(FeedHealth))
_WRITE = json.JSONEncoder(separators=(",", ":")).encode
_SAVE_HEALTH = "INSERT OR REPLACE INTO feed (link, succeeded, digest, health) VALUES (?, ?, ?, ?)"
_SAVE_ENTRY = """
    INSERT OR REPLACE INTO entry (article_id, outlet, entry_id, link_key, published, details) VALUES (?, ?, ?, ?, ?, ?)
"""
_OF_TIME = "SELECT article_id, details FROM entry WHERE outlet = ? AND published BETWEEN ? AND ?"
_OF_ID = "SELECT article_id, details FROM entry WHERE outlet = ? AND entry_id = ? AND entry_id <> ''"
_OF_LINK = "SELECT article_id, details FROM entry WHERE link_key = ? AND link_key <> ''"


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """What is remembered of an article that came from a feed, to know it again."""

    article_id: str
    outlet: str
    """The outlet's key."""
    entry_id: str
    """What the feed calls it; empty when that tells nothing."""
    link_key: str
    """Likewise."""
    published: datetime
    details: str
    """Whatever else who decides wants to remember, as text."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries somebody wants to be reminded of: those of an outlet's days, and those known by id or link."""

    outlet: str
    since: datetime
    until: datetime
    entry_ids: frozenset[str] = frozenset()
    """Of the outlet."""
    link_keys: frozenset[str] = frozenset()
    """Of any outlet."""


@dataclass(slots=True)
class Batch:
    """What is kept at once."""

    articles: dict[str, Article] = field(default_factory=dict)
    """By id."""
    entries: dict[str, StoredEntry] = field(default_factory=dict)
    """By article id."""
    healths: dict[str, FeedHealth] = field(default_factory=dict)
    """By the feed's address in the catalogue."""
    digests: dict[str, str] = field(default_factory=dict)
    """Likewise: of the body that was read."""

    def clear(self) -> None:
        """Begin another."""
        for kept in (self.articles, self.entries, self.healths, self.digests):
            kept.clear()


def encode_health(health: FeedHealth) -> str:
    """Return a feed's health as JSON; what is as at first is left out."""
    values = {name: value for name in _KNOWN if (value := getattr(health, name))}
    return _WRITE({n: encode_time(v) if n in _TIMES else v for n, v in values.items()})


def decode_health(text: str) -> FeedHealth:
    """Read a feed's health; fields of another version are passed over."""
    known: dict[str, Any] = {name: value for name, value in json.loads(text).items() if name in _KNOWN}
    return FeedHealth(**(known | {name: decode_time(value) for name, value in known.items() if name in _TIMES}))


def save_healths(connection: sqlite3.Connection, healths: Mapping[str, FeedHealth], digests: Mapping[str, str]) -> None:
    """Keep how feeds are doing; a feed without a new digest keeps the one it has."""
    known = load_digests(connection) if healths.keys() - digests.keys() else {}
    connection.executemany(
        _SAVE_HEALTH,
        [
            (link, encode_time(h.succeeded), digests.get(link, known.get(link, "")), encode_health(h))
            for link, h in healths.items()
        ],
    )


def load_healths(connection: sqlite3.Connection) -> dict[str, FeedHealth]:
    """Return how every feed is doing that was asked so far, by its address in the catalogue."""
    return {link: decode_health(text) for link, text in connection.execute("SELECT link, health FROM feed")}


def load_digests(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the digests of the bodies that were read last."""
    return dict(connection.execute("SELECT link, digest FROM feed WHERE digest <> ''").fetchall())


def save_entries(connection: sqlite3.Connection, entries: Iterable[StoredEntry]) -> None:
    """Remember what came from feeds."""
    connection.executemany(
        _SAVE_ENTRY,
        [(e.article_id, e.outlet, e.entry_id, e.link_key, encode_time(e.published), e.details) for e in entries],
    )


def find_details(connection: sqlite3.Connection, wanted: Wanted) -> list[str]:
    """Return the details of what is remembered, each once."""
    return list(dict(_find(connection, wanted)).values())


def _find(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[tuple[str, str]]:
    span = (encode_time(wanted.since), encode_time(wanted.until))
    yield from connection.execute(_OF_TIME, (wanted.outlet, *span))
    for entry_id in sorted(wanted.entry_ids):
        yield from connection.execute(_OF_ID, (wanted.outlet, entry_id))
    for key in sorted(wanted.link_keys):
        yield from connection.execute(_OF_LINK, (key,))
