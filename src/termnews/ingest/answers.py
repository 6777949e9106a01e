"""What a server answers, read within limits and told in words of our own: a server's words are never shown."""

import ssl
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import httpcore2
import httpx2

from termnews.ingest.fetching import Limits
from termnews.ingest.gate import PrivateAddressError, UnknownHostError
from termnews.ingest.inflate import Body, CodingError, TooLargeError
from termnews.ingest.links import web_link
from termnews.ingest.proxies import ProxyError

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
FAILURES = (
    PrivateAddressError, UnknownHostError, ProxyError, TimeoutError, httpcore2.TimeoutException, httpcore2.NetworkError,
    httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, httpx2.InvalidURL, OSError, ValueError,
)  # fmt: skip
"""What a server, a network or an address can do to a request."""
_WORDS = {
    HTTPStatus.UNAUTHORIZED: "asks for a password", HTTPStatus.PAYMENT_REQUIRED: "asks for money",
    HTTPStatus.FORBIDDEN: "does not let itself be read", HTTPStatus.NOT_FOUND: "was not found",
    HTTPStatus.GONE: "is gone for good", HTTPStatus.TOO_MANY_REQUESTS: "asks for fewer requests",
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: "is not available for legal reasons",
    HTTPStatus.SERVICE_UNAVAILABLE: "is too busy just now",
    HTTPStatus.NOT_MODIFIED: "says that nothing is new to who has nothing",
}  # fmt: skip
_REASONS: tuple[tuple[type[BaseException], str], ...] = (
    (PrivateAddressError, "leads to a private address, which is not asked"),
    (UnknownHostError, "has a host that is unknown"),
    (ProxyError, "is behind a proxy that does not let it through"),
    (CodingError, "sends a body that cannot be decompressed"),
    (ssl.SSLCertVerificationError, "has a certificate that is not valid"),
    (ssl.SSLError, "cannot be asked securely"),
    (httpcore2.ProtocolError, "does not answer as a web server does"),
    (httpcore2.ConnectError, "cannot be reached"),
    (httpcore2.NetworkError, "broke off in the middle"),
    (OSError, "broke off in the middle"),
)
_SERVER_ERRORS = 500


async def read_body(response: httpcore2.Response, limits: Limits) -> bytes:
    """Return a body, its compression undone, or raise where it is larger than the limit."""
    length = header(response, b"content-length")
    if length.isdigit() and int(length[:20]) > limits.size:
        raise TooLargeError
    body = Body(header(response, b"content-encoding"), limits.size)
    async for part in response.aiter_stream():
        body.add(part)
    return body.end()


def header(response: httpcore2.Response, name: bytes) -> str:
    """Return the first value of a header, empty when it is not there or holds what is no text."""
    value = next((value for key, value in response.headers if key.lower() == name), b"")
    try:
        text = value.decode()
    except UnicodeDecodeError:
        text = value.decode("latin-1")
    return text if text.isprintable() else ""


def next_link(link: str, response: httpcore2.Response) -> str:
    """Return where a redirect leads, empty when that is no address to follow."""
    target = header(response, b"location").strip()
    if not target:
        return ""
    try:
        found = web_link(urljoin(link, target))
    except ValueError:
        return ""
    return found if not has_password(found) else ""


def has_password(link: str) -> bool:
    """Tell an address that hands over a name or a password, or hides its host behind what looks like one."""
    return "@" in urlsplit(link).netloc


def say_status(status: int) -> str:
    """Say what a status means for who wanted to read."""
    words = _WORDS.get(HTTPStatus(status)) if status in set(HTTPStatus) else None
    if words:
        return f"{words} ({status})"
    return f"has a server that fails ({status})" if status >= _SERVER_ERRORS else f"answers with status {status}"


def say_failure(error: BaseException, limits: Limits) -> str:
    """Say why there was no answer that can be used."""
    if isinstance(error, TooLargeError):
        return f"sends more than {limits.size / 2**20:g} MB"
    if isinstance(error, TimeoutError | httpcore2.TimeoutException):
        return f"took longer than {limits.seconds:g} seconds"
    said = (words for kind, words in _REASONS if isinstance(error, kind) or _has_cause(error, kind))
    return next(said, "has an address that cannot be asked")


def _has_cause(error: BaseException | None, kind: type[BaseException]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False
