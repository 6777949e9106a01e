"""Reading in English: what is on the screen is asked for, and shown when it comes."""

from typing import TYPE_CHECKING

from termnews.ui.messages import HeadlinesWanted, RefreshTold, TranslationTold, TranslationWanted
from termnews.ui.refreshing import RefreshingApp

if TYPE_CHECKING:
    from termnews.ui.interpreting import Interpreting


class TranslatingApp(RefreshingApp):
    """Passes on what panes want translated; a window that shows no other language never pays for more than this."""

    _interpreting: "Interpreting | None" = None

    @property
    def interpreting(self) -> "Interpreting":
        """Who is asked."""
        if self._interpreting is None:
            from termnews.ui.interpreting import Interpreting  # noqa: PLC0415 - see above

            self._interpreting = Interpreting(self)
        return self._interpreting

    def _who(self) -> "Interpreting":
        """Return whom the screen in front asks: bookmarks are of any edition, and are asked for by their own."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        if screen is None or screen.id != "bookmarks":
            return self.interpreting
        asked: Interpreting = screen.interpreting  # type: ignore[attr-defined]  # importing it would cost every start
        return asked

    def on_translation_wanted(self, event: TranslationWanted) -> None:
        """Ask for an article."""
        self._who().want_article(event.article, is_asked_for=event.is_asked_for)

    def on_headlines_wanted(self, event: HeadlinesWanted) -> None:
        """Ask for headlines."""
        self._who().want_headlines(event.headlines, event.beside)

    def on_translation_told(self, event: TranslationTold) -> None:
        """Show what has come."""
        self.interpreting.show(event.article_id, event.why)

    def on_refresh_told(self, event: RefreshTold) -> None:
        """Show what a refresh has kept so far, and translates meanwhile."""
        if type(event.event).__name__ == "TranslationProgress":  # importing it would cost every start
            self.interpreting.show_progress()

    def on_unmount(self) -> None:
        """Let nobody translate for a window that is gone."""
        if self._interpreting is not None:
            self._interpreting.end()
