"""What the last sync left: which articles the server has under which ids, and what both sides agreed on."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from termnews.library.safe_files import make_private_folder, read_whole, write_whole
from termnews.sync.base import Mark

_NAME = "sync.json"
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An article of the server."""

    key: str
    """Its address, normalised."""
    feed: str
    """The id of its subscription."""
    mark: Mark | None = None
    """What both sides agreed on; None for one that is not here."""


@dataclass(slots=True)
class Memory:
    """What is remembered of one server and one name there."""

    account: str
    last: datetime | None = None
    """When both sides agreed last."""
    items: dict[str, KnownItem] = field(default_factory=dict)
    """By id."""
    feeds: set[str] = field(default_factory=set)
    """Addresses that both sides read."""

    def forget_others(self, ids: Collection[str]) -> None:
        """Keep only some articles, and those with a star."""
        self.items = {i: k for i, k in self.items.items() if i in ids or (k.mark and k.mark.is_starred)}


def load_memory(state: Path, url: str, user: str) -> Memory:
    """Return what the last sync left; nothing for another server or name, or for a file that cannot be used."""
    account = blake2b(f"{url}\n{user}".encode(), digest_size=16).hexdigest()
    try:
        values = json.loads(read_whole(state / _NAME, _MOST_BYTES))
        if values["account"] == account:
            items = {i: KnownItem(key, feed, _mark(read)) for i, (key, feed, read) in values["items"].items()}
            return Memory(account, datetime.fromisoformat(values["last"]), items, set(values["feeds"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # without a memory nothing is taken away: all that either side has comes to both
    return Memory(account)


def save_memory(state: Path, memory: Memory) -> None:
    """Keep what a sync leaves.

    Raises:
        OSError: it could not be written; the former one stays.
    """
    values = {
        "account": memory.account,
        "last": memory.last.isoformat() if memory.last else "",
        "items": {i: [k.key, k.feed, _code(k.mark)] for i, k in memory.items.items()},
        "feeds": sorted(memory.feeds),
    }
    make_private_folder(state)
    write_whole(state / _NAME, json.dumps(values, separators=(",", ":")).encode())


def _code(mark: Mark | None) -> int | None:
    return None if mark is None else mark.is_read + 2 * mark.is_starred


def _mark(code: Any) -> Mark | None:  # noqa: ANN401 -- as JSON gives it
    return None if code is None else Mark(bool(code & 1), bool(code & 2))
