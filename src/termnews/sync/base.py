"""What a server of feeds tells, as values, and what goes wrong with it."""

from dataclasses import dataclass
from datetime import datetime


class SyncFailedError(Exception):
    """The server cannot be used; the words say why and hold no secret."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that somebody reads on the server."""

    id: str
    """What the server calls it."""
    link: str
    """The feed's address."""
    title: str = ""
    homepage: str = ""
    labels: tuple[str, ...] = ()
    """The folders it stands in."""


@dataclass(frozen=True, slots=True)
class RemoteItem:
    """An article as the server has it."""

    id: str
    """Decimal, as lists of ids give it."""
    link: str
    is_read: bool
    is_starred: bool
    title: str = ""
    html: str = ""
    byline: str = ""
    published: datetime | None = None
    feed: str = ""
    """The id of its subscription."""
    outlet: str = ""
    """The subscription's title."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether an article is read and starred."""

    is_read: bool
    is_starred: bool
