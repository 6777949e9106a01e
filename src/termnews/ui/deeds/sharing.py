"""Sharing: what can be done with an article, in one small box."""

from pathlib import Path
from typing import TYPE_CHECKING

from termnews.domain.article import Article
from termnews.domain.text import clean_text
from termnews.newsroom.config import load_config
from termnews.newsroom.exporting import Exported, Form, export_name, quote_markdown, save_new, write_articles
from termnews.newsroom.settings import show_path
from termnews.ui.current import wanted_article
from termnews.ui.deeds.linking import do_open_link
from termnews.ui.deeds.running import do_edit, do_pipe
from termnews.ui.screens.asking import AskScreen, ask
from termnews.ui.screens.sharing import ShareScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp

_OTHERS = {"open_link": do_open_link, "pipe": do_pipe, "edit": do_edit}


def do_share(app: "TermnewsApp") -> None:
    """Show the box for the article that is meant, and do what is chosen."""
    if article := wanted_article(app):
        app.push_screen(ShareScreen(article), lambda choice: _share(app, article, choice or ""))


def _share(app: "TermnewsApp", article: Article, choice: str) -> None:
    match choice:
        case "":
            return
        case "link":
            app.copy_to_clipboard(article.link or article.headline)
            app.notify("Link copied." if article.link else "No link here: headline copied.", markup=False)
        case "quote":
            app.copy_to_clipboard(quote_markdown(article))
            app.notify("Copied as a quotation in Markdown.", markup=False)
        case "markdown" | "html" | "json":
            _ask_where(app, article, choice)
        case other:
            _OTHERS[other](app)


def _ask_where(app: "TermnewsApp", article: Article, form: Form) -> None:
    folder = Path(load_config(app.keeper.folders.config)[0].sharing.folder).expanduser()
    name = show_path((folder / export_name(article, form)).absolute())
    ask(
        app,
        AskScreen("Save as", "A file that exists is never written over.", name),
        lambda p: _save(app, p, article, form),
    )


def _save(app: "TermnewsApp", typed: str, article: Article, form: Form) -> None:
    kept = next((b for b in app.keeper.bookmarks() if b.article.id == article.id), None)
    exported = Exported(article, kept.tags, kept.note) if kept else Exported(article)
    try:
        path = Path(clean_text(typed)).expanduser()
        save_new(path, write_articles([exported], form))
    except OSError as error:
        app.notify(f"Not saved: {error.strerror}.", severity="error", markup=False)
    except RuntimeError:  # a "~name" of nobody
        app.notify("Not saved: there is no such home folder.", severity="error", markup=False)
    else:
        app.notify(f"Saved: {show_path(path.absolute())}", markup=False)
