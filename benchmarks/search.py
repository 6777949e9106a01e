"""Searching: how good the answers are, how fast they come, and what the index costs.

Run `python -m benchmarks.search`; it prints two Markdown tables. The first scores the ranking on the sample edition by
`search_queries.txt`: MRR is the mean of 1 / the place of the first good answer, recall at 10 the share of the good
answers that the first ten results hold, the takes folded below them included. The second searches generated libraries
of 500 and 15,000 articles in files, and of 182,500 with `--year`: the sample's paragraphs, shuffled, with made-up words
among them so that the vocabulary grows as that of news does.
"""

import argparse
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.compare import ROOT, markdown, percentile
from termnews.domain.article import Article, Paragraph, body_text
from termnews.domain.place import Countries
from termnews.domain.selection import Selection
from termnews.ingest.seeds import parse_seed
from termnews.library.schema import build_schema
from termnews.library.store import Library
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories

QUERIES = ROOT / "benchmarks" / "search_queries.txt"
SIZES, YEAR = (500, 15_000), 182_500
DEPTH = 10
SCREENS = 500
"""Rows that are shown before the others are known."""
SHARE = 0.5
"""The index may take this share of the text."""
NOW = datetime(2025, 12, 14, tzinfo=UTC)
NEW_WORDS = 0.06
"""Share of made-up words: 15,000 articles then hold some 100,000 different ones."""
SAVED_AT_ONCE = 500
TIMED = {
    "a word": "lithium",
    "three words": "panama canal drought",
    "a common word": "government",
    "a phrase": '"climate opinion"',
    "a common phrase": '"the country"',
    "one letter": "s",
    "three letters": "sea",
    "a typo": "lithuim",
    "filters": "canal country:pa after:300d -suez",
}


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what answers it."""

    words: str
    best: frozenset[str]
    """Ids of articles."""


def read_sample(countries: Countries) -> dict[str, Article]:
    """Return the sample edition's articles by story and country, as in "lithium/cl"."""
    paths = sorted((ROOT / "seeds").rglob("*.txt"))
    parsed = {path: parse_seed(path.read_bytes(), path.name, countries, NOW.date()) for path in paths}
    return {f"{p.parent.name}/{p.stem}": found for p, found in parsed.items() if isinstance(found, Article)}


def sample_library(sample: Mapping[str, Article], countries: Countries) -> Library:
    """Return the sample edition with its stories, indexed."""
    library = Library.in_memory()
    library.save(sample.values())
    library.set_stories(group_stories(list(sample.values()), countries))
    library.build_index()
    return library


def read_queries(sample: Mapping[str, Article]) -> list[Query]:
    """Read the test set."""
    lines = (line for line in QUERIES.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    pairs = (line.rpartition("|") for line in lines)
    return [Query(words.strip(), frozenset(sample[key].id for key in keys.split())) for words, _, keys in pairs]


def score(library: Library, query: Query) -> tuple[float, float]:
    """Return the reciprocal rank of the first good answer, and the recall at ten."""
    ranked = library.search.rank_rows(Selection(words=query.words, now=NOW), DEPTH)
    places = [[h.id for h in library.headlines([one.row, *one.more])] for one in ranked]
    reciprocal = next((1 / place for place, ids in enumerate(places, 1) if ids[0] in query.best), 0.0)
    return reciprocal, len(query.best.intersection(*[{i for ids in places for i in ids}])) / len(query.best)


def score_all() -> tuple[float, float, dict[str, tuple[float, float]]]:
    """Return MRR, recall at ten, and both by query."""
    countries = load_countries()
    sample = read_sample(countries)
    library = sample_library(sample, countries)
    scores = {query.words: score(library, query) for query in read_queries(sample)}
    library.close()
    reciprocals, recalls = zip(*scores.values(), strict=True)
    return statistics.fmean(reciprocals), statistics.fmean(recalls), scores


def generate(count: int, sample: Sequence[Article]) -> Iterator[Article]:
    """Yield articles made of the sample's paragraphs, the newest first, 500 a day."""
    source = random.Random(count)
    paragraphs = [block for article in sample for block in article.blocks if isinstance(block, Paragraph)]
    for number in range(count):
        like = sample[number % len(sample)]
        blocks = source.sample(paragraphs, max(1, len(like.blocks) - 1))
        yield replace(
            like,
            id=f"{number:012x}",
            headline=f"{like.headline} {_make_word(source.randrange(20_000))}",
            published=NOW - timedelta(days=number / 500),
            blocks=tuple(Paragraph(_vary(block.text, source)) for block in blocks),
        )


def _vary(text: str, source: random.Random) -> str:
    return " ".join(_rare_word(source) if source.random() < NEW_WORDS else word for word in text.split(" "))


def _rare_word(source: random.Random) -> str:
    return _make_word(int(source.paretovariate(0.6)) % 400_000)


def _make_word(number: int) -> str:
    word, left = "", number + 1000
    while left:
        word += "bcdfghjklmnprstvz"[left % 17] + "aeiou"[left // 17 % 5]
        left //= 85
    return word


def generated_library(path: Path, articles: Iterator[Article]) -> tuple[Library, int]:
    """Fill a library in a file; return it with the bytes of its text."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    build_schema(connection)
    library, batch, text = Library(connection), [], 0
    for article in articles:
        batch.append(article)
        text += sum(len(part.encode()) for part in (article.headline, article.outlet, body_text(article)))
        if len(batch) == SAVED_AT_ONCE:
            library.save(batch)
            library.build_index()
            batch = []
    library.save(batch)
    library.build_index()
    return library, text


def measure(count: int, sample: Sequence[Article], runs: int) -> list[tuple[str, ...]]:
    """Return the table's lines for a library of a size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.db"
        library, text = generated_library(path, generate(count, sample))
        with sqlite3.connect(path) as connection:
            share = index_bytes(connection) / text
        connection.close()
        verdict = f"≤ {SHARE:.2f} {'✓' if share <= SHARE else '✗'}"
        lines: list[tuple[str, ...]] = [(f"{count:,}", "index on disk", f"{share:.2f} of the text", verdict, "")]
        lines += [_time_line(library, count, name, words, runs) for name, words in TIMED.items()]
        library.close()
    return lines


def index_bytes(connection: sqlite3.Connection) -> int:
    """Return what the full-text tables take."""
    return int(connection.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'search%'").fetchone()[0])


def _time_line(library: Library, count: int, name: str, words: str, runs: int) -> tuple[str, ...]:
    selection = Selection(words=words, now=NOW)
    found = len(library.find_rows(selection))
    beginning = [_milliseconds(lambda: library.find_rows(selection, SCREENS)) for _ in range(runs)]
    finding = [_milliseconds(lambda: library.find_rows(selection)) for _ in range(runs)]
    ranking = [_milliseconds(lambda: library.search.rank_rows(selection)) for _ in range(runs)]
    work = f"{name}: `{words}`, {found:,} found"
    times = (f"{statistics.median(ms):.1f} / {percentile(ms, 0.95):.1f} ms" for ms in (beginning, finding, ranking))
    return (f"{count:,}", work, *times)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Score and time the search.")
    parser.add_argument("--runs", type=int, default=9, help="searches that are timed (default: %(default)s)")
    parser.add_argument("--year", action="store_true", help="a library of a year too: some minutes and a gigabyte")
    parser.add_argument("--worst", action="store_true", help="list the queries that are not answered perfectly")
    options = parser.parse_args()
    mrr, recall, scores = score_all()
    print(markdown(("queries", "MRR", f"recall at {DEPTH}"), [(str(len(scores)), f"{mrr:.3f}", f"{recall:.3f}")]))
    if options.worst:
        print(*(f"{words}: {s[0]:.2f} {s[1]:.2f}" for words, s in scores.items() if min(s) < 1), sep="\n")
    sample = list(read_sample(load_countries()).values())
    sizes = (*SIZES, YEAR) if options.year else SIZES
    rows = [line for count in sizes for line in measure(count, sample, max(1, options.runs))]
    head = ("articles", "work", f"the newest {SCREENS}, p50 / p95", "all, p50 / p95", "ranked, p50 / p95")
    print("", markdown(head, rows), sep="\n")


if __name__ == "__main__":
    main()
