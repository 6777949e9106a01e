"""What quick keys and clicks must not do: open a screen twice, end the window, forget what was copied."""

from collections.abc import Callable
from typing import Any

import pytest
from textual.events import Click

Opener = Callable[..., Any]


@pytest.mark.parametrize("keys", [("B", "B"), ("B", "q", "B"), ("exclamation_mark", "escape", "exclamation_mark")])
async def test_no_screen_is_opened_twice(open_window: Opener, keys: tuple[str, ...]) -> None:
    async with open_window() as window:
        for key in keys:  # without a pause in which a screen that was left could go
            window.app.simulate_key(key)
        await window.settle()
        assert len(window.app.screen_stack) <= 3
        assert window.app.is_running
        assert window.app._exception is None


async def test_a_click_beside_the_palette_leaves_it_and_one_beside_the_window_does_nothing(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("colon")
        palette = window.app.screen
        palette.post_message(
            Click(palette, 5000, 0, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=5000, screen_y=9)
        )
        await window.settle()
        assert window.app.screen is palette
        await window.pilot.click(offset=(0, 0))
        await window.settle()
        assert window.app.screen is not palette


async def test_copying_nothing_keeps_what_was_copied(open_window: Opener) -> None:
    async with open_window() as window:
        window.app.copy_to_clipboard("before")
        window.app.copy_to_clipboard("")
        assert window.app.clipboard == "before"


async def test_ctrl_q_leaves_from_where_a_line_is_typed(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("question_mark", "a", "ctrl+q")
        assert window.app._exit
