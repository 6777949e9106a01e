"""Hostile words in what every command is given and finds: no byte commands the terminal, and every end is a word."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from hostile_text import ESCAPES, EVERY, MARKUP
from hostile_window import add_hostile_outlets
from pty_window import Terminal, foreign

from termnews.cli.front import main
from termnews.newsroom.opening import open_library
from termnews.newsroom.settings import find_folders

WORDS = "ALPHA [@click=app.quit]x[/] \x1b]52;c;QQ==\x07\x9b31m\u202egnp \x07OMEGA" + os.fsdecode(b"\xff\x9b")
FORMS = ("", "--plain", "--json")

COMMANDS: tuple[str, ...] = (
    "list --from FOLDER", "list --from FOLDER --country WORDS", "list --from WORDS", "countries --from FOLDER",
    "stories --from FOLDER", "show ID --from FOLDER", "show WORDS --from FOLDER", "takes ID --from FOLDER",
    "search ALPHA --from FOLDER", "search WORDS --from FOLDER", "brief --from FOLDER", "full ID --from FOLDER",
    "full WORDS --from FOLDER", "open ID --from FOLDER", "open WORDS --from FOLDER", "read --plain FOLDER",
    "bookmarks import BOOKMARKS", "bookmarks list", "bookmarks list --tag WORDS", "bookmarks list --search WORDS",
    "bookmarks tag KEPT WORDS", "bookmarks note KEPT WORDS", "bookmarks list", "bookmarks undo", "bookmarks export",
    "bookmarks path", "bookmarks remove WORDS", "bookmarks remove KEPT", "undo",
    "export markdown --from FOLDER ID", "export json --from FOLDER ID", "export html --from FOLDER ID",
    "export json WORDS", "export opml --all", "import OPML", "import WORDS",
    "outlets list", "outlets list --country WORDS", "outlets health --all", "outlets off WORDS", "outlets on WORDS",
    "outlets full WORDS", "outlets add WORDS --country CL", "outlets remove WORDS", "refresh WORDS",
    "config check", "config default", "config edit", "config get", "config get WORDS", "config keys", "config path",
    "config set WORDS WORDS", "config set look.theme WORDS", "config unset WORDS", "config check", "dirs", "doctor",
    "completion WORDS", "completion bash", "sync", "translate status", "translate forget", "translate install WORDS",
    "translate remove WORDS", "read --plain WORDS",
)  # fmt: skip
"""In the order in which they are run; capitals stand for what they are given."""
NOT_RUN = {"translate serve"}
"""What speaks to a window of ours and to no terminal."""

_RUN = """
import json
from pathlib import Path
from termnews.cli.front import run
for number, words in enumerate(json.loads(Path({place!r}).read_text("utf-8"))):
    print(f">>> {{number}}", flush=True)
    code = run(words)
    print(f"<<< {{number}} {{code}}", flush=True)
sys.exit(0)
"""


def commands(group: click.Group = main, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield each command that does something, by its words."""
    context = click.Context(group)
    for name in group.list_commands(context):  # some of which are imported when they are called
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield path + name, command


def _forms(command: str) -> list[str]:
    """Return the ways in which a command's result can be asked for."""
    found = next((c for name, c in commands() if f"{command} ".startswith(f"{name} ")), None)
    taken = {word for p in found.params for word in p.opts} if found else set()
    return [form for form in FORMS if not form or (form in taken and form not in command)]


def test_every_command_is_among_them() -> None:
    tried = {name for name, _ in commands() if any(f"{line} ".startswith(f"{name} ") for line in COMMANDS)}
    assert tried | NOT_RUN == {name for name, _ in commands()}


@pytest.fixture(name="given")
def _given(tmp_path: Path) -> dict[str, str]:
    """Write hostile articles, bookmarks, outlets and settings; return what the capitals stand for."""
    folder, kept, opml = tmp_path / "folder", tmp_path / "kept", tmp_path / "list.opml"
    for place in (folder, kept):
        place.mkdir()
    for number, words in enumerate(word.encode("utf-8", "replace").decode() for word in EVERY):
        page = f"ALPHA {words}\n\nSample {words}\n\nChile\n\nDecember 8\n\nA sentence of {words}. Another one.\n"
        (folder / f"{number}.txt").write_text(page, "utf-8")
    for number, words in enumerate((*MARKUP[:4], *ESCAPES[:9])):
        front = f"---\nid: {number:012x}\noutlet: {json.dumps(words)}\ncountry: CL\ntags: [{json.dumps(words)}]\n---\n"
        (kept / f"{number}.md").write_text(f"{front}\n# Kept {words}\n\nText {words}\n", "utf-8")
    opml.write_text(f"<opml><body><outline text='a &#x9b;31m \u202e' xmlUrl='{MARKUP[4]}'/></body></opml>", "utf-8")
    add_hostile_outlets(EVERY)
    settings = find_folders().config / "config.toml"
    settings.write_text('"a \\u001b[31m \u202e" = 1\n[look]\ntheme = "[/] \\u009b \u202e"\n[keys]\n"\\u001b" = "x"\n')
    ids = [headline.id for headline in open_library([folder]).library.articles()]
    return {
        "FOLDER": str(folder), "BOOKMARKS": str(kept), "OPML": str(opml), "WORDS": WORDS, "ID": ids[1],
        "KEPT": f"{0:012x}",
    }  # fmt: skip


def test_no_command_lets_words_reach_a_terminal_as_commands(given: dict[str, str], tmp_path: Path) -> None:
    lines = [f"{line} {form}".strip() for line in COMMANDS for form in _forms(line)]
    place = tmp_path / "commands"
    place.write_text(json.dumps([[given.get(word, word) for word in line.split()] for line in lines]), "utf-8")
    with Terminal(code=_RUN.format(place=str(place)), environment={"BROWSER": "true", "EDITOR": "true"}) as terminal:
        assert terminal.end(300) == 0, terminal.said()[-2000:]
    parts = re.split(rb">>> \d+\r\n", terminal.written)[1:]
    sent = zip(lines, (re.sub(rb"\x1b\[[01]m", b"", part) for part in parts), strict=True)  # bold where words match
    bad = [(line, foreign(part)[:3], part[-160:]) for line, part in sent if b"\x1b" in part or foreign(part)]
    assert not bad, "\n".join(map(str, bad))
    said = terminal.written.decode("utf-8", "replace")
    assert "Traceback" not in said
    codes = {int(number): int(code) for number, code in re.findall(r"<<< (\d+) (\d+)", said)}
    assert sorted(codes) == list(range(len(lines)))
    assert set(codes.values()) <= {0, 1, 2}
    assert said.count("ALPHA") > 200
