"""A server on loopback that speaks the Google Reader API as the documents of FreshRSS and Miniflux describe it.

What both agree on is strict: a GET needs the login's header, a POST the token `T`; lists of ids are decimal and go on
at `continuation`; contents carry hexadecimal ids; subscribing takes an address, unsubscribing an id of the server's.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from loopback import LoopbackServer, Quiet, running

READ, STARRED = "user/-/state/com.google/read", "user/-/state/com.google/starred"
READING_LIST = "user/-/state/com.google/reading-list"
USER, PASSWORD, AUTH = "ada", "s3cret pass", "ada/0123456789abcdef"
PUBLISHED = 1_768_000_000


@dataclass
class Item:
    """An article there."""

    link: str
    title: str = "A title"
    feed: int = 1
    is_read: bool = False
    is_starred: bool = False
    published: int = PUBLISHED


@dataclass
class Reader:
    """What somebody has on the server."""

    items: dict[int, Item] = field(default_factory=dict)
    feeds: dict[int, dict[str, str]] = field(default_factory=dict)
    """Address, title and label by id."""
    posts: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    gets: list[str] = field(default_factory=list)
    """Paths that were asked for with the login's header."""
    status: int = 200
    body: bytes | None = None
    """Sent in place of every answer but the login's."""
    prefix: str = ""
    token: str = AUTH
    page: int = 1000
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.prefix}"

    def of(self, link: str) -> Item:
        return next(item for item in self.items.values() if item.link == link)


class _Handler(Quiet, BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"

    @property
    def reader(self) -> Reader:
        return self.server.reader

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if self.headers.get("Authorization") != f"GoogleLogin auth={AUTH}":
            self._answer(401, b"Unauthorized")
        else:
            self.reader.gets.append(parts.path)
            self._route("GET " + parts.path.removeprefix(self.reader.prefix), parse_qs(parts.query))

    def do_POST(self) -> None:
        path = urlsplit(self.path).path.removeprefix(self.reader.prefix)
        form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode(), keep_blank_values=True)
        if path == "/accounts/ClientLogin":
            is_known = form.get("Email") == [USER] and form.get("Passwd") == [PASSWORD]
            self._answer(200 if is_known else 401, f"SID={AUTH}\nLSID=null\nAuth={AUTH}\n".encode() * is_known)
        elif form.get("T") != [self.reader.token]:
            self._answer(401, b"Unauthorized")
        else:
            self.reader.posts.append((path, form))
            self._route("POST " + path, form)

    def _route(self, what: str, values: dict[str, list[str]]) -> None:
        name = what.replace("/reader/api/0/", "").replace(" ", "_").replace("/", "_").replace("-", "_")
        route = getattr(self, f"_on_{name.lower()}", None)
        if self.reader.status != 200 or self.reader.body is not None:
            self._answer(self.reader.status, self.reader.body or b"")
        elif route is None:
            self._answer(404, b"")
        else:
            found = route(values)
            self._answer(200, found if isinstance(found, bytes) else json.dumps(found).encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if 300 <= status < 400:
            self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        self.wfile.write(body)

    def _on_get_token(self, _: object) -> bytes:
        return f"{self.reader.token}\n".encode()

    def _on_get_subscription_list(self, _: object) -> Any:
        return {"subscriptions": [_subscription(i, feed) for i, feed in self.reader.feeds.items()]}

    def _on_get_stream_items_ids(self, query: dict[str, list[str]]) -> Any:
        (stream,), at = query["s"], int(query.get("c", ["0"])[0])
        since, size = int(query.get("ot", ["0"])[0]), min(int(query["n"][0]), self.reader.page)
        found = [i for i, x in self.reader.items.items() if x.published >= since]
        found = [i for i in found if stream != STARRED or self.reader.items[i].is_starred]
        found = [i for i in found if READ not in query.get("xt", []) or not self.reader.items[i].is_read]
        found.sort(reverse=True)
        page: dict[str, Any] = {"itemRefs": [{"id": str(i)} for i in found[at : at + size]]}
        return page | ({"continuation": str(at + size)} if at + size < len(found) else {})

    def _on_post_stream_items_contents(self, form: dict[str, list[str]]) -> Any:
        ids = [int(i) for i in form["i"]]
        return {"id": READING_LIST, "items": [_content(i, self.reader) for i in ids if i in self.reader.items]}

    def _on_post_edit_tag(self, form: dict[str, list[str]]) -> bytes:
        for item in (self.reader.items[int(i)] for i in form["i"]):
            for tag, is_on in [(t, True) for t in form.get("a", [])] + [(t, False) for t in form.get("r", [])]:
                setattr(item, "is_read" if tag == READ else "is_starred", is_on)
        return b"OK"

    def _on_post_mark_all_as_read(self, _: object) -> bytes:
        for item in self.reader.items.values():
            item.is_read = True
        return b"OK"

    def _on_post_subscription_edit(self, form: dict[str, list[str]]) -> bytes:
        (name,) = form["s"]
        if form["ac"] == ["subscribe"]:
            label = form.get("a", ["user/-/label/News"])[0].rpartition("/")[2]
            feed = {"url": name.removeprefix("feed/"), "title": form.get("t", ["?"])[0], "label": label}
            assert feed["url"].startswith("http")
            self.reader.feeds[max(self.reader.feeds, default=0) + 1] = feed
        else:
            gone = int(name.removeprefix("feed/"))
            del self.reader.feeds[gone]
            self.reader.items = {i: x for i, x in self.reader.items.items() if x.feed != gone}
        return b"OK"


def _subscription(feed_id: int, feed: dict[str, str]) -> dict[str, Any]:
    label = feed["label"]
    categories = [{"id": f"user/-/label/{label}", "label": label, "type": "folder"}] if label else []
    return {"id": f"feed/{feed_id}", "title": feed["title"], "url": feed["url"], "categories": categories}


def _content(item_id: int, reader: Reader) -> dict[str, Any]:
    item = reader.items[item_id]
    states = ["reading-list", *["read"] * item.is_read, *["starred"] * item.is_starred]
    return {
        "id": f"tag:google.com,2005:reader/item/{item_id:016x}",
        "title": item.title,
        "published": item.published,
        "author": "A. Writer",
        "categories": [f"user/1/state/com.google/{state}" for state in states],
        "canonical": [{"href": item.link}],
        "alternate": [{"href": item.link, "type": "text/html"}],
        "summary": {"content": f"<p>The text of {item.title}.</p>"},
        "origin": {"streamId": f"feed/{item.feed}", "title": "Remote paper"},
    }


class _Server(LoopbackServer):
    reader: Reader


@contextmanager
def serving(reader: Reader) -> Iterator[Reader]:
    """Serve on a free port of loopback."""
    server = _Server(_Handler)
    server.reader = reader
    reader.port = server.port
    with running(server):
        yield reader
