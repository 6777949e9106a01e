"""Outlets and what they publish, as immutable values."""

from dataclasses import dataclass
from datetime import datetime

from termnews.domain.article import Block

KINDS = frozenset({"agency", "broadcaster", "digital", "magazine", "newspaper"})
"""What an outlet is."""
OWNERSHIPS = frozenset({"private", "public", "state", "nonprofit", "exile"})
"""Who stands behind it: `public` is a broadcaster with a charter, `state` a voice of its government."""


def outlet_key(country: str, name: str) -> str:
    """Return what tells an outlet from every other: two countries may have a "Le Matin" each."""
    return f"{country}/{name}"


@dataclass(frozen=True, slots=True)
class Feed:
    """An address at which an outlet publishes its articles."""

    link: str
    """http(s) only."""
    section: str = "front"
    language: str = ""
    """ISO 639-1; empty when it is the outlet's own."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news organisation and where to read it."""

    name: str
    country: str
    """ISO code of the country that it covers: for an outlet in exile not the one that it writes from."""
    language: str
    """ISO 639-1; empty when unknown."""
    feeds: tuple[Feed, ...]
    kind: str = ""
    """One of KINDS, empty when unknown."""
    ownership: str = ""
    """One of OWNERSHIPS, empty when unknown."""
    homepage: str = ""
    is_on: bool = True
    """Whether a refresh reads it."""
    is_own: bool = False
    """Whether the reader added it: then its feeds are read whatever its robots.txt says of crawlers."""
    has_full_text: bool = False
    """Whether a refresh fetches the page of each article."""
    tags: tuple[str, ...] = ()
    """The reader's own words for it, such as the folders of an imported list."""

    @property
    def key(self) -> str:
        """Return what tells it from every other outlet."""
        return outlet_key(self.country, self.name)

    @property
    def label(self) -> str:
        """Return what a reader has to know of whose voice it is, empty for most outlets."""
        return {"state": "state media", "exile": "in exile"}.get(self.ownership, "")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One item of a feed, cleaned, before it is an article."""

    id: str
    """What the feed calls it; never empty, and not always one of a kind."""
    headline: str
    link: str
    """http(s) only; empty when unknown."""
    published: datetime | None
    """UTC; None when the feed says nothing that can be read as a date."""
    blocks: tuple[Block, ...] = ()
    byline: str = ""
    language: str = ""
    picture: str = ""
    """The address of its picture, http(s) only; empty when there is none."""
