"""The items of RSS, RDF and Atom trees, raw."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree

from termnews.ingest.feed_entries import RawEntry
from termnews.ingest.feed_xml import word_of

Fields = Mapping[str, Sequence[etree._Element]]  # noqa: SLF001 - lxml has no other name for it
_ITEMS = frozenset({"item", "entry", "atom:entry"})
_ROOTS = frozenset({"rss", "rdf:rdf", "rdf", "feed", "atom:feed", "channel", "item", "entry", "atom:entry"})
_HEADLINES = ("title", "atom:title", "media:title", "dc:title")
_BODIES = (
    "content:encoded", "atom:content", "content", "description", "atom:summary", "summary", "html:body",
    "dc:description", "itunes:summary", "encoded", "full-text", "yandex:full-text",
)  # fmt: skip
_DATES = (
    "pubdate", "atom:published", "published", "atom:issued", "dc:date", "dcterms:issued", "dcterms:created", "date",
    "atom:created", "atom:updated", "updated", "atom:modified", "dcterms:modified", "lastbuilddate",
)  # fmt: skip
_BYLINES = ("dc:creator", "atom:author", "author", "itunes:author", "media:credit")
_WRITERS = frozenset({"author", "writer", "reporter"})
"""Roles of who wrote the text; other credits belong to pictures."""
_PICTURES = ("media:content", "media:thumbnail", "enclosure", "atom:link", "itunes:image", "image")
_LANGUAGES = ("dc:language", "language")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)\b", re.IGNORECASE)
_PREFIX = re.compile(r"(</?)[A-Za-z][\w.-]{0,40}:(?=[A-Za-z])")
_MOST_FIELDS = 200
"""Children of one item that are looked at."""


class Channel(NamedTuple):
    """What a feed says of itself, raw."""

    title: str
    link: str
    language: str


def is_feed(root: etree._Element) -> bool:
    """Tell a feed from other XML."""
    return word_of(root) in _ROOTS or next(_find_items(root), None) is not None


def read_channel(root: etree._Element) -> Channel:
    """Read what stands above the items."""
    inner = next((child for child in root if word_of(child) == "channel"), root)
    fields = _fields(inner)
    language = _first_text(fields, _LANGUAGES) or inner.get(_LANG, "") or root.get(_LANG, "")
    return Channel(_first_text(fields, ("title", "atom:title")), next(iter(_links(fields)), ""), language)


def read_items(root: etree._Element, base: str) -> Iterator[RawEntry]:
    """Read the items one by one, wherever they stand."""
    for item in _find_items(root):
        fields = _fields(item)
        body, is_plain = _body(fields)
        yield RawEntry(
            id=_first_text(fields, ("guid", "atom:id", "id", "dc:identifier")) or item.get(_ABOUT, ""),
            headline=_first_text(fields, _HEADLINES),
            links=tuple(_links(fields)),
            body=body,
            is_plain=is_plain,
            dates=tuple(
                text for name in _DATES for field in fields.get(name, ())[:2] if (text := _text(field).strip())
            ),
            byline=_byline(fields),
            language=item.get(_LANG, "") or _first_text(fields, _LANGUAGES),
            pictures=tuple(_pictures(fields)),
            caption=_first_text(fields, ("media:description", "media:text")),
            credit=_first_text(fields, ("media:credit",)),
            base=_join(base, item.base or ""),
        )


def _find_items(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter() if word_of(element) in _ITEMS)


def _fields(item: etree._Element) -> Fields:
    """Sort an item's children, and those of its media, by their words."""
    fields: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for child in item[:_MOST_FIELDS]:
        word = word_of(child)
        fields[word].append(child)
        if word in {"media:group", "media:content"}:
            for inner in child.iterdescendants():
                fields[word_of(inner)].append(inner)
    return fields


def _first_text(fields: Fields, names: Sequence[str]) -> str:
    texts = (_text(field) for name in names for field in fields.get(name, ()))
    return next((text for text in texts if text.strip()), "")


def _text(element: etree._Element) -> str:
    """Return what an element holds, tags inside it as HTML."""
    if not len(element):
        return element.text or ""
    inner = (etree.tostring(child, encoding="unicode", method="html") for child in element)
    return _PREFIX.sub(r"\1", (element.text or "") + "".join(inner))


def _body(fields: Fields) -> tuple[str, bool]:
    """Return the longest text that an item gives and whether it is plain."""
    found = [(_text(field), field) for name in _BODIES for field in fields.get(name, ())[:3]]
    found = found or [(_text(field), field) for field in fields.get("media:description", ())[:3]]
    if not found:
        return "", False
    text, field = max(found, key=lambda pair: len(pair[0]))
    return text, field.get("type") in {"text", "text/plain"} and word_of(field).startswith("atom:")


def _links(fields: Fields) -> Iterator[str]:
    """Find the addresses of the page, best first."""
    yield from (_text(field) for field in fields.get("feedburner:origlink", ()))
    atom = [f for f in (*fields.get("atom:link", ()), *fields.get("link", ())) if f.get("href")]
    pages = [f for f in atom if f.get("rel", "alternate").strip().lower() == "alternate"]
    for wanted in ("text/html", "application/xhtml+xml"):
        yield from (f.get("href", "") for f in pages if _kind(f) == wanted)
    yield from (_text(field) for field in fields.get("link", ()))
    yield from (_text(f) for f in fields.get("guid", ()) if f.get("ispermalink", f.get("isPermaLink")) != "false")
    yield from (_text(field) for name in ("atom:id", "id", "url") for field in fields.get(name, ()))
    yield from (f.get("href", "") for f in pages if not _kind(f).endswith(("xml", "json")))


def _kind(link: etree._Element) -> str:
    """Return what a link says it leads to, a web page for want of a word."""
    return (link.get("type") or "text/html").partition(";")[0].strip().lower()


def _byline(fields: Fields) -> str:
    """Return who wrote it: several names for several elements, without addresses of mail."""
    for name in _BYLINES:
        written = (
            field for field in fields.get(name, ())[:8] if name != "media:credit" or field.get("role") in _WRITERS
        )
        names = dict.fromkeys(filter(None, map(_person, written)))
        if names:
            return ", ".join(names)
    return ""


def _person(element: etree._Element) -> str:
    inner = next((child for child in element if word_of(child) in {"atom:name", "name"}), element)
    text = " ".join((inner.text or "")[:400].split())
    if "@" not in text:
        return text
    opening = text.find("(")
    return text[opening + 1 :].rstrip(") ") if opening >= 0 else ""


def _pictures(fields: Fields) -> Iterator[str]:
    """Find the addresses of an item's pictures, best first."""
    for name in _PICTURES:
        for field in fields.get(name, ())[:20]:
            address = field.get("url") or field.get("href") or ""
            if address and _is_picture(name, field, address):
                yield address
    yield from (_text(f) for f in fields.get("image", ()) if not f.get("href") and not len(f))


def _is_picture(name: str, field: etree._Element, address: str) -> bool:
    if name in {"media:thumbnail", "itunes:image", "image"}:
        return True
    if name == "atom:link" and field.get("rel") != "enclosure":
        return False
    said = field.get("type") or field.get("medium") or ""
    return said.startswith("image") if said else bool(_PICTURE_NAME.search(address))


def _join(base: str, inner: str) -> str:
    if not inner:
        return base
    try:
        return urljoin(base, inner)
    except ValueError:
        return base
