"""What the words of a search mean."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from termnews.domain.problems import Problem


class Standing(Enum):
    """What can be asked of an article with `is:`."""

    UNREAD = "unread"
    READ = "read"
    BOOKMARKED = "bookmarked"
    OVERLOOKED = "overlooked"


@dataclass(frozen=True, slots=True)
class InCountry:
    """The outlet's country has this ISO code."""

    code: str


@dataclass(frozen=True, slots=True)
class ByOutlet:
    """The outlet's name holds these words."""

    name: str
    is_open: bool = False
    """Whether the last word may be unfinished."""


@dataclass(frozen=True, slots=True)
class PublishedBefore:
    """It was published earlier than this moment."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class PublishedSince:
    """It was published at this moment or later."""

    moment: datetime


@dataclass(frozen=True, slots=True)
class HasTakes:
    """The number of other articles that tell its story compares so."""

    relation: str
    """One of <, <=, =, >=, >."""
    count: int


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The text has this ISO 639-1 code."""

    code: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """Its bookmark has this tag."""

    name: str


Condition = InCountry | ByOutlet | PublishedBefore | PublishedSince | Standing | HasTakes | InLanguage | Tagged


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that must hold, or must not."""

    condition: Condition
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that an article must hold, or must not."""

    text: str
    """As typed, without quotes and minus."""
    is_phrase: bool = False
    """Whether its words must stand side by side."""
    is_open: bool = False
    """Whether it may be the beginning of a longer word."""
    is_negated: bool = False
    spellings: tuple[str, ...] = ()
    """Other words that count as this one, folded, where a typo is forgiven."""


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A part of a query that means nothing; the rest is searched for without it."""

    start: int
    """Where the part begins, counted from 0."""
    end: int
    why: str
    """One sentence, lower case, without a full stop."""
    nearest: str = ""
    """What could stand there instead; empty when nothing is near."""

    def as_problem(self) -> Problem:
        """Return it as the reader is told, columns counted from 1."""
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return Problem(f"column {self.start + 1}", self.why + hint)


@dataclass(frozen=True, slots=True)
class Query:
    """A search as it is understood."""

    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()
    problems: tuple[QueryProblem, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether all of it is understood: what acts by itself, as a mute rule does, must be."""
        return not self.problems

    def joined(self, other: "Query") -> "Query":
        """Return a search for what both ask for, with the other's problems."""
        return Query(self.words + other.words, self.filters + other.filters, other.problems)

    def closed(self) -> "Query":
        """Return it with whole words only: what is typed may be unfinished, what acts by itself is not."""
        words = tuple(replace(word, is_open=False) for word in self.words)
        return replace(self, words=words, filters=tuple(map(_close, self.filters)))

    @property
    def wanted(self) -> tuple[Word, ...]:
        """The words that must be there."""
        return tuple(word for word in self.words if not word.is_negated)

    @property
    def unwanted(self) -> tuple[Word, ...]:
        """The words that must not be there."""
        return tuple(word for word in self.words if word.is_negated)


def _close(found: Filter) -> Filter:
    condition = found.condition
    return replace(found, condition=replace(condition, is_open=False)) if isinstance(condition, ByOutlet) else found
