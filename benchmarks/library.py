"""The live library on disk: opening it, its first screen, saving, size, whatever it holds.

Run `python -m benchmarks.library`; it prints two Markdown tables. Articles are as feeds give them: a headline and forty
words. Each opening is a process of its own that has imported everything before; figures are milliseconds of CPU.
"""

import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.compare import clean_environment, markdown, medians, python, read_runs
from termnews.domain.article import Article, Paragraph
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.library.live import LiveLibrary
from termnews.library.state import State

SIZES = (500, 15_000, 182_500)
PER_DAY = 500
BATCH = 100
"""Articles that a refresh keeps at once."""
READ_SHARE = 0.5
"""Of the articles, in the state file."""
NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
COUNTRIES = ("AR", "BR", "DE", "FR", "IN", "JP", "KE", "LV", "MX", "NG", "PL", "TR", "UA", "US", "ZA")
SYLLABLES = tuple(c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "n", "r", "s"))

OPEN = """
import sys, time
from array import array
from pathlib import Path
from termnews.domain.selection import Selection
from termnews.library.library_file import open_library_file
from termnews.library.state import State

place, state_file = Path(sys.argv[1]), Path(sys.argv[2])
state, _ = State.open(state_file)
began = time.process_time()
library = open_library_file(place).library
opened = time.process_time()
rows = library.find_rows(Selection())
first = library.headlines(rows[:60])
library.country_counts(), library.smart_counts()
library.find_article(first[0].id)
painted = time.process_time()
changed = library.mark_read(state.read_ids(), is_read=True)
marked = time.process_time()
library.find_rows(Selection(words="kan bor"))
searched = time.process_time()
print(opened - began, painted - opened, marked - painted, searched - marked, len(changed))
"""


def make_articles(count: int) -> Iterator[Article]:
    """Yield articles, the oldest first."""
    chance = random.Random(5)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    words = chance.choices(vocabulary, weights, k=400_000)
    for number in range(count):
        at = chance.randrange(len(words) - 60)
        published = NOW - timedelta(days=1) / PER_DAY * (count - number)
        body = Paragraph(" ".join(words[at + 10 : at + 50]))
        outlet, country = f"Paper {number % 300}", COUNTRIES[number % len(COUNTRIES)]
        link = f"https://paper-{number % 300}.example/{number}"
        yield Article(f"{number:012x}", " ".join(words[at : at + 9]), outlet, country, published, (body,), link=link)


def fill(library: LiveLibrary, count: int) -> float:
    """Save articles in batches and return the milliseconds of CPU per 1,000."""
    cpu, batch = 0.0, Batch()
    for article in make_articles(count):
        batch.articles[article.id] = article
        if len(batch.articles) == BATCH:
            began = time.process_time()
            library.keep(batch)
            cpu += time.process_time() - began
            batch.clear()
    return cpu * 1e6 / count


def make_library(folder: Path, count: int) -> tuple[float, float]:
    """Make a library and its state; return CPU per 1,000 articles in milliseconds and bytes an article."""
    folder.mkdir()
    opened = open_library_file(folder / "library.db").library
    if opened is None:
        raise SystemExit("the library could not be created")
    with closing(opened) as library:
        cpu = fill(library, count)
    state, _ = State.open(folder / "state.db")
    state.mark_read([f"{n:012x}" for n in range(int(count * READ_SHARE))], is_read=True, now=NOW)
    state.close()
    return cpu, sum(path.stat().st_size for path in folder.glob("library.db*")) / count


def open_once(folder: Path) -> dict[str, float]:
    """Open a library in a process of its own; milliseconds of CPU."""
    words = python("-c", OPEN, str(folder / "library.db"), str(folder / "state.db"))
    run = subprocess.run(words, env=clean_environment(folder), capture_output=True, text=True, check=True)
    opened, painted, marked, searched, changed = map(float, run.stdout.split())
    return {
        "open": opened * 1e3,
        "first": painted * 1e3,
        "mark": marked * 1e3,
        "search": searched * 1e3,
        "changed": changed,
    }


def main() -> None:
    """Measure and print."""
    runs = read_runs("Measure the library on disk.", 5)
    made, opened = [], []
    for count in SIZES:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "library"
            cpu, size = make_library(folder, count)
            first = open_once(folder)  # marks half of the articles
            later = medians([open_once(folder) for _ in range(runs)])
        made.append((f"{count:,}", f"{cpu:.0f}", f"{size:,.0f}"))
        names = ("open", "first", "mark", "search")
        opened.append((f"{count:,}", *(f"{later[n]:.1f}" for n in names), f"{first['mark']:.0f}"))
    print(markdown(("articles", "CPU ms per 1,000 saved and indexed", "bytes an article"), made))
    head = ("articles", "open", "first screen", "marks that are there", "first search", "half of all marks anew")
    print(markdown(head, opened))


if __name__ == "__main__":
    main()
