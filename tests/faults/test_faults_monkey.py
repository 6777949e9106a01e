"""A monkey at the keyboard of a real terminal: any keys, clicks, wheels, pastes, sizes and garbage; then it leaves.

`TERMNEWS_MONKEYS` sets how many monkeys come, each with its own seed and 400 events instead of 120.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile_text import EVERY
from pty_window import Terminal, foreign

from termnews.newsroom.settings import find_folders
from termnews.ui.commands import COMMANDS

MONKEYS = int(os.environ.get("TERMNEWS_MONKEYS", "3"))
EVENTS = 400 if "TERMNEWS_MONKEYS" in os.environ else 120
_SIZES = ((1, 1), (1, 200), (60, 2), (2, 10), (24, 80), (50, 200), (36, 120))
_SENT = {
    "down": b"\x1b[B", "up": b"\x1b[A", "left": b"\x1b[D", "right": b"\x1b[C", "enter": b"\r", "escape": b"\x1b",
    "tab": b"\t", "shift+tab": b"\x1b[Z", "space": b" ", "backspace": b"\x7f", "home": b"\x1b[H", "end": b"\x1b[F",
    "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~", "slash": b"/", "question_mark": b"?", "colon": b":", "f1": b"\x1bOP",
    "exclamation_mark": b"!", "equals_sign": b"=", "plus": b"+", "minus": b"-", "left_square_bracket": b"[",
    "right_square_bracket": b"]", "left_curly_bracket": b"{", "right_curly_bracket": b"}", "vertical_line": b"|",
    "shift+up": b"\x1b[1;2A", "shift+down": b"\x1b[1;2B", "shift+left": b"\x1b[1;2D", "shift+right": b"\x1b[1;2C",
    **{f"ctrl+{letter}": bytes([number]) for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz", 1)},
}  # fmt: skip
_NOT_TYPED = {"refresh", "back_or_quit", "quit_now", "full_text"}
"""What leaves the window, or asks the network."""
KEYS = tuple(
    _SENT.get(key, key.encode() if len(key) == 1 else b"")
    for command in COMMANDS
    if command.id not in _NOT_TYPED
    for key in command.keys
)
HARMLESS = {"BROWSER": "true", "EDITOR": "true", "VISUAL": "true", "DISPLAY": "", "TERMNEWS_MONKEY": "1"}

_NEVER_LENT = "import contextlib\nfrom textual.app import App\nApp.suspend = lambda _: contextlib.nullcontext()"
"""While an editor has the terminal what is typed is the terminal's to echo."""


def events(chance: random.Random, size: list[int]) -> Iterator[bytes | tuple[int, int]]:
    """Yield what the monkey types, or the size to which it drags the window."""
    for _ in range(EVENTS):
        kind = chance.random()
        if kind < 0.55:
            yield chance.choice(KEYS)
        elif kind < 0.8:
            button, up = chance.choice((0, 0, 0, 1, 2, 32, 35, 64, 65)), chance.choice((b"M", b"m"))
            yield b"\x1b[<%d;%d;%d%s" % (button, chance.randint(1, size[1]), chance.randint(1, size[0] - 1 or 1), up)
        elif kind < 0.85:
            words = " ".join(chance.choices(EVERY, k=3)).encode("utf-8", "replace")
            yield b"\x1b[200~" + words.replace(b"\x1b[201~", b"").replace(b"\x11", b"")[:300] + b"\x1b[201~"
        elif kind < 0.87:
            yield chance.choice((b"\x1b[I", b"\x1b[O", b"\x1b[?2026;2$y", b"\x1b[48;24;80;480;1600t"))
        elif kind < 0.95:
            size[:] = chance.choice(_SIZES)
            yield size[0], size[1]
        else:
            data = bytes(chance.randrange(128, 256) for _ in range(chance.randrange(1, 8)))
            yield data + chance.choice((b"", b"\x00", b"\x1b[", b"\x1b]x\x07", b"\x1bP"))


@pytest.mark.parametrize("seed", range(MONKEYS))
def test_a_monkey_finds_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where it may save articles
    chance, size = random.Random(seed), [24, 80]
    with Terminal(["--sample"], size=(24, 80), environment=HARMLESS, code=_NEVER_LENT) as terminal:
        terminal.ready()
        for event in events(chance, size):
            if os.waitid(os.P_PID, terminal.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                break  # it found how to leave, in the palette or with the mouse
            if isinstance(event, tuple):
                terminal.resize(*event)
                terminal.read(0.02)
            else:
                terminal.type(event, 0.01)
        terminal.resize(24, 80)
        code = terminal.leave()
        log = find_folders().state / "fault.log"
        assert code == 0, log.read_text("utf-8")[-2000:] if log.exists() else terminal.said()
        assert terminal.left_as_found()
        drawn = terminal.written[: terminal.written.rfind(b"\x1b[?1049l")]  # what is typed behind it is echoed
        assert [token for token in foreign(drawn) if not token.startswith(b"\x1b]52;c;")] == []
    assert "fault" not in terminal.said()
