"""A reader over 500, 15,000 and 182,500 articles, beside newsboat where that is installed.

Run `python -m benchmarks.reader`; it prints one Markdown table a size. Both read the same made-up articles, and run in
turn in the same terminal. `--sizes 500 15000` takes other sizes, `--runs N` more or fewer runs.
"""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.compare import Figures, alternate, clean_environment, markdown, medians, percentile, python
from benchmarks.library import SIZES, make_articles, make_library
from benchmarks.pty import PATIENCE, QUIET, Terminal, TerminalError
from termnews.domain.article import body_text

KEYS = 30
WORD = b"sestarzas"
WORK = {
    "start": ("start to the painted list", "ms"),
    "memory": ("resident memory, list painted", "MB"),
    "searched_memory": ("the same after a search", "MB"),
    "key": ("cursor key, median", "ms"),
    "slow_key": ("cursor key, 95 of 100", "ms"),
    "search": ("search key to painted results, 95 of 100", "ms"),
    "end": ("jump to the end", "ms"),
    "mark": ("mark all read", "ms"),
    "size": ("on disk, an article", "B"),
}


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


@dataclass(frozen=True, slots=True)
class Program:
    """A reader with its articles."""

    name: str
    command: Sequence[str]
    home: Path
    painted: str
    opened: str
    """A pattern of the list of articles, where Enter comes to it; empty where it is there from the start."""
    down: bytes
    end: bytes
    home_key: bytes
    search: Sequence[bytes]
    """Keys that end in results, each of which is a search of its own where one searches as one types."""
    found: str
    """A pattern of the results, where one does not search as one types."""
    mark: bytes
    marked: str
    """A pattern that is on the screen when all are marked read."""
    files: str
    """A pattern of the files that hold the articles."""
    is_typed: bool
    """Whether it searches as one types."""


def make_ours(folder: Path, count: int) -> Program:
    """Make termnews' library."""
    data = folder / ".local" / "share" / "termnews"
    data.parent.mkdir(parents=True)
    make_library(data, count)
    (data / "state.db").unlink()
    keys = [b"/", *(bytes([letter]) for letter in WORD)]
    painted, files = r"(?s)unread of.*Paper \d+", "library.db*"
    return Program(
        "termnews",
        python("-m", "termnews"),
        folder,
        painted,
        "",
        b"\x1b[B",
        b"\x1b[F",
        b"\x1b[H",
        keys,
        "",
        b"A",
        " 0 unread of",
        files,
        is_typed=True,
    )


def make_newsboat(folder: Path, count: int) -> Program:
    """Make newsboat's cache of the same articles, in one feed."""
    home = folder / ".newsboat"
    home.mkdir(parents=True)
    feed = folder / "feed.xml"
    with feed.open("w", encoding="utf-8") as file:
        file.write('<rss version="2.0"><channel><title>All</title><link>https://example.org/</link>')
        for article in make_articles(count):
            when = format_datetime(article.published) if article.published else ""
            file.write(
                f"<item><title>{escape(article.headline)}</title><link>{article.link}</link><guid>{article.id}</guid>"
                f"<pubDate>{when}</pubDate><description>{escape(body_text(article))}</description></item>"
            )
        file.write("</channel></rss>")
    (home / "urls").write_text(f"file://{feed}\n", "utf-8")
    (home / "config").write_text("reload-only-visible-feeds no\nmax-items 0\n", "utf-8")
    environment = clean_environment(folder)
    subprocess.run(["newsboat", "-x", "reload"], env=environment, check=True, capture_output=True, timeout=600)
    feed.unlink()
    return Program(
        "newsboat",
        ["newsboat"],
        folder,
        r"All",
        r"Articles in feed",
        b"j",
        b"\x1bOF",
        b"\x1bOH",
        [b"/" + WORD + b"\r"],
        r"Search results \(\d+ unread, [1-9]\d* total\)",
        b"A",
        r"\(0 unread",
        "cache.db*",
        is_typed=False,
    )


def measure(program: Program) -> Figures:
    """Run a program once, over a copy of its files."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        shutil.copytree(program.home, home)
        terminal = AskedTerminal(program.command, clean_environment(home), home)
        try:
            return _use(terminal, program, home)
        finally:
            terminal.quit()


def _use(terminal: AskedTerminal, program: Program, home: Path) -> Figures:
    start = terminal.wait_for(program.painted)
    terminal.settle()
    memory = terminal.memory()
    if program.opened:
        terminal.ask(b"\r", program.opened)
    keys = terminal.press([program.down] * KEYS).first_frame
    end = terminal.press([program.end]).first_frame[0]
    terminal.press([program.home_key])
    mark = terminal.ask(program.mark, program.marked)
    if program.is_typed:
        terminal.press(program.search[:1])
        search = terminal.press(program.search[1:]).first_frame
    else:
        search = (terminal.ask(program.search[0], program.found),)
    terminal.settle(1.0)
    return {
        "start": start,
        "memory": memory,
        "searched_memory": terminal.memory(),
        "key": percentile(keys, 0.5),
        "slow_key": percentile(keys, 0.95),
        "search": percentile(search, 0.95),
        "end": end,
        "mark": mark,
        "size": sum(path.stat().st_size for path in home.rglob(program.files) if path.is_file()),
    }


def print_size(count: int, runs: int) -> None:
    """Measure one size and print its table."""
    with tempfile.TemporaryDirectory() as place:
        programs = [make_ours(Path(place) / "termnews", count)]
        if shutil.which("newsboat"):
            programs.append(make_newsboat(Path(place) / "newsboat", count))
        found = list(map(medians, alternate(runs, [partial(measure, program) for program in programs])))
    print(f"\n{count:,} articles\n")
    rows = []
    for name, (work, unit) in WORK.items():
        values = [one[name] / (count if name == "size" else 1) for one in found]
        rows.append((work, *(f"{value:,.1f} {unit}" for value in values)))
    print(markdown(("work", *(program.name for program in programs)), rows), flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs that count (default: %(default)s)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles")
    asked = parser.parse_args()
    for count in asked.sizes:
        print_size(count, max(1, asked.runs))


if __name__ == "__main__":
    main()
