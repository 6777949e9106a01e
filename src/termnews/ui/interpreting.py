"""What a window asks of the process that translates, and what it shows of the answers."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Any

from textual.timer import Timer

from termnews.domain.article import Article, Headline
from termnews.domain.problems import Problem
from termnews.library.store import Library
from termnews.newsroom.change import Change
from termnews.newsroom.interpreter import Interpreter
from termnews.newsroom.settings import find_folders
from termnews.newsroom.translation_places import look_at_settings
from termnews.ui.messages import TranslationTold

REST = 0.5
"""Seconds that an article must be on show before it is asked for: who only passes by has nothing sent away."""
_AGAIN = 60.0
"""Seconds after which the same article is asked for again when it is opened."""
_SHOWN_TOGETHER = 0.15
LOOK = 2.0
"""Seconds between two looks at whether a language was installed or the settings changed."""

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
        self._changed: set[str] = set()
        """Articles whose change is not shown yet wherever they stand beside others."""
        self._settings: object = None
        """What `look_at_settings` gave when the process began."""
        self._looking: Timer | None = None

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
        if self._is_on_show(article.id) and interpreter is self._interpreter:
            self._ask(interpreter, article)

    def _is_on_show(self, article_id: str) -> bool:
        """Tell whether an article is the one that is read, or stands in a column that is in sight."""
        home, screens = self._app.home, self._app.screen_stack  # empty in a window that closes
        if screens and screens[-1].id == "story":
            return article_id in screens[-1].columns.in_sight
        return home is not None and home.reading.article_id == article_id

    def _ask(self, interpreter: Interpreter, article: Article) -> None:
        self._asked[article.id] = monotonic()
        interpreter.ask(article, is_quick=False)

    def want_headlines(self, headlines: Sequence[Headline | Article], beside: str = "") -> None:
        """Ask for headlines that were not asked for before; those beside an article when it stays on show."""
        if beside:
            self._app.set_timer(REST, lambda: self.want_headlines(headlines if self._is_on_show(beside) else ()))
            return
        fresh = [h for h in headlines if f"headline {h.id}" not in self._asked]
        self._asked |= {f"headline {h.id}": 0.0 for h in fresh}
        if fresh:
            self._find().ask_headlines(fresh)

    @property
    def edition(self) -> Library:
        """Where the articles are, and their translations go."""
        found: Library = self._app.opening.library
        return found

    def _find(self) -> Interpreter:
        library = self.edition
        if self._interpreter is None or self._library is not library:
            self.end()
            self._library, self._interpreter = library, begin(library, self._tell)
            self._settings = look_at_settings(find_folders())
            self._looking = self._looking or self._app.set_interval(LOOK, self._look)
        return self._interpreter

    def _look(self) -> None:
        """Where somebody else may translate now, begin anew and ask again for what is on the screen."""
        found = look_at_settings(find_folders())
        if self._interpreter is None or found == self._settings:
            return
        self._settings = found
        self._stop()
        self._asked.clear()
        self._ask_again()

    def _ask_again(self) -> None:
        for screen in self._app.screen_stack:
            if screen.id == "story":
                screen.show_regrouped()
        if home := self._app.home:
            home.articles.list.refresh_rows()
            if home.reading.article_id:
                home.show_translated()

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
        if self._app.keeper.is_kept(article_id):
            self._translate_bookmark(article_id)
        self._show_rows_soon(article_id)

    def _show_rows_soon(self, article_id: str) -> None:
        if not self._changed:
            self._app.set_timer(_SHOWN_TOGETHER, self._show_rows)
        self._changed.add(article_id)

    def _translate_bookmark(self, article_id: str) -> None:
        keeper, library = self._app.keeper, self.edition

        def keep() -> None:
            from termnews.library.renewing import translate_bookmark  # noqa: PLC0415 - few are kept before they come

            if article := library.find_article(article_id):
                translate_bookmark(keeper.folder, article)

        keeper.submit(keep, self._tell_fault)

    def _tell_fault(self, kept: Change | Problem | None) -> None:
        if isinstance(kept, Problem):
            self._app.call_later(self._app.notify, f"{kept.where}: {kept.why}", severity="error", markup=False)

    def _show_rows(self) -> None:
        changed, self._changed = self._changed, set()
        for screen in self._app.screen_stack:
            if screen.id == "story":
                screen.show_translated(changed)
        if home := self._app.home:
            home.articles.list.refresh_rows()
            shown = home.reading.reader.reading
            if shown is not None and any(listed.take.article_id in changed for listed in shown.takes):
                home.show_translated()

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
        self._stop()

    def _stop(self) -> None:
        if self._interpreter is not None:
            self._interpreter.end()
            self._interpreter = None
