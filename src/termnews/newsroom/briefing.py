"""What has come since the reader last looked: how much, from where, what most tell, and what America does not."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from termnews.domain.selection import Selection
from termnews.domain.story import Story, Verdict
from termnews.library.state import State
from termnews.newsroom.opening import Opening

MOST_TOLD = 5
"""Stories that are named of each kind."""
_SETTING = "visit"


@dataclass(frozen=True, slots=True)
class Visit:
    """How far the reader has looked."""

    at: datetime | None = None
    """When, UTC; None when that is not known."""
    row: int = 0
    """The last article that was there."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story with news in it."""

    id: str
    topic: str
    article_id: str
    """An article to read it by, of those that are new where there is one."""
    countries: int
    articles: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What is new."""

    since: datetime | None
    """None when everything counts."""
    articles: int = 0
    stories: int = 0
    """Told by several outlets or by one."""
    countries: int = 0
    most_covered: tuple[Told, ...] = ()
    """Those that most countries tell, the most first."""
    overlooked: tuple[Told, ...] = ()
    """Those told abroad and not seen in American outlets, the most told first."""


def last_visit(state: State) -> Visit:
    """Return how far the reader has looked, the beginning when that is not known."""
    with suppress(ValueError, TypeError, KeyError):
        kept = json.loads(state.setting(_SETTING, "{}"))
        return Visit(datetime.fromisoformat(kept["at"]).astimezone(UTC), int(kept["row"]))
    return Visit()


def keep_visit(state: State, opening: Opening, now: datetime) -> None:
    """Remember that the reader sees what there is now."""
    row = max(opening.library.find_rows(Selection()), default=0)
    state.keep_setting(_SETTING, json.dumps({"at": now.isoformat(), "row": row}))


def find_brief(opening: Opening, visit: Visit) -> Brief:
    """Return what has come since a visit."""
    library = opening.library
    rows = [row for row in library.find_rows(Selection()) if row > visit.row]
    country_by_id = {h.id: h.country for h in library.headlines(rows)}
    if not country_by_id:
        return Brief(visit.at)
    fresh = [s for s in library.stories() if any(i in country_by_id for i in s.article_ids)]
    beside = sum(i in country_by_id for story in fresh for i in story.article_ids)
    found = [(_countries_of(opening, story), story) for story in fresh]
    found.sort(key=lambda one: (-one[0], -len(one[1].article_ids), one[1].id))
    overlooked = [one for one in found if one[1].verdict is Verdict.OVERLOOKED]
    return Brief(
        visit.at,
        len(country_by_id),
        len(fresh) + len(country_by_id) - beside,
        len({code for code in country_by_id.values() if code}),
        tuple(_tell(opening, found, country_by_id)),
        tuple(_tell(opening, overlooked, country_by_id)),
    )


def _countries_of(opening: Opening, story: Story) -> int:
    rows = [row for row in map(opening.library.find_row, story.article_ids) if row is not None]
    return len({h.country for h in opening.library.headlines(rows)})


def _tell(opening: Opening, found: Sequence[tuple[int, Story]], fresh: Iterable[str]) -> list[Told]:
    from termnews.takes.title import title_story  # noqa: PLC0415 - nothing new, nothing to name

    told = []
    for countries, story in found[:MOST_TOLD]:
        articles = [a for a in map(opening.library.find_article, story.article_ids) if a]
        first = next((i for i in story.article_ids if i in fresh), story.article_ids[0])
        told.append(Told(story.id, title_story(articles, opening.countries), first, countries, len(articles)))
    return told


def brief_words(brief: Brief) -> str:
    """Return what is new as one sentence, with the time since when."""
    since = f" since {brief.since:%A %d %B, %H:%M} UTC" if brief.since else ""
    if not brief.articles:
        return f"Nothing new{since}."
    return f"{_count(brief.stories, 'story', 'stories')} from {_count(brief.countries, 'country', 'countries')}{since}."


def told_words(told: Told) -> str:
    """Return who tells a story."""
    return f"{_count(told.countries, 'country', 'countries')}, {_count(told.articles, 'article', 'articles')}"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
