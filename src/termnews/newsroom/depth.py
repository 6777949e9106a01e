"""How deep a refresh goes: whole texts and pictures besides what feeds say."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.newsroom.reading_apart import ReadingProcess


@dataclass(frozen=True, slots=True)
class Depth:
    """How much is fetched besides feeds, and by whom it is read."""

    reading: ReadingProcess
    cache: Path | None = None
    """Where pictures go; None for none."""
    is_full: bool = False
    """Whether every outlet's summaries are made whole, and not only of those that are set so."""
    report: Callable[[Problem], None] = lambda _: None
    """Told of one thing of each outlet that could not be used."""
