"""The first frame of a window holds all of it."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from termnews.ui.screens.home import HomeScreen
from termnews.ui.widgets.reader_pane import ReaderPane

Opener = Callable[..., Any]


@pytest.fixture
def frames(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the frames of home screens that are displayed from now on, as text."""
    seen: list[str] = []
    display = App._display

    def noting(app: App[None], screen: object, update: object) -> None:
        if isinstance(screen, HomeScreen) and update is not None:
            seen.append("\n".join(strip.text for strip in screen._compositor.render_strips()))
        display(app, screen, update)  # type: ignore[arg-type]

    monkeypatch.setattr(App, "_display", noting)
    return seen


async def test_the_first_frame_has_lists_bars_and_text(open_window: Opener, frames: list[str]) -> None:
    async with open_window((120, 36)):
        for words in ("8 unread of 8", "Salta opens another", "Estonia", "Engineers in Kaunas", "Bookmark"):
            assert words in frames[0]


@pytest.mark.parametrize(("columns", "missing"), [(80, "Engineers in Kaunas"), (50, "All countries  ")])
async def test_a_narrow_window_waits_for_no_text(
    open_window: Opener, frames: list[str], columns: int, missing: str
) -> None:
    async with open_window((columns, 24)):
        assert "Salta opens another" in frames[0]
        assert missing not in frames[0]


@pytest.mark.parametrize("size", [(160, 50), (120, 36), (80, 24)])
async def test_the_list_of_countries_stands_where_it_stays(
    open_window: Opener, frames: list[str], size: tuple[int, int]
) -> None:
    async with open_window(size) as window:
        assert window.home.countries.globe.size.height > 0
        lines = window.text.splitlines()
        (place,) = [number for number, line in enumerate(lines) if "All countries  " in line]
        assert "All countries  " in frames[0].splitlines()[place]


async def test_without_articles_there_is_a_frame(open_window: Opener, frames: list[str]) -> None:
    async with open_window(articles=()) as window:
        assert "No articles here" in frames[0]
        assert not window.home.is_held_for(lambda: None)


async def test_a_text_that_is_never_set_keeps_no_frame_back(
    open_window: Opener, frames: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReaderPane, "on_reader_resized", lambda _self, _event: None)
    begun: list[bool] = []
    begin = HomeScreen.release

    def noting(home: HomeScreen) -> None:
        begun.append(True)
        begin(home)

    monkeypatch.setattr(HomeScreen, "release", noting)
    async with open_window() as window:
        await window.until(lambda: begun and frames)
        assert "Salta opens another" in frames[-1]
