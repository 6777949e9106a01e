"""Translations of articles: what is translated, block by block, and how both texts stand side by side.

An Article is either as published, or it reads in translation and carries its Original. `apply_translation` makes the
second of the first, `as_published` the first of the second; nothing is lost on the way.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from termnews.domain.article import Article, Block, Heading, Original, Paragraph, Picture, block_text


@dataclass(frozen=True, slots=True)
class Translation:
    """An article's text in another language."""

    language: str
    """ISO 639-1 code of this text."""
    backend: str
    """Who translated, as the reader is told."""
    at: datetime | None
    """When the last of it was made, UTC; None when that is not known."""
    headline: str
    blocks: tuple[Block, ...]
    """One for each block of the article, of the same kind, in the same order."""
    why: str = ""
    """Why some of it is still as published, one sentence, lower case; empty when all is translated."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A part of an article in both languages."""

    original: Block
    translation: Block

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to compare: a number, a name, a part that could not be translated."""
        return self.original == self.translation


def texts_of(article: Article) -> tuple[str, ...]:
    """Return what there is to translate: the headline, then every block but pictures.

    A picture's alternative text stays as published: the caption below says the same in full.
    """
    return (article.headline, *(block_text(b) for b in article.blocks if not isinstance(b, Picture)))


def with_texts(article: Article, texts: Sequence[str]) -> tuple[str, tuple[Block, ...]]:
    """Return headline and blocks with other texts, given as `texts_of` gives them.

    Raises:
        ValueError: there are more or fewer of them.
    """
    if len(texts) != 1 + sum(not isinstance(b, Picture) for b in article.blocks):
        raise ValueError("not one text for each part")
    headline, *rest = texts
    following = iter(rest)
    blocks = (b if isinstance(b, Picture) else replace(b, text=next(following)) for b in article.blocks)
    return headline, tuple(blocks)


def is_aligned(some: Sequence[Block], others: Sequence[Block]) -> bool:
    """Tell whether two bodies have the same kinds of blocks in the same order."""
    return [*map(_shape, some)] == [*map(_shape, others)]


def apply_translation(article: Article, translation: Translation) -> Article:
    """Return an article as it reads in translation; one that is translated in part keeps its language.

    Raises:
        ValueError: the translation is of another text.
    """
    if not is_aligned(article.blocks, translation.blocks):
        raise ValueError("not a translation of this article")
    published = as_published(article)
    return replace(
        article,
        headline=translation.headline,
        blocks=translation.blocks,
        language=published.language if translation.why else translation.language,
        original=Original(
            published.language, published.headline, published.blocks, translation.backend, translation.at
        ),
    )


def as_published(article: Article) -> Article:
    """Return an article in the language in which it was published."""
    original = article.original
    if original is None:
        return article
    return replace(
        article, headline=original.headline, blocks=original.blocks, language=original.language, original=None
    )


def side_by_side(article: Article) -> Iterator[Pair]:
    """Yield each block with its original; nothing when the article is as published.

    Where a file was edited by hand and the texts no longer match, what is over stands beside an empty paragraph.
    """
    if article.original is not None:
        empty = Paragraph("")
        for published, translated in zip_longest(article.original.blocks, article.blocks, fillvalue=empty):
            yield Pair(published, translated)


def _shape(block: Block) -> tuple[type[Block], int]:
    return type(block), block.level if isinstance(block, Heading) else 0
