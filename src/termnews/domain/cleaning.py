"""Articles from files that anybody may have written, made safe to show.

`clean_article` changes nothing in an article that is clean already.
"""

from dataclasses import replace

from termnews.domain.article import Article, Block, Caption, Original, Paragraph, Picture
from termnews.domain.text import (
    MAX_BLOCKS,
    MAX_BODY_CHARACTERS,
    MAX_HEADLINE,
    MAX_NAME,
    MAX_TAKES,
    checked_link,
    clean_text,
    cut_text,
)

_LONGEST_CODE = 8


def clean_article(article: Article) -> Article:
    """Return an article without control characters, with texts and lists within their limits, with a web link or none.

    The id is not touched.
    """
    labels = [cut_text(clean_text(label), MAX_NAME) for label in article.labels]
    return replace(
        article,
        headline=cut_text(clean_text(article.headline), MAX_HEADLINE),
        outlet=cut_text(clean_text(article.outlet), MAX_NAME),
        country=cut_text(clean_text(article.country), MAX_NAME),
        blocks=_cap([_clean_block(block) for block in article.blocks[:MAX_BLOCKS]], len(article.blocks)),
        labels=tuple(filter(None, labels))[:MAX_TAKES],
        byline=cut_text(clean_text(article.byline), MAX_NAME),
        link=checked_link(article.link),
        language=cut_text(clean_text(article.language), _LONGEST_CODE),
        original=_clean_original(article.original) if article.original else None,
    )


def _clean_original(original: Original) -> Original:
    return replace(
        original,
        language=cut_text(clean_text(original.language), _LONGEST_CODE),
        headline=cut_text(clean_text(original.headline), MAX_HEADLINE),
        blocks=_cap([_clean_block(block) for block in original.blocks[:MAX_BLOCKS]], len(original.blocks)),
        translator=cut_text(clean_text(original.translator), MAX_NAME),
    )


def _clean_block(block: Block) -> Block:
    match block:
        case Picture(alt, link):
            return Picture(_clean_long(alt), checked_link(link))
        case Caption(text, credit):
            return Caption(_clean_long(text), cut_text(clean_text(credit), MAX_NAME))
        case _:
            return replace(block, text=_clean_long(block.text))


def _clean_long(text: str) -> str:
    return cut_text(clean_text(text), MAX_BODY_CHARACTERS)


def _cap(blocks: list[Block], told: int) -> tuple[Block, ...]:
    if told <= MAX_BLOCKS:
        return tuple(blocks)
    left = told - MAX_BLOCKS + 1
    return (*blocks[: MAX_BLOCKS - 1], Paragraph(f"… truncated, {left:,} more paragraphs"))
