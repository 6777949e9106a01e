"""What the screen of the bookmarks asks of the process that translates: the kept texts, without notes and tags."""

from collections.abc import Callable, Sequence
from typing import Any

from termnews.domain.article import Article
from termnews.domain.translation import as_published
from termnews.library.bookmarks import Bookmark
from termnews.library.store import Library
from termnews.newsroom.shelf import translated_bookmark
from termnews.ui.interpreting import Interpreting


class InterpretingKept(Interpreting):
    """Asks for bookmarks as they were kept, and puts what comes into their files and on the screen."""

    def __init__(self, app: Any, screen: Any, show: Callable[[set[str]], object]) -> None:  # noqa: ANN401 - as above
        """Ask for a screen; `show` gets the articles that read otherwise now."""
        super().__init__(app)
        self._screen = screen
        self._show = show
        self._texts = Library.in_memory()

    def take(self, bookmarks: Sequence[Bookmark]) -> list[Bookmark]:
        """Return bookmarks as they read in the translations that have come."""
        known = [translated_bookmark(b, self._texts.find_article(b.article.id)) for b in bookmarks]
        self._texts.save([b.article for b in known])
        return known

    @property
    def edition(self) -> Library:
        """The texts that were kept."""
        return self._texts

    def want_article(self, article: Article, *, is_asked_for: bool) -> None:
        """Ask for an article's text, whatever stands above it on the screen."""
        if kept := self._texts.find_article(article.id):
            super().want_article(kept, is_asked_for=is_asked_for)

    def show(self, article_id: str, why: str) -> None:
        """Keep an article's new text, or show the word on it."""
        if why:
            if self._is_on_show(article_id):
                self._screen.reading.reader.show_note(why)
            return
        self._translate_bookmark(article_id)
        self._show_rows_soon(article_id)

    def end(self) -> None:
        """Let the process end, and look at the settings no more."""
        super().end()
        if self._looking is not None:
            self._looking.stop()
            self._looking = None

    def _is_on_show(self, article_id: str) -> bool:
        return bool(self._screen.is_current and self._screen.reading.article_id == article_id)

    def _tell(self, article_id: str, why: str) -> None:
        self._app.call_later(self._show_if_open, article_id, why)

    def _show_if_open(self, article_id: str, why: str) -> None:
        if self._screen.is_attached:
            self.show(article_id, why)

    def _ask_again(self) -> None:
        self._screen.articles.list.refresh_rows()
        if article := self._texts.find_article(self._screen.reading.article_id):
            self.want_article(as_published(article), is_asked_for=False)

    def _show_rows(self) -> None:
        changed, self._changed = self._changed, set()
        if self._screen.is_attached:
            self._show(changed)
