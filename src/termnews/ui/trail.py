"""The way back from a walk through takes. Pure."""

from dataclasses import dataclass, replace

from termnews.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a jump between takes began."""

    article_id: str
    position: int
    """The line at the top of the reader."""
    selection: Selection
    name: str
    """What the selection is called."""


@dataclass(frozen=True, slots=True)
class Trail:
    """A walk through the takes of a story, begun at one article."""

    origin: Origin
    ids: tuple[str, ...]
    """The articles to walk through, in the order of the list that was shown."""
    at: int = -1
    """The one being read; -1 at the origin itself."""

    @property
    def article_id(self) -> str:
        """The article being read."""
        return self.ids[self.at] if self.at >= 0 else self.origin.article_id

    def step(self, count: int) -> "Trail":
        """Return the trail `count` takes on, staying within its ends."""
        return replace(self, at=max(-1, min(len(self.ids) - 1, self.at + count)))

    def jump(self, article_id: str, ids: tuple[str, ...]) -> "Trail":
        """Return the trail after a jump within other takes; the origin stays."""
        ids = ids if article_id in ids else (article_id, *ids)
        return Trail(self.origin, ids, ids.index(article_id))
