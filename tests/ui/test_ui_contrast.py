"""Text can be read in every theme: WCAG 2 at level AA, computed from what is drawn; colour is never the only mark."""

from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.color import BLACK, WHITE, Color
from textual.screen import ModalScreen
from textual.theme import BUILTIN_THEMES

from termnews.domain.problems import Problem
from termnews.newsroom.config import Config, Look
from termnews.ui.blending import LEAST_CONTRAST, readable
from termnews.ui.theme_names import FAINT, OURS, READABLE, theme_names
from termnews.ui.themes import THEMES

Opener = Callable[..., AbstractAsyncContextManager[Any]]
LARGE = 3.0
"""The least contrast of signs that are no text: dots, stars, arrows."""
SCREENS = {
    "home": (),
    "countries": ("left",),
    "reading": ("enter",),
    "end": ("enter", "end"),
    "search": ("slash", *"grid"),
    "story": ("enter", "v"),
    "why": ("enter", "v", "right_square_bracket", "W"),
    "help": ("question_mark",),
    "bookmarks": ("b", "B"),
    "problems": ("exclamation_mark",),
    "palette": ("colon",),
    "outlets": ("O",),
    "world": ("w",),
    "sharing": ("S",),
    "note": ("b", "a"),
}


def _channel(value: float) -> float:
    value /= 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Return the contrast ratio of WCAG 2.2."""
    light = sorted(
        sum(w * _channel(c) for w, c in zip((0.2126, 0.7152, 0.0722), rgb, strict=True)) for rgb in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def _drawing(character: str) -> bool:
    """Whether a character is a line, a block or a dot pattern, which say nothing by themselves."""
    return "\u2500" <= character <= "\u259f" or "\u2800" <= character <= "\u28ff" or character.isspace()


def _faint(window: Any) -> Iterator[str]:
    globe = next(iter(window.app.screen.query("Globe, GlobeView")), None)
    apart = globe.region if globe is not None else None
    screen = window.app.screen
    within = screen.children[0].region if isinstance(screen, ModalScreen) else screen.region
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for text, style, _ in strip:
            at, x = x, x + len(text)
            said = "".join(c for c in text if not _drawing(c))
            if not said or style is None or style.color is None or style.bgcolor is None:
                continue
            if not within.contains(at, y) or (apart is not None and apart.contains(at, y)):
                continue
            ink, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
            ratio = contrast(ink, ground)
            if ratio < (LEAST_CONTRAST if any(c.isalnum() for c in said) else LARGE):
                yield f"{ratio:.2f} {ink.hex} on {ground.hex}: {said[:40]!r}"


@pytest.mark.parametrize("screen", SCREENS)
async def test_everything_drawn_can_be_read_in_every_theme(open_window: Opener, screen: str) -> None:
    problems = (Problem("feed", "did not answer"), Problem("page", "is empty"))
    async with open_window(problems=problems) as window:
        window.app.animation_level = "none"
        await window.press("down", *SCREENS[screen])
        faint = []
        for theme in theme_names():
            window.app.theme = theme
            await window.pilot.pause()
            faint += [f"{theme}: {found}" for found in _faint(window)]
        assert faint == []


def test_contrast_is_wcags() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("behind", [BLACK, WHITE, Color(128, 128, 128), Color(42, 74, 122), Color(255, 225, 77)])
def test_a_colour_is_moved_only_as_far_as_it_must(behind: Color) -> None:
    for colour in (BLACK, WHITE, Color(255, 180, 84), Color(120, 120, 120)):
        found = readable(colour, behind)
        assert contrast(found.rgb, behind.rgb) >= LEAST_CONTRAST - 0.05
        if contrast(colour.rgb, behind.rgb) >= LEAST_CONTRAST + 0.05:
            assert found == colour


def test_there_are_six_themes_of_ours_and_more() -> None:
    assert len(OURS) >= 6
    assert {"termnews-eink", "termnews-contrast"} <= set(OURS)
    assert len(set(theme_names())) == len(theme_names()) > len(OURS)
    assert tuple(theme.name for theme in THEMES) == OURS
    assert sorted(READABLE + FAINT) == sorted(BUILTIN_THEMES)
    eink, loud = (next(t for t in THEMES if t.name == name) for name in ("termnews-eink", "termnews-contrast"))
    assert {eink.primary, eink.accent, eink.error, eink.foreground} == {"#000000"}
    assert contrast((255, 255, 255), Color.parse(loud.background or "").rgb) == pytest.approx(21)


async def test_marks_are_told_apart_without_colour(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("down", "b", "m")
        rows = [line for line in window.text.splitlines() if "★" in line]
        assert rows
        assert "●" in window.text
        unread = window.text.count("●")
        await window.press("down", "m")
        assert window.text.count("●") == unread - 1


async def test_the_key_offers_each_theme_that_can_be_read_and_no_other(open_window: Opener) -> None:
    async with open_window() as window:
        seen = [window.app.theme]
        for _ in theme_names():
            await window.press("D")
            seen.append(window.app.theme)
    assert seen[:-1] == theme_names()
    assert seen[-1] == seen[0]


async def test_a_theme_that_cannot_be_read_is_not_taken(open_window: Opener) -> None:
    async with open_window(settings=Config(look=Look(theme="textual-light"))) as window:
        assert window.app.theme == "termnews"
    async with open_window(settings=Config(look=Look(theme="dracula"))) as window:
        assert window.app.theme == "dracula"


def _first_cells(rows: Any) -> list[str]:
    top = rows.cursor * rows.row_height - rows.scroll_offset.y
    return [rows.render_line(y).text[:1] for y in range(top, top + 2 * rows.row_height)]


@pytest.mark.parametrize(
    ("settings", "used", "left"),
    [
        (None, "▌", "▏"),
        (Config(look=Look(globe="letters")), ">", "-"),
        (Config(look=Look(screen_reader=True)), ">", "-"),
    ],
    ids=["blocks", "letters", "spoken"],
)
async def test_the_row_in_use_has_a_sign(open_window: Opener, settings: Config | None, used: str, left: str) -> None:
    async with open_window(settings=settings) as window:
        rows = window.home.articles.list
        await window.press("down")
        assert _first_cells(rows) == ["●", used, used, "●", " ", " "]
        await window.press("b")
        assert _first_cells(rows)[:3] == ["●", "★", used]
        await window.press("left")
        if rows.region.width:  # one pane at a time where it is spoken
            assert _first_cells(rows)[:3] == ["●", "★", left]
        picker = window.home.countries.picker
        before = picker.render_line(0).text
        assert before.startswith(used)
        await window.press("down")
        assert picker.render_line(0).text == f" {before[1:]}"
        assert picker.render_line(1).text.startswith(used)


async def test_a_row_without_a_blank_cell_at_its_beginning_has_the_sign_at_its_end(open_window: Opener) -> None:
    async with open_window() as window:
        await window.press("left", *("down",) * 4)
        picker = window.home.countries.picker
        picker.show_here(picker.row.selection.country)
        line = picker.render_line(picker.cursor).text
        assert (line[0], line[-1]) == ("▸", "▌")
