"""A window over hostile articles, and what must hold of everything it draws."""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.strip import Strip

from termnews.domain.article import Article, Caption, Heading, ListItem, Original, Paragraph, Picture, Quote
from termnews.domain.outlet import Feed, Outlet
from termnews.domain.problems import Problem
from termnews.domain.steps import Steps
from termnews.domain.story import Take
from termnews.library.store import Library
from termnews.newsroom.catalogue import save_own
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening
from termnews.newsroom.settings import find_folders, load_countries
from termnews.ui.app import TermnewsApp

NOW = datetime(2025, 12, 14, 12, tzinfo=UTC)
COMMANDS = {*map(chr, range(32)), *map(chr, range(0x7F, 0xA0)), *"\u202e\u2066\u200b\ufeff\u2028\ud800\udfff\u061c"}


class HostileOpening(Opening):
    """An edition in which all articles tell one story, with labels as they come."""

    def group(self) -> bool:
        self.library.set_stories({article.id: "story" for article in self.library.articles()})
        self._readings = {}
        return True

    def _find_takes(self, article: Article, others: list[Article]) -> Steps[list[Take]]:
        yield
        labels = article.labels or ("no label",)
        return [*(Take(labels[0], other.id) for other in others), *map(Take, labels)]


def hostile_article(number: int, words: str) -> Article:
    """Return an article with hostile words wherever words can stand."""
    words = words.encode("utf-8", "replace").decode()  # no store and no terminal can take a lone surrogate
    body = (
        Heading(words), Paragraph(words), Paragraph(f"A sentence of {words}. Another sentence of {number} words."),
        Quote(words), ListItem(words), Picture(words), Caption(words, words), Picture(words),
    )  # fmt: skip
    original = Original("ar", words, body, words, NOW)
    country = ("EE", "CL", "", words[:20])[number % 4]
    return Article(f"id{number}", words, words, country, NOW, body, (words, f"Take {words}"), words, original=original)


def add_hostile_outlets(words: Sequence[str]) -> None:
    """Let the reader have outlets of such names."""
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    outlets = [
        Outlet(f"A {text}", ("EE", "", "CL")[n % 3], "es", (Feed(f"https://e{n}.example/rss", text),), tags=(text,))
        for n, text in enumerate(text.encode("utf-8", "replace").decode() for text in words[:20])
    ]
    save_own(folder, {outlet.key: outlet for outlet in outlets})


@asynccontextmanager
async def open_hostile(
    articles: Iterable[Article], problems: Sequence[Problem] = (), size: tuple[int, int] = (100, 30)
) -> AsyncIterator[tuple[TermnewsApp, Pilot[None]]]:
    """Run a window over articles."""
    opening = HostileOpening("Hostile [/] \x1b[31medition", Library.in_memory(), load_countries(), list(problems))
    opening.library.save(articles)
    keeper = Keeper(find_folders(), opening.library, lambda: NOW)
    app = TermnewsApp(opening, keeper, lambda: NOW, {"TERM": "xterm-256color"}, has_flags=True)
    try:
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause(0.09)
            yield app, pilot
    finally:
        keeper.close()


def drawn(app: TermnewsApp) -> list[Strip]:
    """Return the screen's lines as they go to the terminal."""
    return app.screen._compositor.render_strips()


def check_drawn(app: TermnewsApp) -> None:
    """Nothing commands the terminal, every line has the window's width, and no text brings an action along."""
    width = app.size.width
    for strip in drawn(app):
        assert COMMANDS.isdisjoint(strip.text), [c for c in strip.text if c in COMMANDS]
        # Where a screen lies over another its edge may cut a sign of several characters: the driver blanks its rest.
        text = "".join(re.sub("^[\ufe0f\u200d]+.", " ", segment.text) for segment in strip)
        assert cell_len(text) == width, text
        for segment in strip:
            meta = segment.style.meta if segment.style else {}
            assert not any("click" in key for key in meta), (segment.text, meta)
            assert segment.style is None or not segment.style.link
