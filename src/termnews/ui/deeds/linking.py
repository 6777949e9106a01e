"""Opening an article's page in the browser; where there is none, its address is shown and copied."""

import os
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from termnews.domain.article import Article
from termnews.ingest.links import host_of
from termnews.newsroom.browsing import (
    Browser,
    check_link,
    find_browser,
    homes_of,
    is_at_home,
)
from termnews.newsroom.children import start_detached
from termnews.newsroom.running import run_in_terminal
from termnews.ui.commands import first_key
from termnews.ui.current import wanted_article

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp

_PATIENCE = 15.0
"""Seconds in which a second key means the same address."""
_asked: dict[str, float] = {}
"""When which address was asked about."""


def do_open_link(app: "TermnewsApp") -> None:
    """Open the link of the article that is meant; a strange host wants the key a second time."""
    article = wanted_article(app)
    if article is None:
        return
    homes = homes_of(article)
    link, why = check_link(article, homes)
    if why:
        words = "This article has no link." if not article.link else f"Not opened: the link {why}."
        app.notify(words, severity="warning", markup=False)
    elif (browser := find_browser(os.environ)) is None:
        app.copy_to_clipboard(link)
        app.notify(f"No browser here; link copied:\n{link}", markup=False, timeout=20)
    elif is_at_home(link, homes) or monotonic() - _asked.pop(link, -_PATIENCE) < _PATIENCE:
        _open(app, link, browser)
    else:
        _asked.clear()
        _asked[link] = monotonic()
        app.notify(_question(article, link, is_known=bool(homes)), markup=False, timeout=_PATIENCE)


def _question(article: Article, link: str, *, is_known: bool) -> str:
    outlet = article.outlet or "the outlet"
    why = f"is not where {outlet} is known to publish" if is_known else f"may or may not be {outlet}'s"
    return f"{host_of(link)} {why}. {first_key('open_link')} again opens it."


def _open(app: "TermnewsApp", link: str, browser: Browser) -> None:
    try:
        if browser.is_in_terminal:
            with_terminal(app, lambda: run_in_terminal(browser.arguments(link)))
        else:
            start_detached(browser.arguments(link))
            app.notify(f"Opened {host_of(link)}.", markup=False, timeout=3)
    except OSError as error:
        words = f"{browser.command[0]} cannot be run: {error.strerror}; link copied."
        app.copy_to_clipboard(link)
        app.notify(words, severity="error", markup=False)


def with_terminal(app: "TermnewsApp", work: Callable[[], str]) -> None:
    """Put the window away while something else has the terminal; say what went wrong."""
    try:
        with app.suspend():
            why = work()
    except SuspendNotSupported:
        why = "The window cannot be put away on this terminal"
    app.refresh(layout=True)
    if why:
        app.notify(f"{why}.", severity="warning", markup=False)
