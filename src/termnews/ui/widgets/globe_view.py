"""The globe as it is seen: what it shows comes down as attributes, and it turns to the country it is given."""

from collections.abc import Mapping, Sequence
from datetime import datetime
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
from termnews.globe.labels import Label, place_labels
from termnews.globe.lens import Frame, Lens
from termnews.globe.paint import Painter, Shown
from termnews.globe.raster import load_atlas
from termnews.globe.terminal import Look
from termnews.ui.widgets.globe_strips import StripMaker

if TYPE_CHECKING:
    from termnews.globe.glyphs import Dots
    from termnews.globe.labels import Tips
    from termnews.globe.motion import Motion


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
    """Countries that have takes on what is read; a line leads to each from the picked country."""
    moment: reactive[datetime | None] = reactive(None)
    """When it is, for the night; None for no night."""
    counted: reactive[str] = reactive("")
    """What `values` count, for the legend; nothing for no legend."""
    is_flat: reactive[bool] = reactive(False)
    camera: reactive[Camera] = reactive(Camera())

    def __init__(self, countries: Countries, look: Look, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        """Make a globe of no news; the map is read when it is first shown."""
        super().__init__(id=id)
        self.look = look
        self.news: Mapping[str, int] = {}
        """How many articles there are of each country, where its colour shows something else."""
        self._countries = countries
        self._painter: Painter | None = None
        self._maker: StripMaker | None = None
        self._strips: list[Strip] = []
        self._scene: tuple[object, ...] = ()
        self._motion: Motion | None = None
        self._began = 0.0
        self._timer: Timer | None = None
        self.labels: list[Label] = []
        """What is written in the frame on show."""

    @property
    def painter(self) -> Painter:
        """What draws, with the map."""
        if self._painter is None:
            self._painter = Painter(load_atlas())
        return self._painter

    @property
    def lens(self) -> Lens:
        """What the window is looked at through."""
        width, height = self.size
        frame = Frame(max(1, width), max(1, height), self.look.mode, self.camera.zoom, self.look.cell_aspect)
        return self.painter.lens(frame, is_flat=self.is_flat)

    @property
    def is_moving(self) -> bool:
        """Whether a timer exists."""
        return self._timer is not None

    @property
    def shown(self) -> Shown:
        """What is drawn."""
        sun = None
        if self.moment:
            from termnews.globe.sun import sun_above  # noqa: PLC0415 - most globes are drawn by day

            sun = sun_above(self.moment)
        return Shown(self.values, self.country, frozenset(self.arcs), sun)

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
        self._maker = None
        self._scene = ()
        super().notify_style_update()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what is to be done to lines that are true colours already."""
        return [f for f in super().get_line_filters() if not isinstance(f, ANSIToTruecolor)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw a new frame where anything has changed."""
        scene = (
            self.size, self.camera, self.look, self.is_flat, self.values, self.country, self.arcs, self.moment,
            self.counted,
        )  # fmt: skip
        if scene != self._scene:
            self._scene = scene
            self._draw()
        return super().render_lines(crop)

    def _draw(self) -> None:
        lens, shown, painter = self.lens, self.shown, self.painter
        if self._maker is None:
            space = self.background_colors[1].rgb
            self._maker = StripMaker(space, has_few_colours=self.look.has_few_colours)
        camera = lens.snapped(self.camera, painter.raster(lens))
        rows = painter.rows(lens, camera, shown)
        dots, tips = self._draw_arcs(lens, camera)
        legend = self._place_legend(lens, shown)
        self.labels = place_labels(lens, camera, painter.atlas, shown, self._countries, tips, legend)
        self._strips = self._maker.strips(rows, lens.frame.columns, self.look.mode, dots, self.labels)

    def _draw_arcs(self, lens: Lens, camera: Camera) -> "tuple[Dots, Tips]":
        if not self.arcs:
            return {}, {}
        from termnews.globe.arcs import draw_arcs  # noqa: PLC0415 - not needed until a story is open

        return draw_arcs(lens, camera, self.painter.atlas, self.country, self.arcs)

    def _place_legend(self, lens: Lens, shown: Shown) -> list[Label]:
        if not self.counted:
            return []
        from termnews.globe.legend import place_legend  # noqa: PLC0415 - only a large globe has one

        return place_legend(lens.frame, shown, self.counted)

    def render_line(self, y: int) -> Strip:
        """Return one line of the frame."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)
