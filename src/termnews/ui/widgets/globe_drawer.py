"""The globe's map and colours: what it shows becomes lines of the screen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual.strip import Strip

from termnews.domain.place import Countries
from termnews.globe.camera import Camera
from termnews.globe.labels import Label, place_labels
from termnews.globe.lens import Frame, Lens
from termnews.globe.paint import Painter, Shown
from termnews.globe.raster import load_atlas
from termnews.globe.terminal import Look
from termnews.ui.widgets.globe_strips import StripMaker

if TYPE_CHECKING:
    from termnews.globe.colours import Colour
    from termnews.globe.glyphs import Dots
    from termnews.globe.labels import Tips


class Scene(NamedTuple):
    """All that a frame depends on, but for the theme; see `GlobeView` for what its parts mean."""

    size: tuple[int, int]
    camera: Camera
    look: Look
    is_flat: bool
    values: Mapping[str, int]
    country: str
    arcs: Sequence[str]
    told_in: str
    moment: datetime | None
    counted: str


class Drawer:
    """Draws scenes on a background."""

    def __init__(self, countries: Countries) -> None:
        """Read the map."""
        self._countries = countries
        self._maker: StripMaker | None = None
        self._background: Colour | None = None
        self.painter = Painter(load_atlas())
        """What paints the map."""

    def lens(self, scene: Scene) -> Lens:
        """Return what a scene is looked at through."""
        width, height = scene.size
        look = scene.look
        frame = Frame(max(1, width), max(1, height), look.mode, scene.camera.zoom, look.cell_aspect)
        return self.painter.lens(frame, is_flat=scene.is_flat)

    def shown(self, scene: Scene) -> Shown:
        """Return what is painted in a scene."""
        sun = None
        if scene.moment:
            from termnews.globe.sun import sun_above  # noqa: PLC0415 - most globes are drawn by day

            sun = sun_above(scene.moment)
        takes = frozenset((*scene.arcs, scene.told_in) if scene.arcs else ()) - {scene.country}
        return Shown(scene.values, scene.country, takes, sun)

    def draw(self, scene: Scene, background: "Colour") -> tuple[list[Strip], list[Label]]:
        """Return the lines of a frame, and what is written in it."""
        lens, shown = self.lens(scene), self.shown(scene)
        if self._maker is None or background != self._background:
            self._background = background
            self._maker = StripMaker(background, has_few_colours=scene.look.has_few_colours)
        camera = lens.snapped(scene.camera, self.painter.raster(lens))
        rows = self.painter.rows(lens, camera, shown)
        dots, tips = self._draw_arcs(scene, lens, camera)
        legend = self._place_legend(scene, lens, shown)
        labels = place_labels(lens, camera, self.painter.atlas, shown, self._countries, tips, legend)
        return self._maker.strips(rows, lens.frame.columns, scene.look.mode, dots, labels), labels

    def _draw_arcs(self, scene: Scene, lens: Lens, camera: Camera) -> "tuple[Dots, Tips]":
        if not scene.arcs:
            return {}, {}
        from termnews.globe.arcs import draw_arcs  # noqa: PLC0415 - not needed until a story is open

        return draw_arcs(lens, camera, self.painter.atlas, scene.told_in, scene.arcs)

    def _place_legend(self, scene: Scene, lens: Lens, shown: Shown) -> list[Label]:
        if not scene.counted:
            return []
        from termnews.globe.legend import place_legend  # noqa: PLC0415 - only a large globe has one

        return place_legend(lens.frame, shown, scene.counted)
