"""Translating what a refresh has brought: all headlines first, then whole articles, the newest first.

What is translated is kept a few articles at a time, so that ending it at any moment loses nothing that was told of.
"""

import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from threading import Event

from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.domain.refresh import TranslationProgress
from termnews.domain.translation import Translation, apply_translation, as_published
from termnews.library.feeds import Batch
from termnews.library.languages import find_untranslated
from termnews.library.live import LiveLibrary
from termnews.newsroom.translating import Translating

NEW = timedelta(days=2)
"""What is older is translated when it is opened."""
_TOGETHER = 64
_BATCH_SECONDS = 3.0
_PATIENCE = 3
"""Articles in a row that nobody could translate, after which no more are tried."""


class Background:
    """Translates the new articles of a library."""

    def __init__(self, library: LiveLibrary, translating: Translating, cancelled: Event) -> None:
        """Translate until it is cancelled."""
        self.kept: dict[str, Article] = {}
        """What was translated and kept, by id."""
        self._library = library
        self._translating = translating
        self._cancelled = cancelled
        self._waiting: list[tuple[Article, Translation]] = []

    def run(self, now: datetime) -> Iterator[TranslationProgress]:
        """Translate, and yield how far it is each time something is kept.

        Raises:
            LibraryUnavailable: what was translated could not be kept.
        """
        ids = find_untranslated(self._library, now - NEW, self._translating.can_read)
        for step in (self._headlines, self._articles):
            yield from step(ids)

    def _headlines(self, ids: list[str]) -> Iterator[TranslationProgress]:
        for at in range(0, len(ids), _TOGETHER):
            if self._cancelled.is_set():
                return
            yield TranslationProgress(at, len(ids), is_of_headlines=True)
            wanted = [article for article in self._read(ids[at : at + _TOGETHER]) if article.original is None]
            self._waiting += self._translating.translate_headlines(wanted)
            self._keep()

    def _articles(self, ids: list[str]) -> Iterator[TranslationProgress]:
        begun = time.monotonic()
        failed = 0
        yield from [TranslationProgress(0, len(ids))] if ids else []
        for done, article in enumerate(self._read(ids), 1):
            if self._cancelled.is_set():
                break
            translation = self._translating.translate(article)
            if isinstance(translation, Translation):
                self._waiting.append((article, translation))
            failed = failed + 1 if isinstance(translation, Problem) else 0
            if isinstance(translation, Problem) and failed >= _PATIENCE:
                self._keep()
                yield TranslationProgress(done, len(ids), why=translation.why)
                return
            if time.monotonic() - begun > _BATCH_SECONDS or done == len(ids):
                self._keep()
                begun = time.monotonic()
                yield TranslationProgress(done, len(ids))
        self._keep()

    def _read(self, ids: Iterable[str]) -> Iterator[Article]:
        for article_id in ids:
            article = self._library.find_article(article_id)
            if article is not None:
                yield article

    def _keep(self) -> None:
        translated = {a.id: kept for a, t in self._waiting if (kept := _apply(self._library, a, t))}
        self._waiting.clear()
        if translated:
            self._library.keep(Batch(translated))
            self.kept |= translated


def _apply(library: LiveLibrary, article: Article, translation: Translation) -> Article | None:
    """Return an article with its translation, as the library has it now; None when its text has changed meanwhile."""
    now = library.find_article(article.id)
    if now is None or as_published(now).blocks != as_published(article).blocks:
        return None
    return apply_translation(as_published(now), translation)
