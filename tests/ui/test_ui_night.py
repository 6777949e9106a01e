"""Night on the globe, and what of the globe's looks lasts from one window to the next."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Any

from termnews.globe.glyphs import SEXTANTS
from termnews.ui.screens.world import WorldScreen

Opener = Callable[..., AbstractAsyncContextManager[Any]]
NOW = datetime(2025, 12, 14, 12, tzinfo=UTC)


async def test_n_shows_the_night_on_both_globes_and_the_choice_is_kept(open_window: Opener) -> None:
    async with open_window() as window:
        pane = window.home.countries
        assert pane.globe.moment is None
        await window.press("w", "N")
        assert isinstance(window.app.screen, WorldScreen)
        assert window.app.screen.globe.moment == pane.globe.moment == NOW
        assert window.keeper.state.setting("night") == "shown"
    async with open_window() as window:
        pane = window.home.countries
        assert pane.globe.moment == NOW
        await window.press("w")
        assert window.app.screen.globe.moment == NOW
        await window.press("N", "q")
        assert pane.globe.moment is None
        assert window.keeper.state.setting("night") == ""


async def test_how_the_large_globe_is_drawn_is_how_the_small_one_is(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("w", "M")
        assert window.app.screen.globe.look.mode == SEXTANTS
        assert any("sextants" in n.message for n in window.app._notifications)
        await window.press("q")
        assert window.home.countries.globe.look.mode == SEXTANTS
        await window.press("w")
        assert window.app.screen.globe.look.mode == SEXTANTS


async def test_the_legend_follows_what_is_counted(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("w")
        assert "2 articles" in window.text.splitlines()[-3]
        await window.press("H")
        assert "2 unread" in window.text.splitlines()[-3]
