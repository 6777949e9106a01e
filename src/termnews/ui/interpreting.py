"""What a window asks of the process that translates, and what it shows of the answers."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from termnews.domain.article import Article, Headline
from termnews.library.store import Library
from termnews.newsroom.interpreter import Interpreter
from termnews.ui.messages import TranslationTold

REST = 0.5
"""Seconds that an article must be on show before it is asked for: who only passes by has nothing sent away."""
_AGAIN = 60.0
"""Seconds after which the same article is asked for again when it is opened."""
_SHOWN_TOGETHER = 0.15

begin: Callable[[Library, Callable[[str, str], object]], Interpreter] = Interpreter
"""Who translates for a library."""


class Interpreting:
    """Asks once for what is on the screen, and shows what comes of it."""

    def __init__(self, app: Any) -> None:  # noqa: ANN401 - the window, whose module this one is below
        """Ask for the app's edition."""
        self._app = app
        self._library: Library | None = None
        self._interpreter: Interpreter | None = None
        self._asked: dict[str, float] = {}
        self._has_news = False
        self._is_showing = False

    def want_article(self, article: Article, *, is_asked_for: bool) -> None:
        """Show at once what is remembered, and ask for the rest when the article stays on show."""
        if not is_asked_for and monotonic() - self._asked.get(article.id, -_AGAIN) < _AGAIN:
            return
        interpreter = self._find()
        if is_asked_for:
            self._ask(interpreter, article)
            return
        interpreter.ask(article, is_quick=True)
        self._app.set_timer(REST, lambda: self._ask_if_shown(interpreter, article))

    def _ask_if_shown(self, interpreter: Interpreter, article: Article) -> None:
        home = self._app.home
        if home is not None and home.reading.article_id == article.id:
            self._ask(interpreter, article)

    def _ask(self, interpreter: Interpreter, article: Article) -> None:
        self._asked[article.id] = monotonic()
        interpreter.ask(article, is_quick=False)

    def want_headlines(self, headlines: Sequence[Headline]) -> None:
        """Ask for headlines that were not asked for before."""
        fresh = [h for h in headlines if f"headline {h.id}" not in self._asked]
        self._asked |= {f"headline {h.id}": 0.0 for h in fresh}
        if fresh:
            self._find().ask_headlines(fresh)

    def _find(self) -> Interpreter:
        library = self._app.opening.library
        if self._interpreter is None or self._library is not library:
            self.end()
            self._library, self._interpreter = library, begin(library, self._tell)
        return self._interpreter

    def _tell(self, article_id: str, why: str) -> None:
        self._app.post_message(TranslationTold(article_id, why))

    def show(self, article_id: str, why: str) -> None:
        """Show an article's new text, or the word on it; rows that change at the same time are drawn together."""
        home = self._app.home
        if home is None:
            return
        if why:
            if home.reading.article_id == article_id:
                home.reading.reader.show_note(why)
            return
        self._app.opening.forget_readings()
        if home.reading.article_id == article_id:
            home.show_translated()
        if not self._is_showing:
            self._is_showing = True
            self._app.set_timer(_SHOWN_TOGETHER, self._show_rows)

    def _show_rows(self) -> None:
        self._is_showing = False
        if home := self._app.home:
            home.articles.list.refresh_rows()

    def show_progress(self) -> None:
        """Show what a refresh has kept: news when it begins to translate them, and then their headlines."""
        if self._has_news and self._app.opening.checked is not None:
            self._app.opening.forget_readings()
            self._show_rows()
            return
        self._has_news = True
        self._app.show_news()

    def end(self) -> None:
        """Let the process end."""
        self._has_news = False
        if self._interpreter is not None:
            self._interpreter.end()
            self._interpreter = None
