"""Things that went wrong and that the reader may want to know, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be used, and why; the rest goes on."""

    where: str
    """The file, folder or outlet concerned, as the reader knows it."""
    why: str
    """One sentence, lower case, without a full stop."""
