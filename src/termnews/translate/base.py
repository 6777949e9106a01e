"""What a translator is, whoever it is, and what it answers when it cannot translate: a value, never an exception."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

TARGET = "en"
"""The language that everything is translated into."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no translation."""

    why: str
    """One sentence, lower case, in words of our own: what a service says is never repeated."""
    retry_after: float = 0.0
    """Seconds that the service wants to be left alone; 0 when it does not say."""
    is_free: bool = False
    """Whether the service cannot have counted the characters: it was not reached, or refused them."""
    is_lasting: bool = False
    """Whether asking again is no use until the reader changes something."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be sent at once."""

    texts: int
    characters: int
    """Of all texts together; a single longer text is sent in parts."""


@dataclass(frozen=True, slots=True)
class Card:
    """How a translator introduces itself."""

    name: str
    """As the reader is told: "LibreTranslate (localhost)"."""
    identity: str
    """What its translations are remembered under; changes with the model, not with the key."""
    limits: Limits
    languages: frozenset[str] | None = None
    """What it translates from, as ISO 639-1 codes; None when only asking tells."""
    is_metered: bool = False
    """Whether its characters count against the day's limit: it is used with a key that may cost money."""
    is_steady: bool = False
    """Whether a text always comes back the same, alone or among others, so that there is no use in asking again."""


class Translator(Protocol):
    """Translates texts into English."""

    @property
    def card(self) -> Card:
        """Who this is."""
        ...

    def translate(self, texts: Sequence[str], source: str) -> list[str] | Failure:
        """Return the translations of texts, or why there are none; never raises for what a service or model does.

        The list is as the service gave it: whether it matches the texts is for the asker to judge.

        Args:
            texts: none is empty; together within the card's limits.
            source: ISO 639-1 code of their language.
        """
        ...
