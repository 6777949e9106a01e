"""The programs that `benchmarks.reader` measures, each with the same made-up articles; the bare app has its own."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.compare import clean_environment, python
from benchmarks.library import make_articles, make_library
from benchmarks.pty_costs import Area
from termnews.domain.article import body_text

WORD = "sestarzas"
"""The word that newsboat looks for, one of the commonest."""
PHRASES = (WORD, "nureston", "kor talonkur", "gasmus zirvir")
"""What is typed where one searches as one types: a common word, a rarer one, two words, two of which one is begun."""


@dataclass(frozen=True, slots=True)
class Program:
    """A reader with its articles."""

    name: str
    command: Sequence[str]
    home: Path
    painted: str
    """A pattern that is on the screen once its lists are."""
    listed: Area
    """Where rows of articles stand, and nothing else."""
    down: bytes
    opened: str = ""
    """A pattern of the list of articles, where Enter comes to it; empty where it is there from the start."""
    end: bytes = b""
    """The key that goes to the last article, where that and what follows is measured too."""
    home_key: bytes = b""
    marked: str = ""
    """A pattern that is on the screen when all are marked read, by the key A."""
    phrases: Sequence[str] = ()
    """What is searched for as it is typed."""
    found: str = ""
    """A pattern of the results, where one does not search as one types."""
    leave: bytes = b"\x1b"
    """The key that leaves the results."""
    kept: str = ""
    """A pattern of the files of first screens that a window leaves for the next, where it does."""
    files: str = ""
    """A pattern of the files that hold the articles."""


def make_bare(folder: Path) -> Program:
    """Return the floor, a Textual app with three stock panes."""
    folder.mkdir()
    painted = r"(?s)Article 3 of the bare app.*The harbour opened"
    return Program("bare Textual", python("-m", "benchmarks.bare"), folder, painted, Area((34, 50)), b"\x1b[B")


def make_ours(folder: Path, count: int) -> Program:
    """Make termnews' library."""
    data = folder / ".local" / "share" / "termnews"
    data.parent.mkdir(parents=True)
    make_library(data, count)
    (data / "state.db").unlink()
    return Program(
        "termnews",
        python("-m", "termnews"),
        folder,
        painted=r"(?s)unread of.*Paper \d+",
        listed=Area((34, 66), (3, 39)),
        down=b"\x1b[B",
        end=b"\x1b[F",
        home_key=b"\x1b[H",
        marked=" 0 unread of",
        phrases=PHRASES,
        kept=".cache/termnews/first-screens/*x*",
        files="library.db*",
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
    subprocess.run(["newsboat", "-x", "reload"], env=environment, check=True, capture_output=True, timeout=1800)
    feed.unlink()
    return Program(
        "newsboat",
        ["newsboat"],
        folder,
        painted="All",
        listed=Area((0, 100), (1, 38)),
        down=b"\x1bOB",
        opened="Articles in feed",
        end=b"\x1bOF",
        home_key=b"\x1bOH",
        marked=r"\(0 unread",
        leave=b"q",
        found=r"Search results \(\d+ unread, [1-9]\d* total\)",
        files="cache.db*",
    )
