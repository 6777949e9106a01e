"""The terminal is always given back, whatever ends the window, and what is typed never ends it."""

import os
import signal
import termios
import time
from pathlib import Path

import pytest
from hostile_text import ESCAPES, MARKUP
from pty_window import LONG, QUIT, READY, Terminal, foreign

from termnews.newsroom.settings import find_folders

GARBAGE = (
    b"\xff\xfe\x80\xc3", b"\xf0\x9f", b"\x1b[55296u", b"\x1b[99999999999u", b"\x1b[1:1u", b"\x1b[;;u", b"\x1b[155u",
    b"\x1b[97;1;1114112u", b"\x1b[48;0;0;9;9t\x1b[<0;5;5M", b"\x1b[48;99999;99999;1;1t", b"\x1b[<0;99999999999999;1M",
    b"\x1b[M\xff\xff\xff", b"\x1b[<67;1;1M", b"\x1bO", b"\x1b]11;rgb:zz\x07", b"\x00", b"\x1b[200~x", b"\x1b[?2048;1$y",
)  # fmt: skip


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGQUIT", "SIGINT"])
def test_signals_end_the_window_in_good_order(name: str) -> None:
    number = getattr(signal, name)
    with Terminal() as terminal:
        terminal.ready()
        assert terminal.attributes() != terminal.before
        terminal.type(b"b", 0)
        terminal.wait_until(lambda: bool(list(find_folders().bookmarks.glob("*.md"))))
        os.kill(terminal.pid, number)
        assert terminal.end() == 128 + number
        assert terminal.left_as_found()
        assert terminal.said().strip() == ""
    assert len(list(find_folders().bookmarks.glob("*.md"))) == 1


@pytest.mark.parametrize("is_hangup_ignored", [False, True])
def test_a_lost_terminal_ends_the_window(*, is_hangup_ignored: bool) -> None:
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)" if is_hangup_ignored else ""
    with Terminal(code=code) as terminal:
        terminal.ready()
        terminal.hang_up()
        assert terminal.end(is_read=False) == 128 + signal.SIGHUP


def test_stopping_gives_the_terminal_back_and_going_on_takes_it_again() -> None:
    with Terminal() as terminal:
        terminal.ready()
        os.kill(terminal.pid, signal.SIGTSTP)
        assert b"\x1b[?1049l" in terminal.read(LONG, b"\x1b[?1004l")
        terminal.wait_until(lambda: terminal.attributes() == terminal.before)
        terminal.wait_until(terminal.is_stopped)
        os.kill(terminal.pid, signal.SIGCONT)
        assert READY in terminal.read(LONG, READY)
        terminal.read(0.2)
        assert terminal.type(b"j", 0) or terminal.read(LONG, b"m")
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert terminal.left_as_found()


def test_going_on_after_a_stop_that_could_not_be_seen_coming() -> None:
    with Terminal() as terminal:
        terminal.ready()
        raw = terminal.attributes()
        os.kill(terminal.pid, signal.SIGSTOP)
        terminal.wait_until(terminal.is_stopped)
        termios.tcsetattr(terminal.slave, termios.TCSANOW, terminal.before)  # as a shell does
        os.kill(terminal.pid, signal.SIGCONT)
        assert READY in terminal.read(LONG, READY)
        assert terminal.attributes() == raw
        os.kill(terminal.pid, signal.SIGCONT)  # and once more for nothing
        terminal.read(0.3)
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert terminal.left_as_found()


def test_a_terminal_that_takes_nothing_more_does_not_hold_the_end_up() -> None:
    with Terminal(size=(60, 200), code="import termnews.ui.driver as d; d.PATIENCE = 1") as terminal:
        terminal.ready()
        for rows in (50, 60) * 15:  # repaint without anybody reading
            terminal.resize(rows, 200)
            time.sleep(0.05)
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.end(is_read=False) == 128 + signal.SIGTERM
        assert terminal.attributes() == terminal.before


def test_resizes_to_nothing_and_back() -> None:
    with Terminal() as terminal:
        terminal.ready()
        for place in (b"", b"\r", b"?", b"\x1b!", b"\x1b:", b"\x1b/"):
            terminal.type(place, 0.1)
            for rows, columns in ((0, 0), (1, 1), (1, 200), (60, 2), (2, 10), (3, 30), (24, 80)):
                terminal.resize(rows, columns)
                terminal.read(0.04)
        assert terminal.leave() == 0
        assert terminal.left_as_found()
        assert foreign(terminal.written) == []


@pytest.mark.parametrize("place", [b"", b"/"])
def test_nothing_typed_ends_the_window(place: bytes) -> None:
    with Terminal() as terminal:
        terminal.ready()
        terminal.type(place, 0.2)
        for keys in GARBAGE:
            terminal.type(keys, 0.03)
        terminal.read(1.2)  # until a paste without an end is taken for ended
        before = len(terminal.written)
        terminal.type(b"\x1b", 0.4)
        terminal.type(b"j", 0)
        terminal.wait_until(lambda: len(terminal.written) > before)
        assert terminal.leave() == 0
        assert terminal.left_as_found()
        assert foreign(terminal.written) == []


def test_a_large_paste_is_no_command_and_does_not_block() -> None:
    words = b"abc \x1b]52;c;AAAA\x07 \xe2\x80\xae \x1bqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqQQQQQQQQ "
    with Terminal() as terminal:
        terminal.ready()
        terminal.type(b"/", 0.2)
        begun = time.monotonic()
        terminal.type(b"\x1b[200~" + words * 3000 + b"\x1b[201~", 0)
        terminal.wait_for(b"abc")
        terminal.type(b"\x1b", 0.3)
        assert terminal.type(b"j", 0) or terminal.read(LONG, b"m")
        assert time.monotonic() - begun < 120
        assert terminal.leave() == 0
        assert foreign(terminal.written) == []


def test_clicks_all_over_do_only_what_the_window_offers(tmp_path: Path) -> None:
    for number, words in enumerate((*MARKUP, *ESCAPES)):
        page = f"{words} [@click=app.exit]x[/]\n\nSample {words}\n\nChile\n\nDecember 8\n\n{words} [@click=app.bell]y\n"
        name = f"{number} {words.replace('/', '')[:30]}.txt".replace("\0", "")
        (tmp_path / name).write_text(page, "utf-8")
    with Terminal([tmp_path]) as terminal:
        terminal.ready()
        for y in range(1, 24):  # the last line is the status bar, where a click may quit
            clicks = (b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (x, y, x, y) for x in range(1, 81, 8))
            terminal.type(b"".join(clicks), 0.05)
        terminal.type(b"!", 1)
        assert terminal.leave() == 0
        assert b"\x1b]52" not in terminal.written
        assert terminal.left_as_found()
        assert foreign(terminal.written) == []


@pytest.mark.parametrize("arguments", [[], ["--sample"]])
def test_a_terminal_that_draws_nothing_gets_headlines(arguments: list[str]) -> None:
    with Terminal(arguments, environment={"TERM": "dumb"}) as terminal:
        assert terminal.end() == 0
        assert b"\x1b" not in terminal.written
        assert terminal.written.count(b"Sample Desk") > 100


_SLOW = (
    "import sys, time\nfrom pathlib import Path\nclass Late:\n def find_spec(self, name, *_):\n"
    "  if name == 'termnews.ui.running':\n   print('BEGUN', flush=True)\n"
    "   while not Path({!r}).exists(): time.sleep(0.02)\nsys.meta_path.insert(0, Late())"
)
"""A start that waits for a file, as for a slow disk."""


def test_what_is_typed_before_the_window_is_not_echoed_and_not_lost(tmp_path: Path) -> None:
    with Terminal(code=_SLOW.format(str(tmp_path / "go"))) as terminal:
        terminal.read(LONG, b"BEGUN\r\n")
        terminal.type(b"?", 0.5)
        assert terminal.written.endswith(b"BEGUN\r\n")
        (tmp_path / "go").touch()
        assert b"A page down" in terminal.read(LONG, b"A page down")  # the help: what was typed is read now
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert terminal.left_as_found()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_start_that_is_ended_leaves_the_terminal_as_it_was(name: str, tmp_path: Path) -> None:
    with Terminal(code=_SLOW.format(str(tmp_path / "never"))) as terminal:
        terminal.read(LONG, b"BEGUN\r\n")
        assert terminal.attributes() != terminal.before
        os.kill(terminal.pid, getattr(signal, name))
        assert terminal.end() == 128 + getattr(signal, name)
        assert terminal.attributes() == terminal.before
        assert terminal.written.endswith(b"BEGUN\r\n")


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"COLUMNS": "7", "LINES": "2"}]
)
def test_poor_environments(environment: dict[str, str]) -> None:
    with Terminal(environment=environment) as terminal:
        terminal.ready()
        terminal.wait_for(b"Sample Desk")
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert terminal.left_as_found()


@pytest.mark.parametrize(
    ("shell", "is_window"),
    [("exec $0 -m termnews 2>/dev/null", True), ("exec $0 -m termnews </dev/null", False)],
)
def test_streams_sent_elsewhere(shell: str, *, is_window: bool) -> None:
    with Terminal(shell=shell) as terminal:
        if is_window:
            terminal.ready().type(QUIT, 0)
        assert terminal.end() == 0
        assert (b"\x1b[?1049h" in terminal.written) == is_window
        assert b"Sample Desk" in terminal.written


_RAISES = "def bad(*_, **__):\n secret = 'SECRET'\n raise ValueError('boom \\x1b]52;c;QQ==\\x07 \\u202e')\n"


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("from termnews.ui.app import TermnewsApp as A\nA.action_theme = bad", b"D"),
        ("from termnews.newsroom.opening import Opening as A\nA.group = bad", b""),
        ("from termnews.ui.widgets.rows import RowList as A\nA.render_line = bad", b""),
        ("from termnews.ui.screens.home import HomeScreen as A\nA.on_unmount = bad", QUIT),
    ],
)
def test_a_fault_gives_the_terminal_back_and_says_where_it_is_written(code: str, keys: bytes) -> None:
    with Terminal(code=_RAISES + code) as terminal:
        if keys:
            terminal.ready()
            terminal.type(keys, 0)
        assert terminal.end() == 1
        assert terminal.left_as_found()
        log = find_folders().state / "fault.log"
        assert "ValueError" in terminal.said()
        assert str(log) in terminal.said()
        assert "Traceback" not in terminal.said()
        assert foreign(terminal.written) == []
    written = log.read_text("utf-8")
    assert "ValueError: boom" in written
    assert "SECRET" not in written
    assert "\x1b" not in written
    assert log.stat().st_mode & 0o077 == 0


def test_a_fault_of_the_keeper_is_told() -> None:
    code = "from termnews.newsroom.keeping import Keeper as A\nA.toggle_bookmark = bad"
    with Terminal(code=_RAISES + code) as terminal:
        terminal.ready()
        terminal.type(b"b", 0)
        terminal.wait_for(b"nothing was kept")
        terminal.type(QUIT, 0)
        assert terminal.end() == 0


def test_leaving_waits_for_nobody(tmp_path: Path) -> None:
    """Neither a worker nor the process that compares articles holds the shell up or lives on."""
    code = (
        "import os, time\nfrom pathlib import Path\nimport termnews.newsroom.apart as A\n"
        f"def slow(*_):\n Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid()))\n time.sleep(600)\n"
        "A.find_grouping = slow\n"
    )
    with Terminal(code=code) as terminal:
        terminal.ready()
        terminal.wait_until(lambda: (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()))
        terminal.type(QUIT, 0)
        begun = time.monotonic()
        assert terminal.end() == 0
        assert time.monotonic() - begun < 300
        assert terminal.left_as_found()
        child = int((tmp_path / "pid").read_text())
        terminal.wait_until(lambda: not _is_there(child))


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_nothing_is_done_while_nothing_happens() -> None:
    def wakes(pid: int) -> int:
        tasks = Path(f"/proc/{pid}/task").glob("*/status")
        return sum(int(t.read_text().partition("\nvoluntary_ctxt_switches:")[2].split()[0]) for t in tasks)

    if not Path("/proc/self/task").is_dir():
        pytest.skip("needs /proc to count how often a process wakes")
    with Terminal() as terminal:
        terminal.ready()
        for _ in range(30):  # until the articles are compared and all is drawn
            before = wakes(terminal.pid)
            if terminal.read(2) == b"" and wakes(terminal.pid) - before <= 2:
                break
        else:
            raise AssertionError
        terminal.type(QUIT, 0)
        begun = time.monotonic()
        assert terminal.end() == 0
        assert time.monotonic() - begun < 60
