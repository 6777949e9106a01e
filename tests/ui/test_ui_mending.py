"""A live library that fails, or goes, under an open window: the window goes on with what is left, and says so."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from termnews.domain.article import Article, Paragraph
from termnews.domain.health import FeedHealth
from termnews.library.bookmarks import keep_bookmark
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.newsroom.editions import find_live
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening, library_path, open_library, utc_now
from termnews.newsroom.settings import find_folders
from termnews.ui.app import TermnewsApp
from termnews.ui.mending import mend
from termnews.ui.widgets.article_list import ArticleList

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
COUNT = 300


def _fill(word: str) -> Path:
    path = library_path(find_folders())
    articles = [
        Article(f"{word}{n:05}", f"{word.title()} {n}", "Paper", "NZ", NOW - timedelta(minutes=n), (_text(n),))
        for n in range(COUNT)
    ]
    library = open_library_file(path).library
    assert library is not None
    with closing(library):
        library.keep(Batch(articles={a.id: a for a in articles}, healths={"x": FeedHealth("x", succeeded=NOW)}))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def _text(n: int) -> Paragraph:
    return Paragraph(f"Words of number {n}. " * 1_000)


def _damage(path: Path) -> None:
    """Overwrite all but the first page, as a failing disk or another program may."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))


@asynccontextmanager
async def _window() -> AsyncIterator[tuple[TermnewsApp, Any]]:
    opening = find_live(find_folders())
    assert isinstance(opening, Opening)
    keeper = Keeper(find_folders(), opening.library, utc_now)
    app = TermnewsApp(opening, keeper, utc_now, {}, has_flags=False)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            yield app, pilot
    finally:
        keeper.close()


async def _until(pilot: Any, is_so: Callable[[], object]) -> None:
    for _ in range(400):
        if is_so():
            return
        await pilot.pause(0.05)
    raise AssertionError


def _told(app: TermnewsApp) -> str:
    return " ".join(n.message for n in app._notifications)


def _is_shown(app: TermnewsApp) -> bool:
    return not app.is_mending and app.home is not None and app.screen is app.home and bool(app.home.query("#articles"))


@pytest.mark.parametrize("keys", [("end", "enter"), ("j", "s"), ("slash", *"number", "enter")])
async def test_damage_is_met_by_a_key(keys: tuple[str, ...]) -> None:
    path = _fill("first")
    keep_bookmark(find_folders().bookmarks, Article("kept", "Kept one", "Paper", "NZ", NOW, (_text(1),)), NOW)
    async with _window() as (app, pilot):
        library = app.opening.library
        _damage(path)
        for key in (*keys, "end", "home", "pagedown", "end"):
            await pilot.press(key)
        await _until(pilot, lambda: app.opening.library is not library)
        await _until(pilot, lambda: "bookmarks are safe" in _told(app))
        assert path.with_name("library.db.damaged-1").exists()
        await _until(pilot, lambda: _is_shown(app))
        await pilot.press("escape", "escape", "B")
        await _until(pilot, lambda: app.screen.id == "bookmarks")
        assert app.is_running
        _fill("second")
        app.show_news()
        await pilot.press("q")
        await _until(pilot, lambda: app.home is not None and app.screen is app.home)
        await _until(pilot, lambda: app.home and app.opening.library.find_article("second00001"))
        shown = app.home.query_one("#articles-list", ArticleList) if app.home else None
        await _until(pilot, lambda: shown and (first := shown.headline(0)) and first.id == "second00000")
    assert app.fault is None


async def test_damage_is_met_by_a_worker() -> None:
    path = _fill("first")
    async with _window() as (app, pilot):
        library = app.opening.library

        def group() -> None:
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("SELECT count(*) FROM body WHERE content LIKE '%x'").fetchone()

        _damage(path)
        app.run_worker(group, thread=True)
        await _until(pilot, lambda: app.opening.library is not library)
        await _until(pilot, lambda: "kept as library.db.damaged-1" in _told(app))
        assert app.is_running
    assert app.fault is None


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL])
async def test_a_disk_that_fails_for_a_while(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _fill("first")
    async with _window() as (app, pilot):
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        library = app.opening.library

        def fail(_: str) -> Article:
            raise error

        monkeypatch.setattr(library, "find_article", fail)
        await pilot.press("j", "j", "enter")
        await _until(pilot, lambda: app.opening.library is not library)
        await _until(pilot, lambda: "disk I/O error" in _told(app))
        assert path.exists()
        assert not list(path.parent.glob("*damaged*"))
        assert app.opening.library.find_article("first00001")
        await _until(pilot, lambda: _is_shown(app))
        await pilot.press("j", "enter")
        await _until(pilot, lambda: app.home and app.home.reading.article_id)
    assert app.fault is None


async def test_a_disk_that_has_gone() -> None:
    path = _fill("first")
    async with _window() as (app, pilot):
        path.unlink()
        path.mkdir()  # nothing can be opened here
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        assert mend(app, error)
        await _until(pilot, lambda: _is_shown(app))
        assert not app.opening.library.counts.days()[0]
        await pilot.press("j", "enter", "R")
        path.rmdir()
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        _fill("second")
        app.show_news()
        await _until(pilot, lambda: app.opening.library.find_article("second00001"))
        await _until(pilot, lambda: _is_shown(app))
    assert app.fault is None


async def test_a_library_that_was_deleted_is_read_on_and_then_replaced() -> None:
    path = _fill("first")
    async with _window() as (app, pilot):
        for beside in path.parent.glob("library.db*"):
            beside.unlink()
        await pilot.press("j", "enter", "end", "enter")
        assert app.opening.library.find_article("first00001")
        _fill("second")
        app.show_news()
        await _until(pilot, lambda: app.opening.library.find_article("second00001"))
        await _until(pilot, lambda: "was replaced or removed" in _told(app))
        await _until(pilot, lambda: _is_shown(app))
        assert "nothing was kept" not in _told(app)
    assert app.fault is None


async def test_a_fault_of_our_own_still_ends_the_window() -> None:
    _fill("first")
    opening = find_live(find_folders())
    assert isinstance(opening, Opening)
    keeper = Keeper(find_folders(), opening.library, utc_now)
    app = TermnewsApp(opening, keeper, utc_now, {}, has_flags=False)
    assert not app.recover(ValueError("not the library's"))
    assert not app.recover(OSError(28, "No space left on device"))
    assert app.opening is opening
    keeper.close()


async def test_the_first_news_take_the_samples_place() -> None:
    opening = open_library(is_grouped=False)
    keeper = Keeper(find_folders(), opening.library, utc_now)
    app = TermnewsApp(opening, keeper, utc_now, {}, has_flags=False)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert app.opening.is_sample
        _fill("first")
        app.show_news()
        await _until(pilot, lambda: app.opening.library.find_article("first00001"))
        await pilot.press("j", "enter")
        await _until(pilot, lambda: app.home and app.home.reading.article_id.startswith("first"))
    keeper.close()
    assert app.fault is None
