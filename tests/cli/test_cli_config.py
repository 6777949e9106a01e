"""`termnews config`: settings shown, checked, edited, set."""

import json
import sys
from pathlib import Path

import pytest

from termnews.cli.front import run
from termnews.newsroom.config import load_config
from termnews.newsroom.settings import find_folders


def _file() -> Path:
    return find_folders().config / "config.toml"


def test_a_value_is_set_read_and_taken_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "set", "look.globe", "dots"]) == 0
    assert run(["config", "set", "languages", "en", "de"]) == 0
    assert run(["config", "get", "look.globe"]) == 0
    assert run(["config", "get", "languages"]) == 0
    assert capsys.readouterr().out == 'dots\n["en", "de"]\n'
    assert run(["config", "unset", "look.globe"]) == 0
    assert run(["config", "unset", "look.globe"]) == 1
    assert run(["config", "get", "look", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["look.globe"] == "auto"


def test_a_wrong_value_is_misuse_and_says_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "set", "look.globe", "dot"]) == 2
    assert 'did you mean "dots"?' in capsys.readouterr().err
    assert run(["config", "set", "lok.globe", "dots"]) == 2
    assert "did you mean look?" in capsys.readouterr().err
    assert run(["config", "get", "look.glob"]) == 2
    assert "did you mean look.globe?" in capsys.readouterr().err
    assert not _file().exists()


def test_keys_and_passwords_stay_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "set", "translate.deepl.key", "abc123"]) == 0
    assert run(["config", "set", "sync.password", "abc123"]) == 0
    for arguments in (["get"], ["get", "translate.deepl.key"], ["get", "sync", "--json"], ["check"]):
        assert run(["config", *arguments]) == 0
    out = capsys.readouterr()
    assert "abc123" not in out.out + out.err
    assert out.out.count("(hidden)") == 4


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("http://localhost:5000/v1", "http://localhost:5000/v1"),
        ("https://abc:abc123@host/v1", "https://(hidden)@host/v1"),
        ("https://abc:abc123/x@host/v1?key=abc123#abc123", "https://(hidden)@host/v1?(hidden)#(hidden)"),
        ("abc:abc123@host:5000", "(hidden)@host:5000"),
        ("http://host/i.json?abc123", "http://host/i.json?(hidden)"),
    ],
)
@pytest.mark.parametrize("name", ["translate.libretranslate.url", "translate.index"])
def test_what_lets_somebody_in_stays_hidden_in_addresses(
    capsys: pytest.CaptureFixture[str], name: str, link: str, shown: str
) -> None:
    assert run(["config", "set", name, link]) == 0
    capsys.readouterr()
    for arguments in ([name], [], ["--json"]):
        assert run(["config", "get", *arguments]) == 0
        said = capsys.readouterr().out
        assert shown in said
        assert "abc123" not in said


def test_check_names_the_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "check"]) == 0
    _file().parent.mkdir(parents=True)
    _file().write_text("\n[look]\nglob = 1\n")
    assert run(["config", "check"]) == 1
    assert "config.toml:3" in capsys.readouterr().out
    assert run(["config", "check", "--json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)
    assert told == {"where": "config.toml:3", "why": "look.glob is no setting; did you mean look.globe?"}


def test_the_commented_file_is_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "default"]) == 0
    assert "[translate.deepl]" in capsys.readouterr().out
    assert run(["config", "path"]) == 0
    assert capsys.readouterr().out == f"{_file()}\n"


def test_an_editor_is_run_without_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "an editor.py"
    script.write_text('import sys; open(sys.argv[-1], "a").write(sys.argv[1] + "\\n")')
    monkeypatch.setenv("EDITOR", "false")
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{script}' 'keymap = \"vim\" # $(no shell); x'")
    _file().parent.mkdir(parents=True)
    _file().write_text("# mine\n")
    assert run(["config", "edit"]) == 0
    assert load_config(find_folders().config)[0].keymap == "vim"
    assert "$(no shell); x" in _file().read_text()
    monkeypatch.setenv("VISUAL", f"{sys.executable} '{script}' 'glob = 1'")
    assert run(["config", "edit"]) == 1
    assert "config.toml:3: glob is no setting" in capfd.readouterr().err


def test_an_editor_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor -w")
    assert run(["config", "edit"]) == 1
    assert "no-such-editor: cannot be run" in capsys.readouterr().err
    assert _file().is_file()


def test_a_theme_that_is_not_offered_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "set", "look.theme", "gruvbx"]) == 2
    assert "look.theme is 'gruvbx', which is no theme; did you mean gruvbox?" in capsys.readouterr().err
    assert run(["config", "set", "look.theme", "nord"]) == 2
    assert "too faint" in capsys.readouterr().err
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text('[look]\ntheme = "gruvbx"\n')
    assert run(["config", "check"]) == 1
    assert "config.toml:2: look.theme is 'gruvbx'" in capsys.readouterr().out


def test_a_number_below_zero_is_a_wrong_value_and_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "set", "live.keep_days", "-5"]) == 2
    assert "takes a whole number from 0 on, not" in capsys.readouterr().err
