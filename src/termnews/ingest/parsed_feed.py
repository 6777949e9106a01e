"""What reading a feed begins with and ends in; apart from the reading, which another process may do."""

from dataclasses import dataclass
from datetime import timedelta

from termnews.domain.outlet import FeedEntry
from termnews.domain.place import Countries

_DEGREES_AN_HOUR = 15


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a feed comes from, as far as that is known."""

    link: str = ""
    """Its address, to which its links are relative."""
    country: str = ""
    offset: timedelta = timedelta()
    """How far ahead of UTC the outlet's clock is, for dates without a zone."""


def make_origin(link: str, code: str, countries: Countries) -> Origin:
    """Return the origin of a feed of a country's outlet; the sun tells its clock, to the hour or nearly so."""
    country = countries.get(code)
    hours = round(country.longitude / _DEGREES_AN_HOUR) if country else 0
    return Origin(link, code, timedelta(hours=hours))


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed as read."""

    title: str
    homepage: str
    language: str
    entries: tuple[FeedEntry, ...]
