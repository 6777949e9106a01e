"""The globe as a picker: arrows jump from country to country, the mouse turns and picks."""

from collections.abc import Collection
from typing import NamedTuple

from textual import events
from textual.message import Message

from termnews.globe.camera import Camera
from termnews.ui.commands import bindings
from termnews.ui.widgets.globe_view import GlobeView

_TURN = 8.0
_ZOOM = 1.35
_WHEEL = 4.0
_LET_GO = 0.08
"""Seconds after which a globe that is let go was held still."""
_LEAST_SPEED = 8.0
_FACING = 0.2
"""How far the picked country must face the camera for the arrows to start there."""


class Drag(NamedTuple):
    """The globe held by the mouse."""

    column: int
    row: int
    time: float
    camera: Camera
    speed: tuple[float, float] = (0.0, 0.0)
    """Degrees a second, to the east and to the north."""
    has_moved: bool = False


class Globe(GlobeView, can_focus=True):
    """Posts `Picked` when the reader picks a country, `Entered` when it is to be read."""

    DEFAULT_CSS = """
    Globe:focus { background-tint: $foreground 4%; }
    """
    BINDINGS = bindings("aim", "turn", "zoom", "whole", "flatten", "next_mode", "enter_country")

    class Picked(Message):
        """The reader picked a country; it may be one without news."""

        def __init__(self, globe: "Globe", code: str) -> None:
            """Say what was picked on which globe."""
            super().__init__()
            self.globe = globe
            self.code = code

        @property
        def control(self) -> "Globe":
            """The globe that speaks."""
            return self.globe

    class Entered(Message):
        """The reader wants to read what the picked country has."""

        def __init__(self, globe: "Globe") -> None:
            """Say on which globe."""
            super().__init__()
            self.globe = globe

        @property
        def control(self) -> "Globe":
            """The globe that speaks."""
            return self.globe

    _drag: Drag | None = None
    _has_dragged = False
    _clicked = ""
    """What the last click picked."""

    @property
    def codes(self) -> Collection[str]:
        """The countries with news."""
        return [code for code, value in (self.news or self.values).items() if value > 0]

    def pick(self, code: str) -> None:
        """Pick a country as the reader does."""
        if code and code != self.country:
            self.country = code
            self.post_message(self.Picked(self, code))
        elif code:
            self.fly_to(code)

    def action_aim(self, direction: str) -> None:
        """Pick the next country with news in a direction; after free turning, the one in the middle."""
        from termnews.globe.compass import Direction, find_nearest, find_next  # noqa: PLC0415 - not needed to be seen

        atlas = self.painter.atlas
        place = atlas.find(self.country)
        if place and self.lens.project(place.point, self._end).facing > _FACING:
            self.pick(find_next(atlas, self.country, Direction[direction], self.codes))
        else:
            self.pick(find_nearest(atlas, self.camera.point, self.codes))

    @property
    def _end(self) -> Camera:
        """Where the camera is going to be."""
        return self.camera if self._motion is None else self._motion.at(self._motion.seconds)

    def action_turn(self, east: int, north: int) -> None:
        """Turn without picking."""
        self.stop()
        step = _TURN / self.camera.zoom
        self.camera = self.camera.turned(east * step, north * step)

    def action_zoom(self, steps: int) -> None:
        """Look from nearer or farther away."""
        self.camera = self.camera.zoomed(_ZOOM**steps)

    def action_whole(self) -> None:
        """Show the whole globe, the picked country in the middle."""
        self.camera = self.camera._replace(zoom=1.0)
        self.fly_to(self.country)

    def action_flatten(self) -> None:
        """Show a flat map, or the globe again."""
        self.is_flat = not self.is_flat

    def action_next_mode(self) -> None:
        """Draw with the next mode."""
        from termnews.globe.glyphs import MODES, WORDS  # noqa: PLC0415 - not needed to be seen

        modes = list(MODES.values())
        mode = modes[(modes.index(self.look.mode) + 1) % len(modes)]
        self.look = self.look._replace(mode=mode)
        self.refresh()
        self.notify(f"Drawn in {WORDS[mode.name]}.", markup=False, timeout=3)

    def action_enter_country(self) -> None:
        """Ask to read what the picked country has."""
        if self.country:
            self.post_message(self.Entered(self))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the globe."""
        self.stop()
        self.capture_mouse()
        self._drag = Drag(event.x, event.y, event.time, self.camera)
        self._has_dragged = False

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Turn the globe along with the mouse."""
        if (drag := self._drag) is None or (event.x, event.y) == (drag.column, drag.row):
            return
        lens = self.lens
        step = lens.degrees_per_column
        camera = self.camera.turned(-(event.x - drag.column) * step, (event.y - drag.row) * step * lens.frame.aspect)
        seconds = max(1e-3, event.time - drag.time)
        east = (camera.longitude - self.camera.longitude + 180) % 360 - 180
        speed = (east / seconds, (camera.latitude - self.camera.latitude) / seconds)
        self._drag = Drag(event.x, event.y, event.time, camera, speed, has_moved=True)
        self.camera = camera

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let the globe go; it turns on for a moment when it was moving."""
        self.release_mouse()
        drag, self._drag = self._drag, None
        self._has_dragged = bool(drag and drag.has_moved)
        if drag is None or self.app.animation_level == "none":
            return
        if event.time - drag.time < _LET_GO and sum(map(abs, drag.speed)) > _LEAST_SPEED:
            from termnews.globe.motion import Coast  # noqa: PLC0415 - not needed to be seen

            self.start(Coast(self.camera, *drag.speed))

    def on_click(self, event: events.Click) -> None:
        """Pick what is under the mouse; twice to read it."""
        if self._has_dragged:
            return
        event.stop()
        if event.chain == 2:  # noqa: PLR2004 - a double click: the globe has turned below the mouse since the first one
            if self._clicked:
                self.action_enter_country()
            return
        lens = self.lens
        camera = lens.snapped(self.camera, self.painter.raster(lens))
        from termnews.globe.pick import View, find_at  # noqa: PLC0415 - not needed to be seen

        view = View(self.painter, lens, camera, self.labels, self.codes)
        self._clicked = find_at(view, event.x, event.y)
        self.pick(self._clicked)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Turn with the wheel; with Ctrl look from farther away, with Shift turn upright."""
        self._roll(event, -1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Turn with the wheel; with Ctrl look from nearer, with Shift turn upright."""
        self._roll(event, 1)

    def _roll(self, event: events.MouseEvent, way: int) -> None:
        event.stop()
        self.stop()
        if event.ctrl:
            self.action_zoom(way)
            return
        step = _WHEEL * way / self.camera.zoom
        self.camera = self.camera.turned(0, step) if event.shift else self.camera.turned(-step, 0)
