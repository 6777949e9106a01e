"""What the globe's colours show, and how it is drawn by what is set."""

import fcntl
import struct
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from textual.geometry import Region

from termnews.globe.glyphs import ASCII, DOTS, HALVES, OCTANTS, QUADRANTS
from termnews.newsroom.config import Config, Look
from termnews.ui.heat import Heat, choose_kind
from termnews.ui.looks import ask_aspect, find_look
from termnews.ui.screens.world import WorldScreen

Opener = Callable[..., AbstractAsyncContextManager[Any]]
FINE = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


async def test_h_changes_what_the_colours_show_and_the_choice_is_kept(open_window: Opener) -> None:
    async with open_window() as window:
        globe = window.home.countries.globe
        assert globe.values == {"LT": 2, "EE": 2, "CL": 2, "AR": 1, "IS": 1}
        await window.press("enter")
        await window.press("H")
        assert globe.values["LT"] == 1
        assert globe.values["CL"] == 2
        await window.press("H")
        assert globe.values == {"LT": 1, "EE": 2}
        assert window.keeper.state.setting("heat") == "takes"
        assert sorted(globe.codes) == ["AR", "CL", "EE", "IS", "LT"]
        await window.press("H")
        assert globe.values["LT"] == 2
    async with open_window() as window:
        assert window.home.countries.heat.kind == "articles"
        await window.press("H", "w")
        assert isinstance(window.app.screen, WorldScreen)
        await window.press("H")
        assert window.app.screen.globe.values == window.home.countries.heat.values
    async with open_window() as window:
        assert window.home.countries.heat.kind == "takes"


def test_what_is_set_comes_before_what_was_kept() -> None:
    assert choose_kind("unread", "takes") == "unread"
    assert choose_kind("articles", "takes") == "takes"
    assert choose_kind("", None) == choose_kind("", "rain") == "articles"


def test_articles_stand_in_for_takes_of_no_story() -> None:
    heat = Heat("takes", {"FR": 3}, {"FR": 1})
    assert heat.values == {"FR": 3}


@pytest.mark.parametrize(
    ("name", "term", "mode"),
    [
        ("auto", "xterm-256color", DOTS),
        ("octants", "xterm-256color", OCTANTS),
        ("dots", "xterm-kitty", DOTS),
        ("blocks", "xterm-256color", QUADRANTS),
        ("blocks", "linux", HALVES),
        ("letters", "xterm-kitty", ASCII),
    ],
)
def test_the_way_of_drawing_can_be_set(name: Any, term: str, mode: object) -> None:
    assert find_look({**FINE, "TERM": term}, Config(look=Look(globe=name))).mode == mode


@pytest.mark.parametrize(("wanted", "aspect"), [(0.0, 2.0), (2.4, 2.4), (0.2, 1.0), (90.0, 4.0)])
def test_the_shape_of_a_cell_can_be_set(wanted: float, aspect: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "ioctl", lambda *_: bytes(8))
    assert find_look(FINE, Config(look=Look(cell_aspect=wanted))).cell_aspect == aspect
    assert find_look(FINE, None).cell_aspect == 2.0


def test_the_terminal_is_asked_for_the_shape_of_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "ioctl", lambda *_: struct.pack("HHHH", 24, 80, 800, 528))
    assert ask_aspect() == 2.2
    assert find_look(FINE, None).cell_aspect == 2.2


async def test_settings_reach_the_globe_and_pictures(open_window: Opener) -> None:
    async with open_window() as window:
        settings = Config(look=Look(globe="letters", heat="unread", cell_aspect=2.5))
        pane = window.home.countries
        vars(pane.globe).pop("look")
        pane.show_globe(settings, None)
        await window.settle()
        assert pane.globe.look.mode == ASCII
        assert pane.globe.look.cell_aspect == 2.5
        assert pane.heat.kind == "unread"
        window.home.reading.show_pictures({}, None, settings)
        assert window.home.reading.reader._hire()._look.mode == ASCII


async def test_without_colours_heat_is_told_by_brightness(open_window: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_window() as window:
        globe = window.home.countries.globe
        lines = globe.render_lines(Region(0, 0, *globe.size))
        styles = [segment.style for line in lines for segment in line if segment.style]
        greys = {tuple(c.triplet) for s in styles for c in (s.color, s.bgcolor) if c and c.triplet}
        assert len(greys) > 3
        assert all(red == green == blue for red, green, blue in greys)
