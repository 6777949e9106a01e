"""Finding the stories of an edition, and what is known of their American coverage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from termnews.domain.place import Countries
from termnews.domain.story import Verdict
from termnews.library.store import Library

Pair = tuple[str, str]
"""Two articles by their ids, the smaller one first."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The stories of an edition."""

    stories: Mapping[str, str]
    """The story's id by article, empty for one that stands alone."""
    verdicts: Mapping[str, Verdict]
    """By story."""


def find_grouping(library: Library, countries: Countries, now: datetime, corrections: Mapping[Pair, bool]) -> Grouping:
    """Group the articles of a library anew; stories keep their ids, and what the reader said of two articles holds."""
    from termnews.takes.cluster import group_stories  # noqa: PLC0415 - a window finds them in another process
    from termnews.takes.judging import judge_stories  # noqa: PLC0415 - as above

    articles = list(library.articles())
    known = {article_id: story.id for story in library.stories() for article_id in story.article_ids}
    stories = group_stories(
        articles,
        countries,
        known=known,
        apart=[pair for pair, is_together in corrections.items() if not is_together],
        together=[pair for pair, is_together in corrections.items() if is_together],
    )
    return Grouping(stories, judge_stories(articles, stories, countries, now))
