"""The whole text of an article, from its page: fetched politely, read apart, kept in the summary's place."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.domain.translation import as_published
from termnews.ingest.decide import count_words
from termnews.ingest.fetching import Fetched, FetchRequest
from termnews.library.feeds import Batch
from termnews.library.library_file import find_library_file
from termnews.library.live import LiveLibrary
from termnews.library.store import Library
from termnews.newsroom.charset import charset_of
from termnews.newsroom.config import load_config
from termnews.newsroom.network import RememberingRetriever
from termnews.newsroom.opening import library_path, utc_now
from termnews.newsroom.picture_fetching import ask_picture, picture_links, take_picture, wants_pictures
from termnews.newsroom.picturing import picture_file
from termnews.newsroom.reading_apart import ReadingProcess
from termnews.newsroom.settings import Folders

MOST_PICTURES = 6
"""Of one article, when the reader asks for its page."""
_ACCEPT_PAGE = "text/html, application/xhtml+xml, */*;q=0.1"
_NO_PAGE = ("image/", "audio/", "video/", "application/pdf", "application/zip")


def ask_page(article: Article) -> FetchRequest:
    """Return the request for an article's page, which its robots.txt may forbid."""
    return FetchRequest(article.link, article.id, accept=_ACCEPT_PAGE)


def read_page(reading: ReadingProcess, article: Article, fetched: Fetched) -> Article | Problem:
    """Return an article with the text of its page; a Problem where the page has none, or no more than is there."""
    if fetched.why:
        is_refusal = fetched.why.startswith("its ")
        return Problem(article.outlet, f"the page {'may not be read: ' if is_refusal else ''}{fetched.why}")
    if fetched.content_type.lower().startswith(_NO_PAGE):
        return Problem(article.outlet, "the page is no text")
    found = reading.read_page(fetched.data, article.outlet, fetched.link or article.link, charset_of(fetched))
    if isinstance(found, Problem):
        return Problem(found.where, found.why if found.why.startswith("the ") else f"the page {found.why}")
    blocks, byline = found
    published = as_published(article)
    if count_words(blocks) <= count_words(published.blocks):
        return Problem(article.outlet, "the page says no more than is here already")
    return replace(published, blocks=blocks, byline=published.byline or byline)


def fetch_full(folders: Folders, article: Article) -> Article | Problem:
    """Ask for an article's page and return the article with its text, or why not; this may take half a minute."""
    if not article.link:
        return Problem(article.outlet, "the article has no address")
    config, _ = load_config(folders.config)
    library = find_library_file(library_path(folders)).library
    retriever = RememberingRetriever.allowing(library, utc_now, is_private=config.live.allow_private)
    try:
        with ReadingProcess() as reading:
            (fetched,) = retriever.retrieve([ask_page(article)])
            found = read_page(reading, article, fetched)
            if wants_pictures(folders):
                _fetch_pictures(retriever, reading, folders.cache, article if isinstance(found, Problem) else found)
            return found
    finally:
        if library is not None:
            with closing(library):
                retriever.keep_rules()


def _fetch_pictures(retriever: RememberingRetriever, reading: ReadingProcess, cache: Path, article: Article) -> None:
    """Put an article's first pictures into the cache; those that do not come are not missed."""
    if find_spec("PIL") is None:
        return
    wanted = [link for link in picture_links(article) if not picture_file(cache, link).exists()]
    for fetched in retriever.retrieve([ask_picture(link) for link in wanted[:MOST_PICTURES]]):
        take_picture(reading, cache, article.outlet, fetched)


def keep_full(folders: Folders, library: Library, before: Article, after: Article) -> None:
    """Keep an article's whole text in its library, searchable, and in its bookmark unless the reader has edited that.

    Raises:
        OSError: it could not be kept.
    """
    from termnews.library.renewing import renew_bookmark  # noqa: PLC0415 - a refresh renews none

    keep_texts(library, [after])
    renew_bookmark(folders.bookmarks, before, after)


def keep_texts(library: Library, articles: Sequence[Article]) -> None:
    """Keep new texts of articles that a library has, and make them searchable."""
    if isinstance(library, LiveLibrary):
        library.keep(Batch({article.id: article for article in articles}))
    else:
        library.save(articles)
