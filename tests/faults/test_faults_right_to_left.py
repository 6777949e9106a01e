"""A terminal that puts Arabic and Hebrew in order itself is told not to, and told to go on however the window ends."""

import os
import re
import signal

import pytest
from pty_window import QUIT, READY, Terminal

VTE = {"VTE_VERSION": "7600", "TMUX": "", "STY": ""}


def _told(terminal: Terminal) -> str:
    return "".join(match[1].decode() for match in re.finditer(rb"\x1b\[8([hl])", terminal.written))


@pytest.mark.parametrize("number", [0, signal.SIGTERM, signal.SIGKILL])
def test_the_terminal_is_told_and_told_again(number: int) -> None:
    with Terminal(environment=VTE) as terminal:
        terminal.ready()
        assert _told(terminal) == "l"
        if number:
            os.kill(terminal.pid, number)
        else:
            terminal.type(QUIT, 0)
        terminal.end()
        assert _told(terminal) == ("l" if number == signal.SIGKILL else "lh")


def test_a_window_that_stops_and_goes_on_tells_it_each_time() -> None:
    with Terminal(environment=VTE) as terminal:
        terminal.ready()
        os.kill(terminal.pid, signal.SIGTSTP)
        terminal.read(60, b"\x1b[?1004l")
        terminal.wait_until(terminal.is_stopped)  # a word to go on that comes before that is lost
        assert _told(terminal) == "lh"
        os.kill(terminal.pid, signal.SIGCONT)
        assert READY in terminal.read(60, READY)
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert _told(terminal) == "lhlh"


@pytest.mark.parametrize("environment", [{"VTE_VERSION": ""}, {**VTE, "TMUX": "/tmp/x,1,0"}, {"KITTY_WINDOW_ID": "1"}])
def test_others_are_told_nothing(environment: dict[str, str]) -> None:
    with Terminal(environment={"VTE_VERSION": "", **environment}) as terminal:
        terminal.ready()
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert _told(terminal) == ""


def test_a_fault_gives_the_order_back() -> None:
    code = (
        "from termnews.ui.screens.home import HomeScreen\n"
        "def bad(*_, **__):\n raise ValueError('boom')\nHomeScreen.action_zen = bad\n"
    )
    with Terminal(environment=VTE, code=code) as terminal:
        terminal.ready()
        terminal.type(b"z", 0)
        terminal.end(60)
        assert _told(terminal).endswith("h")
