"""JSON over HTTP to the service that the reader chose, within a time and a size that no answer may pass.

Made of the standard library alone: one request at a time needs no pool and no event loop, so no client is imported
for it. Redirects are not followed, because a key must not travel to another host.
"""

import http.client
import io
import json
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

from termnews import __version__
from termnews.translate.base import Failure

USER_AGENT = f"termnews/{__version__} (a news reader for the terminal)"
_LARGEST_ANSWER = 8 << 20
_LONGEST_REST = 86_400.0
_USUAL_REST = 60.0
"""Seconds to leave a busy service alone that does not say how long."""
_STEP = 65_536
_DENIED = {401, 403}
_QUOTA = 456
"""What DeepL says when the month's characters are used up."""
_PAYMENT = 402
_BUSY = {429, 503}
_REDIRECTS = range(300, 400)
_MISSING = {404, 405, 410}
_WRONG = range(400, 500)


class Call(NamedTuple):
    """One request: where to and what."""

    link: str
    body: object
    headers: Mapping[str, str]
    seconds: float
    """From the first byte sent to the last received."""


def post_json(call: Call) -> Any | Failure:  # noqa: ANN401 -- any JSON value
    """Send a JSON value and return the JSON value that comes back, or why none did."""
    if split_link(call.link).scheme not in {"http", "https"}:
        return Failure("has an address that is neither http nor https", is_free=True, is_lasting=True)
    headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": USER_AGENT}
    data = json.dumps(call.body, ensure_ascii=False).encode("utf-8", "replace")
    try:
        request = urllib.request.Request(call.link, data, {**headers, **call.headers}, method="POST")  # noqa: S310 -- checked above
        answer = _send(request, call.seconds)
    except TimeoutError:
        return _late(call.seconds)
    except urllib.error.HTTPError as error:
        with error:
            return _say_status(error.code, error.headers.get("Retry-After", ""))
    except urllib.error.URLError as error:
        return (
            _late(call.seconds)
            if isinstance(error.reason, TimeoutError)
            else Failure("could not be reached", is_free=True)
        )
    except (OSError, http.client.HTTPException, ValueError):
        return Failure("broke off its answer")
    return _read_json(answer)


def host_name(link: str) -> str:
    """Return the host of an address, to be shown; never the user or password before it."""
    return split_link(link).hostname or ""


def split_link(link: str) -> SplitResult:
    """Return the parts of an address, all empty for what is none."""
    try:
        return urlsplit(link)
    except ValueError:
        return urlsplit("")


def _late(seconds: float) -> Failure:
    return Failure(f"did not answer within {seconds:g} seconds")


def _send(request: urllib.request.Request, seconds: float) -> bytes:
    until = monotonic() + seconds
    opener = urllib.request.build_opener(_NoRedirect, _TimedHandler(until), _TimedTlsHandler(until))
    with opener.open(request, timeout=seconds) as response:
        answer = bytearray()
        while part := response.read(_STEP):
            answer += part
            if len(answer) > _LARGEST_ANSWER:
                raise ValueError("too large")
        return bytes(answer)


def _read_json(answer: bytes) -> Any | Failure:  # noqa: ANN401 -- any JSON value
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return Failure("gave an answer that is no JSON")


def _say_status(status: int, retry_after: str) -> Failure:
    if status in _BUSY:
        return Failure("asks for fewer requests", _read_rest(retry_after), is_free=True)
    if status in _DENIED:
        return Failure("does not accept the key", is_free=True, is_lasting=True)
    if status in {_QUOTA, _PAYMENT}:
        return Failure("has no characters left for this key", is_free=True, is_lasting=True)
    if status in _REDIRECTS or status in _MISSING:
        return Failure("does not translate at this address", is_free=True, is_lasting=True)
    if status in _WRONG:
        return Failure(f"does not take this text or language (HTTP {status})")
    return Failure(f"failed (HTTP {status})")


def _read_rest(value: str) -> float:
    """Read Retry-After in seconds; a date is rare with these services and means the usual rest."""
    text = value.strip()
    return min(float(text), _LONGEST_REST) if text.isascii() and text.isdigit() else _USUAL_REST


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Refuse: the answer becomes an HTTPError of its own status."""


@dataclass(slots=True)
class _Timed:
    """Makes connections whose every read ends at one moment, however slowly the bytes drip."""

    kind: type[http.client.HTTPConnection]
    until: float

    def __call__(self, host: str, **options: Any) -> http.client.HTTPConnection:  # noqa: ANN401 -- passed on
        connection = self.kind(host, **options)
        connection.response_class = self._response  # type: ignore[assignment]
        return connection

    def _response(self, sock: socket.socket, *arguments: Any, **options: Any) -> http.client.HTTPResponse:  # noqa: ANN401
        response = http.client.HTTPResponse(sock, *arguments, **options)
        response.fp.close()
        response.fp = io.BufferedReader(_TimedReader(sock, self.until))
        return response


class _TimedReader(io.RawIOBase):
    def __init__(self, sock: socket.socket, until: float) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._until = until

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # noqa: ANN401 -- whatever can be written to
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedHandler(urllib.request.HTTPHandler):
    def __init__(self, until: float) -> None:
        super().__init__()
        self._until = until

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Timed(http.client.HTTPConnection, self._until), req)


class _TimedTlsHandler(urllib.request.HTTPSHandler):
    def __init__(self, until: float) -> None:
        super().__init__()
        self._until = until

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Timed(http.client.HTTPSConnection, self._until), req)
