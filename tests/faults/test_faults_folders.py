"""A folder of everything that is no page: each is named, none is waited for, and the good page beside it opens."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pty_window import QUIT, SOURCE, Terminal, foreign

_GOOD = "Sentinel stays readable\n\nSample Desk\n\nEstonia\n\nDecember 8\n\nA sentence of the sentinel. Another one.\n"
_LIST = "import sys; from termnews.__main__ import main; sys.exit(main())"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pages"
    place.mkdir()
    (place / "zz good.txt").write_text(_GOOD)
    os.mkfifo(place / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(place / "socket.txt"))
    (place / "zero.txt").symlink_to("/dev/zero")
    (place / "tty.txt").symlink_to("/dev/tty")
    (place / "loop.txt").symlink_to("loop.txt")
    (place / "up").symlink_to(place)
    (place / "gone.txt").symlink_to("nowhere")
    with (place / "sparse.txt").open("wb") as file:
        file.truncate(8 << 30)
    (place / "unreadable.txt").write_text(_GOOD)
    (place / "unreadable.txt").chmod(0)
    (place / "empty.txt").touch()
    (place / "nul.txt").write_bytes(b"\0" * 100_000)
    (place / "random.txt").write_bytes(bytes(range(256)) * 300)
    (place / "lines.txt").write_text("x\n" * 100_000)
    (place / "one line.txt").write_text("x" * 1_900_000)
    (place / "\x1b]2;owned\x07 \u202ename\n.txt").write_text("")
    os.mkfifo(os.fsencode(place) + b"/\xff\xfe\x9b.txt")
    deep = place
    for _ in range(60):
        deep /= "d" * 20
        deep.mkdir()
    return place


def test_each_is_named_and_none_is_waited_for(folder: Path) -> None:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _LIST, "list", "--from", str(folder)], env=os.environ | {"PYTHONPATH": str(SOURCE)},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert time.monotonic() - begun < 120
    assert done.returncode == 0
    assert "Sentinel stays readable" in done.stdout
    for name in ("pipe.txt", "socket.txt", "zero.txt", "tty.txt", "loop.txt", "gone.txt", "sparse.txt", "empty.txt"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & {*done.stderr, *done.stdout}


@pytest.mark.parametrize("command", [[], ["list", "--from"]])
def test_nothing_of_them_commands_a_terminal(folder: Path, command: list[str]) -> None:
    with Terminal([*command, folder]) as terminal:
        if not command:
            terminal.ready()
            terminal.type(b"!", 0.8)
            terminal.type(b"\x1b[6~\x1b[6~", 0.5)
            terminal.type(QUIT, 0)
        assert terminal.end(20) == 0
        assert foreign(terminal.written) == []
        assert b"sparse.txt" in terminal.written
        assert terminal.attributes() == terminal.before
