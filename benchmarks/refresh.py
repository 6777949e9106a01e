"""A refresh of 300 feeds on loopback: all new, nothing new, and so again; beside newsboat's reload of the same feeds.

Run `python -m benchmarks.refresh`; it prints one Markdown table of CPU times, children's too. Newsboat is left out when
it is not installed.
"""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from benchmarks.compare import Figures, alternate, clean_environment, markdown, medians, python, read_runs
from benchmarks.feed_host import ENTRIES, FEEDS, address_of
from termnews.domain.outlet import Feed, Outlet
from termnews.ingest.catalogue import write_own
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.newsroom.catalogue import load_catalogue

COUNTRY = "TK"
"""A country without outlets that ship with termnews."""

WITHOUT_STORIES = """
import sys
from termnews.cli.front import run
from termnews.newsroom import refreshing
refreshing._Run.tell = lambda self: self._fresh.clear()
sys.exit(run(sys.argv[1:]))
"""


@contextmanager
def serving(edition: str, delay: float = 0.0, port: int = 0) -> Iterator[int]:
    """Run the hosts and give their port."""
    words = python("-m", "benchmarks.feed_host", edition, str(delay), str(port))
    environment = clean_environment(Path("/nonexistent"))
    with subprocess.Popen(words, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        if server.stdout is None or server.stdin is None:
            raise SystemExit("the server has no pipes")
        yield int(server.stdout.readline())
        server.stdin.close()


def follow(home: Path, port: int) -> dict[str, str]:
    """Write the settings of a home that reads the hosts and nobody else; return its environment."""
    environment = clean_environment(home) | {f"XDG_{n}_HOME": str(home) for n in ("CONFIG", "DATA", "STATE", "CACHE")}
    folder = home / "termnews"
    folder.mkdir(parents=True, exist_ok=True)
    feeds = [Feed(f"http://{address_of(n)}:{port}/feed") for n in range(FEEDS)]
    outlets = [Outlet(f"Paper {n}", COUNTRY, "en", (feed,), is_own=True) for n, feed in enumerate(feeds)]
    shipped = {o.key: replace(o, is_on=False) for o in load_catalogue(folder).shipped}
    (folder / "outlets.csv").write_text(write_own(shipped | {o.key: o for o in outlets}), "utf-8")
    (folder / "config.toml").write_text("[live]\nallow_private = true\n", "utf-8")
    (home / "urls").write_text("".join(f"{feed.link}\n" for feed in feeds), "utf-8")
    (home / "newsboat").write_text("suppress-first-reload yes\n", "utf-8")
    return environment


def let_time_pass(home: Path) -> None:
    """Make every feed due again."""
    library = open_library_file(home / "termnews" / "library.db").library
    if library is None:
        raise SystemExit("the refresh left no library")
    with closing(library):
        hour = timedelta(hours=1)
        healths = {
            link: replace(h, tried=h.tried and h.tried - hour, due=None) for link, h in library.healths().items()
        }
        library.keep(Batch(healths=healths))


def cpu_of(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the milliseconds of CPU that a command and its children take."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True, stdin=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3


def measure(command: Callable[[Path], Sequence[str]], after: Callable[[Path], None]) -> Figures:
    """Refresh three times in an empty home: everything is new, then nothing is, and nothing again.

    The second time newsboat 2.21 asks for whole feeds, as it has remembered none of their tags yet.
    """
    with serving("one") as port, tempfile.TemporaryDirectory() as place:
        home = Path(place)
        environment = follow(home, port)
        cold = cpu_of(command(home), environment)
        after(home)
        second = cpu_of(command(home), environment)
        after(home)
        third = cpu_of(command(home), environment)
    return {"cold": cold / (FEEDS * ENTRIES / 1000), "second": second / FEEDS, "third": third / FEEDS}


def termnews(_: Path) -> list[str]:
    """Return the command of our refresh."""
    return python("-m", "termnews", "refresh", COUNTRY, "--events")


def without_stories(_: Path) -> list[str]:
    """Return the command of our refresh when it does only what newsboat does too, and indexes every word."""
    return python("-c", WITHOUT_STORIES, "refresh", COUNTRY, "--events")


def newsboat(home: Path) -> list[str]:
    """Return the command of newsboat's reload."""
    files = ("-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "newsboat"))
    return ["newsboat", *files, "-x", "reload"]


def main() -> None:
    """Measure and print."""
    runs = read_runs("Measure a refresh against newsboat's reload.", 5)
    os.environ.setdefault("LANG", "C.UTF-8")
    measures = {
        "termnews": lambda: measure(termnews, let_time_pass),
        "termnews, no stories": lambda: measure(without_stories, let_time_pass),
    }
    if shutil.which("newsboat"):
        measures["newsboat"] = lambda: measure(newsboat, lambda _: None)
    found = dict(zip(measures, map(medians, alternate(runs, list(measures.values()))), strict=True))
    work = {
        "cold": "CPU ms per 1,000 new entries",
        "second": "CPU ms a feed, nothing new (newsboat asks for all of it once more)",
        "third": "CPU ms a feed, nothing new again: all answer 304",
    }
    rows = [(words, *(f"{figures[name]:.1f}" for figures in found.values())) for name, words in work.items()]
    print(markdown(("work", *found), rows))


if __name__ == "__main__":
    main()
