"""The article that a key over the window means."""

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from termnews.domain.article import Article
from termnews.ui.screens.panes import PaneScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def current_article(app: "TermnewsApp") -> Article | None:
    """Return the article below the cursor or in the reader, without what a bookmark's file adds to it."""
    article_id = current_id(app)
    if not article_id:
        return None
    found = app.opening.library.find_article(article_id)
    if found is None and app.keeper.is_kept(article_id):
        found = next((b.article for b in app.keeper.bookmarks() if b.article.id == article_id), None)
    return found


def wanted_article(app: "TermnewsApp") -> Article | None:
    """Return that article for a command that needs one; where there is none, and no box lies over it, say so."""
    article = current_article(app)
    if article is None and not isinstance(app.screen, ModalScreen):
        app.notify("There is no article here.", markup=False)
    return article


def current_id(app: "TermnewsApp") -> str:
    """Return the id of that article, "" when there is none or a box lies over it."""
    screen = app.screen
    if isinstance(screen, ModalScreen):
        return ""
    if columns := getattr(screen, "columns", None):
        return str(columns.article_id)
    if isinstance(screen, PaneScreen) and screen.pane_in_use == "articles" and hasattr(screen, "articles"):
        headline = screen.articles.list.current
        return headline.id if headline else ""
    reading = getattr(screen, "reading", None)
    return str(reading.article_id) if reading else ""
