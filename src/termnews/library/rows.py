"""Articles as rows and back: what is stored of an article, and how."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from termnews.domain.article import (
    Article,
    Block,
    Caption,
    Heading,
    Headline,
    ListItem,
    Original,
    Paragraph,
    Picture,
    Quote,
)

Row = tuple[Any, ...]
"""A row as SQLite gives it."""

HEADLINE_COLUMNS = "id, headline, outlet, country, published, takes, is_read, is_bookmarked, language, original"
"""The columns that `decode_headline` expects."""

ARTICLE_COLUMNS = "id, headline, outlet, country, published, content"
"""The columns, over `article` joined to `body`, that `decode_article` expects."""

encode_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Returns a value as JSON without spaces; made once, because an encoder takes longer to make than to use."""
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
    """Return everything that no list shows, as JSON: blocks, labels, byline, link, language, the original if any."""
    blocks = _encode_blocks(article.blocks)
    parts: list[object] = [blocks, article.labels, article.byline, article.link, article.language]
    if o := article.original:
        parts.append([o.language, o.headline, _encode_blocks(o.blocks), o.translator, encode_time(o.translated)])
    return encode_json(parts)


def _encode_blocks(blocks: Iterable[Block]) -> list[list[object]]:
    return [_encode_block(block) for block in blocks]


def _decode_blocks(blocks: Iterable[Sequence[Any]]) -> tuple[Block, ...]:
    return tuple(_DECODERS[kind](*parts) for kind, *parts in blocks)


def _decode_original(language: str, headline: str, blocks: Any, translator: str, translated: int | None) -> Original:  # noqa: ANN401 -- as JSON gives it
    return Original(language, headline, _decode_blocks(blocks), translator, decode_time(translated))


def decode_article(row: Row) -> Article:
    """Build an article from the columns of `ARTICLE_COLUMNS`."""
    article_id, headline, outlet, country, published, content = row
    blocks, labels, byline, link, language, *original = json.loads(content)
    return Article(
        id=article_id,
        headline=headline,
        outlet=outlet,
        country=country,
        published=decode_time(published),
        blocks=_decode_blocks(blocks),
        labels=tuple(labels),
        byline=byline,
        link=link,
        language=language,
        original=_decode_original(*original[0]) if original else None,
    )


def decode_headline(row: Row) -> Headline:
    """Build a light row from the columns of `HEADLINE_COLUMNS`."""
    article_id, headline, outlet, country, published, takes, is_read, is_bookmarked, language, original = row
    return Headline(
        id=article_id,
        headline=headline,
        outlet=outlet,
        country=country,
        published=decode_time(published),
        takes=takes,
        is_read=bool(is_read),
        is_bookmarked=bool(is_bookmarked),
        language=language,
        original=original,
    )
