"""How a feed has been doing, as a value that is kept from one refresh to the next."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """What is known of a feed from having asked it; all times are UTC."""

    feed: str
    """Its address in the catalogue."""
    etag: str = ""
    """Sent back to ask whether anything changed."""
    last_modified: str = ""
    """Likewise, as the server wrote it."""
    tried: datetime | None = None
    succeeded: datetime | None = None
    """The last answer that could be used, an unchanged one too."""
    read: datetime | None = None
    """The last whole answer: once a day nothing is left to the server's word that all is as before."""
    due: datetime | None = None
    """When to ask again; None at once."""
    paused: datetime | None = None
    """Until when its host asked to be left alone."""
    interval: float = 0.0
    """Seconds between two visits as they have turned out best; 0 before the first."""
    failures: int = 0
    """In a row."""
    missing: int = 0
    """Answers "not found" in a row."""
    why: str = ""
    """What went wrong the last time, empty when nothing did."""
    is_disabled: bool = False
    """It is gone: not asked again until the reader wants it."""
    moved_to: str = ""
    """Where it said that it has moved to for good."""

    @property
    def address(self) -> str:
        """Return where to ask."""
        return self.moved_to or self.feed
