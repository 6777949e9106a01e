"""The globe in a window of its own: keys, mouse, what comes down and what goes up."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import textual.message
from textual.app import App, ComposeResult
from textual.events import Click, MouseScrollDown
from textual.geometry import Region
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from termnews.globe.camera import angle, vector
from termnews.globe.colours import Colour
from termnews.globe.glyphs import ASCII, DOTS, MODES, QUADRANTS
from termnews.globe.labels import Kind, Label
from termnews.globe.terminal import Look
from termnews.newsroom.settings import load_countries
from termnews.ui.commands import COMMANDS, GLOBE
from termnews.ui.widgets.globe import Globe
from termnews.ui.widgets.globe_drawer import Scene

NEWS = {"IT": 12, "FR": 30, "DE": 9, "GR": 4, "LY": 2, "SG": 5, "US": 40, "BR": 8}
COUNTRIES = load_countries()


class GlobeApp(App[None]):
    """Nothing but a globe."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.globe = Globe(COUNTRIES, lambda: look)
        self.told: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.globe

    def on_globe_picked(self, event: Globe.Picked) -> None:
        self.told.append(("picked", event.code))

    def on_globe_entered(self, event: Globe.Entered) -> None:
        self.told.append(("entered", event.globe.country))


@dataclass
class Shown:
    """A running globe."""

    app: GlobeApp
    pilot: Pilot[None]
    messages: list[Message] = field(default_factory=list)

    @property
    def globe(self) -> Globe:
        return self.app.globe

    @property
    def text(self) -> str:
        width, height = self.globe.size
        lines = self.globe.render_lines(Region(0, 0, width, height))
        return "\n".join(line.text.rstrip() for line in lines)

    def looks_at(self, code: str, within: float = 1.0) -> bool:
        place = self.globe.painter.atlas.find(code)
        assert place is not None
        return angle(vector(self.globe.camera.point), vector(place.point)) < within

    def cell_of(self, code: str) -> tuple[int, int]:
        place = self.globe.painter.atlas.find(code)
        assert place is not None
        sight = self.globe.lens.project(place.point, self.globe.camera)
        return int(sight.column), int(sight.row)


Opener = Callable[..., AbstractAsyncContextManager[Shown]]


@asynccontextmanager
async def open_globe(
    size: tuple[int, int] = (40, 20), look: Look | None = None, *, is_animated: bool = False
) -> AsyncIterator[Shown]:
    app = GlobeApp(look or Look(ASCII))
    app.animation_level = "full" if is_animated else "none"
    async with app.run_test(size=size) as pilot:
        app.globe.values = NEWS
        app.globe.country = "IT"
        await pilot.pause()
        yield Shown(app, pilot)


GLOBE_24 = """\
         .##...
     #::::.  ..::::
   #:::: ::    ::::::
  ##:: :     :::::::::
 ..        ::::::::::::
 ..       #o::::: :::::
 ..      :   o ::::: .:
 :.   Italy · 12 ::: ..
  +.   :::::::::::: ..
   ...  ::::::::::...
     ...... :::::::
         ....::"""


async def test_it_fits_a_pane_of_24_columns() -> None:
    async with open_globe((24, 12)) as shown:
        await shown.pilot.pause()
        assert shown.text == GLOBE_24


async def test_it_fills_the_window() -> None:
    async with open_globe((160, 50), Look(DOTS)) as shown:
        assert shown.globe.size == (160, 50)
        lines = shown.text.splitlines()
        assert len(lines) == 50
        assert max(map(len, lines)) > 120
        assert " Italy · 12 " in shown.text


async def test_it_turns_to_the_country_it_is_given() -> None:
    async with open_globe() as shown:
        assert shown.looks_at("IT")
        shown.globe.country = "SG"
        assert shown.looks_at("SG")
        await shown.pilot.pause()
        assert " Singapore · 5 " in shown.text
        assert shown.app.told == []
        shown.globe.country = "??"
        assert shown.looks_at("SG")


async def _stand_still(shown: Shown) -> set[tuple[float, float]]:
    """Wait until the globe does not move any more; return where it looked on its way."""
    seen = set()
    for _ in range(1200):
        if not shown.globe.is_moving:
            break
        await shown.pilot.pause(0.05)
        seen.add(shown.globe.camera.point)
    assert not shown.globe.is_moving
    return seen


async def test_it_flies_and_then_keeps_still(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("termnews.ui.widgets.globe_view.monotonic", lambda: now[0])
    async with open_globe(is_animated=True) as shown:
        now[0] = 60.0
        await _stand_still(shown)
        assert shown.looks_at("IT", within=0.01)
        shown.globe.country = "BR"
        seen = set()
        for _ in range(12):
            now[0] += 0.05
            shown.globe._step()
            seen.add(shown.globe.camera.point)
        assert len(seen) == 12
        now[0] += 60.0
        await _stand_still(shown)
        assert shown.looks_at("BR", within=0.01)


async def test_no_timer_exists_while_nothing_moves() -> None:
    async with open_globe() as shown:
        assert not shown.globe.is_moving
        assert not list(shown.globe._timers)
        await shown.pilot.press("right", "shift+left", "plus", "f", "M")
        assert not shown.globe.is_moving
        assert not list(shown.globe._timers)


async def test_nothing_is_drawn_again_unless_something_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_globe() as shown:
        drawn = []
        real = shown.globe._drawer.draw

        def draw(scene: Scene, background: Colour) -> tuple[list[Strip], list[Label]]:
            drawn.append(1)
            return real(scene, background)

        monkeypatch.setattr(shown.globe._drawer, "draw", draw)
        shown.globe.refresh()
        await shown.pilot.pause()
        assert drawn == []
        shown.globe.arcs = ("FR", "GR")
        await shown.pilot.pause()
        assert drawn == [1]


async def test_arrows_jump_between_countries_with_news() -> None:
    async with open_globe() as shown:
        await shown.pilot.press("up")
        assert shown.globe.country == "DE"
        await shown.pilot.press("down", "right")
        await shown.pilot.pause()
        assert [told[0] for told in shown.app.told] == ["picked"] * 3
        assert shown.app.told[0] == ("picked", "DE")
        assert shown.globe.country == shown.app.told[-1][1]
        assert shown.looks_at(shown.globe.country)


async def test_arrows_reach_every_country_with_news() -> None:
    async with open_globe() as shown:
        seen = {"IT"}
        waiting = ["IT"]
        while waiting:
            here = waiting.pop()
            for key in ("up", "right", "down", "left"):
                shown.globe.country = here
                await shown.pilot.press(key)
                if shown.globe.country not in seen:
                    seen.add(shown.globe.country)
                    waiting.append(shown.globe.country)
        assert seen == set(NEWS)


async def test_free_turning_picks_nothing_until_an_arrow_does() -> None:
    async with open_globe() as shown:
        for _ in range(16):
            await shown.pilot.press("shift+left")
        await shown.pilot.press("shift+up")
        assert shown.globe.country == "IT"
        assert not shown.looks_at("IT", within=60)
        await shown.pilot.press("up")
        await shown.pilot.pause()
        assert shown.app.told == [("picked", "US")]


async def test_enter_asks_to_read() -> None:
    async with open_globe() as shown:
        await shown.pilot.press("up", "enter")
        await shown.pilot.pause()
        assert shown.app.told == [("picked", "DE"), ("entered", "DE")]
        shown.globe.country = ""
        await shown.pilot.press("enter")
        assert len(shown.app.told) == 2


async def test_zoom_and_back() -> None:
    async with open_globe() as shown:
        whole = shown.text
        await shown.pilot.press("plus", "equals_sign", "shift+right")
        assert shown.globe.camera.zoom == pytest.approx(1.35**2)
        assert shown.text != whole
        await shown.pilot.press("minus", "minus", "minus")
        assert shown.globe.camera.zoom == 1
        await shown.pilot.press("plus", "0")
        await shown.pilot.pause()
        assert shown.text == whole


async def test_the_flat_map_and_back() -> None:
    async with open_globe((80, 20)) as shown:
        whole = shown.text
        await shown.pilot.press("f")
        await shown.pilot.pause()
        assert shown.globe.is_flat
        assert sum(len(line) > 60 for line in shown.text.splitlines()) > 12
        await shown.pilot.press("f")
        await shown.pilot.pause()
        assert shown.text == whole


async def test_modes_come_in_turn() -> None:
    async with open_globe(look=Look(DOTS)) as shown:
        seen = {}
        for _ in MODES:
            await shown.pilot.pause()
            seen[shown.globe.look.mode.name] = shown.text
            await shown.pilot.press("M")
        assert list(seen) == ["dots", "sextants", "quadrants", "halves", "ascii", "octants"]
        assert len(set(seen.values())) == len(MODES)
        assert shown.globe.look.mode == DOTS
        assert seen["ascii"].replace("·", "").isascii()


async def test_a_click_picks_and_two_read() -> None:
    async with open_globe(look=Look(QUADRANTS)) as shown:
        await shown.pilot.click(Globe, offset=shown.cell_of("LY"))
        await shown.pilot.pause()
        assert shown.app.told == [("picked", "LY")]
        assert shown.looks_at("LY")
        await shown.pilot.double_click(Globe, offset=shown.cell_of("LY"))
        await shown.pilot.pause()
        assert shown.app.told == [("picked", "LY"), ("entered", "LY")]
        await shown.pilot.double_click(Globe, offset=shown.cell_of("GR"))
        await shown.pilot.pause()
        assert shown.app.told[2:] == [("picked", "GR"), ("entered", "GR")]
        await shown.pilot.double_click(Globe, offset=(0, 0))
        await shown.pilot.pause()
        assert len(shown.app.told) == 4
        await shown.pilot.click(Globe, offset=(0, 0))
        assert shown.globe.country == "GR"


async def test_a_country_without_news_can_be_clicked() -> None:
    async with open_globe((60, 30)) as shown:
        await shown.pilot.click(Globe, offset=shown.cell_of("DZ"))
        await shown.pilot.pause()
        assert shown.app.told == [("picked", "DZ")]


async def test_dragging_turns_the_globe_along() -> None:
    async with open_globe() as shown:
        before = shown.globe.camera
        await shown.pilot.mouse_down(Globe, offset=(20, 10))
        await shown.pilot.hover(Globe, offset=(26, 10))
        await shown.pilot.hover(Globe, offset=(26, 12))
        turned = shown.globe.camera
        await shown.pilot.mouse_up(Globe, offset=(26, 12))
        step = shown.globe.lens.degrees_per_column
        assert turned.longitude < before.longitude - 5 * step
        assert turned.latitude == pytest.approx(before.latitude + 4 * step, abs=0.1)
        await shown.pilot.hover(Globe, offset=(5, 5))
        assert shown.globe.camera == turned
        await shown.pilot._post_mouse_events([Click], Globe, shown.cell_of("FR"), button=1)
        await shown.pilot.pause()
        assert shown.app.told == []


async def test_a_globe_let_go_in_motion_coasts_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 0.0  # a busy machine is slow to move the mouse
    monkeypatch.setattr(textual.message, "_time", SimpleNamespace(get_time=lambda: moment))
    async with open_globe(is_animated=True) as shown:
        await _stand_still(shown)
        await shown.pilot.mouse_down(Globe, offset=(20, 10))
        for column in range(21, 29):
            moment += 0.02
            await shown.pilot.hover(Globe, offset=(column, 10))
        let_go = shown.globe.camera
        await shown.pilot.mouse_up(Globe, offset=(28, 10))
        await _stand_still(shown)
        assert shown.globe.camera.longitude != let_go.longitude


async def test_the_wheel_turns_and_with_control_zooms() -> None:
    async with open_globe() as shown:
        before = shown.globe.camera
        assert await shown.pilot._post_mouse_events([MouseScrollDown], Globe, (20, 10), button=0)
        assert shown.globe.camera.longitude > before.longitude
        assert shown.globe.camera.latitude == before.latitude
        assert await shown.pilot._post_mouse_events([MouseScrollDown], Globe, (20, 10), button=0, shift=True)
        assert shown.globe.camera.latitude < before.latitude
        shown.globe.camera = shown.globe.camera._replace(zoom=2.0)
        assert await shown.pilot._post_mouse_events([MouseScrollDown], Globe, (20, 10), button=0, control=True)
        assert shown.globe.camera.zoom < 2


async def test_takes_are_lit_and_arcs_lead_to_them() -> None:
    async with open_globe((60, 30)) as shown:
        plain = shown.text
        shown.globe.arcs = ("US", "BR")
        await shown.pilot.pause()
        assert shown.text.count("~") > 20
        assert shown.text.count("O") > 20
        assert "~" not in plain


async def test_night_darkens_colours_and_changes_no_letters() -> None:
    async with open_globe((60, 30), Look(QUADRANTS)) as shown:
        styles = _backgrounds(shown)
        shown.globe.moment = datetime(2025, 12, 14, 22, tzinfo=UTC)
        await shown.pilot.pause()
        night = _backgrounds(shown)
        assert night != styles
        assert sum(map(sum, night)) < sum(map(sum, styles))


async def test_it_follows_the_theme() -> None:
    async with open_globe((60, 30), Look(DOTS)) as shown:
        dark = _backgrounds(shown)
        shown.app.theme = "textual-light"
        await shown.pilot.pause()
        assert sum(map(sum, _backgrounds(shown))) > 2 * sum(map(sum, dark))


async def test_sixteen_colours_are_the_terminals_own() -> None:
    async with open_globe((60, 30), Look(MODES["halves"], has_few_colours=True)) as shown:
        colours = {colour for row in [_backgrounds(shown)] for colour in row}
        assert len(colours) > 3
        assert all(channel in {0, 85, 170, 255} for colour in colours for channel in colour)


async def test_tiny_countries_have_pins() -> None:
    async with open_globe((60, 30), Look(DOTS)) as shown:
        shown.globe.country = "SG"
        await shown.pilot.pause()
        assert "●" in shown.text
        assert any(label.kind is Kind.PIN and label.code == "SG" for label in shown.globe.labels)


async def test_an_empty_globe_and_a_tiny_window() -> None:
    for size in ((1, 1), (3, 2), (24, 12)):
        async with open_globe(size) as shown:
            shown.globe.values = {}
            shown.globe.country = ""
            await shown.pilot.press("up", "enter", "plus", "f", "M", "0")
            await shown.pilot.pause()
            assert shown.app.told == []


def test_every_key_does_one_thing() -> None:
    keys = [key for command in [c for c in COMMANDS if c.group == GLOBE] for key in command.keys]
    assert len(set(keys)) == len(keys)
    assert all(hasattr(Globe, f"action_{command.id}") for command in [c for c in COMMANDS if c.group == GLOBE])


def _backgrounds(shown: Shown) -> list[tuple[int, int, int]]:
    width, height = shown.globe.size
    lines = shown.globe.render_lines(Region(0, 0, width, height))
    found = []
    for line in lines:
        for _, style, _ in line:
            assert style is not None
            assert style.bgcolor is not None
            red, green, blue = style.bgcolor.get_truecolor()
            found.append((red, green, blue))
    return found
