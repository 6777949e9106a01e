"""Story -> what is drawn: its takes in columns, and who told it first. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from rich.cells import cell_len

from termnews.domain.article import Article, Paragraph, outlet_words
from termnews.domain.calendar import MONTHS, span
from termnews.domain.place import Countries
from termnews.domain.story import StoryTake, StoryView
from termnews.ui.typeset import Line, Span, set_text
from termnews.ui.wrapping import fit, wrap

COLUMN = 38
"""Cells of a column at least: 34 of text are the fewest that read well."""
_GAP = 4
_ALONE = 4
"""Sentences shown of what a take says alone."""
_LEAD = 3
"""Paragraphs shown of each text; Enter reads on."""
_RULE: Span = (" ─── ", "rule")
"""What joins two days."""


@dataclass(frozen=True, slots=True)
class Column:
    """One take, typeset."""

    article_id: str
    lines: tuple[Line, ...]


def column_width(width: int, takes: int) -> int:
    """Return the width of a column in a pane, so that whole columns fill it."""
    shown = max(1, min(takes, width // COLUMN))
    return max(1, width // shown)


def typeset_columns(view: StoryView, countries: Countries, width: int) -> tuple[Column, ...]:
    """Set every take in a column of `width` cells."""
    moments = {t.article.published.date() for t in view.takes if t.article.published}
    first = min(moments) if len(moments) > 1 else None
    columns = []
    for number, take in enumerate(view.takes, 1):
        moment = take.article.published
        days = (moment.date() - first).days if moment and first else None
        lines = tuple(Line(spans) for spans in _column(take, number, days, countries, max(8, width - _GAP)))
        columns.append(Column(take.article.id, lines))
    return tuple(columns)


def _column(
    take: StoryTake, number: int, days: int | None, countries: Countries, width: int
) -> Iterator[tuple[Span, ...]]:
    article = take.article
    key = f" {number} " if number <= 9 else "   "  # noqa: PLR2004 - keys 1 to 9
    place = countries.name_of(article.country).upper()
    if take.is_doubtful:
        place = f"PERHAPS · {place}"
    yield ((key, "key"), (" ", "quiet"), (fit(place, width - 4).rstrip(), "quiet" if take.is_doubtful else "place"))
    for text in wrap(article.outlet or "Unknown outlet", width):
        yield ((text, "outlet"),)
    yield from (((text, "quiet"),) for text in (wrap(article.voice, width) if article.voice else ()))
    tongue = f"{article.original.language} · " if article.original else ""  # it reads in translation
    yield ((f"{tongue}{_when(article, days)}", "quiet"),)
    yield ()
    yield from set_text(article.headline, width, "headline")
    yield ()
    if take.said_alone:
        yield (("ONLY HERE", "place"),)
        for sentence in take.said_alone[:_ALONE]:
            marks = ("• ", *["  "] * 99)
            yield from (((m, "mark"), (t, "text")) for m, t in zip(marks, wrap(sentence, width - 2), strict=False))
        yield ()
    if take.copies:
        outlets = ", ".join(map(outlet_words, take.copies))
        yield from (((text, "quiet"),) for text in wrap(f"The same text also in {outlets}.", width))
        yield ()
    for paragraph in [b for b in article.blocks if isinstance(b, Paragraph)][:_LEAD]:
        yield from set_text(paragraph.text, width, "caption")
        yield ()


def _when(article: Article, days: int | None) -> str:
    if article.published is None:
        return "no date"
    day = f"{article.published.day} {MONTHS[article.published.month - 1][:3]}"
    if days is None:
        return day
    return f"{day} · first" if days == 0 else f"{day} · {days} day{'s' * (days != 1)} later"


def typeset_head(view: StoryView, countries: Countries, width: int) -> tuple[Line, ...]:
    """Set what stands above the columns: the topic, how many tell it, who was first."""
    sure = [t for t in view.takes if not t.is_doubtful]
    outlets = {(t.article.outlet, t.article.country) for t in sure}
    outlets |= {(copy.outlet, copy.country) for t in sure for copy in t.copies}
    codes = {country for _, country in outlets}
    american = sum(1 for _, country in outlets if country == "US")
    moments = sorted(t.article.published for t in sure if t.article.published)
    counts = [
        f"{len(codes)} {'country' if len(codes) == 1 else 'countries'}",
        f"{len(outlets)} outlet{'s' * (len(outlets) != 1)}",
        f"{american} US outlet{'s' * (american != 1)}",
    ]
    if moments:
        counts.append(span(moments[0], moments[-1]))
    if perhaps := len(view.takes) - len(sure):
        counts.append(f"{perhaps} more perhaps")
    lines: list[Line] = [Line(((text, "headline"),)) for text in wrap(view.topic, width)]
    lines += (Line(((text, "outlet"),)) for text in wrap(" · ".join(counts), width))
    lines += (Line(((text, "quiet"),)) for text in (wrap(view.coverage, width) if view.coverage else ()))
    lines += (Line(spans) for spans in _timeline(view, countries, width))
    return tuple(lines)


def _timeline(view: StoryView, countries: Countries, width: int) -> Iterator[tuple[Span, ...]]:
    """Yield the days with who told the story on each, joined by lines as long as the days between."""
    dated = [t for t in view.takes if t.article.published and not t.is_doubtful]
    dated.sort(key=lambda t: (t.article.published, t.article.country))
    spans: list[Span] = []
    for _, group in groupby(dated, key=lambda t: t.article.published.date() if t.article.published else None):
        names = _day(list(group), countries)
        if spans and _width([*spans, _RULE, *chain.from_iterable(names)]) > width:
            yield tuple(spans)
            spans = []
        if spans:
            spans.append(_RULE)
        for name in names:
            if spans and _width([*spans, *name]) > width:
                yield tuple(spans)
                spans = []
            spans += name
    if spans:
        yield tuple(spans)


def _day(takes: Sequence[StoryTake], countries: Countries) -> list[list[Span]]:
    moment = takes[0].article.published
    day = f"{moment.day} {MONTHS[moment.month - 1][:3]} " if moment else ""
    names = dict.fromkeys(countries.name_of(t.article.country) for t in takes)
    told = [[("● ", "mark"), (f"{name}  ", "text")] for name in names]
    return [[(day, "quiet"), *told[0]], *told[1:]]


def _width(spans: Sequence[Span]) -> int:
    return cell_len("".join(text for text, _ in spans).rstrip())
