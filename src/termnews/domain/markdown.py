"""An article as a Markdown file: front matter, then a body that any Markdown reader shows.

Every article is read back equal to what was written, whatever its words look like. What people write by hand is read
too. Of an article in translation both texts are kept: the translation, then the original below a line of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from termnews.domain.article import Article, Block, Caption, Heading, ListItem, Original, Paragraph, Picture, Quote
from termnews.domain.dates import parse_date, settle_date
from termnews.domain.front_matter import FIELD_NAME, Field, split_front_matter, write_front_matter
from termnews.domain.markdown_words import LINK, escape_line, escape_words, read_words
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.text import checked_link

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": (),
    "headline": ("title",),
    "outlet": ("source", "publisher", "site", "newspaper"),
    "country": ("from",),
    "published": ("date", "pubdate", "published at", "day"),
    "byline": ("author", "authors", "by"),
    "link": ("url", "canonical", "address"),
    "language": ("lang",),
    "labels": ("takes", "alternative takes"),
    "original_language": (),
    "original_headline": (),
    "translator": (),
    "translated": (),
}
"""Fields of an article and what else people call them."""
_TAKEN = _FIELDS.keys() | {alias for aliases in _FIELDS.values() for alias in aliases}

_CAPTION_AHEAD = "<!-- caption -->"
"""Marks a caption that follows no picture."""
_ORIGINAL_BELOW = "<!-- original -->"
"""Stands between a translation and its original."""
_LEVELS = 6

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?")
_CLOSING_SIGNS = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_UNDERLINE = re.compile(r"=+|-+")
_ITEM = re.compile(r"(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+(.*))?")
_QUOTE = re.compile(r">[ ]?(.*)")
_RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_PICTURE = re.compile(f"!{LINK}")
_CAPTION = re.compile(r"([*_])((?:[^\\*_]|\\.)*)\1(?:[ ]+\((.*)\))?")
_PLAIN_CAPTION = re.compile(r"(.+?)(?:[ ]+\(([^()]{2,120})\))?")


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """What a Markdown file holds."""

    article: Article
    extra: Mapping[str, Field] = field(default_factory=dict)
    """Front matter that is not the article's own, such as `bookmarked`, `tags` or `note`."""


def write_markdown(article: Article, extra: Mapping[str, str | Sequence[str]] | None = None) -> str:
    """Return an article as Markdown; `extra` fields stand in the front matter behind the article's own.

    Raises:
        ValueError: the name of an extra field is no word, not in lower case, or means one of the article's own.
    """
    extra = dict(extra or {})
    if wrong := [name for name in extra if name in _TAKEN or name != name.lower() or not FIELD_NAME.fullmatch(name)]:
        raise ValueError(f"not the name of an extra field: {', '.join(wrong)}")
    optional: dict[str, str | Sequence[str]] = {
        "outlet": article.outlet,
        "country": article.country,
        "published": _write_moment(article.published),
        "byline": article.byline,
        "link": article.link,
        "labels": article.labels,
    }
    fields = {"id": article.id, "headline": article.headline} | {n: v for n, v in optional.items() if v}
    below, original = "", article.original
    if original is not None:
        extra = _original_fields(original) | extra
        below = f"\n{_ORIGINAL_BELOW}\n\n{''.join(_write_blocks(original.blocks))}"
    return (
        write_front_matter({**fields, "language": article.language, **extra})
        + "\n"
        + "".join(_write_blocks(article.blocks))
        + below
    )


def _original_fields(original: Original) -> dict[str, str | Sequence[str]]:
    told = {"translator": original.translator, "translated": _write_moment(original.translated)}
    return {
        "original_language": original.language,
        "original_headline": original.headline,
        **{name: value for name, value in told.items() if value},
    }


def has_front_matter(text: str) -> bool:
    """Tell whether text begins with fields between two lines of three hyphens."""
    return text.lstrip("\ufeff\r\n").startswith("---") and split_front_matter(_plain_lines(text)) is not None


def parse_markdown(
    text: str, countries: Countries | None = None, modified: date | None = None
) -> ArticleFile | Problem:
    """Read Markdown with front matter.

    Args:
        text: the whole file.
        countries: turns names of countries into codes; without it `country` is taken as it stands.
        modified: tells the year of a date without one when the body does not.
    """
    parts = split_front_matter(_plain_lines(text))
    if parts is None:
        return Problem("", "has no front matter between two lines of ---")
    fields, body = parts
    values = {name: _find(fields, name) for name in _FIELDS}
    lines, below = _split_body(body, has_original="original_language" in fields)
    blocks = tuple(_read_blocks(lines))
    headline = _join(values["headline"])
    if not headline and "headline" not in fields:
        if not blocks or not isinstance(blocks[0], Heading):
            return Problem("", "has no headline")
        headline, blocks = blocks[0].text, blocks[1:]
    country = _join(values["country"])
    article = Article(
        id=_join(values["id"]),
        headline=headline,
        outlet=_join(values["outlet"]),
        country=country if countries is None else countries.find_code(country) or "",
        published=_read_moment(_join(values["published"]), body, modified),
        blocks=blocks,
        labels=_split(values["labels"]),
        byline=_join(values["byline"]),
        link=_join(values["link"]),
        language=_join(fields.get("language", fields.get("lang", "en"))),
        original=None if below is None else _read_original(values, below),
    )
    return ArticleFile(article, {name: value for name, value in fields.items() if name not in _TAKEN})


def _split_body(body: str, *, has_original: bool) -> tuple[list[str], list[str] | None]:
    """Split a body's lines into the translation's and the original's; None when there is no original."""
    lines = body.split("\n")
    if not has_original:
        return lines, None
    end = next((at for at, line in enumerate(lines) if line.strip(" \t") == _ORIGINAL_BELOW), len(lines))
    return lines[:end], lines[end + 1 :]


def _read_original(values: Mapping[str, Field], lines: list[str]) -> Original:
    return Original(
        language=_join(values["original_language"]),
        headline=_join(values["original_headline"]),
        blocks=tuple(_read_blocks(lines)),
        translator=_join(values["translator"]),
        translated=_read_moment(_join(values["translated"]), "", None),
    )


def _plain_lines(text: str) -> str:
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _find(fields: Mapping[str, Field], name: str) -> Field:
    return next((fields[key] for key in (name, *_FIELDS[name]) if fields.get(key)), "")


def _join(value: Field) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _split(value: Field) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return value


def _write_moment(moment: datetime | None) -> str:
    return moment.isoformat().removesuffix("T00:00:00+00:00") if moment else ""


def _read_moment(text: str, body: str, modified: date | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        written = parse_date(text)
    return settle_date(written, body, modified) if written else None


def _write_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    last: Block | None = None
    for block in blocks:
        is_close = isinstance(block, ListItem) and isinstance(last, ListItem)
        is_below = isinstance(block, Caption) and isinstance(last, Picture)
        if last is not None and not is_close and not is_below:
            yield "\n"
        if isinstance(block, Caption) and not is_below:
            yield f"{_CAPTION_AHEAD}\n"
        yield f"{_write_block(block)}\n"
        last = block


def _write_block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return escape_line(text)
        case Heading(text, level):
            words = escape_line(text)
            opened = f"{words[:-1]}\\#" if _CLOSING_SIGNS.search(words) else words
            return f"{'#' * min(max(level, 1), _LEVELS)} {opened}"
        case Quote(text):
            return f"> {escape_line(text)}"
        case ListItem(text):
            return f"- {escape_line(text)}"
        case Picture(alt, link):
            return f"![{escape_words(alt)}](<{checked_link(link)}>)"
        case Caption(text, credit):
            return f"*{escape_words(text)}*" + (f" ({escape_words(credit)})" if credit else "")


def _read_blocks(lines: list[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at].strip(" \t")
        blocks: Sequence[Block] = ()
        following = lines[at + 1].strip(" \t") if at + 1 < len(lines) else ""
        if not line or _RULE.fullmatch(line):
            at += 1
        elif heading := _HEADING.fullmatch(line):
            blocks, at = [Heading(read_words(_CLOSING_SIGNS.sub("", heading[2] or "")), len(heading[1]))], at + 1
        elif line == _CAPTION_AHEAD and (caption := _read_caption(following)):
            blocks, at = [caption], at + 2
        elif picture := _PICTURE.fullmatch(line):
            below = _read_caption(following) or _read_plain_caption(following)
            seen = Picture(read_words(picture[1]), checked_link(picture[2].strip("<>")))
            blocks = [seen, *([below] if below else [])]
            at += len(blocks)
        else:
            block, at = _read_running(lines, at)
            blocks = [block]
        yield from blocks


def _read_caption(line: str) -> Caption | None:
    """Read a caption as `write_markdown` sets it: stressed, with the credit in brackets behind it."""
    match = _CAPTION.fullmatch(line)
    return Caption(read_words(match[2]), read_words(match[3] or "")) if match else None


def _read_plain_caption(line: str) -> Caption | None:
    """Read a caption as people set it: the line that touches the picture."""
    match = None if not line or _begins_block(line) else _PLAIN_CAPTION.fullmatch(line)
    return Caption(read_words(match[1]), read_words(match[2] or "")) if match else None


def _read_running(lines: list[str], at: int) -> tuple[Block, int]:
    """Read a quote, list item or paragraph with the lines that continue it; return it and where the next may begin."""
    line = lines[at].strip(" \t")
    quote, item = _QUOTE.fullmatch(line), _ITEM.fullmatch(line)
    kind: type[Quote | ListItem | Paragraph] = Quote if quote else ListItem if item else Paragraph
    marked = quote or item
    texts = [(marked[1] or "") if marked else line]
    at += 1
    while at < len(lines) and (line := lines[at].strip(" \t")):
        if kind is Paragraph and _UNDERLINE.fullmatch(line):
            return Heading(read_words(" ".join(texts)), 1 if line[0] == "=" else 2), at + 1
        quote = _QUOTE.fullmatch(line) if kind is Quote else None
        if (quote and not quote[1].strip()) or (not quote and _begins_block(line)):
            return kind(read_words(" ".join(texts))), at + bool(quote)
        texts.append((quote[1] if quote else line).strip())
        at += 1
    return kind(read_words(" ".join(texts))), at


def _begins_block(line: str) -> bool:
    starts = (_HEADING, _QUOTE, _ITEM, _PICTURE, _RULE)
    return line == _CAPTION_AHEAD or any(start.fullmatch(line) for start in starts)
