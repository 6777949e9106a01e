"""An article's web page to readable blocks: the text without what stands around it, pictures' captions in their places.

Trafilatura finds the text; it drops captions, so they are found here and put back by the words around them. Whoever
calls this gives it a process of its own: a page is anybody's, and may be made to take long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

import trafilatura
from lxml import etree, html

from termnews.domain.article import Block, Caption, Heading, ListItem, Paragraph, Picture, Quote, block_text
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_HEADLINE, MAX_NAME, checked_link, clean_text, cut_text
from termnews.ingest.blocks import cap_blocks
from termnews.ingest.captions import split_credit
from termnews.ingest.feed_dates import parse_feed_date
from termnews.ingest.feed_entries import read_language
from termnews.ingest.feed_xml import decode_markup
from termnews.ingest.links import web_link
from termnews.ingest.sources import find_source

MAX_PAGE_BYTES = 5 * 1024 * 1024
"""A larger page is not read."""
_MOST_ELEMENTS = 60_000
_MOST_FIGURES = 60
_LONGEST_CAPTION = 600
_ANCHOR = 60
"""Characters by which a paragraph is known again."""
_LEAST_WORDS = 20
_ANCHOR_TEXT = 300
_NEAR_TOP = 4
"""Blocks among which a picture is taken for the one that a page shows of itself."""
_WRAPPERS = {"quote": "quote", "item": "item", "cell": "cell"}
"""What a paragraph inside these is."""
_BODY_BLOCKS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "cell"})
_CAPTIONED = frozenset({"figure", "figcaption"})
_CAPTION_TAGS = frozenset({"p", "div", "span", "small", "figcaption"})
_BESIDE = frozenset({"aside", "nav", "footer"})
_LEAF_BLOCKS = frozenset({"p", "h2", "h3", "li", "blockquote"})
_CAPTION_CLASS = re.compile(r"caption|(?:^|[\s_-])(?:legend|legenda|bildunterschrift|cutline)", re.IGNORECASE)
_CREDIT_CLASS = re.compile(r"credit|copyright|(?:^|[\s_-])(?:source|author|agency)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says."""

    headline: str
    blocks: tuple[Block, ...]
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    picture: str = ""
    """The address of the picture that the page shows of itself, http(s) only."""


@dataclass(frozen=True, slots=True)
class _Figure:
    alt: str
    caption: str
    before: str
    """How the paragraph begins that stands before it, empty for none."""
    after: str
    """How the one behind it begins."""
    credit: str = ""
    """Who made it, where the page sets that apart."""
    link: str = ""
    """Where it is."""


def read_page(data: bytes, name: str, link: str = "", charset: str = "") -> Page | Problem:
    """Read a page; `name` is what a Problem calls it, `charset` is what HTTP said of the encoding."""
    tree = _parse(data, name, charset)
    if isinstance(tree, Problem):
        return tree
    meta = _read_meta(tree)
    figures = tuple(islice(_find_figures(tree, _find_base(tree, link)), _MOST_FIGURES))
    language = read_language(tree.get("lang") or meta.get("og:locale", ""))
    found = trafilatura.bare_extraction(tree, url=link or None, include_comments=False, fast=True)
    body = getattr(found, "body", None)
    blocks = tuple(_read_body(body)) if body is not None else ()
    headline = cut_text(clean_text(meta.get("og:title") or meta.get("title", "")), MAX_HEADLINE)
    blocks = _without_headline(blocks, headline)
    if sum(len(block_text(block).split()) for block in blocks) < _LEAST_WORDS:
        return Problem(name, "shows no text of its own")
    picture = checked_link(web_link(meta.get("og:image", ""), link))
    return Page(
        headline=headline,
        blocks=cap_blocks(_with_own_picture(_place(blocks, figures), picture)),
        byline=cut_text(clean_text(meta.get("author", "")), MAX_NAME),
        published=parse_feed_date(meta.get("article:published_time", ""), offset=timedelta()),
        language=language,
        picture=picture,
    )


def _parse(data: bytes, name: str, charset: str) -> html.HtmlElement | Problem:
    if len(data) > MAX_PAGE_BYTES:
        return Problem(name, f"is larger than {MAX_PAGE_BYTES >> 20} MB")
    text, why = decode_markup(data, charset) if data.strip() else ("", "is empty")
    if why:
        return Problem(name, why)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return Problem(name, "is no web page")
    if next(islice(tree.iter(), _MOST_ELEMENTS, None), None) is not None:
        return Problem(name, "is too tangled to be read")
    return tree


def _read_meta(tree: html.HtmlElement) -> dict[str, str]:
    """Return what the page says of itself, the first of each name."""
    meta: dict[str, str] = {}
    for element in islice(tree.iter("meta"), 500):
        key = (element.get("property") or element.get("name") or "").lower()
        if key and element.get("content"):
            meta.setdefault(key, element.get("content", ""))
    title = tree.find(".//title")
    meta.setdefault("title", (title.text or "") if title is not None else "")
    return meta


def _read_body(body: etree._Element) -> Iterator[Block]:
    """Turn the tags in which trafilatura tells a text into blocks."""
    for element in body.iter():
        parent = element.getparent()
        tag = (
            _WRAPPERS.get(parent.tag if parent is not None else "", element.tag) if element.tag == "p" else element.tag
        )
        text = " | ".join(_cells(element)) if tag == "row" else clean_text("".join(_own_text(element)))
        if not text:
            continue
        match tag:
            case "head":
                yield Heading(text, _level(element))
            case "p" | "row":
                yield Paragraph(text)
            case "quote":
                yield Quote(text)
            case "item":
                yield ListItem(text)
            case _:
                pass


def _own_text(element: etree._Element) -> Iterator[str]:
    """Yield the words of an element, without those of blocks inside it."""
    yield element.text or ""
    for child in element:
        if child.tag == "lb":
            yield " "
        elif child.tag not in _BODY_BLOCKS:
            yield from child.itertext()
        yield child.tail or ""


def _cells(row: etree._Element) -> Iterator[str]:
    cells = (clean_text("".join(cell.itertext())) for cell in row.iter("cell"))
    return filter(None, cells)


def _level(element: etree._Element) -> int:
    digit = (element.get("rend") or "h2")[-1:]
    return int(digit) if digit in "123456" else 2


def _without_headline(blocks: tuple[Block, ...], headline: str) -> tuple[Block, ...]:
    """Drop the headline where it stands above the text again."""
    is_again = (
        blocks and isinstance(blocks[0], Heading) and (blocks[0].level == 1 or _key(blocks[0].text) == _key(headline))
    )
    return blocks[1:] if is_again else blocks


def _find_base(tree: html.HtmlElement, link: str) -> str:
    """Return the address to which those of a page are relative."""
    base = tree.find(".//base")
    return web_link(base.get("href", ""), link) or link if base is not None else link


def _find_figures(tree: html.HtmlElement, base: str) -> Iterator[_Figure]:
    """Find captioned pictures and the words around them, in the order of the page."""
    waiting: list[_Figure] = []
    seen: set[str] = set()
    before = ""
    for element in tree.iter():
        if _is_caption(element):
            found = _read_figure(element, before, base)
            if found and found.caption not in seen:
                seen.add(found.caption)
                waiting.append(found)
        elif element.tag in _LEAF_BLOCKS and not _is_within(element, _CAPTIONED):
            before = _key(element.text_content()[:_ANCHOR_TEXT]) or before
            yield from (replace(figure, after=before) for figure in waiting)
            waiting = []
    yield from waiting


def _is_caption(element: html.HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    is_called = element.tag in _CAPTION_TAGS and _CAPTION_CLASS.search(element.get("class", "")[:200])
    return bool(is_called) and element.find(".//img") is None


def _read_figure(caption: html.HtmlElement, before: str, base: str) -> _Figure | None:
    text = clean_text(caption.text_content()[: 2 * _LONGEST_CAPTION])
    if not text or len(text) > _LONGEST_CAPTION or _is_within(caption, _BESIDE):
        return None
    around = next((e for e in islice(caption.iterancestors(), 3) if e.find(".//img") is not None), None)
    image = around.find(".//img") if around is not None else None
    alt = cut_text(clean_text(image.get("alt", "")), MAX_NAME) if image is not None else ""
    credit = next((clean_text(e.text_content()) for e in caption.iterdescendants() if _is_credit(e)), "")
    text = text.removesuffix(credit).rstrip(" |—–-") if credit else text
    source = find_source(image.attrib, base) if image is not None else ""
    return _Figure(alt, text, before, "", cut_text(credit, MAX_NAME), source)


def _is_credit(element: html.HtmlElement) -> bool:
    return bool(_CREDIT_CLASS.search(element.get("class", "")[:200]))


def _is_within(element: html.HtmlElement, tags: frozenset[str]) -> bool:
    return any(ancestor.tag in tags or _is_caption(ancestor) for ancestor in islice(element.iterancestors(), 30))


def _place(blocks: tuple[Block, ...], figures: Sequence[_Figure]) -> tuple[Block, ...]:
    """Put captions where they stood; those with no words of the text beside them belonged to something else."""
    captions = {_key(figure.caption) for figure in figures}
    kept = [block for block in blocks if not isinstance(block, Paragraph) or _key(block.text) not in captions]
    places = {_key(block_text(block)): at for at, block in reversed(list(enumerate(kept)))}
    placed: dict[int, list[Block]] = {}
    for figure in figures:
        at = places[figure.before] + 1 if figure.before in places else places.get(figure.after)
        if at is not None:
            placed.setdefault(at, []).extend(_pictured(figure))
    whole: list[Block] = []
    for at, block in enumerate([*kept, None]):
        whole += placed.get(at, [])
        whole += [block] if block is not None else []
    return tuple(whole)


def _with_own_picture(blocks: tuple[Block, ...], picture: str) -> tuple[Block, ...]:
    """Put the picture that a page shows of itself first, unless one stands near the top already."""
    is_shown = any(isinstance(block, Picture) and block.link for block in blocks[:_NEAR_TOP])
    return blocks if is_shown or not picture else (Picture("", picture), *blocks)


def _pictured(figure: _Figure) -> tuple[Picture, Caption]:
    text, credit = (figure.caption, figure.credit) if figure.credit else split_credit(figure.caption)
    return Picture(figure.alt, figure.link), Caption(text, credit)


def _key(text: str) -> str:
    """Return what a paragraph is known by: how it begins, without what differs between two readings of it."""
    return re.sub(r"\W+", "", text)[:_ANCHOR].casefold()
