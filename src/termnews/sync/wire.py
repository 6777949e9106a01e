"""Requests to the reader's own server: one at a time, within a time and a size that no answer may pass.

Redirects are not followed, because a password must not travel to another host; proxies and cookies are not used.
"""

from collections.abc import Mapping, Sequence
from time import monotonic
from urllib.parse import urlencode

import httpx2

from termnews import __version__
from termnews.sync.base import SyncFailedError

USER_AGENT = f"termnews/{__version__} (a news reader for the terminal)"
_SECONDS = 30.0
_LARGEST = 16 << 20
_OK, _REDIRECTS, _DENIED, _BUSY = 200, range(300, 400), {401, 403}, {429, 503}

Form = Sequence[tuple[str, str]]
"""Names and values; a name may come several times."""


class DeniedError(SyncFailedError):
    """The server does not know who asks."""


class MissingError(SyncFailedError):
    """There is nothing at the address."""


class Wire:
    """A connection to one server."""

    def __init__(self, base: str, seconds: float = _SECONDS) -> None:
        """Connect to the server at a base address when the first request is made."""
        self._base = base.rstrip("/")
        self._seconds = seconds
        timeout = httpx2.Timeout(min(seconds, 10.0))
        self._client = httpx2.Client(
            timeout=timeout, follow_redirects=False, trust_env=False, headers={"User-Agent": USER_AGENT}
        )

    def close(self) -> None:
        """Drop the connection."""
        self._client.close()

    def ask(self, path: str, query: Form = (), headers: Mapping[str, str] | None = None) -> bytes:
        """GET a path.

        Raises:
            SyncFailedError: there is no answer, or one that is none.
        """
        return self._send("GET", path + ("?" + urlencode(query) if query else ""), None, headers or {})

    def post(self, path: str, form: Form, headers: Mapping[str, str] | None = None) -> bytes:
        """POST a form to a path.

        Raises:
            SyncFailedError: there is no answer, or one that is none.
        """
        said = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self._send("POST", path, urlencode(form).encode(), said)

    def _send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
        until = monotonic() + self._seconds
        try:
            with self._client.stream(method, self._base + path, content=body, headers=dict(headers)) as response:
                _check(response.status_code)
                answer = bytearray()
                for part in response.iter_bytes():
                    answer += part
                    if len(answer) > _LARGEST:
                        raise SyncFailedError(f"gave an answer larger than {_LARGEST >> 20} MB")
                    if monotonic() > until:
                        raise SyncFailedError(f"did not finish its answer in {self._seconds:g} seconds")
                return bytes(answer)
        except httpx2.TimeoutException:
            raise SyncFailedError("did not answer in time") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError):
            raise SyncFailedError("could not be reached") from None  # the cause might tell the address with a password


def _check(status: int) -> None:
    if status in _DENIED:
        raise DeniedError("does not accept the name and password")
    if status in {404, 405}:
        raise MissingError("has no Google Reader API at this address")
    if status in _REDIRECTS:
        raise SyncFailedError("leads to another address: write that one into the settings")
    if status in _BUSY:
        raise SyncFailedError("asks to be left alone for a while")
    if status != _OK:
        raise SyncFailedError(f"failed (HTTP {status})")
