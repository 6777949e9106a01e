"""Opening a folder of seeds: CPU of reading, parsing, keeping and indexing 500 of them.

Run `python -m benchmarks.seeds`; it prints one Markdown table. The seeds are the sample edition's, repeated under other
headlines so that no two are the same article.
"""

import gc
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from benchmarks.compare import ROOT, Figures, markdown, medians, read_runs
from termnews.domain.article import Article
from termnews.ingest.folders import read_seeds
from termnews.ingest.seeds import parse_seed
from termnews.library.store import Library
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories

COUNT = 500
GOAL = 1500
"""Seeds a second of CPU, from files to a searchable list."""
TODAY = date(2025, 12, 14)
SHORTEST_HEADLINE = 30


def write_seeds(folder: Path) -> list[Path]:
    """Write seeds of different headlines into a folder."""
    captured = sorted((ROOT / "seeds").rglob("*.txt"))
    paths = []
    for number, source in enumerate(islice(cycle(captured), COUNT)):
        lines = source.read_text("utf-8").split("\n")
        headline = next(at for at, line in enumerate(lines) if len(line) > SHORTEST_HEADLINE)
        lines[headline] += f" ({number // len(captured) + 1})"
        path = folder / f"{number:03}.txt"
        path.write_text("\n".join(lines), "utf-8")
        paths.append(path)
    return paths


@contextmanager
def cpu_of(figures: dict[str, float], name: str) -> Iterator[None]:
    """Note the milliseconds of CPU that a step takes."""
    gc.collect()
    start = time.process_time()
    yield
    figures[name] = (time.process_time() - start) * 1e3


def measure(folder: Path) -> Figures:
    """Do every step once; milliseconds of CPU."""
    countries = load_countries()
    texts = [path.read_bytes() for path in sorted(folder.iterdir())]
    figures: dict[str, float] = {}
    with cpu_of(figures, "parse"):
        for text in texts:
            parse_seed(text, "seed", countries, TODAY)
    with cpu_of(figures, "read"):
        articles = [a for a in read_seeds([folder], countries) if isinstance(a, Article)]
    if len(articles) != COUNT:
        raise SystemExit(f"{len(articles)} of {COUNT} seeds became articles")
    library = Library.in_memory()
    with cpu_of(figures, "save"):
        library.save(articles)
    with cpu_of(figures, "index"):
        library.build_index()
    with cpu_of(figures, "group"):
        group_stories(articles, countries)
    library.close()
    return figures


def main() -> None:
    """Measure and print."""
    runs = read_runs("Measure the opening of a folder of seeds.", 5)
    with tempfile.TemporaryDirectory() as folder:
        write_seeds(Path(folder))
        found = medians([measure(Path(folder)) for _ in range(runs + 1)][1:])
    listed = found["read"] + found["save"]
    searchable = listed + found["index"]
    steps = {
        "parse": found["parse"],
        "read and parse files": found["read"],
        "keep as rows": found["save"],
        "index every word, while the reader reads": found["index"],
        "find the stories, while the reader reads": found["group"],
        "from files to a list": listed,
        "from files to a list that is searchable by every word": searchable,
    }
    verdict = f"≥ {GOAL:,} {'✓' if COUNT / searchable * 1e3 >= GOAL else '✗'}"
    goals = [""] * (len(steps) - 1) + [verdict]
    rows = [
        (work, f"{ms:.0f} ms", f"{COUNT / ms * 1e3:,.0f}", goal)
        for (work, ms), goal in zip(steps.items(), goals, strict=True)
    ]
    print(markdown((f"{COUNT} seeds", "CPU", "seeds a second", "goal"), rows))


if __name__ == "__main__":
    main()
