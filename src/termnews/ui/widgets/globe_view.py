"""The globe as it is seen: what it shows comes down as attributes, and it turns to the country it is given."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING

from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from termnews.domain.place import Countries
from termnews.globe.camera import Camera

if TYPE_CHECKING:  # a globe that has not been shown needs no map
    from termnews.globe.labels import Label
    from termnews.globe.lens import Lens
    from termnews.globe.motion import Motion
    from termnews.globe.paint import Painter
    from termnews.globe.terminal import Look
    from termnews.ui.widgets.globe_drawer import Drawer, Scene


class GlobeView(Widget):
    """Draws a whole frame when anything has changed; a timer exists only while it moves."""

    DEFAULT_CSS = """
    GlobeView { background: $background; width: 1fr; height: 1fr; min-width: 12; min-height: 6; }
    """

    values: reactive[Mapping[str, int]] = reactive(dict)
    """How much there is of each country, by its code."""
    country: reactive[str] = reactive("")
    """The picked country."""
    arcs: reactive[tuple[str, ...]] = reactive(())
    """Countries that have takes on what is read; a line leads to each."""
    told_in: reactive[str] = reactive("")
    """The country of what is read, where the lines begin; nothing for the picked one."""
    moment: reactive[datetime | None] = reactive(None)
    """When it is, for the night; None for no night."""
    counted: reactive[str] = reactive("")
    """What `values` count, for the legend; nothing for no legend."""
    is_flat: reactive[bool] = reactive(False)
    camera: reactive[Camera] = reactive(Camera())

    def __init__(
        self,
        countries: Countries,
        find_look: "Callable[[], Look]",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own word
        is_waiting: bool = False,
    ) -> None:
        """Make a globe of no news; how it is drawn is asked, and the map read, when it is first shown."""
        super().__init__(id=id)
        self._find_look = find_look
        self.is_waiting = is_waiting
        """Whether it leaves its place empty until `wake`."""
        self.news: Mapping[str, int] = {}
        """How many articles there are of each country, where its colour shows something else."""
        self._countries = countries
        self._strips: list[Strip] = []
        self._scene: Scene | None = None
        self._motion: Motion | None = None
        self._began = 0.0
        self._timer: Timer | None = None
        self.labels: list[Label] = []
        """What is written in the frame on show."""

    def wake(self) -> None:
        """Be drawn from now on."""
        self.is_waiting = False
        self.refresh()

    @cached_property
    def look(self) -> "Look":
        """How it is drawn."""
        return self._find_look()

    @cached_property
    def _drawer(self) -> "Drawer":
        from termnews.ui.widgets.globe_drawer import Drawer  # noqa: PLC0415 - not before it is shown

        return Drawer(self._countries)

    @property
    def painter(self) -> "Painter":
        """What paints the map."""
        return self._drawer.painter

    @property
    def scene(self) -> "Scene":
        """What is to be seen."""
        from termnews.ui.widgets.globe_drawer import Scene  # noqa: PLC0415 - as above

        return Scene(
            self.size, self.camera, self.look, self.is_flat, self.values, self.country, self.arcs,
            self.told_in or self.country, self.moment, self.counted,
        )  # fmt: skip

    @property
    def lens(self) -> "Lens":
        """What the window is looked at through."""
        return self._drawer.lens(self.scene)

    @property
    def is_moving(self) -> bool:
        """Whether a timer exists."""
        return self._timer is not None

    def watch_country(self, country: str) -> None:
        """Turn to the country."""
        self.fly_to(country)

    def fly_to(self, country: str) -> None:
        """Turn to a country on the shortest way; at once where nothing is to move."""
        if not country or not (place := self.painter.atlas.find(country)):
            return
        from termnews.globe.motion import Flight  # noqa: PLC0415 - not needed to be seen

        flight = Flight(self.camera, place.point)
        if not self.is_attached or self.app.animation_level == "none" or not self.size:
            self.stop()
            self.camera = flight.at(flight.seconds)
        elif flight.at(flight.seconds).point != self.camera.point:
            self.start(flight)

    def start(self, motion: "Motion") -> None:
        """Begin to move, in place of any other motion."""
        self._motion = motion
        self._began = monotonic()
        if self._timer is None:
            self._timer = self.set_interval(1 / self.look.frames, self._step)

    def stop(self) -> None:
        """Stand still."""
        self._motion = None
        if self._timer:
            self._timer.stop()
            self._timer = None

    def _step(self) -> None:
        if (motion := self._motion) is None:
            self.stop()
            return
        seconds = monotonic() - self._began
        if seconds >= motion.seconds:
            self.stop()
        self.camera = motion.at(seconds)._replace(zoom=self.camera.zoom)

    def on_unmount(self) -> None:
        """Let the timer go."""
        self.stop()

    def notify_style_update(self) -> None:
        """Choose colours again in another theme."""
        self._scene = None  # the background may be another one
        super().notify_style_update()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is to be done to lines that are true colours already."""
        return [f for f in super().get_line_filters() if not isinstance(f, ANSIToTruecolor)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw a new frame where anything has changed."""
        if not self.is_waiting and (scene := self.scene) != self._scene:
            self._scene = scene
            self._strips, self.labels = self._drawer.draw(scene, self.background_colors[1].rgb)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Return one line of the frame."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)
