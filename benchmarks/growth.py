"""What grouping costs as the news grows: made-up news of 500 articles a day, the same on every machine.

    PYTHONPATH=src python -m benchmarks.growth
    PYTHONPATH=src python -m benchmarks.growth --days 200

The first prints, for windows of more and more articles, the processor seconds of grouping all at once, those of a batch
of 100 against them, and the memory at its peak; the second what each day costs a window that runs for many days.
"""

import argparse
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from benchmarks.compare import markdown
from termnews.domain.article import Article, Paragraph
from termnews.newsroom.settings import load_countries
from termnews.takes.cluster import group_stories
from termnews.takes.window import Window

A_DAY = 500
SIZES = (1_000, 2_000, 5_000, 10_000, 20_000)
BATCH = 100
_WINDOW_DAYS = 11
"""Days until a window is full; before, a day costs less."""
_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_WORDS = 40_000
_ALONE = 0.5
_OWN_WORDS = 0.35
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def make_news(days: int, a_day: int = A_DAY) -> Iterator[list[Article]]:
    """Yield the articles of each day: half tell a story that others tell within three days, half stand alone.

    Some words come often and most seldom, as in any language; a story has words of its own.
    """
    chance = random.Random(7)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(_WORDS)]
    totals = list(accumulate(1 / (rank + 10) for rank in range(_WORDS)))
    stories: list[tuple[int, list[str]]] = []
    for day in range(days):
        stories = [story for story in stories if day - story[0] < 3]  # noqa: PLR2004 stories last three days
        stories += [(day, _make_story(chance, words)) for _ in range(a_day // 12)]
        yield [_make_article(chance, words, totals, stories, day, at, a_day) for at in range(a_day)]


def _make_story(chance: random.Random, words: Sequence[str]) -> list[str]:
    names = ["".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(4)]
    return names + chance.choices(words[300:], k=12)


def _make_article(  # noqa: PLR0913, PLR0917 one thing each
    chance: random.Random,
    words: Sequence[str],
    totals: Sequence[float],
    stories: Sequence[tuple[int, list[str]]],
    day: int,
    at: int,
    a_day: int,
) -> Article:
    own = _make_story(chance, words) if chance.random() < _ALONE else chance.choice(stories)[1]
    text = chance.choices(words, cum_weights=totals, k=50)
    text = [chance.choice(own) if chance.random() < _OWN_WORDS else word for word in text]
    published = _BEGIN + timedelta(days=day + at / a_day)
    body = Paragraph(" ".join(text[10:]))
    return Article(f"{day:04}{at:08}", " ".join(text[:10]), f"Paper {at % 120}", "", published, (body,))


def measure_size(size: int) -> str:
    """Return the cells of a size: seconds at once, seconds of a batch, megabytes."""
    countries = load_countries()
    news = [article for day in make_news(-(-(size + BATCH) // A_DAY)) for article in day][: size + BATCH]
    begun = time.process_time()
    group_stories(news[:size], countries)
    whole = time.process_time() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    window = Window(countries)
    now = news[size - 1].published or _BEGIN
    window.add(news[:size], now)
    begun = time.process_time()
    window.add(news[size:], news[-1].published or now)
    batch = time.process_time() - begun
    return f"{size:,} {len(window.stories):,} {whole:.2f} {1000 * whole / size:.2f} {batch:.2f} {megabytes:.0f}"


def print_growth() -> None:
    """Measure each size in a process of its own, so that none pays for another's memory."""
    print(
        markdown(("articles", "in the window", "at once, s", "ms each", "batch of 100, s", "peak MB"), ()), flush=True
    )
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks.growth", "--size", str(size)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"| {' | '.join(done.stdout.split())} |", flush=True)


def print_days(days: int) -> None:
    """Run a window day by day and print what a day costs, every tenth of the way, and the first and last quarter."""
    window = Window(load_countries())
    seconds: list[float] = []
    peaks: list[float] = []
    step = max(days // 10, 1)
    print(markdown(("day", "articles so far", "s a day, median", "s a day, most", "peak MB"), ()), flush=True)
    for day, news in enumerate(make_news(days), 1):
        begun = time.process_time()
        window.add(news, _BEGIN + timedelta(days=day))
        seconds.append(time.process_time() - begun)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        if day % step == 0:
            print(_days_line(str(day), day * A_DAY, seconds[-step:], peaks[-1]), flush=True)
    quarter = max((days - _WINDOW_DAYS) // 4, 1)
    first = slice(_WINDOW_DAYS, _WINDOW_DAYS + quarter)
    print(_days_line("first quarter", (_WINDOW_DAYS + quarter) * A_DAY, seconds[first], peaks[first][-1]))
    print(_days_line("last quarter", days * A_DAY, seconds[-quarter:], peaks[-1]))


def _days_line(name: str, articles: int, seconds: Sequence[float], peak: float) -> str:
    return f"| {name} | {articles:,} | {statistics.median(seconds):.2f} | {max(seconds):.2f} | {peak:.0f} |"


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, default=0, help="run a window for so many days")
    parser.add_argument("--size", type=int, default=0, help="measure one size only and print its bare cells")
    asked = parser.parse_args()
    if asked.size:
        print(measure_size(asked.size))
    elif asked.days:
        print_days(asked.days)
    else:
        print_growth()


if __name__ == "__main__":
    main()
