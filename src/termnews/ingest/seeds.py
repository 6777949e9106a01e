"""A seed's bytes to an article: a captured page, or Markdown with front matter.

A page may end with the text as published in another language, below a line such as `--- original: es ---`: the
headline, then the body, part for part.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from termnews.domain.article import Article, Original, block_text
from termnews.domain.cleaning import clean_article
from termnews.domain.dates import settle_date
from termnews.domain.markdown import has_front_matter, parse_markdown
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES, MAX_HEADLINE, MAX_NAME, clean_lines, cut_text
from termnews.domain.translation import is_aligned
from termnews.ingest.blocks import cap_blocks, has_picture, read_blocks
from termnews.ingest.capture import Line, Page, read_page
from termnews.ingest.decode import decode_text

_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|rss|feed|svg|head|body)\b", re.IGNORECASE)
_ID = re.compile(r"[0-9A-Za-z._-]{1,64}")
_ORIGINAL = re.compile(r"^--- original: ([a-z]{2,3}) ---$", re.MULTILINE)
_RARE_LINE_ENDS = "\x0b\x0c\x85\u2028\u2029"
_ENOUGH = 3
"""Signs of a captured page that make up for a missing body."""
_FIRST_WORDS = 100
"""Characters of the body that stand in for a missing headline."""
_SENTENCE = 40
_SENTENCES = 2


def parse_seed(data: bytes, name: str, countries: Countries, modified: date) -> Article | Problem:
    """Read a seed; `name` is what a Problem calls it, `modified` tells the year when nothing in the text does."""
    if len(data) > MAX_FILE_BYTES:
        return Problem(name, f"is larger than {MAX_FILE_BYTES >> 20} MB")
    if not data.strip():
        return Problem(name, "is empty")
    text, why = decode_text(data)
    if why:
        return Problem(name, why)
    if has_front_matter(text):
        return _read_markdown(text, name, countries, modified)
    if _MARKUP.match(text):
        return Problem(name, "is HTML or XML, not a captured page")
    page, *below = _ORIGINAL.split(clean_lines(_join_rare_lines(text)))
    article = _read_article(read_page(page, countries), name, modified)
    return article if not below or isinstance(article, Problem) else _add_original(article, below, name)


def _join_rare_lines(text: str) -> str:
    """Make line ends that few systems know white space where the text has the usual ones."""
    if "\n" in text:
        for end in _RARE_LINE_ENDS:
            if end in text:
                text = text.replace(end, " ")
    return text


def _read_article(page: Page, name: str, modified: date) -> Article | Problem:
    blocks = read_blocks(page.body)
    headline = page.headline or (cut_text(page.body[0].text, _FIRST_WORDS) if page.body else "")
    if not headline:
        return Problem(name, "has no headline")
    evidence = page.evidence + has_picture(blocks)
    if evidence < (1 if blocks else _ENOUGH) and not _is_prose(page, name):
        return Problem(name, "has neither outlet, country, date nor takes: not a captured page")
    text = "\n".join(line.text for line in page.body)
    lead = (page.headline, page.outlet, page.country, page.date and f"{page.date.month}-{page.date.day}", page.byline)
    return Article(
        id=_content_id((*(part or "" for part in lead), text)),
        headline=cut_text(headline, MAX_HEADLINE),
        outlet=cut_text(page.outlet, MAX_NAME),
        country=page.country,
        published=settle_date(page.date, text, modified) if page.date else None,
        blocks=blocks,
        labels=page.labels,
        byline=cut_text(page.byline, MAX_NAME),
    )


def _add_original(article: Article, below: list[str], name: str) -> Article | Problem:
    """Add what stands below the line: pairs of a language and a text."""
    language, text, *others = below
    headline, _, body = text.strip("\n").partition("\n")
    blocks = read_blocks(list(_read_lines(body)))
    if others or not headline or not is_aligned(article.blocks, blocks):
        return Problem(name, "has an original that does not match its translation part for part")
    return replace(article, original=Original(language, cut_text(headline, MAX_HEADLINE), blocks))


def _read_lines(text: str) -> Iterator[Line]:
    gap = 0
    for line in text.split("\n"):
        if line:
            yield Line(line, gap)
        gap = 0 if line else gap + 1


def _is_prose(page: Page, name: str) -> bool:
    """Tell a bare article, a headline and sentences, from any other text."""
    sentences = sum(1 for line in page.body if len(line.text) > _SENTENCE and line.text[-1] in '.!?”"')
    return name.lower().endswith((".txt", ".text")) and sentences >= _SENTENCES and sentences * 2 >= len(page.body)


def _read_markdown(text: str, name: str, countries: Countries, modified: date) -> Article | Problem:
    parsed = parse_markdown(text, countries, modified)
    if isinstance(parsed, Problem):
        return Problem(name, parsed.why)
    article = replace(parsed.article, blocks=cap_blocks(parsed.article.blocks))
    cleaned = clean_article(article)
    if not cleaned.headline:
        return Problem(name, "has no headline")
    if _ID.fullmatch(cleaned.id):
        return cleaned
    return replace(cleaned, id=_content_id((cleaned.headline, cleaned.outlet, cleaned.country, *_texts(cleaned))))


def _texts(article: Article) -> Iterable[str]:
    return (block_text(block) for block in article.blocks)


def _content_id(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=6).hexdigest()
