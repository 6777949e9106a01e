"""Hostile words on every screen: nothing fails, nothing is done, nothing but drawing reaches the terminal."""

import asyncio

import pytest
from hostile_text import ESCAPES, INVISIBLE, MARKUP, REAL, WIDE, hostile_words
from hostile_window import check_drawn, drawn, hostile_article, open_hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termnews.domain.cleaning import clean_article
from termnews.domain.problems import Problem

SCREENS = (
    ("home", ""), ("reader", "enter"), ("takes", "t"), ("story", "escape escape v"), ("why", "right enter"),
    ("home again", "escape escape q"), ("problems", "exclamation_mark"), ("bookmark", "escape b"), ("bookmarks", "B"),
    ("bookmark read", "enter"), ("home", "q"), ("help", "question_mark left_square_bracket slash"),
    ("palette", "escape colon left_square_bracket"), ("country", "escape c left_square_bracket"), ("zen", "escape enter z"),
)  # fmt: skip
"""What to press from one to the next."""
_FAMILIES = {"markup": MARKUP, "escapes": ESCAPES, "invisible": INVISIBLE, "wide": WIDE}


@pytest.mark.parametrize("size", [(120, 30), (40, 12)])
@pytest.mark.parametrize("family", list(_FAMILIES))
async def test_every_screen_survives(family: str, size: tuple[int, int]) -> None:
    words = _FAMILIES[family]
    articles = [hostile_article(n, f"ALPHA {' '.join(words[n::6])} OMEGA") for n in range(6)]
    # Half of them as they would come if the border had a hole.
    articles = [clean_article(a) if n % 2 else a for n, a in enumerate(articles)]
    problems = [Problem(f"file {text}.txt", f"is {text}") for text in words[:8]]
    async with open_hostile(articles, problems, size) as (app, pilot):
        for name, keys in SCREENS:
            await pilot.press(*keys.split())
            await pilot.pause()
            check_drawn(app)
            assert app.is_running, name
        app.notify(" ".join(words), title=words[0], markup=False)
        await pilot.pause()
        check_drawn(app)


async def test_words_beside_hostile_ones_are_shown_literally() -> None:
    articles = [hostile_article(n, f"ALPHA {MARKUP[n]} OMEGA") for n in range(8)]
    async with open_hostile(articles) as (app, pilot):
        for article in articles:
            text = "\n".join(strip.text for strip in drawn(app))
            app.home.articles.follow(article.id) if app.home else None
            await pilot.pause(0.1)
            text = "\n".join(strip.text for strip in drawn(app))
            assert article.headline in text


async def test_real_words_are_shown_as_they_are() -> None:
    async with open_hostile(hostile_article(n, words) for n, words in enumerate(REAL)) as (app, pilot):
        await pilot.pause()
        text = "\n".join(strip.text for strip in drawn(app))
        assert sum(words in text for words in REAL) >= 6


async def test_a_click_in_every_cell_does_only_what_the_window_offers() -> None:
    articles = [hostile_article(n, f"{MARKUP[n]} [@click=app.exit]x[/] [@click=app.bell]y") for n in range(6)]
    async with open_hostile(articles, size=(80, 16)) as (app, pilot):
        for y in range(15):  # the last line is the status bar, where a click may quit
            for x in range(0, 80, 3):
                await pilot.click(offset=(x, y))
        await pilot.pause()
        assert app.is_running
        assert app.return_code is None
        check_drawn(app)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(hostile_words, min_size=3, max_size=5), st.integers(8, 130), st.integers(3, 40))
def test_random_words_on_every_screen(texts: list[str], width: int, height: int) -> None:
    async def visit() -> None:
        articles = [hostile_article(n, text) for n, text in enumerate(texts)]
        problems = [Problem(text, text) for text in texts]
        async with open_hostile(articles, problems, (width, height)) as (app, pilot):
            for _, keys in SCREENS:
                await pilot.press(*keys.split())
                check_drawn(app)

    asyncio.run(visit())
