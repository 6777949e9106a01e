"""What a list is asked to show."""

from dataclasses import dataclass


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
    """What to search for: every word, in any order, the last one possibly unfinished; blank for no search."""
