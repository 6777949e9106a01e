"""Fetching the whole text of the article on show, while the window goes on."""

from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from termnews.domain.article import Article, word_count
from termnews.domain.problems import Problem
from termnews.newsroom.change import Change
from termnews.newsroom.page_process import PageProcess
from termnews.newsroom.reading_apart import MISSING

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp

GROUP = "full-text"


def do_full_text(app: "TermnewsApp") -> None:
    """Fetch the page of the article on show, and put its text in the summary's place."""
    home = app.home
    if home is None or app.screen is not home:
        return
    article = app.opening.library.find_article(home.reading.article_id)
    if article is None or not article.link:
        words = "No article is open." if article is None else "This article has no address that could be asked."
        app.notify(words, markup=False)
    elif find_spec("trafilatura") is None:
        app.notify(f"{MISSING[0].upper()}{MISSING[1:]}", severity="warning", markup=False)
    elif any(worker.group == GROUP and worker.is_running for worker in app.workers):
        app.notify("Another page is still being fetched.", markup=False)
    else:
        _begin(app, article)


def _begin(app: "TermnewsApp", article: Article) -> None:
    try:
        process = PageProcess(article)
    except OSError as error:
        app.notify(f"The page cannot be asked for: {error.strerror or error}", severity="error", markup=False)
        return
    app.notify(f"Fetching the page of {article.outlet or 'the article'} …", markup=False, timeout=2)
    app.run_worker(partial(_fetch, app, article, process), group=GROUP, thread=True)


def _fetch(app: "TermnewsApp", article: Article, process: PageProcess) -> None:
    """Wait for the page, in a thread."""
    found = process.wait()
    app.call_later(_settle, app, article, found)


def _settle(app: "TermnewsApp", before: Article, found: Article | Problem) -> None:
    """Keep what came on the keeper's thread, or say why nothing did."""
    if isinstance(found, Problem):
        app.notify(f"{found.where}: {found.why}", severity="warning", markup=False)
        _show(app, before.id)  # a picture may have come
        return

    def keep() -> None:
        from termnews.newsroom.full_text import keep_full  # noqa: PLC0415 - brings what only keeping needs
        from termnews.newsroom.settings import find_folders  # noqa: PLC0415 - as above

        keep_full(find_folders(), app.opening.library, before, found)

    app.keeper.submit(keep, lambda kept: app.call_later(_tell, app, found, kept))


def _tell(app: "TermnewsApp", article: Article, kept: Change | Problem | None) -> None:
    if isinstance(kept, Problem):
        app.notify(f"{kept.where}: {kept.why}", severity="error", markup=False)
        return
    app.notify(f"The whole text: {word_count(article):,} words.", markup=False, timeout=3)
    _show(app, article.id)


def _show(app: "TermnewsApp", article_id: str) -> None:
    """Show an article anew where it is still on show."""
    app.opening.forget()
    home = app.home
    if home is not None and home.reading.article_id == article_id:
        home.show_regrouped()
