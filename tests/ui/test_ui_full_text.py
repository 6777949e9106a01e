"""`x`: the page of the article on show, fetched while the window goes on."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from termnews.domain.article import Article, Paragraph
from termnews.domain.problems import Problem
from termnews.newsroom.settings import find_folders
from termnews.ui.deeds import full_text

Opener = Callable[..., Any]


class FakePage:
    """Waits until it may go on, then brings a text or a problem."""

    asked: list[str]
    may_end: Event
    problem: Problem | None

    def __init__(self, article: Article) -> None:
        self.asked.append(article.id)
        self._article = article

    def wait(self) -> Article | Problem:
        self.may_end.wait(60)
        return self.problem or replace(self._article, blocks=(Paragraph("The whole story of the ring. " * 40),))


@pytest.fixture(name="page")
def _page(monkeypatch: pytest.MonkeyPatch) -> type[FakePage]:
    class Page(FakePage):
        asked: list[str] = []  # noqa: RUF012 - one for each test
        may_end = Event()
        problem = None

    monkeypatch.setattr(full_text, "PageProcess", Page)
    return Page


def _told(window: Any) -> str:
    return " ".join(n.message for n in window.app._notifications)


def _give_links(window: Any) -> None:
    library = window.app.opening.library
    library.save([replace(a, link=f"https://desk.example/{a.id}") for a in library.articles()])


async def test_the_whole_text_comes_while_keys_go_on(open_window: Opener, page: type[FakePage]) -> None:
    async with open_window() as window:
        _give_links(window)
        await window.press("j", "enter", "b", "x")
        assert "Fetching the page of Sample Desk, EE" in _told(window)
        await window.press("x", "space")
        assert "Another page is still being fetched." in _told(window)
        page.may_end.set()
        await window.until(lambda: "The whole text: 240 words." in _told(window))
        await window.settle()
        assert page.asked == ["ee1"]
        assert "The whole story of the ring." in window.text
        article = window.app.opening.library.find_article("ee1")
        assert len(article.blocks) == 1
        (file,) = find_folders().bookmarks.iterdir()
        assert "The whole story" in file.read_text("utf-8")


async def test_a_text_that_comes_late_changes_nothing_on_show(open_window: Opener, page: type[FakePage]) -> None:
    async with open_window() as window:
        _give_links(window)
        await window.press("x", "j", "j")
        page.may_end.set()
        await window.until(lambda: "The whole text" in _told(window))
        await window.settle()
        assert window.home.reading.article_id == "ee2"
        assert "The whole story of the ring." not in window.text


async def test_why_there_is_none_is_said(
    open_window: Opener, page: type[FakePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.problem = Problem("Sample Desk", "the page [/] asks for money (402)")
    page.may_end.set()
    async with open_window() as window:
        await window.press("x")
        assert "has no address" in _told(window)
        _give_links(window)
        await window.press("x")
        await window.until(lambda: "the page [/] asks for money (402)" in _told(window))
        monkeypatch.setattr(full_text, "find_spec", lambda _: None)
        await window.press("x")
        assert "pip install trafilatura" in _told(window)
        assert len(page.asked) == 1
