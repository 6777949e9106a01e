"""What the doctor says of machines that are well and of machines that are not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from termnews.newsroom import doctor
from termnews.newsroom.doctor import Finding, Place, State, examine
from termnews.newsroom.settings import Folders

GOOD = {
    "TERM": "xterm-kitty",
    "TERM_PROGRAM": "kitty",
    "TERM_PROGRAM_VERSION": "0.40.1",
    "COLORTERM": "truecolor",
    "LANG": "en_US.UTF-8",
    "EDITOR": "micro",
}


def _folders(home: Path) -> Folders:
    return Folders(home / "config", home / "data", home / "state", home / "cache")


def _examine(
    home: Path,
    environment: Mapping[str, str] = GOOD,
    *,
    is_terminal: bool = True,
    size: tuple[int, int] = (120, 36),
    programs: tuple[str, ...] = ("xdg-open", "micro"),
) -> dict[str, Finding]:
    place = Place(_folders(home), environment, is_terminal, size, lambda name: name if name in programs else None)
    return {f.topic: f for f in examine(place)}


def test_a_machine_that_is_well(tmp_path: Path) -> None:
    found = _examine(tmp_path)
    assert [f.topic for f in found.values() if f.state is State.BAD] == []
    assert "16 million" in found["colours"].words
    assert "octants" in found["glyphs"].words
    assert found["browser"].words == "xdg-open opens links"
    assert "120 columns" in found["terminal"].words
    assert found["right to left"].words == "put in order here"


def test_who_puts_text_from_right_to_left_in_order_is_said(tmp_path: Path) -> None:
    kitty = _examine(tmp_path, {**GOOD, "KITTY_WINDOW_ID": "1"})["right to left"]
    assert kitty.words == "left to the terminal (kitty, words only)"
    assert "look.right_to_left" in kitty.advice
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[look]\nright_to_left = "terminal"\n')
    assert "by terminal, as look.right_to_left says" in _examine(tmp_path)["right to left"].words


@pytest.mark.parametrize(
    ("environment", "topic", "words"),
    [
        ({"TERM": "dumb"}, "terminal", "TERM=dumb"),
        ({"NO_COLOR": "1"}, "colours", "NO_COLOR is set"),
        ({"TERM": "xterm", "COLORTERM": ""}, "colours", "sixteen colours"),
        ({"LANG": "C", "LC_ALL": "POSIX"}, "glyphs", "letters"),
        ({"TMUX": "/tmp/x"}, "multiplexer", "tmux"),
        ({"SSH_TTY": "/dev/pts/1"}, "network", "SSH"),
        ({"EDITOR": "ed -s"}, "editor", "ed -s is not here"),
    ],
)
def test_what_is_less_than_good_has_advice(
    tmp_path: Path, environment: Mapping[str, str], topic: str, words: str
) -> None:
    found = _examine(tmp_path, {**GOOD, **environment})[topic]
    assert found.state is not State.GOOD
    assert words in found.words
    assert found.advice or topic == "network"


def test_a_small_terminal_and_none(tmp_path: Path) -> None:
    assert _examine(tmp_path, size=(40, 10))["terminal"].state is State.NOTE
    assert "no terminal" in _examine(tmp_path, is_terminal=False)["terminal"].words


def test_no_browser(tmp_path: Path) -> None:
    assert _examine(tmp_path, programs=())["browser"].state is State.NOTE
    assert _examine(tmp_path, {**GOOD, "BROWSER": "w3m -x:lynx"}, programs=("lynx",))["browser"].words.startswith(
        "lynx"
    )


def test_settings_that_are_wrong_and_secrets(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    folder.mkdir()
    text = (
        '[look]\nglob = 1\n[translate.deepl]\nkey = "abc123"\nkey_command = "touch ran"\n[sync]\npassword = "abc123"\n'
    )
    (folder / "config.toml").write_text(text)
    found = _examine(tmp_path, {**GOOD, "TERMNEWS_DEEPL_KEY": "abc123"})
    assert found["settings"].state is State.BAD
    assert "config.toml:2" in found["settings"].words
    assert found["translators"].words == "deepl"
    assert "abc123" not in str(found)
    assert not Path("ran").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state").write_text("a file is in the way")
    found = _examine(tmp_path)["state folder"]
    assert found.state is State.BAD
    assert "XDG_STATE_HOME" in found.advice
    monkeypatch.setattr(doctor, "_LITTLE_BYTES", 1 << 60)
    assert _examine(tmp_path)["disk"].state is State.BAD


def test_a_library_that_is_damaged_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "library.db").write_bytes(b"no database at all" * 99)
    place = Place(_folders(tmp_path), GOOD, True, (80, 24), lambda name: name)
    found = [f for f in examine(place) if f.topic == "library"]
    assert found[0].state is State.BAD
    assert "damaged" in found[0].words


def test_languages_without_what_reads_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "data" / "languages" / "es-en"
    broken.mkdir(parents=True)
    assert _examine(tmp_path)["translators"].state is State.BAD
    monkeypatch.setattr(doctor, "find_spec", lambda _name: None)
    assert _examine(tmp_path)["extra pictures"].state is State.NOTE
