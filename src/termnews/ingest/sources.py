"""Where a picture of a page or a feed is: what its tag says, completed, and nothing but an address of the web."""

import re
from collections.abc import Iterator, Mapping

from termnews.domain.text import checked_link
from termnews.ingest.links import web_link

_LATE = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src")
"""A page that loads its pictures late has a grey dot in `src`."""
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_SET_PART = re.compile(r"([^\s,]\S{0,2000}[^\s,])(?:\s+(\d{1,5})w)?(?:\s+[\d.]{1,6}x)?\s*(?:,|\Z)")
_LONGEST_SET = 8000
_WIDE_ENOUGH = 640
"""Pixels: more than a window's cells show."""


def find_source(attributes: Mapping[str, str], base: str) -> str:
    """Return the address of the picture that a tag shows, empty when it has none that can be asked for."""
    return next(filter(None, (checked_link(web_link(text, base)) for text in _sources(attributes))), "")


def _sources(attributes: Mapping[str, str]) -> Iterator[str]:
    yield from (attributes.get(name, "") for name in _LATE[:-1])
    yield from (_from_set(attributes[name]) for name in _SETS if attributes.get(name))
    yield attributes.get("src", "")


def _from_set(text: str) -> str:
    """Return the narrowest picture of a set that is wide enough, or the widest."""
    found = [(int(width or 0), address) for address, width in _SET_PART.findall(text[:_LONGEST_SET])]
    wide = [one for one in found if one[0] >= _WIDE_ENOUGH]
    return (min(wide) if wide else max(found, default=(0, "")))[1]
