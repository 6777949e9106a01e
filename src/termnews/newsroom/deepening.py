"""What a refresh fetches once the feeds are read: pages of new articles for their whole text, then pictures.

Both are bounded in number and time, for one outlet and for all, and as polite as the feeds were.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from threading import Event

from termnews.domain.article import Article
from termnews.domain.outlet import Outlet
from termnews.domain.problems import Problem
from termnews.domain.refresh import Progress
from termnews.ingest.decide import count_words
from termnews.ingest.fetching import Fetched, FetchRequest, Retriever
from termnews.library.live import LiveLibrary
from termnews.newsroom.depth import Depth
from termnews.newsroom.fetching import Fetching
from termnews.newsroom.full_text import ask_page, keep_texts, read_page
from termnews.newsroom.picture_fetching import ask_picture, first_picture, take_picture
from termnews.newsroom.picturing import picture_file, prune_pictures
from termnews.newsroom.reading_apart import MISSING

MOST_PAGES, MOST_PAGES_EACH, PAGE_SECONDS = 200, 10, 120.0
MOST_PICTURES, MOST_PICTURES_EACH, PICTURE_SECONDS = 150, 3, 60.0
"""Of a refresh, and of one outlet; and seconds, after which the rest is left out."""
CACHE_BYTES, CACHE_DAYS = 100_000_000, 30
SUMMARY_WORDS = 150
"""A longer text is taken for the whole one where the reader wants whole texts of all outlets."""
_AT_ONCE = 20


class Deepening:
    """Remembers what is new, and fetches what belongs to it."""

    def __init__(self, depth: Depth, library: LiveLibrary, retriever: Retriever, cancelled: Event) -> None:
        """Begin with nothing new."""
        self._depth = depth
        self._library = library
        self._retriever = retriever
        self._cancelled = cancelled
        self._new: dict[str, tuple[Article, bool]] = {}
        self._told: set[str] = set()

    def note(self, outlet: Outlet, article: Article) -> None:
        """Remember a new article."""
        self._new[article.id] = article, outlet.has_full_text

    def fetch_pages(self) -> Iterator[Progress | Article]:
        """Yield how far it is, and articles with the text of their pages as they are kept.

        Raises:
            LibraryUnavailable: they could not be kept.
        """
        wanted = {a.id: a for a in self._bounded(self._wanted_pages(), MOST_PAGES, MOST_PAGES_EACH)}
        if wanted and find_spec("trafilatura") is None:
            self._tell(Problem("refresh", MISSING))
            return
        whole: list[Article] = []
        requests = [ask_page(article) for article in wanted.values()]
        for done, fetched in enumerate(self._fetch(requests, PAGE_SECONDS), 1):
            article = wanted[fetched.request.key]
            found = read_page(self._depth.reading, article, fetched)
            if isinstance(found, Problem):
                self._tell(found)
            else:
                whole.append(found)
            if len(whole) >= _AT_ONCE:
                yield from self._keep(whole)
            yield Progress(done, len(wanted), 0, article.outlet, "pages")
        yield from self._keep(whole)

    def _keep(self, whole: list[Article]) -> Sequence[Article]:
        if not whole:
            return ()
        keep_texts(self._library, whole)
        kept = tuple(whole)
        self._new |= {article.id: (article, self._new[article.id][1]) for article in kept}
        whole.clear()
        return kept

    def _wanted_pages(self) -> Iterator[Article]:
        for article, is_full in self._new.values():
            is_short = self._depth.is_full and count_words(article.blocks) < SUMMARY_WORDS
            if article.link and (is_full or is_short):
                yield article

    def fetch_pictures(self) -> Iterator[Progress]:
        """Put the first pictures of new articles into the cache, and yield how far it is."""
        cache = self._depth.cache
        if cache is None or find_spec("PIL") is None:
            return
        pictured = (article for article, _ in self._new.values() if first_picture(article))
        chosen = self._bounded(pictured, MOST_PICTURES, MOST_PICTURES_EACH)
        outlets = {first_picture(article): article.outlet for article in chosen}
        requests = [ask_picture(link) for link in outlets if not picture_file(cache, link).exists()]
        for done, fetched in enumerate(self._fetch(requests, PICTURE_SECONDS), 1):
            outlet = outlets[fetched.request.key]
            if problem := take_picture(self._depth.reading, cache, outlet, fetched):
                self._tell(problem)
            yield Progress(done, len(requests), 0, outlet, "pictures")
        if requests:
            prune_pictures(cache, CACHE_BYTES, CACHE_DAYS)

    def _fetch(self, requests: Sequence[FetchRequest], seconds: float) -> Iterator[Fetched]:
        """Yield answers until all are there, the time is over, or the reader wants an end."""
        if not requests:
            return
        end = time.monotonic() + seconds
        fetching = Fetching(self._retriever, requests)
        try:
            for told in fetching:
                if self._cancelled.is_set() or time.monotonic() > end:
                    break
                if isinstance(told, Fetched):
                    yield told
        finally:
            fetching.close()

    def _tell(self, problem: Problem) -> None:
        if problem.where not in self._told:
            self._told.add(problem.where)
            self._depth.report(problem)

    @staticmethod
    def _bounded(articles: Iterable[Article], most: int, most_each: int) -> list[Article]:
        """Return the newest articles, so many in all and of each outlet."""
        counts: Counter[str] = Counter()
        chosen = []
        for article in sorted(articles, key=lambda a: a.published.timestamp() if a.published else 0.0, reverse=True):
            counts[article.outlet] += 1
            if counts[article.outlet] <= most_each:
                chosen.append(article)
        return chosen[:most]
