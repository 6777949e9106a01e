"""Lists of feeds as other readers export and import them: folders become countries or tags."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from xml.sax.saxutils import quoteattr

from lxml import etree

from termnews.domain.outlet import Feed, Outlet
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES, MAX_NAME
from termnews.ingest.catalogue import guess_country
from termnews.ingest.feed_entries import read_language
from termnews.ingest.feed_xml import read_tree, word_of
from termnews.ingest.html_blocks import read_line
from termnews.ingest.links import host_of, web_link

_MOST_OUTLINES = 10_000
_MOST_PROBLEMS = 200
_RULE = "+"
"""Stands in the type of what is no feed, such as "HTML+XPath"."""
_NO_TAGS = frozenset({"world", "all", "default", "uncategorized", "uncategorised", "feeds", "subscriptions"})
"""Folders that say nothing: where readers put what stands in none."""
_SHORT_NAMES = frozenset({"US", "UK"})
"""Countries that are called by two letters; other folders of two, such as IT, AI or TV, are no countries."""
_SECTION = " – "
"""Stands between an outlet's name and the section of a feed."""


def parse_opml(
    data: bytes, name: str, countries: Countries, known: Iterable[Outlet] = ()
) -> tuple[tuple[Outlet, ...], tuple[Problem, ...]]:
    """Read a list of feeds; one that an outlet of `known` has is that outlet's, with all that is known of it."""
    if len(data) > MAX_FILE_BYTES:
        return (), (Problem(name, f"is larger than {MAX_FILE_BYTES >> 20} MB"),)
    root, why = read_tree(data) if data.strip() else (None, "is empty")
    if root is None or word_of(root) != "opml":
        return (), (Problem(name, why or "is no OPML"),)
    by_feed = {feed.link: outlet for outlet in known for feed in outlet.feeds}
    read: dict[str, Outlet] = {}
    problems: list[Problem] = []
    for outline, folders in _outlines(root):
        outlet = _read_outline(outline, folders, countries, by_feed)
        if outlet is None:
            title = read_line(_value(outline, "title", "text") or _value(outline, "xmlurl"), MAX_NAME)
            is_rule = _RULE in _value(outline, "type")
            why = "is a page that another reader takes apart by rules" if is_rule else "is no http(s) address"
            problems.append(Problem(name, f"{title}: {why}"))
        else:
            link = outlet.feeds[0].link
            read[link] = _join(read[link], outlet) if link in read else outlet
    outlets: dict[str, Outlet] = {}
    for outlet in read.values():
        outlets[outlet.key] = _join(outlets.get(outlet.key), outlet)
    return tuple(outlets.values()), tuple(problems[:_MOST_PROBLEMS])


def write_opml(outlets: Iterable[Outlet], countries: Countries) -> str:
    """Return a list of feeds that other readers can import, a folder a country."""
    head = ("<head><title>termnews</title></head>", "<body>")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">', *head]
    for code, group in groupby(sorted(outlets, key=lambda o: o.country), lambda o: o.country):
        folder = quoteattr(countries.name_of(code) if code else "World")
        lines.append(f"<outline text={folder} title={folder}>")
        lines += (_write_outline(outlet, feed) for outlet in group for feed in outlet.feeds)
        lines.append("</outline>")
    return "\n".join([*lines, "</body>", "</opml>", ""])


def _outlines(root: etree._Element) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
    """Find the feeds and the folders they stand in; without recursion, since folders may nest deeper than that."""
    pending: list[tuple[etree._Element, tuple[str, ...]]] = [(root, ())]
    count = 0
    while pending and count < _MOST_OUTLINES:
        element, folders = pending.pop()
        if _value(element, "xmlurl"):
            count += 1
            yield element, folders
        elif word_of(element) == "outline":
            title = read_line(_value(element, "title", "text"), MAX_NAME)
            folders = (*folders, title)[-8:] if title else folders
        pending += [(child, folders) for child in reversed(element)]


def _read_outline(
    outline: etree._Element, folders: tuple[str, ...], countries: Countries, known: Mapping[str, Outlet]
) -> Outlet | None:
    link = web_link(_value(outline, "xmlurl").strip())
    if not link or _RULE in _value(outline, "type"):
        return None
    categories = (part.strip(" /") for part in _value(outline, "category").split(","))
    words = (read_line(word, MAX_NAME) for word in (*folders, *categories))
    codes = {word: _find_country(word, countries) for word in words if word}
    tags = tuple(word for word, code in codes.items() if not code and word.casefold() not in _NO_TAGS)
    if found := known.get(link):
        return replace(found, feeds=tuple(f for f in found.feeds if f.link == link), tags=tags, is_on=True)
    homepage = web_link(_value(outline, "htmlurl"))
    title = read_line(_value(outline, "title", "text"), MAX_NAME)
    text = read_line(_value(outline, "text"), MAX_NAME)
    section = text.removeprefix(title + _SECTION) if text.startswith(title + _SECTION) else "front"
    return Outlet(
        name=title or host_of(link).removeprefix("www."),
        country=next(filter(None, codes.values()), None) or guess_country(homepage or link, countries),
        language=read_language(_value(outline, "language")),
        feeds=(Feed(link, section),),
        homepage=homepage,
        is_own=True,
        tags=tags,
    )


def _find_country(word: str, countries: Countries) -> str | None:
    is_name = len(word) > 2 or word.upper() in _SHORT_NAMES  # noqa: PLR2004 - the length of a code
    return countries.find_code(word) if is_name else None


def _join(before: Outlet | None, outlet: Outlet) -> Outlet:
    """Put the feeds of one outlet together."""
    if before is None:
        return outlet
    feeds = {feed.link: feed for feed in (*before.feeds, *outlet.feeds)}
    country = before.country or outlet.country
    return replace(
        before, country=country, feeds=tuple(feeds.values()), tags=tuple(dict.fromkeys((*before.tags, *outlet.tags)))
    )


def _value(element: etree._Element, *names: str) -> str:
    """Return an attribute whatever the case of its name, the first of several that is there."""
    found = {str(key).lower(): str(value) for key, value in element.attrib.items()}
    return next((found[name] for name in names if found.get(name)), "")


def _write_outline(outlet: Outlet, feed: Feed) -> str:
    text = outlet.name if feed.section == "front" else outlet.name + _SECTION + feed.section
    attributes = {
        "type": "rss", "text": text, "title": outlet.name, "xmlUrl": feed.link, "htmlUrl": outlet.homepage,
        "language": feed.language or outlet.language,
        "category": ",".join(tag.replace(",", " ") for tag in outlet.tags),
    }  # fmt: skip
    return "<outline " + " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items() if value) + "/>"
