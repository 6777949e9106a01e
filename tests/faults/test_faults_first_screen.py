"""The first screen that was kept: there at once, never false, and never left behind."""

import os
import re
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hostile_text import ESCAPES, MARKUP
from pty_window import LONG, QUIT, Terminal, foreign

from termnews.domain.article import Article, Paragraph
from termnews.library.bookmarks import keep_bookmark
from termnews.library.library_file import open_library_file
from termnews.library.state import State
from termnews.newsroom.first_screen import describe, find_file, is_true, read, seal
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import find_folders
from termnews.ui.interpreting import Interpreting
from termnews.ui.outgoing import OutgoingFilter
from termnews.ui.rehearsal import rehearse
from termnews.ui.widgets.article_list import ArticleList

NOW = datetime.now(UTC).replace(microsecond=0)
SIZE = (30, 120)
COLUMNS_ROWS = (SIZE[1], SIZE[0])
HELD = "import time, termnews.newsroom.apart as apart; apart.begin_opening = lambda *_, **__: time.sleep(600)"
HELD_LATER = "import time, termnews.ui.app as app; app.TermnewsApp.run = lambda *_, **__: time.sleep(600)"
BROKEN = "import termnews.newsroom.apart as apart; apart.begin_opening = lambda *_, **__: 1 / 0"
ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}


def _hours_ago(count: int) -> datetime:
    return NOW - timedelta(hours=count)


def numbered(number: int, language: str = "en") -> Article:
    """Make an article of words that would command a terminal."""
    words = f"Live {number} {ESCAPES[0]}{MARKUP[0]}"
    text = (Paragraph(f"Text {number}"),)
    return Article(f"{number:012x}", words, "Paper", "NZ", _hours_ago(number), text, language=language)


def fill(*numbers: int, language: str = "en") -> None:
    """Put articles into the reader's live library."""
    opened = open_library_file(library_path(find_folders())).library
    assert opened is not None
    with closing(opened) as library:
        library.save(numbered(n, language) for n in numbers)


def kept() -> bytes:
    return read(find_file(COLUMNS_ROWS))[1]


@pytest.fixture(autouse=True)
def _own_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rehearsal here says of text from right to left is forgotten: it has a process of its own otherwise."""
    monkeypatch.setattr(OutgoingFilter, "turns", OutgoingFilter.turns)


@pytest.fixture
def screen() -> bytes:
    """The first screen that a window has left."""
    fill(1, 2, 3)
    with Terminal(size=SIZE) as terminal:
        terminal.ready()
        assert b"Live 1" in terminal.written
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
    _wait_for_screen()
    return kept()


def _wait_for_screen() -> None:
    end = time.monotonic() + LONG
    while not kept():
        assert time.monotonic() < end
        time.sleep(0.05)


def cells(frame: bytes) -> list[str]:
    """Return the lines that a frame draws, without colours."""
    lines = re.split(rb"\x1b\[\d+;1H", frame.removeprefix(b"\x1b[1;1H"))
    return [re.sub(rb"\x1b\[[0-9;]*m|\n", b"", line).decode() for line in lines]


def test_it_is_there_at_once_and_the_window_draws_over_it(screen: bytes) -> None:
    with Terminal(size=SIZE) as terminal:
        terminal.wait_for(screen.splitlines()[-1])
        assert terminal.written.startswith(b"\x1b[?1049h\x1b[?25l\x1b[H" + screen.splitlines()[0])
        terminal.wait_until(lambda: terminal.written.count(b"\x1b[1;1H") > 2)  # a second frame of the window has begun
        live = terminal.written.replace(b"\r\n", b"\n").partition(screen)[2]
        assert live.count(b"\x1b[?1049h") == live.count(b"\x1b[2J") == 0  # it is never blank
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert terminal.left_as_found()
    first, then = cells(screen), cells(live.split(b"\x1b[1;1H")[1])
    assert "Live 1" in "".join(first)
    assert len(first) == len(then) == SIZE[0]
    for before, after in zip(first, then, strict=False):
        assert [b for b, a in zip(before, after, strict=False) if b not in (a, " ")] == []
    assert foreign(screen) == []


@pytest.mark.parametrize("code", [HELD, HELD_LATER])
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
@pytest.mark.usefixtures("screen")
def test_a_signal_before_there_is_a_window_takes_it_away(name: str, code: str) -> None:
    number = getattr(signal, name)
    with Terminal(size=SIZE, code=code) as terminal:
        terminal.wait_for(b"Text 1")
        if code == HELD_LATER:
            terminal.wait_until(lambda: terminal.attributes() == terminal.before)
            time.sleep(0.5)
        os.kill(terminal.pid, number)
        assert terminal.end() in {128 + number, -number}
        assert terminal.written.endswith(b"\x1b[m\x1b[?1049l\x1b[?25h")
        assert terminal.attributes() == terminal.before


@pytest.mark.usefixtures("screen")
def test_stopping_before_there_is_a_window_takes_it_away() -> None:
    with Terminal(size=SIZE, code=HELD) as terminal:
        terminal.wait_for(b"Text 1")
        os.kill(terminal.pid, signal.SIGTSTP)
        terminal.wait_until(terminal.is_stopped)
        terminal.wait_for(b"\x1b[?1049l\x1b[?25h")


@pytest.mark.usefixtures("screen")
def test_a_fault_before_there_is_a_window_is_seen() -> None:
    with Terminal(size=SIZE, code=BROKEN) as terminal:
        assert terminal.end() == 1
        assert terminal.written.count(b"\x1b[?1049l\x1b[?25h") == 1
        assert "ZeroDivisionError" in terminal.said()


def _mark_read() -> None:
    state, _ = State.open(find_folders().state_file)
    state.mark_read([f"{1:012x}"], is_read=True, now=NOW)
    state.close()


def _set(words: str) -> None:
    find_folders().config.mkdir(parents=True, exist_ok=True)
    (find_folders().config / "config.toml").write_text(words, "utf-8")


def _tear() -> None:
    path = Path(find_file(COLUMNS_ROWS))
    path.write_bytes(path.read_bytes()[:-9])


def _open_to_others() -> None:
    Path(find_file(COLUMNS_ROWS)).chmod(0o666)


CHANGES: dict[str, Callable[[], object]] = {
    "another article": lambda: fill(4),
    "a read mark": _mark_read,
    "settings": lambda: _set("[look]\nglobe = 'blocks'\n"),
    "a bookmark": lambda: find_folders().bookmarks.mkdir(parents=True),
    "a torn file": _tear,
    "a file that others may write": _open_to_others,
    "no library": lambda: library_path(find_folders()).unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_not_shown_once_anything_has_changed(screen: bytes, change: str) -> None:
    CHANGES[change]()
    with Terminal(size=SIZE) as terminal:
        terminal.ready()
        assert screen.splitlines()[3] not in terminal.written.partition(b"\x1b[?1003h")[0]
        terminal.type(QUIT, 0)
        assert terminal.end() == 0


@pytest.mark.parametrize(
    "other", [{"TERM": "xterm"}, {"COLORTERM": ""}, {"LANG": "C"}, {"NO_COLOR": "1"}, {"TMUX": "x"}]
)
def test_it_is_for_the_same_terminal_only(other: dict[str, str]) -> None:
    assert describe([], ENVIRONMENT) == describe([], {**ENVIRONMENT, "PWD": "/elsewhere"})
    assert describe([], ENVIRONMENT) != describe([], {**ENVIRONMENT, **other})


def test_drawing_it_changes_nothing_but_its_file() -> None:
    fill(1, 2)
    _mark_read()
    folders = find_folders()
    files = (library_path(folders), folders.state_file)
    before = [(f.read_bytes(), f.stat().st_mtime_ns) for f in files]
    rehearse(folders, COLUMNS_ROWS)
    assert b"Live 1" in kept()
    assert [(f.read_bytes(), f.stat().st_mtime_ns) for f in files] == before
    assert Path(find_file(COLUMNS_ROWS)).stat().st_mode & 0o777 == 0o600


def _files_here() -> dict[str, tuple[bytes, int]]:
    folders = find_folders()
    files = [*folders.data.rglob("*"), *folders.state.rglob("*")]
    return {str(f): (f.read_bytes(), f.stat().st_mtime_ns) for f in files if f.is_file()}


def _damage(path: Path) -> None:
    """Damage a file so that it cannot be told from the whole one without reading it."""
    found = path.stat()
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * (found.st_size - 100))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


@pytest.mark.parametrize("damaged", ["", "library", "state"])
def test_drawing_it_leaves_no_trace_and_mends_nothing(damaged: str) -> None:
    fill(1, 2)
    _mark_read()
    folders = find_folders()
    if damaged:
        _damage(library_path(folders) if damaged == "library" else folders.state_file)
    before = _files_here()
    with suppress(OSError, sqlite3.Error):
        rehearse(folders, COLUMNS_ROWS)
    assert _files_here() == before
    assert bool(kept()) == (not damaged)
    assert not ArticleList.hides_ages


def test_drawing_it_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    fill(1, language="de")
    _mark_read()
    asked: list[object] = []
    monkeypatch.setattr(Interpreting, "want_headlines", lambda _, *found: asked.append(found))
    monkeypatch.setattr(Interpreting, "want_article", lambda _, *found, **__: asked.append(found))
    rehearse(find_folders(), COLUMNS_ROWS)
    assert b"Live 1" in kept()
    assert asked == []


def test_a_tag_changed_in_a_bookmark_counts() -> None:
    fill(1, 2)
    _mark_read()
    folder = find_folders().bookmarks
    keep_bookmark(folder, numbered(1), NOW)
    rehearse(find_folders(), COLUMNS_ROWS)
    told, screen = read(find_file(COLUMNS_ROWS))
    assert screen
    assert is_true(told)
    (path,) = folder.glob("*.md")
    with path.open("a", encoding="utf-8") as file:
        file.write("more")
    assert not is_true(told)


def test_those_kept_go_when_none_is_wanted(screen: bytes) -> None:
    assert screen
    _set("[look]\nfirst_screen = false\n")
    rehearse(find_folders(), COLUMNS_ROWS)
    assert list(Path(find_file(COLUMNS_ROWS)).parent.iterdir()) == []


def test_a_terminal_is_told_of_the_order_of_letters_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VTE_VERSION", "7000")
    monkeypatch.delenv("TMUX", raising=False)
    names = ENVIRONMENT | {"VTE_VERSION": "7000"}
    fill(1, 2)
    with Terminal(size=SIZE, environment=names) as terminal:
        assert terminal.ready().leave() == 0
    _wait_for_screen()
    assert kept().startswith(b"\x1b[8l\x1b[1;1H")
    with Terminal(size=SIZE, environment=names, code=HELD) as terminal:
        terminal.wait_for(b"Text 1")
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.written.endswith(b"\x1b[8h\x1b[m\x1b[?1049l\x1b[?25h")


def test_a_library_that_cannot_be_read_takes_it_away_before_another_edition_comes(screen: bytes) -> None:
    _damage(library_path(find_folders()))
    with Terminal(size=SIZE) as terminal:
        terminal.wait_for(screen.splitlines()[-1])
        terminal.wait_for(b"problem")
        assert terminal.written.count(b"\x1b[?1049h") == 2
        assert terminal.written.count(b"\x1b[?1049l") == 1
        assert terminal.leave() == 0
        assert terminal.left_as_found()


@pytest.mark.parametrize(
    "words", ["[look]\nfirst_screen = false\n", "[look]\nscreen_reader = true\n", "[mute]\nlive = 'live'\n"]
)
def test_it_can_be_done_without(words: str) -> None:
    fill(1, 2)
    _mark_read()
    _set(words)
    rehearse(find_folders(), COLUMNS_ROWS)
    assert kept() == b""


def test_the_sizes_used_last_are_kept() -> None:
    fill(1, 2)
    _mark_read()
    for columns in range(80, 88):
        rehearse(find_folders(), (columns, 24))
    names = {path.name for path in Path(find_file((80, 24))).parent.iterdir()}
    assert names == {f"{columns}x24" for columns in range(82, 88)}


def test_only_what_is_whole_and_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "80x24"
    path.write_bytes(seal(b"told", b"screen"))
    assert read(str(path)) == (b"told", b"screen")
    link = tmp_path / "link"
    link.symlink_to(path)
    for wrong in (link, tmp_path, tmp_path / "none", Path(os.devnull)):
        assert read(str(wrong)) == (b"", b"")
    assert find_file((80, 24), {"XDG_CACHE_HOME": "relative"}) == ""
