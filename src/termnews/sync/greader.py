"""The Google Reader API as FreshRSS and Miniflux speak it.

What was found in the API's documents and holds for both: every POST carries the token as `T`; lists of ids are decimal,
contents name items in hexadecimal; a list goes on at `continuation`; a feed is subscribed to by its address and
unsubscribed from by the id that the server gave it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from termnews.domain.text import MAX_HEADLINE, MAX_NAME, clean_text, cut_text
from termnews.sync.base import RemoteItem, Subscription, SyncFailedError
from termnews.sync.wire import DeniedError, Wire

READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
READING_LIST = "user/-/state/com.google/reading-list"
MOST_IDS = 20_000
"""Ids of one list, the newest first."""
_PAGE = 1000
_CONTENTS = 100
"""Articles asked for at once."""
_EDITS = 200
_API = "/reader/api/0/"
_LONG_ID = "tag:google.com,2005:reader/item/"
_LONGEST = 2000


class GoogleReader:
    """A server that has been logged in to."""

    def __init__(self, wire: Wire, user: str, password: str) -> None:
        """Log in.

        Raises:
            SyncFailedError: it is not possible.
        """
        self._wire = wire
        answer = wire.post("/accounts/ClientLogin", [("Email", user), ("Passwd", password)])
        words = dict(line.partition("=")[::2] for line in answer.decode("utf-8", "replace").splitlines())
        auth = words.get("Auth", "").strip()
        if not auth or not auth.isprintable() or not auth.isascii():
            raise DeniedError("does not accept the name and password")
        self._headers = {"Authorization": f"GoogleLogin auth={auth}"}
        self._token = self._ask_token()

    def _ask_token(self) -> str:
        token = self._wire.ask(_API + "token", headers=self._headers).decode("utf-8", "replace").strip()
        return token[:_LONGEST]

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Return the feeds that are read there."""
        found = _list(self._read("subscription/list"), "subscriptions")
        subscriptions = (_subscription(value) for value in found if isinstance(value, dict))
        return tuple(s for s in subscriptions if s.id and s.link)

    def ids(self, stream: str, *, without: str = "", since: datetime | None = None) -> tuple[str, ...]:
        """Return the ids of a stream's articles, the newest first."""
        query = [("output", "json"), ("s", stream), ("n", str(_PAGE))]
        query += [("xt", without)] if without else []
        query += [("ot", str(int(since.timestamp())))] if since else []
        found: dict[str, None] = {}
        more: list[tuple[str, str]] = []
        while len(found) < MOST_IDS:
            page = _parse(self._wire.ask(_API + "stream/items/ids", [*query, *more], self._headers))
            fresh = [i for i in map(_decimal, _ids(page)) if i and i not in found]
            found.update(dict.fromkeys(fresh))
            token = page.get("continuation")
            if not token or not fresh:  # a server that repeats itself must not keep anybody
                break
            more = [("c", str(token)[:_LONGEST])]
        return tuple(islice(found, MOST_IDS))

    def contents(self, ids: Iterable[str]) -> Iterator[RemoteItem]:
        """Yield articles by their ids; those that are gone do not come."""
        for some in _batches(ids, _CONTENTS):
            answer = self._post("stream/items/contents", [("output", "json"), *(("i", i) for i in some)])
            for value in _list(_parse(answer), "items"):
                if isinstance(value, dict) and (item := _item(value)):
                    yield item

    def edit(self, ids: Iterable[str], *, add: str = "", remove: str = "") -> None:
        """Set a tag on articles, or take it off."""
        tags = [("a", add)] * bool(add) + [("r", remove)] * bool(remove)
        for some in _batches(ids, _EDITS):
            self._post("edit-tag", [*(("i", i) for i in some), *tags])

    def mark_all_read(self, stream: str, until: datetime) -> None:
        """Mark everything of a stream read that came before a moment."""
        self._post("mark-all-as-read", [("s", stream), ("ts", str(int(until.timestamp() * 1_000_000)))])

    def subscribe(self, link: str, title: str, label: str) -> None:
        """Read a feed there from now on."""
        form = [("ac", "subscribe"), ("s", f"feed/{link}"), ("t", title)]
        self._post("subscription/edit", [*form, *([("a", f"user/-/label/{label}")] if label else [])])

    def unsubscribe(self, feed_id: str) -> None:
        """Read a feed there no longer."""
        self._post("subscription/edit", [("ac", "unsubscribe"), ("s", feed_id)])

    def _read(self, path: str) -> Mapping[str, Any]:
        return _parse(self._wire.ask(_API + path, [("output", "json")], self._headers))

    def _post(self, path: str, form: Sequence[tuple[str, str]]) -> bytes:
        try:
            return self._wire.post(_API + path, [("T", self._token), *form], self._headers)
        except DeniedError:  # a token lasts half an hour with some servers
            self._token = self._ask_token()
            return self._wire.post(_API + path, [("T", self._token), *form], self._headers)


def _batches(ids: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(ids)
    while some := list(islice(left, size)):
        yield some


def _parse(answer: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(answer)
    except (ValueError, RecursionError):
        raise SyncFailedError("gave an answer that is no JSON") from None
    return value if isinstance(value, dict) else {}


def _list(value: Mapping[str, Any], name: str) -> list[Any]:
    found = value.get(name)
    return found if isinstance(found, list) else []


def _ids(page: Mapping[str, Any]) -> Iterator[str]:
    return (str(ref.get("id", "")) for ref in _list(page, "itemRefs") if isinstance(ref, dict))


def _decimal(item_id: str) -> str:
    """Return an id as lists give it, whatever form it comes in; empty for what is none."""
    long, text = item_id.startswith(_LONG_ID), item_id.removeprefix(_LONG_ID)
    if not text.isascii() or not 0 < len(text) <= 20 or not text.isalnum():  # noqa: PLR2004 - digits of 64 bits
        return ""
    try:
        return str(int(text, 16)) if long else str(int(text))
    except ValueError:
        return ""


def _text(value: object, limit: int = MAX_NAME) -> str:
    return cut_text(clean_text(value if isinstance(value, str) else "").strip(), limit)


def _subscription(value: Mapping[str, Any]) -> Subscription:
    labels = tuple(_text(c.get("label")) for c in _list(value, "categories") if isinstance(c, dict))
    link = _text(value.get("url"), _LONGEST) or _text(value.get("id"), _LONGEST).removeprefix("feed/")
    return Subscription(
        _text(value.get("id"), _LONGEST),
        link,
        _text(value.get("title")),
        _text(value.get("htmlUrl"), _LONGEST),
        tuple(filter(None, labels)),
    )


def _item(value: Mapping[str, Any]) -> RemoteItem | None:
    item_id = _decimal(str(value.get("id", "")))
    links = [x.get("href") for name in ("canonical", "alternate") for x in _list(value, name) if isinstance(x, dict)]
    link = next((_text(x, _LONGEST) for x in links if x), "")
    if not item_id or not link:
        return None
    tags = {str(tag).partition("/state/")[2] for tag in _list(value, "categories")}
    origin = value.get("origin") if isinstance(value.get("origin"), dict) else {}
    texts = [v.get("content") for v in (value.get("content"), value.get("summary")) if isinstance(v, dict)]
    return RemoteItem(
        item_id,
        link,
        "com.google/read" in tags,
        "com.google/starred" in tags,
        _text(value.get("title"), MAX_HEADLINE),
        next((t for t in texts if isinstance(t, str) and t), ""),
        _text(value.get("author")),
        _moment(value.get("published")),
        _text((origin or {}).get("streamId"), _LONGEST),
        _text((origin or {}).get("title")),
    )


def _moment(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 2**33:
        return None
    return datetime.fromtimestamp(value, UTC)
