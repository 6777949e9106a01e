"""What is remembered of feeds' entries, between the library, which keeps it, and the decision, which needs it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from termnews.domain.outlet import FeedEntry, Outlet
from termnews.ingest.decide import KnownEntry, wanted_links
from termnews.library.feeds import StoredEntry, Wanted
from termnews.library.rows import encode_json

_BEFORE = timedelta(days=3)
"""How much older than the entries of a feed another version of one may be."""
_LONGEST = timedelta(days=14)
"""Articles older than this are known by id and link only."""


def make_stored(known: KnownEntry) -> StoredEntry:
    """Return what the library is to keep."""
    details = [known.headline, known.digest, known.sketch, known.published.isoformat(), known.outlet, known.entry_id]
    return StoredEntry(
        known.article_id,
        known.outlet,
        known.entry_id,
        known.link_key,
        known.published,
        encode_json([known.article_id, known.link_key, *details]),
    )


def read_stored(details: str) -> KnownEntry:
    """Return what was remembered."""
    article_id, link_key, headline, digest, sketch, published, outlet, entry_id = json.loads(details)
    moment = datetime.fromisoformat(published)
    return KnownEntry(article_id, outlet, entry_id, link_key, headline, moment, digest, tuple(sketch))


def make_wanted(outlet: Outlet, entries: Sequence[FeedEntry], now: datetime) -> Wanted:
    """Return which articles may be meant by the entries of a feed."""
    oldest = min((entry.published for entry in entries if entry.published), default=now)
    since = max(min(oldest, now) - _BEFORE, now - _LONGEST)
    ids = frozenset(entry.id for entry in entries)
    return Wanted(outlet.key, since, now + _BEFORE, ids, wanted_links(entries))


def read_all(details: Iterable[str]) -> list[KnownEntry]:
    """Return everything that was remembered."""
    return [read_stored(text) for text in details]
