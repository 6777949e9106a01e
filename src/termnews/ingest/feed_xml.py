"""The bytes of an XML feed to a tree, however broken they are.

No entity is ever expanded, no address ever asked for, and the time it takes grows with the size and nothing else: what
a feed got wrong is mended in the text, and libxml2 recovers from the rest.
"""

import codecs
import re
from functools import lru_cache
from html.entities import html5

from lxml import etree

from termnews.ingest.decode import decode_text

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,400}\?>", re.IGNORECASE)
_START = re.compile(r"<(?:\?xml|!doctype|rss|feed|rdf|channel|opml|item|entry|\w+:(?:rdf|feed))\b", re.IGNORECASE)
_JUNK = 4096
"""Characters before the first tag that are passed over."""
_TEXT_CODECS = re.compile(
    r"(?:utf|u8|us-?ascii|ascii|iso|latin|l[1-9]$|windows|cp|x-|koi8|mac|big5|gb|hz|euc|shift|sjis|s_jis|ms|tis|ks|johab|ibm)",
    re.IGNORECASE,
)
"""Python knows codecs that are none, such as bz2."""
_NEVER = frozenset({"utf-7", "iso2022-kr", "ascii", "utf-8"})
"""What says nothing once a text has turned out not to be UTF-8, and what hides markup."""
_BROKEN_SHARE = 500
"""One character that does not fit among this many still fits."""
_WIDE = ("utf-16", "utf-32")
_MEND = re.compile(
    r"(<!\[CDATA\[(?:.*?\]\]>|.*)|<!--(?:.*?-->|.*)|&(?:amp|lt|gt|quot|apos);)"
    r"|&#(x[0-9a-fA-F]{1,8}|[0-9]{1,9});|&([A-Za-z][A-Za-z0-9]{1,31});|(&)|<(?![A-Za-z_/!?])",
    re.DOTALL,
)
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = (("\x1b[", "\x9b"), ("\x1b]", "\x9d"), ("\x1b\\", "\x9c"), ("\x07", "\x9c"))
"""Terminal controls in the spelling that XML allows, so that they can be taken out whole later on."""
_TAB_OR_LINE_END = (9, 10, 13)
_SPACES = {
    "http://www.w3.org/2005/Atom": "atom", "http://purl.org/atom/ns#": "atom", "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc", "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content", "http://search.yahoo.com/mrss": "media",
    "http://search.yahoo.com/mrss/": "media", "https://search.yahoo.com/mrss/": "media",
    "http://www.rssboard.org/media-rss": "media",
    "http://www.w3.org/1999/xhtml": "html", "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf", "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/": "", "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://purl.org/net/rss1.1#": "", "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://purl.org/rss/modules/content/": "content", "http://www.w3.org/XML/1998/namespace": "xml",
}  # fmt: skip
"""Namespaces and the words by which this room calls their tags."""


def read_tree(data: bytes, charset: str = "") -> tuple[etree._Element | None, str]:
    """Return the root of a feed and nothing, or nothing and why there is none; `charset` is what HTTP said."""
    text, why = decode_markup(data, charset)
    if why:
        return None, why
    text = _from_start(text)
    if not text:
        return None, "is no feed"
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8",
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(_mend(text).encode(), parser)
    except etree.XMLSyntaxError:
        return None, "cannot be read as XML"
    return (root, "") if root is not None else (None, "cannot be read as XML")


def word_of(element: etree._Element) -> str:
    """Return what a tag is called here: `title`, `atom:link`, `media:content`, in lower case."""
    return _word(element.tag) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=2048)
def _word(tag: str) -> str:
    if not tag.startswith("{"):
        return tag.lower()
    space, _, name = tag[1:].partition("}")
    prefix = _SPACES.get(space, space.rstrip("/#").rsplit("/", 1)[-1])
    return f"{prefix}:{name}".lower() if prefix else name.lower()


def decode_markup(data: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of a feed or a page and nothing, or nothing and why it is none.

    UTF-8 when it is, for few other texts are by chance; then what the document says, what HTTP says, and a guess.
    """
    is_marked = data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:200]
    if not is_marked and b"\x1b$" not in data:
        try:
            return data.decode("utf-8-sig"), ""
        except UnicodeDecodeError:
            pass
        declared = _DECLARED.match(data) or _META.search(data[:4096])
        for name in (declared[1].decode("ascii") if declared else "", charset):
            if (text := _decode_as(data, name)) is not None:
                return text, ""
    text, why = decode_text(data)
    return text, why


def _decode_as(data: bytes, name: str) -> str | None:
    """Decode as a feed says; None when that is no encoding of text or does not fit."""
    if not _TEXT_CODECS.match(name):
        return None
    try:
        codec = codecs.lookup(name).name
        if codec.startswith(_WIDE) or codec in _NEVER:
            return None
        text = data.decode("cp1252" if codec == "iso8859-1" else codec, "replace")
    except (LookupError, ValueError):
        return None
    return text if text.count("\ufffd") * _BROKEN_SHARE <= len(text) else None


def _from_start(text: str) -> str:
    """Drop the declaration, which no longer holds, and anything before the first tag."""
    start = _START.search(text[:_JUNK])
    if not start:
        return ""
    text = text[start.start() :]
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _mend(text: str) -> str:
    for sequence, control in _CONTROLS:
        text = text.replace(sequence, control)
    text = _INVALID.sub("", text)
    return _MEND.sub(_mended, text)


def _mended(match: re.Match[str]) -> str:
    whole, number, name, ampersand = match.groups()
    if whole:
        return str(whole)
    if number:
        return _character(int(number[1:], 16) if number[0] == "x" else int(number))
    if name:
        known = html5.get(f"{name};")
        return known.replace("&", "&amp;").replace("<", "&lt;") if known else f"&amp;{name};"
    return "&amp;" if ampersand else "&lt;"


def _character(number: int) -> str:
    """Return the character a reference means; 128 to 159 are what Windows shows there."""
    if number in {38, 60, 62}:
        return f"&#{number};"
    if 0x80 <= number <= 0x9F:  # noqa: PLR2004 the C1 controls
        return bytes([number]).decode("cp1252", "ignore")
    is_text = number >= 0x20 or number in _TAB_OR_LINE_END  # noqa: PLR2004 the first that is no control
    if not is_text or 0xD800 <= number <= 0xDFFF or number in {0xFFFE, 0xFFFF} or number > 0x10FFFF:  # noqa: PLR2004
        return ""
    return chr(number)
