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


def _check(name: str, text: str) -> None:
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    file = _GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        _GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


@pytest.mark.parametrize("screen", _SCREENS)
@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_screens_look_as_they_did(open_window: Opener, screen: str, size: tuple[int, int]) -> None:
    async with open_window(size) as window:
        window.app.animation_level = "none"  # a globe on its way would stand elsewhere each time
        await window.press(*_SCREENS[screen])
        _check(f"{screen}-{size[0]}x{size[1]}", window.text)


@pytest.mark.parametrize("size", _SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_empty_edition_looks_as_it_did(open_window: Opener, size: tuple[int, int]) -> None:
    async with open_window(size, articles=()) as window:
        _check(f"empty-{size[0]}x{size[1]}", window.text)
