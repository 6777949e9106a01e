"""Certificates: only a valid one of the right name is an answer, and nothing is asked again without one."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest
import trustme
from feed_server import resolve

from loopback import LoopbackServer, Quiet, running
from termnews.ingest.fetching import Fetched, FetchRequest, Limits
from termnews.ingest.retrieve import HttpRetriever, Network

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
LIMITS = Limits(gap=0.0, seconds=60.0, allows_private=True)
TODAY = datetime.now(UTC)


class _Server(LoopbackServer):
    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(_Answers)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.asked: list[str] = []


class _Answers(Quiet, BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, _Server)
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("content-length", "5")
        self.end_headers()
        self.wfile.write(b"<rss>")


@contextmanager
def _running(certificate: trustme.LeafCert) -> Iterator[_Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    with running(_Server(context)) as server:
        yield server


def _ask(authority: trustme.CA, server: _Server) -> Fetched:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    retriever = HttpRetriever(lambda: NOW, LIMITS, network=Network(resolve, tls=context))
    link = f"https://ok-1.test:{server.server_address[1]}/feed"
    (found,) = retriever.retrieve([FetchRequest(link, "ok-1", honours_robots=False)])
    return found


def test_a_valid_certificate_is_an_answer() -> None:
    authority = trustme.CA()
    with _running(authority.issue_cert("ok-1.test")) as server:
        found = _ask(authority, server)
        assert (found.status, found.why, found.data) == (200, "", b"<rss>")
        assert server.asked == ["/feed"]


@pytest.mark.parametrize("fault", ["unknown authority", "wrong name", "expired", "not yet"])
def test_any_other_certificate_is_none(fault: str) -> None:
    authority, day = trustme.CA(), timedelta(days=1)
    issuer = trustme.CA() if fault == "unknown authority" else authority
    certificate = issuer.issue_cert(
        "another.test" if fault == "wrong name" else "ok-1.test",
        not_before=TODAY + day if fault == "not yet" else TODAY - 9 * day,
        not_after=TODAY - day if fault == "expired" else TODAY + 9 * day,
    )
    with _running(certificate) as server:
        found = _ask(authority, server)
        assert (found.status, found.why, found.data) == (0, "has a certificate that is not valid", b"")
        assert not server.asked
