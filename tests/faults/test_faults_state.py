"""Whatever has become of the files it keeps: the program starts, says a clear word, and loses nothing."""

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pty_window import QUIT, SOURCE, Terminal

from termnews.newsroom.settings import find_folders

_LIST = "import sys; from termnews.__main__ import main; sys.exit(main())"


def run(
    *arguments: str, before: Callable[[], None] | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a headless command; `before` acts on its process."""
    return subprocess.run(
        [sys.executable, "-c", _LIST, *arguments], env=os.environ | {"PYTHONPATH": str(SOURCE)} | (environment or {}),
        capture_output=True, text=True, timeout=300, check=False, preexec_fn=before,
    )  # fmt: skip


def keep_something() -> str:
    """Bookmark and read an article in a window; return the bookmark's text."""
    with Terminal() as terminal:
        terminal.ready()
        terminal.type(b"b", 0.5)
        terminal.type(b"\r", 0.5)
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
    (bookmark,) = find_folders().bookmarks.glob("*.md")
    return bookmark.read_text("utf-8")


def damage_empty(path: Path) -> None:
    path.write_bytes(b"")


def damage_garbage(path: Path) -> None:
    path.write_bytes(b"\x1b]52;c;AAAA\x07 no store " * 500)


def damage_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def damage_newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def damage_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def damage_link(path: Path) -> None:
    victim = path.parent.parent / "victim"
    victim.write_text("precious")
    path.unlink()
    path.symlink_to(victim)


def damage_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    "damage",
    [damage_empty, damage_garbage, damage_half, damage_newer, damage_folder, damage_link, damage_pipe],
)
def test_damaged_state_is_told_and_bookmarks_stay(damage: Callable[[Path], None]) -> None:
    first = run("bookmarks", "list")
    assert first.returncode == 0
    state = find_folders().state_file
    damage(state)
    before = state.read_bytes() if damage is damage_newer else b""
    after = run("list")
    assert after.returncode == 0
    assert "Sample Desk" in after.stdout
    assert damage is damage_empty or state.name in after.stderr or str(state) in after.stderr
    assert "Traceback" not in after.stderr
    assert "\x1b" not in after.stdout + after.stderr
    if damage is damage_newer:
        assert state.read_bytes() == before
    if damage is damage_link:
        assert (state.parent.parent / "victim").read_text() == "precious"


def test_a_window_over_damaged_state_opens_and_keeps_bookmarks() -> None:
    text = keep_something()
    damage_garbage(find_folders().state_file)
    with Terminal() as terminal:
        terminal.ready()
        assert b"problem" in terminal.written
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
    (bookmark,) = find_folders().bookmarks.glob("*.md")
    assert bookmark.read_text("utf-8") == text
    assert list(find_folders().state.glob("state.db.damaged-*"))


def test_a_full_disk_is_told_and_nothing_half_written_is_left() -> None:
    keep_something()
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))"
    with Terminal(code=limit) as terminal:
        terminal.ready()
        terminal.type(b"\x1b[B", 0.3)
        shown = terminal.type(b"b", 0) + terminal.read(10, b" problem")
        assert b"1 problem" in shown or b"2 problems" in shown  # the position of the article that was left, too
        assert b"nothing was kept" in terminal.type(b"!", 0) + terminal.read(5, b"nothing was kept")
        terminal.type(b"\x1b", 0.3)
        terminal.type(b"m", 0.5)
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert terminal.left_as_found()
    assert len(list(find_folders().bookmarks.iterdir())) == 1
    assert " · kept " in run("bookmarks", "list").stdout


def test_no_home_and_homes_that_cannot_be_written() -> None:
    for environment in (
        {"HOME": "/nonexistent/x"}, {"HOME": ""}, {"HOME": "/dev/null"}, {"HOME": "/proc/self/nothing"},
    ):  # fmt: skip
        rest = dict.fromkeys(("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), "/dev/null/none")
        done = run("list", environment=environment | rest)
        assert done.returncode == 0
        assert "Sample Desk" in done.stdout
        assert "Traceback" not in done.stderr
        assert "forgotten at the end" in done.stderr


def test_a_user_whom_the_system_does_not_know(tmp_path: Path) -> None:
    code = (
        "import os, pwd, sys\nfor n in list(os.environ):\n if n == 'HOME' or n.startswith('XDG'): del os.environ[n]\n"
    )
    code += "def unknown(*_): raise KeyError\npwd.getpwuid = unknown\n"
    for arguments in (["list"], ["dirs"], ["bookmarks", "path"]):
        done = subprocess.run(
            [sys.executable, "-c", code + _LIST, *arguments], env=os.environ | {"PYTHONPATH": str(SOURCE)},
            cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout
        assert "Traceback" not in done.stderr
        assert list(tmp_path.iterdir()) == []  # no folder called "~"


def test_two_windows_at_once_lose_nothing() -> None:
    with Terminal() as one, Terminal() as two:
        for terminal in (one.ready(), two.ready()):
            terminal.type(b"b", 0.8)
            terminal.type(b"\x1b[B", 0.3)
        one.type(b"b", 0.8)
        for terminal in (one, two):
            terminal.type(QUIT, 0)
            assert terminal.end() == 0
    assert len(list(find_folders().bookmarks.glob("*.md"))) == 2


def test_planted_links_are_not_followed_and_files_are_private(tmp_path: Path) -> None:
    folders = find_folders()
    folders.bookmarks.mkdir(parents=True)
    folders.state.mkdir(parents=True)
    victim = tmp_path / "victim"
    victim.write_text("precious")
    names = [f"state.db{end}" for end in ("-journal", "-wal", "-shm", ".tmp", "~")] + ["fault.log", ".termnews-1.tmp"]
    for name in names:
        (folders.state / name).symlink_to(victim)
        (folders.bookmarks / name).symlink_to(victim)
    previous = os.umask(0)
    try:
        keep_something()
    finally:
        os.umask(previous)
    assert victim.read_text() == "precious"
    files = [p for root in (folders.bookmarks, folders.state) for p in root.rglob("*") if not p.is_symlink()]
    assert len(files) >= 2
    assert [p for p in files if p.stat().st_mode & 0o077] == []
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 512
