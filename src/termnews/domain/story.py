"""What happened, and who tells it."""

from dataclasses import dataclass

from termnews.domain.article import Article, Headline


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of several outlets that report one event."""

    id: str
    article_ids: tuple[str, ...]
    """Oldest first."""


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
