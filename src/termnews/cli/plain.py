"""What the headless commands print: lines of text that read well aloud, or JSON of a stable shape."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from termnews.domain.article import Block, Caption, Heading, Headline, ListItem, Picture, Quote, outlet_words
from termnews.domain.calendar import age, full_date
from termnews.domain.place import Countries
from termnews.domain.story import ListedTake, Reading, Story, StoryView
from termnews.library.bookmarks import Bookmark
from termnews.library.counts import CountryCount
from termnews.newsroom.values import article_value, moment_value

_MEASURE = 78


_NO_COPIES: Mapping[str, int] = {}


def headline_lines(
    headlines: Iterable[Headline], countries: Countries, now: datetime, copies: Mapping[str, int] = _NO_COPIES
) -> Iterable[str]:
    """Yield two lines an article: its id and headline, then who told it when."""
    for h in headlines:
        details = [outlet_words(h), countries.name_of(h.country), age(h.published, now) or "no date"]
        if h.takes:
            details.append(f"{h.takes} {'take' if h.takes == 1 else 'takes'}")
        if count := copies.get(h.id, 0):
            details.append(f"+{count} {'copy' if count == 1 else 'copies'}")
        if h.is_bookmarked:
            details.append("bookmarked")
        if h.is_read:
            details.append("read")
        yield f"{h.id}  {h.headline}"
        yield f"{' ' * len(h.id)}  {' · '.join(details)}"


def headline_value(headline: Headline) -> dict[str, object]:
    """Return a headline's JSON shape."""
    return {
        "id": headline.id,
        "headline": headline.headline,
        "outlet": headline.outlet,
        "voice": headline.voice,
        "country": headline.country,
        "published": moment_value(headline.published),
        "takes": headline.takes,
        "read": headline.is_read,
        "bookmarked": headline.is_bookmarked,
        "language": headline.language,
        "original_language": headline.original or None,
    }


def article_lines(reading: Reading, countries: Countries) -> Iterable[str]:
    """Yield an article as lines without drawing characters."""
    article = reading.article
    yield from textwrap.wrap(article.headline, _MEASURE)
    yield f"{outlet_words(article)}, {countries.name_of(article.country)}"
    yield full_date(article.published)
    if article.byline:
        yield article.byline
    yield from (f"Link: {article.link}" for _ in range(bool(article.link)))
    yield ""
    if reading.takes:
        yield "Alternative takes:"
        yield from take_lines(reading.takes, countries)
        yield ""
    for block in article.blocks:
        yield from _block_lines(block)


def take_lines(takes: Sequence[ListedTake], countries: Countries) -> Iterable[str]:
    """Yield a numbered line a take, with the id and country of the article it leads to."""
    for number, listed in enumerate(takes, 1):
        where = "not in this edition"
        if listed.headline:
            where = f"{listed.headline.id}, {countries.name_of(listed.headline.country)}"
        yield f"{number}. {listed.take.label} ({where})"


def story_lines(view: StoryView, countries: Countries) -> Iterable[str]:
    """Yield a story: its topic, what is known of its coverage, and a line an article; the last line is empty."""
    codes = dict.fromkeys(take.article.country for take in view.takes if not take.is_doubtful)
    yield f"{view.topic}: {', '.join(countries.name_of(code) for code in codes)}"
    if view.coverage:
        yield view.coverage
    for take in view.takes:
        yield f"  {take.article.id}  {'perhaps: ' * take.is_doubtful}{take.article.headline}"
        for copy in take.copies:
            yield f"  {copy.id}  the same text in {outlet_words(copy)}"
    yield ""


def story_value(story: Story, view: StoryView) -> dict[str, object]:
    """Return a story's JSON shape."""
    return {
        "id": story.id,
        "topic": view.topic,
        "verdict": story.verdict.value,
        "coverage": view.coverage,
        "takes": [
            {
                "id": take.article.id,
                "headline": take.article.headline,
                "outlet": take.article.outlet,
                "voice": take.article.voice,
                "country": take.article.country,
                "published": moment_value(take.article.published),
                "doubtful": take.is_doubtful,
                "said_alone": list(take.said_alone),
                "copies": [headline_value(copy) for copy in take.copies],
            }
            for take in view.takes
        ],
    }


def _block_lines(block: Block) -> Iterable[str]:
    match block:
        case Picture(alt):
            if alt:
                yield f"Picture: {alt}"
            return
        case Caption(text, credit):
            yield from textwrap.wrap(f"Caption: {text}" + (f" ({credit})" if credit else ""), _MEASURE)
        case Heading(text, level):
            yield f"{'#' * level} {text}"
        case Quote(text):
            yield from textwrap.wrap(text, _MEASURE, initial_indent="> ", subsequent_indent="> ")
        case ListItem(text):
            yield from textwrap.wrap(text, _MEASURE, initial_indent="- ", subsequent_indent="  ")
        case _:
            yield from textwrap.wrap(block.text, _MEASURE)
    yield ""


def reading_value(reading: Reading) -> dict[str, object]:
    """Return the JSON shape of an article with its takes."""
    return article_value(reading.article) | {"takes": [take_value(t) for t in reading.takes]}


def take_value(listed: ListedTake, membership: float | None = None) -> dict[str, object]:
    """Return a take's JSON shape; `article` is null when the take is unresolved."""
    return {
        "label": listed.take.label,
        "membership": membership,
        "article": headline_value(listed.headline) if listed.headline else None,
    }


def count_lines(counts: Iterable[CountryCount], countries: Countries) -> Iterable[str]:
    """Yield a line a country: code, name, unread of total."""
    for c in counts:
        yield f"{c.code or '??'}  {countries.name_of(c.code)}: {c.unread} unread of {c.total}"


def count_value(count: CountryCount, countries: Countries) -> dict[str, object]:
    """Return the JSON shape of a country's counts."""
    name = countries.name_of(count.code)
    return {"country": count.code, "name": name, "unread": count.unread, "total": count.total}


def bookmark_lines(kept: Iterable[Bookmark], countries: Countries, now: datetime) -> Iterable[str]:
    """Yield lines a bookmark: its id and headline, who told it and when it was kept, its note."""
    for bookmark in kept:
        article = bookmark.article
        details = [outlet_words(article), countries.name_of(article.country)]
        if bookmark.kept:
            details.append(f"kept {age(bookmark.kept, now)}")
        details += [f"#{tag}" for tag in bookmark.tags]
        yield f"{article.id}  {article.headline}"
        indent = " " * (len(article.id) + 2)
        yield indent + " · ".join(details)
        yield from (f"{indent}Note: {line}" for line in bookmark.note.splitlines() if line.strip())


def bookmark_value(bookmark: Bookmark, *, is_whole: bool = False) -> dict[str, object]:
    """Return a bookmark's JSON shape, with its text when whole."""
    value = article_value(bookmark.article)
    if not is_whole:
        del value["blocks"]
    value |= {"tags": list(bookmark.tags), "note": bookmark.note}
    return value | {"kept": moment_value(bookmark.kept), "file": str(bookmark.path)}
