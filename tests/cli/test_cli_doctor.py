"""`termnews doctor` and `termnews completion`; what headless commands import."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from termnews.cli.front import main, run
from termnews.library.library_file import open_library_file
from termnews.newsroom.opening import library_path, open_library
from termnews.newsroom.settings import find_folders


def test_the_doctor_speaks_in_lines_and_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["doctor"])
    out = capsys.readouterr().out
    assert "good: version: termnews" in out
    assert "library: empty" in out
    assert run(["doctor", "--json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert {"topic", "state", "words", "advice"} == set(found[0])


def test_something_bad_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("x = 1\n")
    assert run(["doctor"]) == 1
    assert "bad: settings: config.toml:1: x is no setting" in capsys.readouterr().out


def test_the_index_is_built_anew(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--rebuild"]) == 0
    assert "nothing to rebuild" in capsys.readouterr().out
    library = open_library_file(library_path(find_folders())).library
    assert library is not None
    library.save(open_library(is_grouped=False).library.articles())
    library.close()
    assert run(["doctor", "--rebuild"]) == 0
    assert "articles is built anew" in capsys.readouterr().out


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a folder with a program `termnews`."""
    script = tmp_path / "termnews"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m termnews "$@"\n')
    script.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert f"_TERMNEWS_COMPLETE={shell}_complete" in capsys.readouterr().out
    assert run(["completion", "tcsh"]) == 2


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(("words", "found"), [("co", {"config", "countries", "completion"}), ("config ge", {"get"})])
def test_bash_completes(program: Path, words: str, found: set[str], capsys: pytest.CaptureFixture[str]) -> None:
    run(["completion", "bash"])
    count = words.count(" ") + 1
    script = (
        f"{capsys.readouterr().out}\nCOMP_WORDS=(termnews {words}); COMP_CWORD={count};"
        '_termnews_completion termnews; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    environment = os.environ | {"PATH": f"{program}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == found


@pytest.mark.parametrize(
    "arguments",
    [
        *(["list"], ["countries"], ["stories"], ["search", "grid"], ["bookmarks"], ["dirs"], ["outlets"], ["doctor"]),
        *(["config", "check"], ["config", "keys"], ["config", "default"], ["completion", "bash"], ["--plain"]),
    ],
)
def test_headless_commands_import_neither_the_window_nor_the_network(arguments: list[str]) -> None:
    script = (
        "import sys; from termnews.cli.front import run; run(sys.argv[1:]);"
        "print([m for m in ('textual', 'rich', 'httpx2', 'httpcore2', 'ssl') if m in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("words", "found"),
    [("outlets he", "health"), ("list --un", "--unread"), ("config get look.th", "look.theme"), ("sto", "stories")],
)
@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish here")
def test_fish_completes(program: Path, words: str, found: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["completion", "fish"])
    (program / "termnews.fish").write_text(capsys.readouterr().out)
    environment = os.environ | {"PATH": f"{program}:{os.environ['PATH']}", "HOME": str(program)}
    script = f"source {program}/termnews.fish; complete -C 'termnews {words}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=300
    )
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [found]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh here")
def test_zsh_completes_at_every_tab(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["completion", "zsh"])
    (program / "_termnews").write_text(capsys.readouterr().out)
    (program / ".zshrc").write_text(
        "fpath=(~ $fpath); autoload -Uz compinit; compinit -u; unsetopt zle_bracketed_paste\n"
    )
    environment = os.environ | {"PATH": f"{program}:{os.environ['PATH']}", "HOME": str(program), "TERM": "dumb"}
    environment.pop("ZDOTDIR", None)
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe("zsh", ["zsh", "-i"], environment)
    try:
        for typed, wanted in (
            ("termnews out\t", b"termnews outlets"),
            ("he\t", b"alth"),
            ("\x15termnews list --un\t", b"--unread"),
            ("\x15termnews config get look.th\t", b"look.theme"),
        ):
            os.write(terminal, typed.encode())
            _read_until(terminal, wanted)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(terminal)
        os.waitpid(pid, 0)


def _read_until(terminal: int, wanted: bytes) -> None:
    said = b""
    while wanted not in said:
        assert select.select([terminal], [], [], 60)[0], said
        said += os.read(terminal, 65_536)


def test_every_command_says_what_it_does() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert command.help, name
