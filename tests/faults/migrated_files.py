"""Files of older versions, a process that is killed while it brings them up, and what must be there then."""

import os
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from termnews.domain.article import Article, Paragraph
from termnews.domain.selection import Selection
from termnews.library.bookmarks import keep_bookmark
from termnews.library.library_file import open_library_file
from termnews.library.rows import encode_body, encode_time
from termnews.library.schema import STEPS, build_schema
from termnews.library.state import State
from termnews.library.state_file import VERSION as STATE_VERSION
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.settings import Folders
from termnews.translate.memory import Memory, Scope

NOON = datetime(2025, 12, 14, 12, tzinfo=UTC)
COUNT = 400
"""Articles of an older library: enough that bringing it up takes a while."""
BOOKMARKS = 3
SCOPE = Scope("deepl", "es")


def old_article(number: int) -> Article:
    """Return one of the articles."""
    words = f"Word{number} and others. " * 30
    return Article(f"{number:012x}", f"Headline {number}", f"Paper {number % 7}", "EE", NOON, (Paragraph(words),))


def make_old_library(path: Path, version: int) -> None:
    """Write a library as a version left it: articles, bodies, an index of their words, every third read."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA journal_mode = WAL")
        build_schema(connection, STEPS[:version])
        connection.execute("BEGIN")
        for number in range(COUNT):
            article = old_article(number)
            light = (number + 1, article.id, article.headline, article.outlet, article.country)
            connection.execute(
                "INSERT INTO article (row, id, headline, outlet, country, published, is_read, is_indexed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                (*light, encode_time(article.published), number % 3 == 0),
            )
            connection.execute("INSERT INTO body VALUES (?, ?)", (number + 1, encode_body(article)))
            words = f"word{number} and others headline paper"
            connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (number + 1, words))
            connection.execute(
                "INSERT INTO search_headline (rowid, headline, outlet) VALUES (?, ?, ?)",
                (number + 1, f"headline {number}", "paper"),
            )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for number in range(BOOKMARKS):
        keep_bookmark(path.parent / "bookmarks", old_article(number), NOON)


def make_old_state(path: Path, _version: int) -> None:
    """Write a state of the first version, which had no settings."""
    state, _ = State.open(path)
    state.mark_read([old_article(n).id for n in range(COUNT)], is_read=True, now=NOON)
    state.push_undo("read", "one", NOON)
    state.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE setting")
        connection.execute("PRAGMA user_version = 1")


def make_memory(path: Path, _version: int) -> None:
    """Write a translation memory without what is counted of a day."""
    memory = Memory(path)
    memory.keep(SCOPE, {f"texto {n}": f"text {n}" for n in range(COUNT)}, NOON)
    memory.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE spent")


def open_library(path: Path) -> None:
    """Open a library, and index what is left to be."""
    opened = open_library_file(path)
    assert opened.library is not None, opened.problems
    opened.library.build_index()
    opened.library.close()


def open_state(path: Path) -> None:
    """Open a state."""
    State.open(path)[0].close()


def open_memory(path: Path) -> None:
    """Open a memory."""
    Memory(path).close()


def check_library(path: Path, version: int) -> None:
    """Nothing of the old library is lost, none of it was taken for damaged, and its words are found."""
    found, wholes = _version_and_tables(path)
    assert found in {version, len(STEPS)}, found
    assert wholes == _tables_of(found)
    opened = open_library_file(path)
    assert (opened.problems, opened.library is None) == ((), False)
    assert opened.library is not None
    with closing(opened.library) as library:
        count = COUNT if version else 0
        assert library.smart_counts().total == count
        assert library.smart_counts().unread == count - (count + 2) // 3
        library.build_index()
        for number in range(0, count, 97):
            assert library.find_article(old_article(number).id) == old_article(number)
            rows = library.find_rows(Selection(words=f"word{number}"))
            assert [h.id for h in library.headlines(rows)] == [old_article(number).id]
        keeper = Keeper(Folders(*[path.parent] * 4), library, lambda: NOON)
        assert (keeper.problems, library.smart_counts().bookmarked) == ([], BOOKMARKS if version else 0)
        keeper.close()
    assert _version_and_tables(path) == (len(STEPS), _tables_of(len(STEPS)))


def check_state(path: Path, _version: int) -> None:
    """Everything marked is there, and settings can be kept."""
    state, problems = State.open(path)
    assert (problems, len(state.read_ids())) == ([], COUNT)
    step = state.pop_undo()
    assert step is not None
    assert step.payload == "one"
    state.close()
    found, _ = _version_and_tables(path)
    assert found == STATE_VERSION


def check_memory(path: Path, _version: int) -> None:
    """Everything remembered is there, and a day's characters can be counted."""
    memory = Memory(path)
    assert (memory.problem, memory.count()) == (None, COUNT)
    assert memory.find(SCOPE, ["texto 7"])["texto 7"].text == "text 7"
    assert memory.spend("deepl", 5, 10, NOON)
    memory.close()


def _version_and_tables(path: Path) -> tuple[int, list[str]]:
    if not path.exists():
        return 0, []
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = connection.execute("SELECT name FROM sqlite_master ORDER BY name").fetchall()
        return connection.execute("PRAGMA user_version").fetchone()[0], [name for (name,) in names]


def _tables_of(version: int) -> list[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        build_schema(connection, STEPS[:version])
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master ORDER BY name")]


_GOLDEN = (5**0.5 - 1) / 2

KINDS: dict[str, tuple[Callable[[Path, int], None], Callable[[Path], None], Callable[[Path, int], None], int]] = {
    **{f"library {v}": (make_old_library, open_library, check_library, v) for v in range(len(STEPS))},
    "state": (make_old_state, open_state, check_state, 1),
    "memory": (make_memory, open_memory, check_memory, 1),
}
"""How each file is made, opened and looked at, and its version; version 0 of a library is no file."""


def kill_while_opening(folder: Path, kind: str, kills: int) -> None:
    """Open copies of an old file again and again, kill that at any moment, and print what became of it."""
    make, open_file, check, version = KINDS[kind]
    template, place = folder / "old", folder / "place"
    template.mkdir(parents=True)
    if version or kind == "state":
        make(template / "file.db", version)
    took = _time(open_file, template, place)
    killed = tries = 0
    while killed < kills:
        number = tries = tries + 1
        _copy(template, place)
        moment = took * (number * _GOLDEN % 1)  # moments that lie evenly, however many there are
        child, other = _fork(open_file, place), _fork(open_file, place) if number % 4 == 3 else 0
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        if other:
            assert os.waitpid(other, 0)[1] == 0  # who came at the same time is not disturbed
        check(place / "file.db", version)
    sys.stdout.write(f"{killed} of {tries} openings killed before their end, nothing lost\n")


def _time(open_file: Callable[[Path], None], template: Path, place: Path) -> float:
    """Return how long opening takes, the median of some."""
    times = []
    for _ in range(3):
        _copy(template, place)
        begun = time.monotonic()
        assert os.waitpid(_fork(open_file, place), 0)[1] == 0
        times.append(time.monotonic() - begun)
    return sorted(times)[1]


def _copy(template: Path, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place)


def _fork(open_file: Callable[[Path], None], place: Path) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        open_file(place / "file.db")
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    kill_while_opening(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
