"""What a list is asked to show."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles to list; every condition that is set must hold."""

    country: str = ""
    """ISO code of the outlet's country; empty for all."""
    is_unread: bool = False
    """Only what has not been read."""
    is_bookmarked: bool = False
    """Only what is kept."""
    is_overlooked: bool = False
    """Only articles of overlooked stories."""
    words: str = ""
    """What to search for, as the reader typed it: see `query_parse`; blank for no search."""
    saved: str = ""
    """The query of a saved search, which the words narrow further."""
    shows_muted: bool = False
    """Also what mute rules hide."""
    now: datetime | None = field(default=None, compare=False)
    """The moment from which `after:7d` counts, UTC; None for that of the newest article."""

    @property
    def is_search(self) -> bool:
        """Whether something is searched for."""
        return bool(self.words.strip() or self.saved.strip())
