"""What has been kept, as a value for those who are told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """What has been kept, after it is safe."""

    kind: str
    """"read", "bookmark", "note" (tags too), "correction", "config" or "outlets"."""
    ids: tuple[str, ...]
    """The articles concerned; of "config" table and key, of "outlets" their names."""
    is_on: bool
    """Whether the mark is there now."""
    is_undo: bool = False
    """Whether this took an earlier change back."""
