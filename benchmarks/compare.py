"""Two commands measured in turn, so that a busy machine is busy for both, and the table of what came out."""

import argparse
import os
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

Figures = Mapping[str, float]
"""What one run measured, by name."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should not exceed, given the floor's."""

    name: str
    work: str
    unit: str
    words: str
    limit: Callable[[float], float] | None
    """None for a figure that is only told."""

    def compare(self, floor: float, ours: float) -> tuple[str, ...]:
        """Return the line of the table for two medians."""
        ratio = f"{ours / floor:.2f}" if floor else "-"
        verdict = "" if self.limit is None else f"{self.words} {'✓' if ours <= self.limit(floor) else '✗'}"
        return (self.work, f"{floor:.1f} {self.unit}", f"{ours:.1f} {self.unit}", ratio, verdict)


def alternate(runs: int, measures: Sequence[Callable[[], Figures]]) -> list[list[Figures]]:
    """Measure in the order A B, B A, A B ...; the first round warms up and does not count."""
    found: list[list[Figures]] = [[] for _ in measures]
    for turn in range(-1, runs):
        order = range(len(measures)) if turn % 2 == 0 else reversed(range(len(measures)))
        for at in order:
            figures = measures[at]()
            if turn >= 0:
                found[at].append(figures)
    return found


def medians(runs: Sequence[Figures]) -> Figures:
    """Return the median of every figure."""
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies, the nearest one."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment without the reader's files, for the checkout's own source."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV") if name in os.environ}
    terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return kept | terminal | {"HOME": str(home), "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}


def read_runs(description: str, default: int) -> int:
    """Read `--runs N` from the command line."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--runs", type=int, default=default, help="pairs of runs that count (default: %(default)s)")
    return max(1, int(parser.parse_args().runs))


def python(*arguments: str) -> list[str]:
    """Return a command that runs this Python."""
    return [sys.executable, *arguments]
