"""What the globe costs in a terminal: frames, idling and the start, each against its floor, measured in turn.

Run `python -m benchmarks.globe_pty`; it prints Markdown tables. CPU of a frame holds everything, from the timer to what
is written; the floor repaints a Static full of words, of the same size, as often.
"""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.compare import Figures, Goal, alternate, clean_environment, markdown, medians, python, read_runs
from benchmarks.globe import LIMITS, SIZES
from benchmarks.pty import Terminal
from benchmarks.pty_processes import cpu_seconds
from termnews.globe.glyphs import DOTS, OCTANTS

KEYS = {"spin": b"s", "tilt": b"t", "zoom": b"z"}
IDLE_SECONDS = 10.0
SMOOTH = 29.0
"""Frames a second that are called thirty."""
STARTED = r"(?s)unread of.*Sample Desk, .*Sample Desk, "
START = """
import gc
import sys
from types import ModuleType, SimpleNamespace
gc.disable()
if {is_without}:
    class Globe:
        Picked = Entered = object
        def __init__(self, *_, **__):
            self.styles = SimpleNamespace()
    sys.modules["termnews.ui.widgets.globe"] = stub = ModuleType("globe")
    stub.Globe = Globe
    from termnews.ui.widgets.country_pane import CountryPane
    def compose(self):
        yield self.picker
    CountryPane.compose = compose
    CountryPane.show_globe = lambda *_, **__: None
from termnews.__main__ import main
main()
"""
"""A window, or one that has never heard of a globe."""


def open_window(home: Path, name: str, size: tuple[int, int]) -> Terminal:
    """Open a window of a globe, or of a text."""
    command = python("-m", "benchmarks.globe_window", name, *map(str, size))
    terminal = Terminal(command, clean_environment(home), home, size)
    terminal.settle(1.0)
    return terminal


def measure_frames(terminal: Terminal, key: bytes) -> Figures:
    """Return what a frame costs, and how many there are a second."""
    cost = terminal.run(key)
    return {"cpu": cost.cpu, "rate": cost.rate}


def compare_frames(home: Path, mode: str, size: tuple[int, int], runs: int) -> list[tuple[str, ...]]:
    """Return the lines of the table for a mode and a size."""
    rows = []
    with ExitStack() as stack:
        windows = [open_window(home, name, size) for name in ("text", mode)]
        for window in windows:
            stack.callback(window.quit, b"q")
        for kind, key in KEYS.items():
            found = alternate(runs, [partial(measure_frames, window, key) for window in windows])
            floor, ours = map(medians, found)
            limit = LIMITS[kind]
            goal = Goal("cpu", kind, "ms", f"<= {limit}x", limit.__mul__ if limit else None)
            rate = f"{ours['rate']:.1f} {'✓' if ours['rate'] >= SMOOTH else '✗'}"
            rows.append((mode, f"{size[0]}x{size[1]}", *goal.compare(floor["cpu"], ours["cpu"]), rate))
    return rows


def compare_idling(home: Path) -> tuple[str, ...]:
    """Return the line of ten seconds without keys."""
    used = []
    for name in ("text", DOTS.name):
        window = open_window(home, name, SIZES[1])
        used.append(window.idle(IDLE_SECONDS) * IDLE_SECONDS)
        window.quit(b"q")
    goal = Goal("idle", "CPU of ten seconds without keys", "ms", "as the text", lambda floor: floor * 1.1 + 2)
    return goal.compare(*used)


def measure_start(home: Path, program: str) -> Figures:
    """Return the CPU of the window's own process until nothing happens any more."""
    terminal = Terminal(python("-c", program), clean_environment(home), home)
    terminal.wait_for(STARTED)
    terminal.settle(1.5)
    used = cpu_seconds(terminal.pid) * 1e3
    terminal.quit(b"Q")
    return {"cpu": used}


def compare_starts(home: Path, runs: int) -> tuple[str, ...]:
    """Return the line of the start with a globe against one without."""
    measures: list[Callable[[], Figures]] = [
        partial(measure_start, home, START.format(is_without=is_without)) for is_without in (True, False)
    ]
    floor, ours = map(medians, alternate(runs, measures))
    goal = Goal("cpu", "CPU of a start", "ms", "≤ +15 ms", lambda without: without + 15)
    return goal.compare(floor["cpu"], ours["cpu"])


def main() -> None:
    """Print the tables: dots at every size, octants at one."""
    runs = read_runs(__doc__ or "", 3)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        plans = [(DOTS, size) for size in SIZES] + [(OCTANTS, SIZES[1])]
        rows = [row for mode, size in plans for row in compare_frames(home, mode.name, size, runs)]
        print(markdown(("mode", "size", "move", "Static", "globe", "ratio", "goal", "frames a second"), rows))
        others = [compare_idling(home), compare_starts(home, runs)]
        print("\n" + markdown(("work", "without", "with the globe", "ratio", "goal"), others))


if __name__ == "__main__":
    main()
