"""What any kind of feed says of an item, raw, to an entry: cleaned, dated, its links made whole."""

import hashlib
import re
from dataclasses import dataclass

from termnews.domain.article import Block, Caption, Picture, block_text
from termnews.domain.outlet import FeedEntry
from termnews.domain.text import MAX_NAME, checked_link, clean_text, cut_text
from termnews.ingest.captions import split_credit
from termnews.ingest.feed_dates import parse_feed_date
from termnews.ingest.html_blocks import read_html, read_line, read_plain
from termnews.ingest.links import web_link
from termnews.ingest.parsed_feed import Origin

_LONGEST_ID = 200
_HEADLINE_OF_TEXT = 100
"""Characters of the text that stand in for a missing headline."""
_IMAGE = re.compile(r"<img\b[^>]{0,1000}?\ssrc\s*=\s*[\"']?(https?://[^\"'\s<>]{1,2000})", re.IGNORECASE)
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*")
_MANY_SPACES = re.compile(r"[ \t]{200,}")


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An item's words as the feed has them."""

    id: str
    headline: str
    links: tuple[str, ...]
    """Best first."""
    body: str
    is_plain: bool = False
    """Whether `body` is text and not HTML."""
    dates: tuple[str, ...] = ()
    """Best first."""
    byline: str = ""
    language: str = ""
    pictures: tuple[str, ...] = ()
    """Addresses, best first."""
    caption: str = ""
    """What stands below its picture."""
    credit: str = ""
    base: str = ""
    """The address to which its links are relative."""


def make_entry(raw: RawEntry, origin: Origin) -> FeedEntry | None:
    """Return the entry, None when there is nothing to read in it."""
    link = next(filter(None, (web_link(link, raw.base) for link in raw.links)), "")
    blocks = read_plain(raw.body) if raw.is_plain else read_html(_MANY_SPACES.sub(" ", raw.body), link or raw.base)
    headline = read_line(raw.headline) or _first_words(blocks)
    if not headline:
        return None
    dates = (parse_feed_date(date, origin.country, origin.offset) for date in raw.dates)
    pictures = (web_link(link, raw.base) for link in (*raw.pictures, *_IMAGE.findall(raw.body[:20_000])))
    picture = next(filter(checked_link, pictures), "")
    return FeedEntry(
        id=_make_id(raw, link, headline),
        headline=headline,
        link=link,
        published=next(filter(None, dates), None),
        blocks=_with_picture(blocks, raw, picture),
        byline=read_line(raw.byline, MAX_NAME),
        language=read_language(raw.language),
        picture=picture,
    )


def read_language(text: str) -> str:
    """Return the ISO 639 code that begins a language tag such as "pt-BR", empty when there is none."""
    match = _LANGUAGE.fullmatch(text[:_LONGEST_ID])
    return match[1].lower() if match else ""


def _make_id(raw: RawEntry, link: str, headline: str) -> str:
    """Return what tells the item from others: its own id, else its link, else its words."""
    own = clean_text(raw.id)
    if own and len(own) <= _LONGEST_ID:
        return own
    if not own and link and len(link) <= _LONGEST_ID:
        return link
    words = own or link or "\n".join((headline, *raw.dates[:1]))
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _first_words(blocks: tuple[Block, ...]) -> str:
    text = next((block_text(block) for block in blocks if not isinstance(block, Picture)), "")
    return cut_text(text, _HEADLINE_OF_TEXT)


def _with_picture(blocks: tuple[Block, ...], raw: RawEntry, picture: str) -> tuple[Block, ...]:
    """Put the feed's own picture first, with what is said of it, when the text shows none."""
    if any(isinstance(block, Picture) and (block.link or not picture) for block in blocks):
        return blocks
    caption = read_line(raw.caption) if raw.pictures else ""
    if not caption:
        return (Picture("", picture), *blocks) if picture else blocks
    text, credit = split_credit(caption)
    return (Picture("", picture), Caption(text, credit or read_line(raw.credit, MAX_NAME)), *blocks)
