"""A reader over 500, 15,000 and 182,500 articles, beside a bare Textual app, and newsboat where that is installed.

Run `python -m benchmarks.reader`; it prints one Markdown table a size. All run in turn in the same terminal, newsboat
over the same made-up articles. `--sizes 500 15000` takes other sizes, `--runs N` more or fewer runs; `--peers-up-to N`
asks newsboat for larger ones too: its cache of a year takes minutes to make, and each of its starts 40 seconds.

A cursor key's frame is the first that changes the list. A search key's first frame is the first that changes what is
listed, its last frame the last that does, with the best matches first; the line that is typed into counts for neither.
"""

import argparse
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.compare import Figures, alternate, clean_environment, markdown, medians, percentile
from benchmarks.library import SIZES
from benchmarks.pty import PATIENCE, QUIET, Terminal, TerminalError
from benchmarks.reader_programs import WORD, Program, make_bare, make_newsboat, make_ours

KEYS = 100
RANKED_QUIET = 0.4
"""Seconds without output after which a search is done: the best matches come later than the newest."""
PEERS_UP_TO = 15_000


@dataclass(frozen=True, slots=True)
class Work:
    """A line of the table."""

    name: str
    words: str
    unit: str
    goal: str = ""
    limit: Callable[[Figures], float] | None = None
    """The most that termnews may take, given the bare app's figures; None where there is no goal."""

    def compare(self, bare: Figures, ours: Figures, others: Sequence[Figures]) -> tuple[str, ...]:
        """Return the line for medians: what the bare app and others do not do is left out."""
        floor, value = bare.get(self.name), ours[self.name]
        ratio = f"{value / floor:.2f}" if floor else ""
        verdict = "" if self.limit is None else f"{self.goal} {'✓' if value <= self.limit(bare) else '✗'}"
        told = [f"{value:,.1f} {self.unit}" for value in (one.get(self.name) for one in others) if value is not None]
        return (
            self.words,
            f"{floor:,.1f} {self.unit}" if floor else "",
            f"{value:,.1f} {self.unit}",
            ratio,
            verdict,
            *told,
        )


def _times(name: str, factor: float) -> Callable[[Figures], float]:
    return lambda bare: bare[name] * factor


def _at_most(limit: float) -> Callable[[Figures], float]:
    return lambda _: limit


WORKS = (
    Work("first", "start to a first screen that was kept", "ms", "≤ 0.1×", _times("start", 0.1)),
    Work("start", "start to painted lists, nothing kept", "ms", "≤ 0.9×", _times("start", 0.9)),
    Work("memory", "resident memory, lists painted", "MB"),
    Work("searched_memory", "the same after searches", "MB", "≤ 1.25×", _times("memory", 1.25)),
    Work("key", "cursor key to its frame, median", "ms", "≤ 0.4×", _times("key", 0.4)),
    Work("slow_key", "the same, 95 of 100", "ms"),
    Work("slowest_key", "the same, 99 of 100", "ms", "≤ 16.7 ms", _at_most(16.7)),
    Work("newest", "search key to its newest matches, median", "ms"),
    Work("slow_newest", "the same, 95 of 100", "ms", "≤ 40 ms", _at_most(40)),
    Work("best", "search key to the best first, median", "ms"),
    Work("slow_best", "the same, 95 of 100", "ms", "≤ 200 ms", _at_most(200)),
    Work("end", "jump to the end", "ms"),
    Work("mark", "mark all read", "ms"),
    Work("size", "on disk, an article", "B"),
)


class AskedTerminal(Terminal):
    """A terminal that waits for what a key brings, however long that takes."""

    def ask(self, keys: bytes, pattern: str) -> float:
        """Return the milliseconds from keys, pressed at once, until a text is visible that was not before."""
        self.settle()
        wanted = re.compile(pattern)
        pressed = time.perf_counter()
        os.write(self._handle, keys)
        while time.perf_counter() - pressed < PATIENCE:
            self._read_until_quiet(QUIET)
            if (seen := self._replay(lambda: wanted.search(self.text()))) is not None:
                return (seen - pressed) * 1e3
        raise TerminalError(f"{pattern!r} never came after {keys!r}:\n{self.text()}")


def measure(program: Program) -> Figures:
    """Run a program once, over a copy of its files."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        shutil.copytree(program.home, home)
        first = _see_first_screen(program, home) if program.kept else {}
        terminal = AskedTerminal(program.command, clean_environment(home), home)
        try:
            return {**first, **_use(terminal, program, home)}
        finally:
            terminal.quit()


def _see_first_screen(program: Program, home: Path) -> Figures:
    """Leave a window, and start another one that shows what the first has kept; then forget that."""
    for is_kept in (False, True):
        terminal = AskedTerminal(program.command, clean_environment(home), home)
        took = terminal.wait_for(program.painted)
        terminal.settle()
        terminal.quit(b"q")
        end = time.monotonic() + PATIENCE
        while not is_kept and not list(home.glob(program.kept)) and time.monotonic() < end:
            time.sleep(0.05)
    for path in home.glob(program.kept):
        path.unlink()
    return {"first": took}


def _use(terminal: AskedTerminal, program: Program, home: Path) -> Figures:
    figures = {"start": terminal.wait_for(program.painted)}
    terminal.settle()
    figures["memory"] = terminal.memory()
    if program.opened:
        terminal.ask(b"\r", program.opened)
    keys = terminal.press([program.down] * KEYS, program.listed).first_frame
    figures |= {
        "key": percentile(keys, 0.5),
        "slow_key": percentile(keys, 0.95),
        "slowest_key": percentile(keys, 0.99),
    }
    if not program.end:
        return figures
    figures["end"] = terminal.press([program.end], program.listed).first_frame[0]
    terminal.press([program.home_key])
    figures |= _search(terminal, program)
    figures["mark"] = terminal.ask(b"A", program.marked)
    figures["size"] = sum(path.stat().st_size for path in home.rglob(program.files) if path.is_file())
    return figures


def _search(terminal: AskedTerminal, program: Program) -> Figures:
    newest: list[float] = []
    best: list[float] = []
    memory: list[float] = []
    if not program.phrases:
        newest.append(terminal.ask(f"/{WORD}\r".encode(), program.found))
        memory.append(terminal.memory())
        terminal.press([program.leave])
    for phrase in program.phrases:
        terminal.press([b"/"])
        cost = terminal.press([letter.encode() for letter in phrase], program.listed, RANKED_QUIET)
        newest += cost.first_frame
        best += cost.last_frame
        memory.append(terminal.memory())
        terminal.press([program.leave])
    figures = {"newest": percentile(newest, 0.5), "slow_newest": percentile(newest, 0.95)}
    figures["searched_memory"] = max(memory)
    return figures | ({"best": percentile(best, 0.5), "slow_best": percentile(best, 0.95)} if best else {})


def print_size(count: int, runs: int, *, has_peers: bool) -> Figures:
    """Measure one size, print its table and return what termnews takes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        programs = [make_bare(folder / "bare"), make_ours(folder / "termnews", count)]
        if has_peers and shutil.which("newsboat"):
            programs.append(make_newsboat(folder / "newsboat", count))
        found = [dict(medians(each)) for each in alternate(runs, [partial(measure, program) for program in programs])]
    for figures in found[1:]:
        figures["size"] /= count
    bare, ours, *others = found
    load = os.getloadavg()[0]
    print(f"\n{count:,} articles; medians of {runs} runs; load {load:.1f}\n")
    names = [program.name for program in programs]
    rows = [work.compare(bare, ours, others) for work in WORKS]
    print(markdown(("work", *names[:2], "ratio", "goal", *names[2:]), rows), flush=True)
    return ours


def print_growth(least: Figures, most: Figures, added: int) -> None:
    """Print what more articles cost."""
    start, memory = most["start"] / least["start"], (most["memory"] - least["memory"]) * 1e3 / added
    print(f"\n{added:,} more articles: start {start:.2f}× (goal ≤ 1.15 {'✓' if start <= 1.15 else '✗'}), ", end="")  # noqa: PLR2004
    print(f"{memory:.2f} MB per 1,000 (goal ≤ 0.1 {'✓' if memory <= 0.1 else '✗'})")  # noqa: PLR2004


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs that count (default: %(default)s)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles")
    parser.add_argument("--peers-up-to", type=int, default=PEERS_UP_TO, help="newsboat too (default: %(default)s)")
    asked = parser.parse_args()
    sizes = sorted(asked.sizes)
    found = [print_size(count, max(1, asked.runs), has_peers=count <= asked.peers_up_to) for count in sizes]
    if len(sizes) > 1:
        print_growth(found[0], found[-1], sizes[-1] - sizes[0])


if __name__ == "__main__":
    main()
