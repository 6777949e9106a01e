"""What is asked of the network and what it answers, as values; who asks is behind a protocol."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """One address to fetch."""

    link: str
    key: str = ""
    """What the asker knows it by; comes back with the answer."""
    etag: str = ""
    last_modified: str = ""
    honours_robots: bool = True
    """Whether the site's robots.txt can forbid it."""
    accept: str = "*/*"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a request."""

    request: FetchRequest
    status: int = 0
    """Of HTTP; 0 when there was no answer."""
    data: bytes = b""
    """The body, its compression undone; empty unless the status is 200."""
    link: str = ""
    """Where it was found after redirects."""
    moved_to: str = ""
    """Where it has moved to for good, when every redirect on the way said so."""
    etag: str = ""
    last_modified: str = ""
    content_type: str = ""
    retry_after: datetime | None = None
    """When the host wants to be asked again, if it said so."""
    why: str = ""
    """Why there is no body, one sentence, lower case; empty when there is one or nothing is new."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the server says that nothing is new."""
        return self.status == HTTPStatus.NOT_MODIFIED and not self.why

    @property
    def is_put_off(self) -> bool:
        """Whether nothing was asked, because the host wants to be left alone."""
        return not self.status and self.retry_after is not None


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of others, and how much of theirs is taken."""

    in_flight: int = 32
    """Requests at once, all hosts together; one at once for each host."""
    gap: float = 2.0
    """Seconds between the end of one request to a host and the start of the next."""
    seconds: float = 20.0
    """For one request from looking up its name to its last byte, redirects too."""
    size: int = 10 * 1024 * 1024
    """Bytes of a body, after decompression."""
    redirects: int = 5
    allows_private: bool = False
    """Whether an address on this machine or this network may be asked for; a redirect to another one never works."""


class Retriever(Protocol):
    """Fetches addresses, politely."""

    def retrieve(
        self, requests: Iterable[FetchRequest], started: Callable[[FetchRequest], None] | None = None
    ) -> Iterator[Fetched]:
        """Yield each request's answer as it comes, in any order; never raises for what the network does.

        `started` is called when a request leaves. Closing the iterator drops what is under way.
        """
        ...

    def stop(self) -> None:
        """End the run that is under way; safe from any thread."""
        ...
