"""Who puts text from right to left in order, and what the doctor says of it."""

import pytest

from termnews.newsroom.right_to_left import choose_turning

XTERM = {"TERM": "xterm-256color"}
HERE, TOLD, TERMINAL = (True, False), (True, True), (False, False)


@pytest.mark.parametrize(
    ("choice", "environment", "turning"),
    [
        ("auto", {}, HERE), ("auto", {"TERM": "foot"}, HERE), ("auto", {"TERM": "tmux-256color", "TMUX": "x"}, HERE),
        ("auto", {"TERM_PROGRAM": "iTerm.app"}, HERE), ("auto", {"VTE_VERSION": "7600"}, TOLD),
        ("auto", {"VTE_VERSION": "5700"}, HERE), ("auto", {"VTE_VERSION": "many"}, HERE),
        ("auto", {"VTE_VERSION": "7600", "TMUX": "/tmp/x,1,0"}, TERMINAL),
        ("auto", {"VTE_VERSION": "7600", "STY": "1.x"}, TERMINAL), ("auto", {"TERM_PROGRAM": "mintty"}, TOLD),
        ("auto", {"KONSOLE_VERSION": "230800"}, TERMINAL), ("auto", {"KITTY_WINDOW_ID": "1"}, TERMINAL),
        ("auto", {"TERM_PROGRAM": "Apple_Terminal"}, TERMINAL), ("auto", {"TERM": "mlterm-256color"}, TERMINAL),
        ("auto", {"TERM": "putty-256color"}, TERMINAL), ("termnews", {"KITTY_WINDOW_ID": "1"}, HERE),
        ("termnews", {"VTE_VERSION": "7600", "TMUX": "x"}, TOLD), ("terminal", {}, TERMINAL),
        ("terminal", {"VTE_VERSION": "7600"}, TERMINAL),
    ],
)  # fmt: skip
def test_who_turns(choice: str, environment: dict[str, str], turning: tuple[bool, bool]) -> None:
    found = choose_turning(choice, {**XTERM, **environment})
    assert (found.is_here, found.is_told) == turning
    assert found.words
