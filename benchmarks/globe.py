"""What a frame of the globe costs, as a ratio to the repaint of a plain Static of the same size, measured in turn.

PYTHONPATH=src python -m benchmarks.globe [--runs N]
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count

from textual._context import active_app
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from benchmarks.compare import Figures, Goal, alternate, markdown, medians, read_runs
from termnews.globe.camera import Camera
from termnews.globe.glyphs import DOTS, MODES, Mode
from termnews.globe.terminal import Look
from termnews.newsroom.settings import load_countries
from termnews.ui.widgets.globe import Globe

SIZES = ((40, 20), (60, 30), (80, 40), (160, 50))
FRAMES = 20
LIMITS: Mapping[str, float | None] = {"spin": 2.5, "tilt": 4.5, "zoom": None}
FRAME_30 = 1000 / 30
WORDS = "the news of the day from every country as its own papers tell it "


class Bench(App[None]):
    """A window that shows one widget."""

    def __init__(self, widget: Widget) -> None:
        """Show a widget."""
        super().__init__()
        self.widget = widget

    def compose(self) -> ComposeResult:
        """Yield the widget."""
        yield self.widget

    def repaint(self) -> int:
        """Draw the whole window and return how many characters were written."""
        self.widget.refresh()
        update = self.screen._compositor.render_full_update()  # noqa: SLF001 - the only way to draw and not to wait
        return len(update.render_segments(self.console))


def make_globe(mode: Mode) -> Globe:
    """Return a globe with numbers for every third country."""
    globe = Globe(load_countries(), lambda: Look(mode))
    codes = list(load_countries())[::3]
    globe.set_reactive(Globe.values, {code: 1 + place % 40 for place, code in enumerate(codes)})
    globe.set_reactive(Globe.country, codes[20])
    return globe


def make_text(size: tuple[int, int]) -> Static:
    """Return a Static full of words."""
    columns, rows = size
    line = (WORDS * (columns // len(WORDS) + 1))[:columns]
    text = Static("\n".join([line] * rows), markup=False)
    text.styles.width = text.styles.height = "1fr"
    return text


def moves(kind: str) -> Iterator[Camera]:
    """Yield cameras, no two of which share what is slow to make but for a spin."""
    for step in count():
        match kind:
            case "spin":
                yield Camera(20, step * 3.0)
            case "tilt":
                yield Camera(-60 + step * 3.1 % 120, 10)
            case _:
                yield Camera(20, 10, 1 + step % 40 * 0.05)


@contextmanager
def timed(found: list[float]) -> Iterator[None]:
    """Note the milliseconds of CPU of what is done."""
    start = time.thread_time()
    yield
    found.append((time.thread_time() - start) * 1e3)


def measure_globe(app: Bench, kind: str) -> Callable[[], Figures]:
    """Return a measure of a globe's frames while it moves in one way."""
    globe = app.widget
    assert isinstance(globe, Globe)
    cameras = moves(kind)

    def measure() -> Figures:
        found: list[float] = []
        with _inside(app):
            for _ in range(FRAMES):
                globe.set_reactive(Globe.camera, next(cameras))
                with timed(found):
                    app.repaint()
        return medians([{"frame": value} for value in found])

    return measure


def measure_text(app: Bench) -> Callable[[], Figures]:
    """Return a measure of a Static's repaints."""

    def measure() -> Figures:
        found: list[float] = []
        with _inside(app):
            for _ in range(FRAMES):
                with timed(found):
                    app.repaint()
        return medians([{"frame": value} for value in found])

    return measure


@contextmanager
def _inside(app: Bench) -> Iterator[None]:
    token = active_app.set(app)
    try:
        yield
    finally:
        active_app.reset(token)


async def compare(mode: Mode, size: tuple[int, int], runs: int) -> list[tuple[str, ...]]:
    """Return the lines of the table for a mode and a size."""
    globe, text = Bench(make_globe(mode)), Bench(make_text(size))
    rows = []
    async with globe.run_test(size=size), text.run_test(size=size):
        for kind, limit in LIMITS.items():
            found = alternate(runs, [measure_text(text), measure_globe(globe, kind)])
            floor, ours = (medians(figures)["frame"] for figures in found)
            goal = Goal("frame", kind, "ms", f"<= {limit}x", limit.__mul__ if limit else None)
            is_fast = "30 fps ✓" if ours <= FRAME_30 else "30 fps ✗"
            rows.append((mode.name, f"{size[0]}x{size[1]}", *goal.compare(floor, ours), is_fast))
    return rows


def main() -> None:
    """Print the table: dots at every size, the other modes at one."""
    runs = read_runs(__doc__ or "", 5)
    plans = [(DOTS, size) for size in SIZES] + [(mode, SIZES[1]) for mode in MODES.values() if mode != DOTS]
    rows = [row for mode, size in plans for row in asyncio.run(compare(mode, size, runs))]
    print(markdown(("mode", "size", "move", "Static", "globe", "ratio", "goal", "smooth"), rows))


if __name__ == "__main__":
    main()
