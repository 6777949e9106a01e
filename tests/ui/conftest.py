"""A window over a small edition: two stories, two countries with two articles each, two of every kind of block."""

import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from termnews.domain.article import Article, Block, Caption, Heading, ListItem, Paragraph, Picture, Quote
from termnews.domain.problems import Problem
from termnews.domain.steps import Steps
from termnews.domain.story import Take, Verdict
from termnews.library.store import Library
from termnews.newsroom.config import Config, load_config
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening
from termnews.newsroom.settings import find_folders, load_countries
from termnews.ui.app import TermnewsApp
from termnews.ui.screens.home import HomeScreen
from termnews.ui.widgets.article_pane import ArticlePane

NOW = datetime(2025, 12, 14, 12, tzinfo=UTC)
ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"}

_STORIES = {
    "lt1": "grid", "ee1": "grid", "ee2": "grid",
    "cl1": "lithium", "ar1": "lithium",
    "is1": "", "lt2": "", "cl2": "",
}  # fmt: skip


_SAID_ALONE = {
    "lt1": "Engineers in Kaunas toasted the moment with bread baked for the occasion.",
    "ee1": "Shopkeepers along the coast complain of invoices that nobody had promised.",
    "ee2": "Divers found an anchor, two chains and a rusted bicycle beside the cable.",
}


def _article(article_id: str, headline: str, country: str, day: int, *, paragraphs: int = 30) -> Article:
    body: tuple[Block, ...] = (
        Picture("Una imagen cortada por"),
        Caption(f"Caption one of {article_id}.", "Sample archive"),
        Heading("A heading"),
        Paragraph(_SAID_ALONE.get(article_id, "Nothing.")),
        *(
            Paragraph(f"Paragraph {n} of {article_id}, with words enough to fill a line or two.")
            for n in range(paragraphs)
        ),
        Quote("Words set apart."),
        ListItem("First item"),
        ListItem("Second item"),
        Picture("Otra imagen cortada"),
        Caption(f"Caption two of {article_id}."),
    )
    published = datetime(2025, 12, day, tzinfo=UTC)
    return Article(article_id, headline, f"Sample Desk, {country}", country, published, body)


ARTICLES = (
    _article("lt1", "Grid of the Baltic leaves the eastern ring", "LT", 13),
    _article("ee1", "Tallinn counts what the switched grid cost", "EE", 13),
    _article("ee2", "Cable guards watch the grid in the gulf", "EE", 12),
    _article("cl1", "Atacama brine and the lithium price", "CL", 11),
    _article("ar1", "Salta opens another lithium plant", "AR", 11),
    _article("is1", "Grindavik goes home [/] and [@click=app.quit]away[/]", "IS", 10),
    _article("lt2", "Vilnius plants a second forest", "LT", 9, paragraphs=2),
    _article("cl2", "A telescope opens its eye in the desert", "CL", 8, paragraphs=2),
)


class FakeOpening(Opening):
    """An edition whose stories and takes are given instead of found."""

    def group(self) -> bool:
        """Set the stories of `_STORIES`, minding corrections as the real one does."""
        stories = dict(_STORIES)
        for (one, other), is_together in self.corrections.items():
            if is_together:
                stories[other] = stories[one] = stories[one] or stories[other] or f"{one}{other}"
        apart = Counter(i for pair, is_together in self.corrections.items() if not is_together for i in pair)
        if apart:
            stories[apart.most_common(1)[0][0]] = ""
        self.library.set_stories(stories, {"grid": Verdict.OVERLOOKED, "lithium": Verdict.UNKNOWN})
        self.is_grouped = True
        self._readings = {}
        return True

    def _find_takes(self, article: Article, others: list[Article]) -> Steps[list[Take]]:
        yield
        takes = [Take(f"{self.countries[o.country].demonym} View of {o.id}", o.id) for o in others]
        return [*takes, Take("Icelandic View of the Telescope Desert")] if article.id == "lt1" else takes


@dataclass
class Window:
    """A running window and what it stands on."""

    app: TermnewsApp
    pilot: Pilot[None]
    keeper: Keeper

    @property
    def home(self) -> HomeScreen:
        """The home screen."""
        found = self.app.home
        assert found is not None
        return found

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything they caused is done; a word typed into a box is one thing."""
        for key, following in zip_longest(keys, keys[1:]):
            await self.pilot.press(key)
            if not (isinstance(self.app.focused, Input) and following and len(key) == len(following) == 1):
                await self.settle()

    async def settle(self) -> None:
        """Wait for the resting cursor, the keeper and the window."""
        await self.pilot.pause()
        for _ in range(2):  # what is kept may be a rule, whose articles are found then
            self.keeper.finish()
            await self.pilot.pause()
            seeking = [worker for worker in self.app.workers if worker.group in {"search", "rules"}]
            if seeking:
                await self.app.workers.wait_for_complete(seeking)
        await self.pilot.pause()
        # on a busy machine the preview of the cursor's article takes its time
        await self.until(lambda: not self._rests)
        await self.pilot.pause()
        await self.until(lambda: not self._works)
        await self.pilot.pause()

    @property
    def _rests(self) -> bool:
        panes = [pane for screen in self.app.screen_stack for pane in screen.query(ArticlePane)]
        tasks = [pane._delay._task for pane in panes if pane._delay is not None]
        return any(task is not None and not task.done() for task in tasks)

    @property
    def _works(self) -> bool:
        return self.app.home is not None and self.app.home._previewing._steps is not None

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait for what comes from elsewhere: a process, a thread, a timer."""
        end = time.monotonic() + 60
        while not is_so():
            assert time.monotonic() < end, self.text
            await self.pilot.pause(0.02)
            await self.pilot.pause()

    @property
    def text(self) -> str:
        """The screen as text."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in lines)


Opener = Callable[..., AbstractAsyncContextManager[Window]]


@pytest.fixture
def open_window() -> Opener:
    """Return a way to open a window of a size over the small edition, or over given articles."""

    @asynccontextmanager
    async def opener(
        size: tuple[int, int] = (120, 36),
        articles: tuple[Article, ...] = ARTICLES,
        problems: tuple[Problem, ...] = (),
        settings: Config | None = None,
    ) -> AsyncIterator[Window]:
        opening = FakeOpening("Test edition", Library.in_memory(), load_countries(), list(problems))
        opening.library.save(articles)
        keeper = Keeper(find_folders(), opening.library, lambda: NOW)
        app = TermnewsApp(opening, keeper, lambda: NOW, ENVIRONMENT, has_flags=False)
        app.animation_level = "none"  # what flies is drawn thirty times a second and looked at once
        if settings is None and (find_folders().config / "config.toml").exists():
            settings, _ = load_config(find_folders().config)
        if settings is not None:
            app.follow(settings)
        try:
            async with app.run_test(size=size) as pilot:
                window = Window(app, pilot, keeper)
                await window.settle()
                await app.workers.wait_for_complete()
                await window.settle()
                yield window
        finally:
            keeper.close()

    return opener


@pytest.fixture
def bookmark_folder() -> Path:
    """Return the folder of bookmark files."""
    return find_folders().bookmarks
