"""Article -> what is drawn: the only place that decides what an article looks like. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from termnews.domain.article import (
    Article,
    Block,
    Caption,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    outlet_words,
    word_count,
)
from termnews.domain.calendar import full_date, plain_date
from termnews.domain.languages import language_name
from termnews.domain.place import Countries
from termnews.domain.story import ListedTake, Reading
from termnews.ui.wrapping import MARK, begins_right, fit, wrap

MEASURE = 72
"""Cells of a line of running text at most: 45 to 75 characters read best (Bringhurst)."""
WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction (Brysbaert 2019)."""

Span = tuple[str, str]
"""Text and its role: a component class of the reader without its prefix."""


PictureRoom = int | str
"""How many lines a picture has, or why it is not shown."""
_NO_MARK: Span = ("", "quiet")
_LEFT_TO_RIGHT = str.maketrans("▏", "▕")
NO_ROOM: Mapping[int, PictureRoom] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a typeset article."""

    spans: tuple[Span, ...] = ()
    take: int = 0
    """The number of the take that a click opens; 0 for none."""
    block: int = -1
    """The index of the block the line belongs to; -1 above the body."""
    picture_row: int = -1
    """Which line of the block's picture stands here; -1 for a line of text."""


@dataclass(frozen=True, slots=True)
class Page:
    """A typeset article."""

    lines: tuple[Line, ...]
    margin: int
    """Cells left of every line."""

    def line_of_block(self, block: int) -> int:
        """Return the first line of a block, or of the next one where it has none; 0 for one behind the last."""
        return next((n for n, line in enumerate(self.lines) if line.block >= block >= 0), 0)


def measure_of(width: int) -> int:
    """Return how many cells a line has in a pane of `width` cells."""
    return max(8, min(MEASURE, width - 4))


def margin_of(width: int, measure: int) -> int:
    """Return how many cells stand left of a line in a pane of `width` cells."""
    return max(0, (width - measure) // 2)


def typeset(  # noqa: PLR0913 - what is known of an article on show
    reading: Reading,
    countries: Countries,
    width: int,
    *,
    is_kept: bool,
    pictures: Mapping[int, PictureRoom] = NO_ROOM,
    note: str = "",
) -> Page:
    """Set an article in lines for a pane of `width` cells, with room for the pictures of some blocks.

    `note` is a word on its translation.
    """
    article = reading.article
    measure = measure_of(width)
    margin = margin_of(width, measure)
    lines: list[Line] = [Line()]
    lines += masthead_lines(article, countries, measure, is_kept=is_kept, note=note)
    lines += takes_block(reading.takes, measure)
    for index, block in enumerate(article.blocks):
        if index in pictures:
            lines += picture_lines(index, pictures[index], measure)
        has_caption = isinstance(block, Picture) and isinstance(_after(article.blocks, index), Caption)
        if not has_caption:
            if isinstance(block, Picture) and not block.alt:  # there are no words to stand for it
                lines += [Line(block=index)] if index in pictures else []
                continue
            is_below = index in pictures or index - 1 in pictures
            lines += (Line(spans, block=index) for spans in block_spans(block, measure, is_below=is_below))
    lines += colophon_lines(article, countries, measure)
    return Page(tuple(lines), margin)


def masthead_lines(
    article: Article, countries: Countries, measure: int, *, is_kept: bool, note: str = ""
) -> Iterator[Line]:
    """Yield what stands above the takes: who, where, the headline, when, and what is to say of the language."""
    place = countries.name_of(article.country)
    above = [("★ ", "mark")] if is_kept else []
    outlet = article.outlet or "Unknown outlet"
    voice = [(f"  {article.voice}", "quiet")] if article.voice else []
    if cell_len(place) + cell_len(outlet) + 4 + sum(cell_len(text) for text, _ in voice) <= measure:
        yield Line((*above, (place.upper(), "place"), ("  ", "quiet"), (outlet, "outlet"), *voice))
    else:
        yield Line((*above, (fit(place.upper(), measure - 2).rstrip(), "place")))
        for text in wrap(outlet, measure):
            yield Line(((text, "outlet"),))
        for text in wrap(article.voice, measure) if article.voice else ():
            yield Line(((text, "quiet"),))
    yield Line()
    yield from (Line(spans) for spans in set_text(article.headline, measure, "headline"))
    yield Line()
    minutes = max(1, round(word_count(article) / WORDS_A_MINUTE))
    details = [full_date(article.published), f"{minutes} min"]
    if article.byline:
        details.insert(0, article.byline)
    for text in wrap(" · ".join(details), measure):
        yield Line(((text, "quiet"),))
    for words in filter(None, (language_words(article), note)):
        yield from (Line(((text, "quiet"),)) for text in wrap(words, measure))
    yield Line()


def language_words(article: Article) -> str:
    """Return what there is to say of an article's language, and the key that shows the other text."""
    original = article.original
    if original is None:
        return f"In {language_name(article.language)}" if article.language not in {"", "en"} else ""
    by = f" by {original.translator}" if original.translator else ""
    when = f" on {plain_date(original.translated)}" if original.translated else ""
    part = " in part" if article.language == original.language != "en" else ""
    return f"Translated{part} from {language_name(original.language)}{by}{when} · T original"


def takes_block(takes: Sequence[ListedTake], measure: int) -> Iterator[Line]:
    """Yield the takes below their title; nothing when there are none."""
    if not takes:
        return
    yield Line(((fit("ALTERNATIVE TAKES ", min(18, measure)), "place"), ("─" * (measure - 18), "rule")))
    for number, row in enumerate(takes, 1):
        yield from take_lines(row, number, measure)
    yield Line((("─" * measure, "rule"),))
    yield Line()


def take_lines(row: ListedTake, number: int, width: int) -> Iterator[Line]:
    """Set one take: its number, its label, and who tells it."""
    key = f" {number} " if number <= 9 else " · "  # noqa: PLR2004 - keys 1 to 9
    where = f" {row.headline.country}" if row.headline else " /"
    texts = wrap(row.take.label, max(4, width - 4 - cell_len(where)))
    role = "take" if row.headline else "unresolved"
    for part, text in enumerate(texts):
        first = part == 0
        label = fit(text, width - 4 - cell_len(where)) if first else text
        spans = [(key, "key") if first else ("   ", "quiet"), (" ", "quiet"), (label, role)]
        yield Line((*spans, (where, "quiet")) if first else tuple(spans), take=number)


def _after(blocks: tuple[Block, ...], index: int) -> Block | None:
    return blocks[index + 1] if index + 1 < len(blocks) else None


def picture_lines(index: int, room: PictureRoom, measure: int) -> Iterator[Line]:
    """Yield the lines of a picture, or the words in its place."""
    if isinstance(room, int):
        yield from (Line(block=index, picture_row=row) for row in range(room))
        return
    for spans in _caption(f"Not shown: {room}.", "", measure, "▏▨ "):
        yield Line(spans, block=index)


def block_spans(block: Block, measure: int, *, is_below: bool) -> Iterator[tuple[Span, ...]]:
    """Yield the lines of a block, which may stand below a picture, with the space that stands after it."""
    mark = "▏  " if is_below else "▏▨ "
    match block:
        case Paragraph(text):
            yield from set_text(text, measure, "text")
        case Heading(text):
            yield from set_text(text, measure, "heading")
        case Quote(text):
            yield from set_text(text, measure, "quote", ("┃ ", "rule"), ("┃ ", "rule"))
        case ListItem(text):
            yield from set_text(text, measure, "text", ("• ", "mark"), ("  ", "mark"))
        case Picture(alt):
            yield from _caption(alt, "", measure, mark)
        case Caption(text, credit):
            yield from _caption(text, credit, measure, mark)
    yield ()


def set_text(
    text: str, measure: int, role: str, first: Span = _NO_MARK, others: Span = _NO_MARK
) -> Iterator[tuple[Span, ...]]:
    """Yield a paragraph's lines, each behind a mark; one from right to left begins at the right, its marks there."""
    lines = wrap(text, measure - cell_len(first[0]))
    if text.isascii() or not begins_right(text):
        for line, mark in zip(lines, (first, *[others] * (len(lines) - 1)), strict=True):
            yield (mark, (line, role)) if mark[0] else ((line, role),)
        return
    for line, (sign, mark_role) in zip(lines, (first, *[others] * (len(lines) - 1)), strict=True):
        room = " " * max(0, measure - cell_len(line) - cell_len(sign))
        end = ((sign[::-1].translate(_LEFT_TO_RIGHT), mark_role),) if sign else ()
        yield ((room, role), (f"{MARK}{line}{MARK}", role), *end)


def _caption(text: str, credit: str, measure: int, mark: str) -> Iterator[tuple[Span, ...]]:
    """Yield a caption set apart; a caption stands for its picture, whose own cut-off text adds nothing to it."""
    for spans in set_text(text or "picture", measure, "caption", (mark, "rule"), ("▏  ", "rule")):
        first = spans[0][0]
        yield (("▏", "rule"), (first[1:], "alt"), *spans[1:]) if first == mark else spans
    if credit:
        yield from set_text(credit, measure, "credit", ("▏  ", "rule"), ("▏  ", "rule"))


def colophon_lines(article: Article, countries: Countries, measure: int) -> Iterator[Line]:
    """Yield what stands below the text: where it came from."""
    yield Line((("■", "mark"),))
    yield Line()
    source = f"{outlet_words(article)}, {countries.name_of(article.country)}"
    for text in wrap(source, measure):
        yield Line(((text, "quiet"),))
    for text in wrap(article.link, measure) if article.link else ():
        yield Line(((text, "quiet"),))
    yield Line()
