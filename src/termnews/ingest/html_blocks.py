"""HTML of any quality to blocks: what is read, in order, and nothing of how it looked.

Reading is a walk over tags as they come, without a tree: deep nesting costs nothing and the time grows with the size.
"""

import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from html import unescape

from lxml import etree

from termnews.domain.article import Block, Caption, Heading, ListItem, Paragraph, Picture, Quote
from termnews.domain.text import MAX_BLOCKS, MAX_BODY_CHARACTERS, MAX_HEADLINE, MAX_NAME, clean_text, cut_text
from termnews.ingest.blocks import cap_blocks
from termnews.ingest.captions import split_credit
from termnews.ingest.sources import find_source

_NOT_READ = """
script style template svg math head iframe object embed video audio canvas map form button select textarea nav noscript
dialog datalist
"""
_SET_APART = """
p div section article main header footer aside blockquote ul ol li dl dt dd figure figcaption table thead tbody tr td th
caption pre hr address details summary center h1 h2 h3 h4 h5 h6 body html
"""
_SKIPPED = frozenset(_NOT_READ.split())
_PARTS = frozenset(_SET_APART.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = frozenset({"figcaption"})
_KINDS = _HEADINGS | _CAPTIONS | {"blockquote", "li"}
"""Tags that say what the text in them is; the innermost counts, but all of a caption is one."""
_TAG = re.compile(r"<[A-Za-z/!?]")
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<!?\[[^\]>]*\]?[^>]*>|</?[A-Za-z][^<>]*>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAIL = re.compile(
    r"The post .{1,400} (?:appeared first on|first appeared on) .{1,200}|(?:continue reading|read more|read full story"
    r"|lire la suite|leer más|weiterlesen|leia mais|читать далее)\W{0,8}(?:→|»|›)?\W{0,4}",
    re.IGNORECASE,
)
"""What blogging software writes below a summary."""
_LONGEST_LINE = 20_000
"""Characters of a headline with its markup that are looked at."""
_SMALL = 3
"""Pixels: a smaller picture counts readers."""
_OWN = threading.local()
"""A thread's parser: to make one costs as much as to read a summary with it."""
_DIGITS = re.compile(r"\s*(\d{1,6})")


def read_html(html: str, base: str = "") -> tuple[Block, ...]:
    """Return the blocks of a piece of HTML, or of plain text, which many feeds give instead.

    `base` is the address to which its pictures' addresses are relative.
    """
    if not _TAG.search(html):
        return cap_blocks(tuple(Paragraph(text) for text in [clean_text(_unescape(html))] if text))
    walk = _walk_html(html, base)
    blocks = walk.close()
    if blocks and isinstance(last := blocks[-1], Paragraph) and _TAIL.fullmatch(last.text):
        blocks.pop()
    return cap_blocks(tuple(blocks))


def _walk_html(html: str, base: str) -> "_Walk":
    if not hasattr(_OWN, "parser"):
        _OWN.walk = _Walk()
        _OWN.parser = etree.HTMLParser(
            target=_OWN.walk, encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
        )
    walk: _Walk = _OWN.walk
    walk.begin(base)
    with suppress(etree.XMLSyntaxError):  # nothing but a comment or white space
        etree.fromstring(html.encode("utf-8", "replace"), _OWN.parser)
    return walk


def read_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of plain text, a paragraph where a blank line stands."""
    parts = [clean_text(part) for part in re.split(r"\n\s*\n", text[: MAX_BODY_CHARACTERS * 2])]
    return cap_blocks(tuple(Paragraph(part) for part in parts if part))


def read_line(html: str, limit: int = MAX_HEADLINE) -> str:
    """Return a headline or a name as one clean line, whatever markup stands in it."""
    text = html[:_LONGEST_LINE]
    if "<" in text:
        text = _strip(text)
    if "&" in text:
        text = _unescape(text)
        if "<" in text and re.search(
            r"</?(?:b|i|em|strong|span|font|br|p|a|u|sup|sub|script|style)\b[^<>]*>", text, re.IGNORECASE
        ):
            text = _strip(text)
    return cut_text(clean_text(text), limit)


def _strip(text: str) -> str:
    return _MARKUP.sub(_gap, _HIDDEN.sub(" ", text))


def _gap(match: re.Match[str]) -> str:
    """Keep words apart that a line break or a paragraph kept apart."""
    return " " if re.match(r"</?(?:br|p|div|li|h\d|td|tr)\b", match[0], re.IGNORECASE) else ""


def _unescape(text: str) -> str:
    """Undo character references, twice where a feed has written them twice."""
    once = unescape(text)
    return unescape(once) if re.search(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-z]{2,8});", once) else once


class _Walk:
    """Collects blocks while the parser calls out tags and text."""

    def __init__(self) -> None:
        """Begin with nothing collected."""
        self.begin()

    def begin(self, base: str = "") -> None:
        """Forget what was collected before."""
        self._base = base
        self._blocks: list[Block] = []
        self._text: list[str] = []
        self._kinds: list[str] = []
        self._skipped = 0
        self._has_text = False
        self._breaks = 0
        self._size = 0
        self._pictures: list[Picture] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _SKIPPED:
            self._skipped += 1
        if self._skipped:
            return
        if tag == "img":
            self._see_picture(attributes)
        elif tag == "br":
            self._breaks += 1
            self._text.append(" ")
            if self._breaks > 1:
                self._end_block()
        elif tag in _PARTS:
            self._end_block()
            if tag in _KINDS:
                self._kinds.append(tag)

    def end(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif not self._skipped and tag in _PARTS:
            self._end_block()
            if tag in _KINDS and self._kinds and self._kinds[-1] == tag:
                self._kinds.pop()

    def data(self, text: str) -> None:
        if self._skipped or self._size > MAX_BODY_CHARACTERS * 2:
            return
        self._size += len(text)
        if not text.isspace():
            self._has_text = True
            self._breaks = 0
        self._text.append(text)

    def comment(self, text: str) -> None:
        """Comments are not read."""

    def close(self) -> list[Block]:
        self._end_block()
        return [block for at, block in enumerate(self._blocks) if not _is_bare(block, self._blocks[at + 1 : at + 2])]

    def _see_picture(self, attributes: Mapping[str, str]) -> None:
        sizes = [_DIGITS.match(attributes.get(side, "")) for side in ("width", "height")]
        if any(size and int(size[1]) < _SMALL for size in sizes) or len(self._pictures) > MAX_BLOCKS:
            return
        alt = cut_text(clean_text(attributes.get("alt", "")), MAX_NAME)
        self._pictures.append(Picture(alt, find_source(attributes, self._base)))
        if not self._has_text:
            self._end_block()

    def _end_block(self) -> None:
        """Put what was collected into a block; pictures stand before a caption and behind running text."""
        text = clean_text("".join(self._text)) if self._text else ""
        self._text.clear()
        self._has_text = False
        self._breaks = 0
        kind = self._kinds[-1] if self._kinds else ""
        if _CAPTIONS & {*self._kinds[-4:]}:
            kind = "figcaption"
        if text and kind != "figcaption":
            self._blocks.append(_block(kind, text))
        self._blocks += self._pictures
        self._pictures.clear()
        if text and kind == "figcaption":
            self._blocks.append(Caption(*split_credit(text)))


def _block(kind: str, text: str) -> Block:
    if kind in _HEADINGS:
        return Heading(text, int(kind[1]))
    if kind == "blockquote":
        return Quote(text)
    if kind == "li":
        return ListItem(text)
    return Paragraph(text)


def _is_bare(block: Block, following: list[Block]) -> bool:
    """Tell a picture of which there is nothing to read."""
    return isinstance(block, Picture) and not block.alt and not (following and isinstance(following[0], Caption))
