"""A web server on loopback with many hosts, each behaving in its own way; what it saw is counted.

Hosts are names that a resolver of the test leads to this one server, so that politeness towards each can be watched.
"""

import gzip
import struct
import threading
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from loopback import LoopbackServer, Quiet, running

ETAG = '"version 1"'
LONGEST = 100.0
"""Seconds that a slow answer lasts at most."""


def feed_bytes(title: str, count: int = 3) -> bytes:
    """Return a feed of some articles that are different for each title."""
    items = "".join(
        f"<item><title>{title} reports event number {n}</title><link>http://{title}.test/article/{n}</link>"
        f"<guid>{title}-{n}</guid><pubDate>Fri, 12 Dec 2025 10:0{n % 10}:00 GMT</pubDate>"
        f"<description>Words of {title} about the event with number {n}.</description></item>"
        for n in range(count)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def deep_feed(host: str, port: int, count: int = 2) -> bytes:
    """Return a feed of summaries, each with a page of its own and a picture."""
    items = "".join(
        f"<item><title>Deep event number {n} of {host}</title><link>http://{host}:{port}/article/{n}</link>"
        f"<guid>{host}-{n}</guid><pubDate>Fri, 12 Dec 2025 10:0{n % 10}:00 GMT</pubDate>"
        f'<enclosure url="http://{host}:{port}/picture/{n}" type="image/png"/>'
        f"<description>Summary of event number {n}.</description></item>"
        for n in range(count)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Deep</title>{items}</channel></rss>'.encode()


def page_bytes(path: str) -> bytes:
    """Return the page of an article."""
    sentence = "with words enough to be taken for the text of an article, as indeed they are meant to be taken."
    paragraphs = "".join(f"<p>Paragraph {n} of {path}, {sentence}</p>" for n in range(6))
    caption = "<figcaption>The harbour. Photo: Ana</figcaption>"
    figure = f'<figure><img src="/picture/{path[-1]}?large" alt="A">{caption}</figure>'
    return f"<!doctype html><html><title>T</title><body><article>{figure}{paragraphs}</article></body></html>".encode()


def picture_bytes(width: int = 200, height: int = 100) -> bytes:
    """Return a PNG of one colour."""
    rows = zlib.compress((b"\0" + b"\xc0\x60\x30" * width) * height, 9)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@dataclass
class Seen:
    """What the server saw."""

    paths: Counter[str] = field(default_factory=Counter)
    """By host and path."""
    headers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The last by host and path, names in lower case."""
    times: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    """When requests of a host began and ended."""
    busy: int = 0
    most_busy: int = 0
    most_of_one_host: int = 0
    of_host: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, host: str) -> None:
        with self.lock:
            self.busy += 1
            self.of_host[host] += 1
            self.most_busy = max(self.most_busy, self.busy)
            self.most_of_one_host = max(self.most_of_one_host, self.of_host[host])

    def end(self, host: str, begun: float) -> None:
        with self.lock:
            self.busy -= 1
            self.of_host[host] -= 1
            self.times[host].append((begun, time.monotonic()))


class _Handler(Quiet, BaseHTTPRequestHandler):
    server: "FeedServer"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.host = host = self.headers.get("Host", "").partition(":")[0]
        self.begun = time.monotonic()
        self.is_over = False
        self.server.seen.begin(host)
        try:
            where = host + self.path
            with self.server.seen.lock:
                self.server.seen.paths[where] += 1
                self.server.seen.headers[where] = {k.lower(): v for k, v in self.headers.items()}
            self.close_connection = True
            if self.path == "/robots.txt":
                text = self.server.robots.get(host)
                self.answer(404) if text is None else self.answer(200, text.encode(), content_type="text/plain")
            elif not self.answer_deep(host):
                ROUTES.get(host.split("-")[0], _ok)(self, host)
        except (BrokenPipeError, ConnectionResetError):
            pass
        finally:
            self.end()

    def answer_deep(self, host: str) -> bool:
        """Answer for what belongs to feeds of summaries, on any host."""
        part, number = self.path.split("/")[1], self.path.rpartition("/")[2]
        if part == "deep":
            self.answer(200, deep_feed(host, self.port))
        elif part == "article" and number == "8":
            self.answer(200, b"<!doctype html><html><body><p>Please accept.</p></body></html>", "text/html")
        elif part == "article":
            self.answer(200, page_bytes(self.path), "text/html; charset=utf-8")
        elif part == "picture":
            self.answer(200, picture_bytes(9000, 9000) if number.startswith("9") else picture_bytes(), "image/png")
        return part in {"deep", "article", "picture"}

    def end(self) -> None:
        """Count the request as over, before the client can know that it is."""
        if not self.is_over:
            self.is_over = True
            self.server.seen.end(self.host, self.begun)

    def answer(self, status: int, body: bytes = b"", content_type: str = "application/rss+xml", **headers: str) -> None:
        """Send one whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Connection", "close")
        self.end()
        self.end_headers()
        self.wfile.write(body)

    def begin_body(self, **headers: str) -> None:
        """Send the start of an answer without a length."""
        self.send_response(200)
        for name, value in {"Content-Type": "application/rss+xml", "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    @property
    def port(self) -> int:
        return self.server.server_address[1]


def _ok(h: _Handler, host: str) -> None:
    h.answer(200, feed_bytes(host.removesuffix(".test")))


def _late(h: _Handler, host: str) -> None:
    h.server.closing.wait(0.1)
    _ok(h, host)


def _conditional(h: _Handler, host: str) -> None:
    if h.headers.get("If-None-Match") == ETAG:
        h.answer(304, ETag=ETAG)
    else:
        h.answer(200, feed_bytes(host.removesuffix(".test")), ETag=ETAG, Last_Modified="Fri, 12 Dec 2025 10:00:00 GMT")


def _moved(h: _Handler, host: str) -> None:
    if h.path == "/feed":
        h.answer(301, Location=f"http://{host}:{h.port}/new")
    else:
        h.answer(200, feed_bytes(host.removesuffix(".test")))


def _found(h: _Handler, host: str) -> None:
    if h.path == "/feed":
        h.answer(302, Location="/elsewhere")
    else:
        h.answer(200, feed_bytes(host.removesuffix(".test")))


def _gzip(h: _Handler, host: str) -> None:
    h.answer(200, gzip.compress(feed_bytes(host.removesuffix(".test"))), Content_Encoding="gzip")


def _bomb(h: _Handler, _: str) -> None:
    h.answer(200, gzip.compress(bytes(12 * 2**20)), Content_Encoding="gzip")


def _slow(h: _Handler, host: str) -> None:
    h.begin_body()
    body, end = feed_bytes(host.removesuffix(".test")), time.monotonic() + LONGEST
    for at in range(len(body)):
        h.wfile.write(body[at : at + 1])
        h.wfile.flush()
        if h.server.closing.wait(0.2) or time.monotonic() > end:
            return


def _endless(h: _Handler, _: str) -> None:
    h.begin_body()
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and not h.server.closing.is_set():
        h.wfile.write(b"<item>" + b"A" * 65_536)


def _silent(h: _Handler, _: str) -> None:
    h.server.closing.wait(LONGEST)


def _mute(h: _Handler, _: str) -> None:
    h.server.closing.wait()


def _circle(h: _Handler, host: str) -> None:
    h.answer(302, Location=f"http://{host}:{h.port}/{'b' if h.path.endswith('a') else 'a'}")


def _far(h: _Handler, host: str) -> None:
    h.answer(302, Location=f"http://{host}:{h.port}/{h.path.count('x') * 'x'}x")


def _inward(h: _Handler, _: str) -> None:
    h.answer(302, Location=f"http://canary.test:{h.port}/secret")


def _garbage(h: _Handler, _: str) -> None:
    h.wfile.write(bytes(range(256)) * 16)


def _status(status: int, **headers: str) -> Callable[[_Handler, str], None]:
    return lambda h, _: h.answer(status, b"<html>\x1b[31mno</html>", **headers)


ROUTES: Mapping[str, Callable[[_Handler, str], None]] = {
    "late": _late,
    "conditional": _conditional, "moved": _moved, "found": _found, "gzip": _gzip, "bomb": _bomb, "slow": _slow,
    "endless": _endless, "silent": _silent, "mute": _mute, "circle": _circle, "far": _far, "inward": _inward,
    "gone": _status(410), "missing": _status(404), "busy": _status(429, Retry_After="120"), "closed": _status(503),
    "broken": _status(500), "forbidden": _status(403), "file": _status(302, Location="file:///etc/passwd"),
    "nowhere": _status(302), "unasked": _status(304),
    "cut": lambda h, _: h.answer(200, gzip.compress(feed_bytes("cut"))[:-12], Content_Encoding="gzip"),
    "lie": lambda h, _: h.answer(200, feed_bytes("lie"), Content_Encoding="gzip"),
    "garbage": _garbage,
    "page": lambda h, _: h.answer(200, b"<!doctype html><html><p>x</p></html>", content_type="text/html"),
    "cookie": lambda h, host: h.answer(200, feed_bytes(host), Set_Cookie="a=b"),
}  # fmt: skip


class FeedServer(LoopbackServer):
    """Answers for every host; `robots` holds what some hosts say to crawlers."""

    def __init__(self) -> None:
        super().__init__(_Handler)
        self.seen = Seen()
        self.robots: dict[str, str] = {}

    def link(self, host: str, path: str = "/feed") -> str:
        """Return the address of a feed."""
        return f"http://{host}.test:{self.server_address[1]}{path}"


@contextmanager
def running_server() -> Iterator[FeedServer]:
    """Run a server until the test is over."""
    with running(FeedServer()) as server:
        yield server


async def resolve(host: str, _port: int) -> Sequence[str]:
    """Lead every host of the tests to loopback and know no other."""
    if host.endswith(".test"):
        return ["127.0.0.1"]
    return [host] if host[0].isdigit() or ":" in host else []
