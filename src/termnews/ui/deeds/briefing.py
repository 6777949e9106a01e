"""The screen of what is new since the reader left."""

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from termnews.newsroom.briefing import Brief, Visit, find_brief
from termnews.ui.screens.brief import BriefScreen
from termnews.ui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_brief(app: "TermnewsApp") -> None:
    """Show what is new, or everything where nothing is known of an earlier visit."""
    if isinstance(app.screen, ModalScreen) or app.home is None:
        return
    brief = app.brief
    if brief is not None and brief.since is not None:
        _show(app, brief)
        return

    def find() -> None:
        app.call_from_thread(_show, app, find_brief(app.opening, Visit()))

    app.run_worker(find, thread=True, exclusive=True, group="brief", exit_on_error=False)


def _show(app: "TermnewsApp", brief: Brief) -> None:
    def chosen(article_id: str | None) -> None:
        if article_id and app.home:
            app.home.post_message(ArticlePane.Opened(article_id))

    if not isinstance(app.screen, ModalScreen):
        app.push_screen(BriefScreen(brief), chosen)
