"""Article and original -> what is drawn: paragraph beside paragraph, or one below the other in a narrow pane. Pure."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from rich.cells import cell_len

from termnews.domain.article import Article, Heading, Picture
from termnews.domain.place import Countries
from termnews.domain.story import Reading
from termnews.domain.translation import Pair, side_by_side
from termnews.ui.typeset import (
    MEASURE,
    NO_ROOM,
    Line,
    Page,
    PictureRoom,
    Span,
    block_spans,
    colophon_lines,
    margin_of,
    masthead_lines,
    measure_of,
    picture_lines,
    takes_block,
)

LEAST = 30
"""Cells of a column at least; in a pane with less room the texts stand one below the other."""
_MOST = 60
_GAP = 3
_RULE: Span = ("│", "rule")


def typeset_both(  # noqa: PLR0913 - what is known of an article on show
    reading: Reading,
    countries: Countries,
    width: int,
    *,
    is_kept: bool,
    pictures: Mapping[int, PictureRoom] = NO_ROOM,
    note: str = "",
) -> Page:
    """Set an article that has an original in both languages, the original first."""
    article = reading.article
    column = min(_MOST, (width - 4 - _GAP) // 2)
    measure = 2 * column + _GAP if column >= LEAST else measure_of(width)
    head = min(measure, MEASURE)
    lines = [Line(), *masthead_lines(article, countries, head, is_kept=is_kept, note=note)]
    lines += takes_block(reading.takes, head)
    for index, pair in enumerate(_pairs(article)):
        block = index - 1  # the first pair is the two headlines
        if block in pictures:
            lines += picture_lines(block, pictures[block], min(measure, MEASURE))
        if isinstance(pair.original, Picture):
            continue
        setter = _columns(pair, column) if column >= LEAST else _stacked(pair, measure)
        lines += (Line(spans, block=max(block, -1)) for spans in setter)
    lines += colophon_lines(article, countries, head)
    return Page(tuple(lines), margin_of(width, measure))


def _pairs(article: Article) -> Iterator[Pair]:
    """Yield the headlines, then each block with its original."""
    original = article.original
    if original is not None:
        yield Pair(Heading(original.headline), Heading(article.headline))
        yield from side_by_side(article)


def _columns(pair: Pair, width: int) -> Iterator[tuple[Span, ...]]:
    """Yield the lines of both texts side by side; what is the same in both stands once."""
    left = list(block_spans(pair.original, width, is_below=False))
    right = [()] if pair.is_same else list(block_spans(pair.translation, width, is_below=False))
    *rows, _ = zip_longest(left, right, fillvalue=())
    for one, other in rows:
        room = width - sum(cell_len(text) for text, _ in one) + 1
        yield (*one, (" " * room, "text"), _RULE, (" ", "text"), *other)
    yield ((" " * (width + 1), "text"), _RULE)


def _stacked(pair: Pair, measure: int) -> Iterator[tuple[Span, ...]]:
    """Yield a paragraph and its translation set apart below it."""
    original = list(block_spans(pair.original, measure, is_below=False))
    if pair.is_same:
        yield from original
        return
    yield from original[:-1]
    for spans in block_spans(pair.translation, measure - 2, is_below=False):
        yield (_RULE, (" ", "text"), *spans) if spans else ()
