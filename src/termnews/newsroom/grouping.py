"""Finding the stories of an edition, and what is known of their American coverage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    strands: Mapping[str, int] = field(default_factory=dict)
    """The number of its strand by article, for those that are not of their story's largest."""
    copies: Mapping[str, str] = field(default_factory=dict)
    """By article the one whose text it has."""


def find_grouping(library: Library, countries: Countries, now: datetime, corrections: Mapping[Pair, bool]) -> Grouping:
    """Group the articles of a library anew; stories keep their ids, and what the reader said of two articles holds."""
    from termnews.takes.cluster import tell_stories  # noqa: PLC0415 - a window finds them in another process
    from termnews.takes.copies import find_story_copies  # noqa: PLC0415 - as above
    from termnews.takes.judging import judge_stories  # noqa: PLC0415 - as above

    articles = list(library.articles())
    known = {article_id: story.id for story in library.stories() for article_id in story.article_ids}
    told = tell_stories(
        articles,
        countries,
        known=known,
        apart=[pair for pair, is_together in corrections.items() if not is_together],
        together=[pair for pair, is_together in corrections.items() if is_together],
    )
    copies = find_story_copies(articles, told.stories)
    return Grouping(told.stories, judge_stories(articles, told.stories, countries, now), told.strands, copies)
