"""Tags and notes of the article that is meant; one that is no bookmark becomes one."""

from typing import TYPE_CHECKING

from termnews.domain.article import Article
from termnews.newsroom.noting import annotate, change_tags
from termnews.ui.current import wanted_article
from termnews.ui.screens.asking import AskScreen
from termnews.ui.screens.note import NoteScreen

if TYPE_CHECKING:
    from termnews.library.bookmarks import Bookmark
    from termnews.ui.app import TermnewsApp

_MOST_OFFERED = 12


def do_tag(app: "TermnewsApp") -> None:
    """Ask for the tags of an article."""
    if (article := wanted_article(app)) is None:
        return
    kept = _find(app, article)
    used = sorted({tag for tags in app.keeper.tags.values() for tag in tags}, key=str.casefold)
    hint = "Words, apart by blanks; none takes all tags off."
    if used:
        hint += f" Used so far: {' '.join(used[:_MOST_OFFERED])}"

    def answered(line: str | None) -> None:
        if line is not None:
            _keep(app, article, tags=change_tags((), (word.lstrip("-+") for word in line.replace(",", " ").split())))

    app.push_screen(AskScreen("Tags", hint, " ".join(kept.tags) if kept else ""), answered)


def do_note(app: "TermnewsApp") -> None:
    """Let the reader write a note to an article."""
    if (article := wanted_article(app)) is None:
        return
    kept = _find(app, article)

    def answered(text: str | None) -> None:
        if text is not None:
            _keep(app, article, note=text)

    app.push_screen(NoteScreen(article.headline, kept.note if kept else ""), answered)


def _find(app: "TermnewsApp", article: Article) -> "Bookmark | None":
    return next((b for b in app.keeper.bookmarks() if b.article.id == article.id), None)


def _keep(
    app: "TermnewsApp", article: Article, *, tags: tuple[str, ...] | None = None, note: str | None = None
) -> None:
    is_new = not app.keeper.is_kept(article.id)
    if is_new and not (tags or note):
        return
    if is_new:
        app.keep(lambda: app.keeper.toggle_bookmark(article))
    app.keep(lambda: annotate(app.keeper, article.id, tags=tags, note=note))
