"""Articles as rows and back: what is stored of an article, and how."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from termnews.domain.article import (
    Article,
    Block,
    Caption,
    Heading,
    Headline,
    ListItem,
    Paragraph,
    Picture,
    Quote,
)

Row = tuple[Any, ...]
"""A row as SQLite gives it."""

HEADLINE_COLUMNS = "id, headline, outlet, country, published, takes, is_read, is_bookmarked"
"""The columns that `decode_headline` expects."""

ARTICLE_COLUMNS = "id, headline, outlet, country, published, content"
"""The columns, over `article` joined to `body`, that `decode_article` expects."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_DECODERS: Mapping[str, Callable[..., Block]] = {
    "p": Paragraph,
    "h": Heading,
    "q": Quote,
    "i": ListItem,
    "a": Picture,
    "c": Caption,
}


def encode_time(moment: datetime | None) -> int | None:
    """Return microseconds since 1970; a time without a zone is UTC."""
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MICROSECOND


def decode_time(stored: int | None) -> datetime | None:
    """Return the UTC time for microseconds since 1970."""
    return None if stored is None else _EPOCH + timedelta(microseconds=stored)


def _encode_block(block: Block) -> list[object]:
    match block:
        case Paragraph(text):
            return ["p", text]
        case Caption(text, credit):
            return ["c", text, credit]
        case Picture(alt, link):
            return ["a", alt, link] if link else ["a", alt]
        case Heading(text, level):
            return ["h", text, level]
        case Quote(text):
            return ["q", text]
        case ListItem(text):
            return ["i", text]


def encode_body(article: Article) -> str:
    """Return everything that no list shows, as JSON: blocks, labels, byline, link, language."""
    blocks = [_encode_block(b) for b in article.blocks]
    return json.dumps(
        [blocks, article.labels, article.byline, article.link, article.language],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def decode_article(row: Row) -> Article:
    """Build an article from the columns of `ARTICLE_COLUMNS`."""
    article_id, headline, outlet, country, published, content = row
    blocks, labels, byline, link, language = json.loads(content)
    return Article(
        id=article_id,
        headline=headline,
        outlet=outlet,
        country=country,
        published=decode_time(published),
        blocks=tuple(_DECODERS[kind](*parts) for kind, *parts in blocks),
        labels=tuple(labels),
        byline=byline,
        link=link,
        language=language,
    )


def decode_headline(row: Row) -> Headline:
    """Build a light row from the columns of `HEADLINE_COLUMNS`."""
    article_id, headline, outlet, country, published, takes, is_read, is_bookmarked = row
    return Headline(
        id=article_id,
        headline=headline,
        outlet=outlet,
        country=country,
        published=decode_time(published),
        takes=takes,
        is_read=bool(is_read),
        is_bookmarked=bool(is_bookmarked),
    )
