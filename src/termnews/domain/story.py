"""What happened, and who tells it."""

from dataclasses import dataclass
from enum import Enum

from termnews.domain.article import Article, Headline


class Verdict(Enum):
    """Whether American media overlook a story."""

    OVERLOOKED = "overlooked"
    COVERED = "covered"
    UNKNOWN = "unknown"
    """Too few American outlets were read, or it is not known where an article comes from."""
    TOO_SOON = "too soon"
    """American media may still report it."""
    TOO_SMALL = "too small"
    """Not told by two outlets of two countries."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of several outlets that report one event."""

    id: str
    article_ids: tuple[str, ...]
    """Oldest first."""
    verdict: Verdict = Verdict.UNKNOWN
    strands: tuple[int, ...] = ()
    """For each article the number of its strand, 0 for the largest: those of one surely tell one event, the others only
    perhaps do. Empty when all are of one strand."""

    @property
    def surest_id(self) -> str:
        """An article of the largest strand."""
        return self.article_ids[self.strands.index(0)] if self.strands else self.article_ids[0]

    def beside(self, article_id: str) -> tuple[str, ...]:
        """Return the other articles that surely tell what an article of the story tells."""
        strand_by_id = dict(zip(self.article_ids, self.strands, strict=True)) if self.strands else {}
        here = strand_by_id.get(article_id, 0)
        return tuple(i for i in self.article_ids if i != article_id and strand_by_id.get(i, 0) == here)


@dataclass(frozen=True, slots=True)
class Take:
    """Another article of the same story, seen from the one being read."""

    label: str
    """What the list shows, such as "Ukrainian Perspective on Belarus Prisoner Release"."""
    article_id: str = ""
    """Empty when a page's label leads to no article: the take is unresolved."""

    @property
    def is_resolved(self) -> bool:
        """Whether the take leads to an article."""
        return bool(self.article_id)


@dataclass(frozen=True, slots=True)
class ListedTake:
    """A take as a list shows it."""

    take: Take
    headline: Headline | None = None
    """The article it leads to; None when the take is unresolved."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with everything that stands beside it."""

    article: Article
    takes: tuple[ListedTake, ...] = ()

    @property
    def take_ids(self) -> tuple[str, ...]:
        """The articles that the takes lead to, in their order."""
        return tuple(listed.take.article_id for listed in self.takes if listed.take.is_resolved)


@dataclass(frozen=True, slots=True)
class StoryTake:
    """One article of a story, seen beside the others."""

    article: Article
    said_alone: tuple[str, ...] = ()
    """Sentences that have no counterpart in the other takes, the most telling first."""
    copies: tuple[Headline, ...] = ()
    """Articles with the same text, folded under this one."""
    is_doubtful: bool = False
    """Whether it only perhaps tells what the article does that the reader comes from."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """A whole story: all its takes side by side."""

    id: str
    topic: str
    """What the story is called."""
    takes: tuple[StoryTake, ...]
    """By country, the country that published first leading, the oldest first within it; doubtful ones last."""
    coverage: str = ""
    """One sentence on American coverage; empty when there is nothing to say."""
