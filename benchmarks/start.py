"""Start, memory, cursor keys, idling and leaving: termnews with its sample edition against the bare app.

Run `python -m benchmarks.start`; it prints one Markdown table. What termnews writes until the last byte of a cursor key
holds the preview of the article that the cursor came to; the bare app has none.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.compare import (
    Figures,
    Goal,
    alternate,
    clean_environment,
    markdown,
    medians,
    percentile,
    python,
    read_runs,
)
from benchmarks.pty import Terminal
from benchmarks.pty_costs import Area

KEYS = 40
ARTICLES = Area((34, 50))
"""Columns of both that only the list of articles has, where a key's own frame changes something."""
DOWN = b"\x1b[B"
IDLE_SECONDS = 2.0
STORIES_FOUND = 2.0
"""Seconds of silence after which the process that finds the stories has ended too."""


@dataclass(frozen=True, slots=True)
class Program:
    """One of the two that are compared."""

    arguments: tuple[str, ...]
    painted: str
    """A pattern that is on the screen once the lists and the text are."""


BARE = Program(("-m", "benchmarks.bare"), r"(?s)Article 3 of the bare app.*The harbour opened")
TERMNEWS = Program(("-m", "termnews"), r"(?s)unread of.*Sample Desk, .*Sample Desk, ")


def _times(factor: float) -> Callable[[float], float]:
    return lambda floor: floor * factor


GOALS = (
    Goal("start", "start to painted lists and text", "ms", "≤ 1.35×", _times(1.35)),
    Goal("start_cpu", "CPU until then", "ms", "", None),
    Goal("memory", "resident memory", "MB", "≤ +12 MB", lambda floor: floor + 12),
    Goal("key", "cursor key to its frame, median", "ms", "≤ 1.3×", _times(1.3)),
    Goal("slow_key", "cursor key to its frame, 95 of 100", "ms", "≤ 1.3×", _times(1.3)),
    Goal("whole_key", "cursor key to the last byte, preview and all, median", "ms", "", None),
    Goal("slow_whole_key", "cursor key to the last byte, preview and all, 95 of 100", "ms", "", None),
    Goal("key_cpu", "CPU of a cursor key", "ms", "", None),
    Goal("key_size", "bytes of a cursor key", "B", "", None),
    Goal("idle", "CPU of a second without keys", "ms", "≤ 1.3×", _times(1.3)),
    Goal("leave", "`q` to the end", "ms", "≤ 1.3×", _times(1.3)),
)


def measure(program: Program, home: Path) -> Figures:
    """Run a program once."""
    terminal = Terminal(python(*program.arguments), clean_environment(home), home)
    leave = 0.0
    try:
        start = terminal.wait_for(program.painted)
        start_cpu = terminal.cpu()
        terminal.settle(STORIES_FOUND)
        memory = terminal.memory()
        idle = terminal.idle(IDLE_SECONDS)
        keys = terminal.press([DOWN] * KEYS, ARTICLES)
    finally:
        leave = terminal.quit(b"q")
    return {
        "start": start,
        "start_cpu": start_cpu,
        "memory": memory,
        "key": percentile(keys.first_frame, 0.5),
        "slow_key": percentile(keys.first_frame, 0.95),
        "whole_key": percentile(keys.last_byte, 0.5),
        "slow_whole_key": percentile(keys.last_byte, 0.95),
        "key_cpu": keys.cpu,
        "key_size": percentile(keys.size, 0.5),
        "idle": idle,
        "leave": leave,
    }


def main() -> None:
    """Measure and print."""
    runs = read_runs("Measure termnews against a bare Textual app.", 5)
    with tempfile.TemporaryDirectory() as home:
        measures = [partial(measure, program, Path(home)) for program in (BARE, TERMNEWS)]
        floor, ours = map(medians, alternate(runs, measures))
    rows = [goal.compare(floor[goal.name], ours[goal.name]) for goal in GOALS]
    print(markdown(("work", "bare Textual", "termnews", "ratio", "goal"), rows))


if __name__ == "__main__":
    main()
