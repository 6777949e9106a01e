"""Whole screens as text, at four sizes, empty and full: tests/ui/golden/NAME.txt is what they look like.

UPDATE_GOLDEN=1 writes them anew; look at the difference before committing it.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Opener = Callable[..., Any]

_GOLDEN = Path(__file__).parent / "golden"
_SIZES = ((60, 24), (80, 24), (120, 36), (160, 50))
_SCREENS = {
    "home": (),
    "countries": ("h", "j", "j", "j", "j", "j"),
    "reader": ("j", "enter", "b"),
    "takes": ("t",),
    "search": ("slash", *"lithium"),
    "story": ("v",),
    "help": ("question_mark",),
    "problems": ("exclamation_mark",),
}


def _text(window: Any) -> str:
    return "\n".join(line.rstrip() for line in window.text.splitlines()) + "\n"


async def _check(name: str, window: Any) -> None:
    file = _GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        _GOLDEN.mkdir(exist_ok=True)
        file.write_text(_text(window), "utf-8")
    wanted = file.read_text("utf-8")
    for _ in range(300):  # a busy machine is late to lay out what a key has brought
        if _text(window) == wanted:
            return
        await window.pilot.pause(0.1)
    assert _text(window) == wanted


@pytest.mark.parametrize("screen", _SCREENS)
@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_screens_look_as_they_did(open_window: Opener, screen: str, size: tuple[int, int]) -> None:
    async with open_window(size) as window:
        window.app.animation_level = "none"  # a globe on its way would stand elsewhere each time
        await window.press(*_SCREENS[screen])
        await _check(f"{screen}-{size[0]}x{size[1]}", window)


@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_empty_edition_looks_as_it_did(open_window: Opener, size: tuple[int, int]) -> None:
    async with open_window(size, articles=()) as window:
        await _check(f"empty-{size[0]}x{size[1]}", window)
