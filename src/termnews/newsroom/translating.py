"""Translating articles, headline first, through the memory; installing and removing languages.

A window asks `recall`, which asks nobody, and leaves `translate` to a worker.
"""

import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from termnews.domain.article import Article
from termnews.domain.languages import base_language
from termnews.domain.problems import Problem
from termnews.domain.translation import Translation, apply_translation, as_published, texts_of, with_texts
from termnews.newsroom.config import Config
from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import Folders
from termnews.newsroom.translation_lines import NOT_YET
from termnews.newsroom.translation_places import has_engine, languages_folder, memory_file
from termnews.newsroom.translators import choose_translators, index_link, read_languages
from termnews.translate.base import TARGET
from termnews.translate.desk import SERVICES, Desk, Outcome
from termnews.translate.local import HOW_TO_INSTALL
from termnews.translate.memory import Memory
from termnews.translate.packages import Package, Progress, find_packages, remove_package

_AT_ONCE = 64
"""Headlines that are translated together."""


class Translating:
    """Translates articles for one reader.

    Made and asked to translate by one worker, since commands that give keys may take a while; `recall` and
    `recall_headlines` may be asked by another thread meanwhile.
    """

    def __init__(
        self, config: Config, folders: Folders, clock: Callable[[], datetime] = utc_now,
        environment: Mapping[str, str] = os.environ, *, share: float = 1.0,
    ) -> None:  # fmt: skip
        """Choose translators and open the memory; `share` of the day's characters may be spent."""
        chosen = choose_translators(config, folders, environment)
        self.languages, unknown = read_languages(config)
        self.memory = open_memory(folders)
        self.problems = [*unknown, *chosen.problems, *([self.memory.problem] if self.memory.problem else [])]
        daily = math.ceil(config.translate.daily_characters * share)  # 0 is no limit
        self._desk = Desk(chosen.translators, self.memory, clock, daily_characters=daily)

    @property
    def is_ready(self) -> bool:
        """Whether there is anyone to translate."""
        return bool(self._desk.translators)

    def close(self) -> None:
        """Let go of the memory."""
        self.memory.close()

    def is_wanted(self, article: Article) -> bool:
        """Tell whether an article, or a part of it, is in a language that the reader does not read."""
        return self._is_foreign(base_language(article.language))

    def can_read(self, language: str) -> bool:
        """Tell whether the reader does not read a language and somebody may translate from it."""
        return self._is_foreign(language) and self._desk.can_read(language)

    def hint(self, article: Article) -> str:
        """Say in one line how to get a translation; empty when none is wanted or somebody translates already."""
        language = base_language(article.language)
        if not self._is_foreign(language) or self._desk.can_read(language):
            return ""
        return f"To read this in English: termnews translate install {language}"

    def _is_foreign(self, language: str) -> bool:
        return bool(language) and language not in self.languages | {TARGET}

    def translate(self, article: Article) -> Translation | Problem | None:
        """Return an article's translation, the headline asked for first; None when none is wanted.

        Parts that nobody could translate stay as published, and `Translation.why` says why; a Problem when that is
        all of them.
        """
        if not self.is_wanted(article):
            return None
        article, source = as_published(article), _source(article)
        headline, *body = texts_of(article)
        outcomes = self._desk.translate([headline], source) + self._desk.translate(body, source)
        return self._translation(article, outcomes)

    def recall(self, article: Article) -> Translation | None:
        """Return a translation that is wholly remembered, without asking anybody: quick enough for the window."""
        if not self.is_wanted(article):
            return None
        article = as_published(article)
        found = self._desk.recall(texts_of(article), _source(article))
        outcomes = [outcome for outcome in found if outcome is not None]
        translation = self._translation(article, outcomes) if len(outcomes) == len(found) else None
        return translation if isinstance(translation, Translation) else None

    def translate_headlines(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Translation]]:
        """Yield articles with the translation of their headline, in batches, as they come; who fails is left out.

        They are remembered, so that translating the article later asks for its body only.
        """
        wanted = iter([article for article in articles if self.is_wanted(article)])
        while part := list(islice(wanted, _AT_ONCE)):
            for language in dict.fromkeys(_source(article) for article in part):
                same = [article for article in part if _source(article) == language]
                outcomes = self._desk.translate([as_published(article).headline for article in same], language)
                for article, outcome in zip(same, outcomes, strict=True):
                    if outcome.translator:
                        yield article, self._of_headline(article, outcome)

    def remembered(self, article: Article) -> Article:
        """Return an article with what is remembered of its translation, all of it or the headline; asks nobody."""
        if not self.is_wanted(article):
            return article
        if whole := self.recall(article):
            return apply_translation(as_published(article), whole)
        (outcome,) = self._desk.recall([as_published(article).headline], _source(article))
        if outcome is None or not outcome.translator or article.original is not None:
            return article
        return apply_translation(article, self._of_headline(article, outcome))

    def _of_headline(self, article: Article, outcome: Outcome) -> Translation:
        published = as_published(article)
        why = NOT_YET if len(texts_of(published)) > 1 else ""
        return Translation(TARGET, outcome.translator, outcome.at, outcome.text, published.blocks, why)

    def _translation(self, article: Article, outcomes: Sequence[Outcome]) -> Translation | Problem:
        names = list(dict.fromkeys(outcome.translator for outcome in outcomes if outcome.translator))
        why = next((outcome.why for outcome in outcomes if outcome.why), "")
        if not names:
            return Problem(article.outlet or article.id, why or "has nothing to translate")
        headline, blocks = with_texts(article, [outcome.text for outcome in outcomes])
        at = max((outcome.at for outcome in outcomes if outcome.at), default=None)  # the day it was complete
        return Translation(TARGET, " and ".join(names), at, headline, blocks, why)


@dataclass(frozen=True, slots=True)
class Installed:
    """A language that was just installed."""

    language: str
    version: str
    hint: str = ""
    """What is still missing before it can be used, empty when nothing is."""


Step = Progress | Installed | Problem


@dataclass(frozen=True, slots=True)
class Status:
    """Who translates and what is remembered."""

    translators: tuple[str, ...]
    """Their names, in order of preference."""
    packages: tuple[Package, ...]
    reads: tuple[str, ...]
    """Codes of the languages that are left alone."""
    remembered: int
    spent: int
    """Characters sent today to services with a key."""
    daily_characters: int
    """The most that may be; 0 for any number."""
    problems: tuple[Problem, ...]


def open_memory(folders: Folders) -> Memory:
    """Open the translation memory."""
    return Memory(memory_file(folders))


def translation_status(
    config: Config, folders: Folders, environment: Mapping[str, str] = os.environ, now: datetime | None = None
) -> Status:
    """Tell who translates, what is installed and what is remembered; no key is in it."""
    chosen = choose_translators(config, folders, environment)
    reads, unknown = read_languages(config)
    memory = open_memory(folders)
    try:
        return Status(
            tuple(translator.card.name for translator in chosen.translators),
            tuple(found for found in find_packages(languages_folder(folders)) if isinstance(found, Package)),
            tuple(sorted(reads)),
            memory.count(),
            memory.spent(SERVICES, now or utc_now()),
            config.translate.daily_characters,
            (*unknown, *chosen.problems, *([memory.problem] if memory.problem else [])),
        )
    finally:
        memory.close()


def install(language: str, config: Config, folders: Folders) -> Iterator[Step]:
    """Install a language from the index; yield progress, then what was installed or went wrong."""
    from termnews.translate.installing import install_language, load_offers  # noqa: PLC0415 - brings the network

    offers = load_offers(index_link(config))
    if isinstance(offers, Problem):
        yield offers
        return
    offer = next((offer for offer in offers if offer.language == language), None)
    if offer is None:
        yield Problem(language, f"is not offered; there are {', '.join(offer.language for offer in offers)}")
        return
    for step in install_language(offer, languages_folder(folders)):
        if isinstance(step, Package):
            yield Installed(step.language, step.version, "" if has_engine() else f"Translating {HOW_TO_INSTALL}")
        else:
            yield step


def remove(language: str, folders: Folders) -> Problem | None:
    """Remove an installed language; a Problem when it is not there or cannot be removed."""
    try:
        is_removed = remove_package(languages_folder(folders), language)
    except OSError as error:
        return Problem(language, f"could not be removed: {error.strerror}")
    return None if is_removed else Problem(language, "is not installed")


def _source(article: Article) -> str:
    return base_language(as_published(article).language)
