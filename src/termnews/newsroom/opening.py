"""Opening an edition: from files to a library that can be read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from termnews.domain.article import Article
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.steps import Steps, finish
from termnews.domain.story import ListedTake, Reading, Take
from termnews.library.store import Library
from termnews.newsroom.grouping import Grouping, Pair, find_grouping
from termnews.newsroom.settings import Folders, find_folders, load_countries, sample_folder

SAMPLE_NAME = "Sample edition"
_KEPT = 200
"""Articles that are kept as they are read, with their takes."""


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Opening:
    """One edition, open for reading."""

    name: str
    """What the masthead calls it."""
    library: Library
    countries: Countries
    problems: list[Problem] = field(default_factory=list)
    """What could not be used; the rest is in the library."""
    first_grouping: Callable[[], Grouping | None] = lambda: None
    """Gives the stories as another process found them, None when there is none."""
    corrections: Mapping[Pair, bool] = field(default_factory=dict)
    """What the reader has said of pairs of articles: one story (True), or not (False)."""
    regroup: Callable[[Mapping[Pair, bool]], Grouping] | None = None
    """Finds stories anew after a correction where they are kept with the articles; None where all are compared."""
    checked: datetime | None = None
    """When outlets were last asked for news; None for an edition of files."""
    is_grouped: bool = False
    """Whether the stories have been found."""
    _readings: dict[str, Reading] = field(default_factory=dict)

    @property
    def is_sample(self) -> bool:
        """Whether this is the sample edition."""
        return self.name == SAMPLE_NAME

    def group(self) -> bool:
        """Find the stories, or find them anew after a correction; until then every article stands alone.

        False where they stood in the library already, and only whose voice an outlet is has become known.
        """
        if not self.is_sample:
            self.library.voices = _load_voices()
        grouping = self._find_grouping()
        if grouping is not None:
            self.library.set_stories(grouping.stories, grouping.verdicts, grouping.strands, grouping.copies)
        from termnews.takes.tell import learn_words  # noqa: PLC0415 - not needed before the first frame

        learn_words(self.countries)  # in a worker: the first article that has takes need not wait for it
        self.is_grouped = True
        self._readings = {}
        return grouping is not None

    def _find_grouping(self) -> Grouping | None:
        if self.regroup is not None:
            return self.regroup(self.corrections) if self.is_grouped else None
        grouping = self.first_grouping()
        self.first_grouping = lambda: None
        if grouping is None or self.corrections:
            return find_grouping(self.library, self.countries, utc_now(), self.corrections)
        return grouping

    def renew(self, checked: datetime) -> None:
        """Look at the library anew, after another process has written to it."""
        self.checked = checked
        self.forget_readings()

    def forget_readings(self) -> None:
        """Read articles and their takes again when they are asked for."""
        self._readings = {}

    def forget(self) -> None:
        """Read articles anew: the text of one has changed."""
        self._readings = {}

    def days(self) -> tuple[datetime | None, datetime | None]:
        """Return when the oldest and the newest dated article were published."""
        return self.library.counts.days()

    def count_outlets(self, country: str) -> int:
        """Return how many outlets of a country have articles here."""
        return self.library.counts.outlets(country)

    def find_reading(self, article_id: str) -> Reading | None:
        """Return an article with its takes, best first; None for an unknown one."""
        return finish(self.find_reading_in_steps(article_id))

    def find_reading_in_steps(self, article_id: str) -> Steps[Reading | None]:
        """Do what `find_reading` does, and stop wherever something may go first."""
        kept = self._readings  # another one by the end, when stories are found meanwhile
        if article_id in kept:
            return kept[article_id]
        article = self.library.find_article(article_id)
        if article is None:
            return None
        story = self.library.story_of(article_id)
        others = []
        for other_id in story.beside(article_id) if story else ():
            others.append(self.library.find_article(other_id))
            yield
        takes = yield from self._find_takes(article, [a for a in others if a])
        if len(kept) >= _KEPT:
            kept.clear()
        reading = kept[article_id] = Reading(article, tuple(self._listed(takes)))
        return reading

    def _find_takes(self, article: Article, others: list[Article]) -> Steps[list[Take]]:
        if not others:
            return [Take(label) for label in article.labels]
        from termnews.takes.tell import find_takes_in_steps  # noqa: PLC0415 - not needed before the first frame

        return (yield from find_takes_in_steps(article, others, self.countries))

    def _listed(self, takes: Sequence[Take]) -> Iterator[ListedTake]:
        for take in takes:
            row = self.library.find_row(take.article_id) if take.is_resolved else None
            yield ListedTake(take, self.library.headlines([row])[0] if row is not None else None)


def _load_voices() -> Mapping[str, str]:
    from termnews.newsroom.voices import load_voices  # noqa: PLC0415 - not needed before the first frame

    return load_voices(find_folders().config)


def library_path(folders: Folders) -> Path:
    """Return the live library's file."""
    return folders.data / "library.db"


def open_library(paths: Sequence[Path] = (), *, is_grouped: bool = True) -> Opening:
    """Read an edition into memory: the given files and folders, or the sample edition when none are given.

    With `is_grouped` off the stories are left to a later `Opening.group`.
    """
    opening = Opening(edition_name(paths), Library.in_memory(), load_countries())
    opening.library.save(_readable(paths or [sample_folder()], opening))
    if is_grouped:
        opening.group()
    return opening


def _readable(paths: Sequence[Path], opening: Opening) -> Iterator[Article]:
    from termnews.ingest.folders import read_seeds  # noqa: PLC0415 - a window reads them in another process

    for found in read_seeds(paths, opening.countries):
        if isinstance(found, Problem):
            opening.problems.append(found)
        else:
            yield found


def edition_name(paths: Sequence[Path]) -> str:
    """Return what an edition of files and folders is called."""
    if not paths:
        return SAMPLE_NAME
    first = paths[0].name or str(paths[0])
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1} more"
