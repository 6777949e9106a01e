"""What screens ask of the app, and what workers tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from termnews.domain.article import Article, Headline
from termnews.domain.problems import Problem
from termnews.newsroom.change import Change

AS_IS = frozenset({"", "en"})
"""Languages that nobody is asked to translate: none that is known, and the one that is translated to."""

if TYPE_CHECKING:  # five kinds of events that a window without a refresh never meets
    from termnews.domain.refresh import RefreshEvent


@dataclass
class BookmarkAsked(Message):
    """The reader wants to bookmark an article, or to let its bookmark go."""

    article: Article


@dataclass
class ReadMarkAsked(Message):
    """The reader has read articles, or wants them unread again."""

    ids: Sequence[str]
    is_read: bool
    is_undoable: bool = True


@dataclass
class CorrectionAsked(Message):
    """The reader says that pairs of articles tell one story, or do not."""

    pairs: Sequence[tuple[str, str]]
    is_together: bool


@dataclass
class SettingAsked(Message):
    """The reader chooses something that is to stay so."""

    name: str
    value: str


@dataclass
class PositionLeft(Message):
    """The reader leaves an article at a block."""

    article_id: str
    position: int


@dataclass
class Kept(Message):
    """Something is safe on disk, or could not be kept; None when there was nothing to do."""

    result: Change | Problem | None


@dataclass
class Grouped(Message):
    """The stories of the edition have been found."""

    is_changed: bool = True
    """Whether they are other ones than before."""


@dataclass
class RefreshTold(Message):
    """A refresh tells something; None when it is over."""

    event: "RefreshEvent | None"
    problem: Problem | None = None
    """Why it is over, when that is no end of its own."""


@dataclass
class TranslationWanted(Message):
    """An article in another language is on show."""

    article: Article
    is_asked_for: bool = False
    """Whether the reader has pressed the key."""


@dataclass
class HeadlinesWanted(Message):
    """Headlines in other languages are in sight."""

    headlines: Sequence[Headline | Article]
    beside: str = ""
    """The article that they stand beside, which must stay on show a while before they are asked for; empty for none."""


@dataclass
class TranslationTold(Message):
    """An article has changed, or there is a word on why it has not."""

    article_id: str
    why: str
