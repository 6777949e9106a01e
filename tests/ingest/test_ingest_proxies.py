"""Proxies of the environment: asked for tunnels to addresses that were looked at, and for nothing else."""

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from termnews.ingest.fetching import Fetched, FetchRequest, Limits
from termnews.ingest.proxies import find_proxy
from termnews.ingest.retrieve import HttpRetriever, Network
from termnews.newsroom.opening import utc_now

OPEN = "93.184.216.34"
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@contextmanager
def proxy(answer: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """Run a proxy for one tunnel, at whose end it answers itself."""
    heads: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            link, _ = listening.accept()
            with link:
                heads.append(link.recv(4096))
                link.sendall(answer)
                if b" 200 " in answer:
                    heads.append(link.recv(4096))
                    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfeed")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listening.getsockname()[1], heads
        thread.join(5)


def ask(link: str, found: Sequence[str] = (OPEN,)) -> Fetched:
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return found

    retriever = HttpRetriever(utc_now, Limits(gap=0, seconds=60), network=Network(resolve))
    (fetched,) = retriever.retrieve([FetchRequest(link, honours_robots=False)])
    return fetched


def test_a_proxy_is_told_an_address_and_never_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxy(b"HTTP/1.1 200 Connection established\r\n\r\n") as (port, heads):
        monkeypatch.setenv("HTTP_PROXY", f"http://ana:p%40ss@127.0.0.1:{port}")
        assert ask("http://news.example/feed").data == b"feed"
    connect, request = heads
    assert connect.startswith(f"CONNECT {OPEN}:80 HTTP/1.1\r\n".encode())
    assert b"Proxy-Authorization: Basic YW5hOnBAc3M=" in connect
    assert b"news.example" not in connect
    assert b"GET /feed HTTP/1.1" in request
    assert b"Host: news.example" in request
    assert b"Basic" not in request


def test_private_addresses_are_refused_before_a_proxy_hears_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    for found in (["10.0.0.1"], [OPEN, "127.0.0.1"], ["::ffff:10.0.0.1"]):
        assert "private address" in ask("http://news.example/", found).why


@pytest.mark.parametrize("answer", [b"HTTP/1.1 403 Forbidden\r\n\r\n", b"noise", b"HTTP/1.1 200"])
def test_a_proxy_that_refuses_is_said(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    with proxy(answer) as (port, _):
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{port}")
        assert ask("http://news.example/").why == "is behind a proxy that does not let it through"


def test_other_kinds_are_never_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1080")
    assert "proxy" in ask("http://news.example/").why


@pytest.mark.parametrize(
    ("environment", "host", "is_secure", "expected"),
    [
        ({}, "e.com", True, None),
        ({"HTTPS_PROXY": "http://p:3128"}, "e.com", True, ("p", 3128)),
        ({"HTTPS_PROXY": "http://p:3128"}, "e.com", False, None),
        ({"ALL_PROXY": "p"}, "e.com", False, ("p", 80)),
        ({"ALL_PROXY": "http://p", "NO_PROXY": "x.org, .e.com"}, "news.e.com", True, None),
        ({"ALL_PROXY": "http://p", "NO_PROXY": "e.com"}, "e.com.", True, None),
        ({"ALL_PROXY": "http://p", "NO_PROXY": "e.com"}, "he.com", True, ("p", 80)),
        ({"ALL_PROXY": "http://p", "no_proxy": "*"}, "he.com", True, None),
    ],
    ids=["none", "secure", "other", "all", "below", "itself", "alike", "star"],
)
def test_the_environment_says_which(
    environment: dict[str, str], host: str, *, is_secure: bool, expected: tuple[str, int] | None
) -> None:
    found = find_proxy(environment, host, is_secure=is_secure)
    assert (found and (found.host, found.port)) == expected
