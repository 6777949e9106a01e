"""Hostile words on every screen: nothing fails, nothing is done, nothing but drawing reaches the terminal."""

import asyncio
import time
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeGuard

import pytest
from hostile_text import ESCAPES, INVISIBLE, MARKUP, REAL, WIDE, hostile_words
from hostile_window import add_hostile_outlets, check_drawn, drawn, hostile_article, open_hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.style import Style
from textual.command import CommandList
from textual.events import Click, Paste
from textual.pilot import Pilot
from textual.screen import Screen, SystemModalScreen

from termnews.domain.cleaning import clean_article
from termnews.domain.problems import Problem
from termnews.ui import screens
from termnews.ui.palette import Palette

SCREENS = (
    ("home", ""), ("home", "enter"), ("home", "t"), ("home", "escape"), ("story", "v"),
    ("why", "right_square_bracket W"), ("story", "escape"), ("home", "q"), ("problems", "exclamation_mark"),
    ("home", "q"), ("home", "b"), ("bookmarks", "B"), ("bookmarks", "enter"), ("home", "q"),
    ("help", "question_mark left_square_bracket slash"), ("home", "escape"), ("palette", "colon left_square_bracket"),
    ("home", "escape escape"), ("home", "c left_square_bracket"), ("home", "escape enter z"),
    ("home", "T"), ("home", "T"), ("home", "T z escape"), ("world", "w"), ("home", "w"), ("outlets", "O"),
    ("outlets", "slash PASTE"), ("outlets", "escape"), ("add", "a PASTE"), ("outlets", "escape"), ("home", "q"),
    ("brief", "L"), ("home", "escape"), ("share", "S"), ("home", "escape"),
    ("ask", "number_sign PASTE"), ("home", "enter"), ("note", "a PASTE"), ("home", "escape"),
    ("ask", "vertical_line c a t"), ("output", "enter"), ("home", "escape"),
    ("help", "question_mark PASTE"), ("home", "escape"), ("palette", "colon PASTE"), ("home", "escape escape"),
    ("home", "slash PASTE"), ("ask", "enter F"), ("home", "enter"), ("home", "M"), ("home", "E"), ("home", "U U U"),
)  # fmt: skip
"""Each screen, and what to press to get there from the one before; hostile words are pasted where PASTE stands."""
_FAMILIES = {"markup": MARKUP, "escapes": ESCAPES, "invisible": INVISIBLE, "wide": WIDE}


def name_of(screen: type[Screen[Any]]) -> str:
    """Return the name by which `SCREENS` knows a screen."""
    return "palette" if issubclass(screen, SystemModalScreen) else screen.__name__.removesuffix("Screen").lower()


def test_every_screen_is_among_them() -> None:
    modules = [import_module(f"{screens.__name__}.{module.name}") for module in iter_modules(screens.__path__)]
    found = {value for module in modules for value in vars(module).values() if _is_ours(value)}
    shown = {name_of(screen) for screen in found if not any(s is not screen and issubclass(s, screen) for s in found)}
    assert shown | {"palette"} == {name for name, _ in SCREENS}


def _is_ours(value: object) -> TypeGuard[type[Screen[Any]]]:
    return isinstance(value, type) and issubclass(value, Screen) and value.__module__.startswith(screens.__name__)


async def _press(pilot: Pilot[None], keys: str, pasted: str) -> None:
    for key in keys.split():
        if key == "PASTE":
            pilot.app.post_message(Paste(pasted.encode("utf-8", "replace").decode()))
            await pilot.pause()
        else:
            await pilot.press(key)
    await pilot.pause()


async def _until_shown(pilot: Pilot[None], name: str) -> None:
    end = time.monotonic() + 60
    while name_of(type(pilot.app.screen)) != name:
        assert time.monotonic() < end, (name, pilot.app.screen)
        await pilot.pause(0.05)
        await pilot.pause()


@pytest.mark.parametrize(
    ("family", "size"),
    [("markup", (120, 30)), ("escapes", (40, 12)), ("invisible", (120, 30)), ("wide", (40, 12)), ("wide", (120, 30))],
)
async def test_every_screen_survives(family: str, size: tuple[int, int]) -> None:
    words = _FAMILIES[family]
    articles = [hostile_article(n, f"ALPHA {' '.join(words[n::6])} OMEGA") for n in range(6)]
    # Half of them as they would come if the border had a hole.
    articles = [clean_article(a) if n % 2 else a for n, a in enumerate(articles)]
    problems = [Problem(f"file {text}.txt", f"is {text}") for text in words[:8]]
    add_hostile_outlets(words)
    async with open_hostile(articles, problems, size) as (app, pilot):
        for name, keys in SCREENS:
            await _press(pilot, keys, " ".join(words)[:2000])
            await _until_shown(pilot, name)
            check_drawn(app)
        app.notify(" ".join(words), title=words[0], markup=False)
        await pilot.pause()
        check_drawn(app)


async def test_leaving_a_screen_twice_leaves_the_first_one_there() -> None:
    async with open_hostile([hostile_article(n, f"ALPHA {n}") for n in range(2)]) as (app, pilot):
        for opened in ("exclamation_mark", "question_mark", "B"):
            await pilot.press(opened)
            top = app.screen
            for _ in range(3):
                top.dismiss()
            await pilot.pause()
            assert app.screen is app.home
        app.exit()
        assert not await app.run_action("app.help")


async def test_what_comes_late_to_a_screen_below_another_takes_nothing_away() -> None:
    async with open_hostile([hostile_article(n, f"ALPHA {n}") for n in range(2)]) as (app, pilot):
        await pilot.press("w")
        world = app.screen
        await pilot.press("question_mark")
        for _ in range(2):
            world.dismiss("CL")
        await pilot.pause()
        assert name_of(type(app.screen)) == "help"
        await pilot.press("escape")
        assert app.screen is world


async def test_a_palette_that_was_left_looks_for_nothing() -> None:
    async with open_hostile([hostile_article(n, f"ALPHA {n}") for n in range(2)]) as (app, pilot):
        await pilot.press("colon")
        palette = app.screen
        assert isinstance(palette, Palette)
        await palette.query_one(CommandList).remove()
        palette._gather_commands("")
        await pilot.pause()
        assert app.fault is None


async def test_a_click_on_a_command_that_has_gone_is_none() -> None:
    async with open_hostile([hostile_article(n, f"ALPHA {n}") for n in range(2)]) as (app, pilot):
        await pilot.press("colon")
        found = app.screen.query_one(CommandList)
        await found._on_click(Click(found, 1, 1, 0, 0, 1, False, False, False, style=Style(meta={"option": 9999})))
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        await pilot.press("escape", "B")
        await app.screen.query("#reading, #articles").remove()
        await app.screen.run_action("in_pane('articles', 'next_unread', 1)")
        assert app.fault is None


async def test_words_of_markup_are_shown_literally() -> None:
    articles = [hostile_article(n, f"ALPHA {MARKUP[n]} OMEGA") for n in range(8)]
    async with open_hostile(articles, size=(220, 40)) as (app, pilot):
        await pilot.pause()
        text = "\n".join(strip.text for strip in drawn(app))
        assert [a.headline for a in articles if a.headline not in text] == []


async def test_real_words_are_shown_as_they_are() -> None:
    async with open_hostile(hostile_article(n, words) for n, words in enumerate(REAL)) as (app, pilot):
        await pilot.pause()
        text = "\n".join(strip.text for strip in drawn(app))
        assert sum(words in text for words in REAL) >= 6


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(hostile_words, min_size=3, max_size=5), st.integers(8, 130), st.integers(3, 40))
def test_random_words_on_every_screen(texts: list[str], width: int, height: int) -> None:
    async def visit() -> None:
        articles = [hostile_article(n, text) for n, text in enumerate(texts)]
        problems = [Problem(text, text) for text in texts]
        async with open_hostile(articles, problems, (width, height)) as (app, pilot):
            for _, keys in SCREENS:
                await _press(pilot, keys, " ".join(texts))
                check_drawn(app)

    asyncio.run(visit())
