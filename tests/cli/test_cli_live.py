"""The commands over outlets and the refresh: text, JSON, exit codes, and what they must not import."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from termnews.cli.exporting import export
from termnews.cli.keeping import undo
from termnews.cli.outlets import import_outlets, outlets
from termnews.cli.refreshing import refresh
from termnews.domain.health import FeedHealth
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.newsroom.catalogue import load_catalogue
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import find_folders

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
LIST = """<opml version="2.0"><body>
<outline text="Latvia"><outline text="Second" title="Second" type="rss" xmlUrl="https://second.example/rss"/></outline>
<outline text="Cats"><outline text="First" type="rss" xmlUrl="https://first.example/rss" htmlUrl="https://first.example/"/>
</outline></body></opml>"""


def _invoke(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), standalone_mode=False)


def _json(*arguments: str) -> Any:
    result = _invoke(outlets, *arguments, "--json")
    assert result.exception is None, result.output
    return json.loads(result.stdout)


def _keep(*healths: FeedHealth) -> None:
    library = open_library_file(library_path(find_folders())).library
    assert library is not None
    with closing(library):
        library.keep(Batch(healths={h.feed: h for h in healths}))


def test_outlets_are_listed_by_country() -> None:
    everywhere, in_latvia = _json("list"), _json("list", "--country", "Latvia")
    assert len(everywhere) > 700
    assert {o["country"] for o in in_latvia} == {"LV"}
    on = _json("list", "--on")
    assert 300 <= len(on) < len(everywhere)
    lines = _invoke(outlets, "list", "--country", "RU").stdout.splitlines()
    assert any("state media" in line for line in lines)
    assert any("in exile" in line for line in lines)
    assert len(_invoke(outlets).stdout.splitlines()) == len(everywhere)


def test_outlets_are_added_and_removed() -> None:
    result = _invoke(outlets, "add", "https://paper.lv/rss", "--name", "Paper", "--language", "lv")
    assert result.return_value == 0, result.output
    _invoke(outlets, "add", "https://paper.example/rss", "--country", "NZ")
    (paper,) = [o for o in _json("list", "--country", "LV") if o["own"]]
    assert (paper["outlet"], paper["feeds"][0]["link"]) == ("Paper", "https://paper.lv/rss")
    (other,) = [o for o in _json("list", "--country", "NZ") if o["own"]]
    assert other["outlet"] == "paper.example"
    assert _invoke(outlets, "remove", "Paper").return_value == 0
    assert [o for o in _json("list", "--country", "LV") if o["own"]] == []
    shipped = _json("list", "--country", "LV")[1]["outlet"]
    _invoke(outlets, "remove", shipped)
    assert shipped not in {o["outlet"] for o in _json("list", "--country", "LV")}


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "paper"])
def test_only_the_web_has_feeds(link: str) -> None:
    assert isinstance(_invoke(outlets, "add", link).exception, click.BadParameter)


def test_outlets_are_switched_and_revived() -> None:
    outlet = _json("list", "--country", "LV", "--on")[0]
    name, link = outlet["outlet"], outlet["feeds"][0]["link"]
    _keep(FeedHealth(link, why="is gone for good (410)", failures=3, is_disabled=True))
    assert _invoke(outlets, "off", name).return_value == 0
    assert name not in {o["outlet"] for o in _json("list", "--country", "LV", "--on")}
    (sick,) = _json("health")
    assert (sick["outlet"], sick["disabled"]) == (name, True)
    assert "given up" in _invoke(outlets, "health").stdout
    assert _invoke(outlets, "on", name).return_value == 0
    assert _json("health") == []
    assert name in {o["outlet"] for o in _json("list", "--country", "LV", "--on")}


def test_a_country_or_all_outlets_are_switched_at_once_and_undone_at_once() -> None:
    before = {o["outlet"] for o in _json("list", "--on")}
    latvian = {o["outlet"] for o in _json("list", "--country", "LV", "--on")}
    assert _invoke(outlets, "off", "--country", "Latvia").stdout.endswith(" outlets are off.\n")
    assert {o["outlet"] for o in _json("list", "--on")} == before - latvian != before
    assert _invoke(outlets, "off", "--all").return_value == 0
    assert _json("list", "--on") == []
    assert _invoke(outlets, "on", "--country", "lv").return_value == 0
    assert {o["country"] for o in _json("list", "--on")} == {"LV"}
    for _ in range(3):
        CliRunner().invoke(undo, [], standalone_mode=False)
    assert {o["outlet"] for o in _json("list", "--on")} == before


@pytest.mark.parametrize("words", [(), ("LSM", "--all"), ("--all", "--country", "LV"), ("--country", "Atlantis")])
def test_what_to_switch_is_said_in_one_way(words: tuple[str, ...]) -> None:
    assert isinstance(_invoke(outlets, "off", *words).exception, click.UsageError)
    assert _json("list", "--on") != []


def test_health_is_told_of_those_in_trouble() -> None:
    assert "No feed has been asked yet" in _invoke(outlets, "health").stdout
    one, two = (o["feeds"][0]["link"] for o in _json("list", "--on")[:2])
    _keep(FeedHealth(one, tried=NOW, succeeded=NOW), FeedHealth(two, why="was not found (404)", failures=4))
    assert [h["feed"] for h in _json("health")] == [two]
    assert [h["feed"] for h in _json("health", "--all")] == [one, two]
    assert "2026-01-15 12:00 UTC" in _invoke(outlets, "health", "--all").stdout


def test_a_file_that_cannot_be_read_is_not_written_over() -> None:
    own = find_folders().config / "outlets.csv"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_bytes(b"country,outlet,feed\n\xff\xfe")
    assert isinstance(_invoke(outlets, "add", "https://paper.lv/rss").exception, click.ClickException)
    assert own.read_bytes() == b"country,outlet,feed\n\xff\xfe"


def test_lists_of_other_readers_come_and_go(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(LIST, "utf-8")
    result = _invoke(import_outlets, str(file))
    assert result.return_value == 0
    assert "Added 2 feeds of 2 outlets" in result.stdout
    own = {o.name: o for o in load_catalogue(find_folders().config).outlets if o.is_own}
    assert own["Second"].country == "LV"
    assert own["First"].tags == ("Cats",)
    out = tmp_path / "out.opml"
    assert _invoke(export, "opml", str(out)).return_value == 0
    assert 'xmlUrl="https://second.example/rss"' in out.read_text("utf-8")
    assert _invoke(export, "opml", str(out)).return_value == 1  # nothing is written over
    assert _invoke(export, "opml").stdout == out.read_text("utf-8")
    assert _invoke(import_outlets, str(out)).return_value == 0
    assert {o.key for o in load_catalogue(find_folders().config).outlets} >= {o.key for o in own.values()}


def test_what_is_no_list_is_told(tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text("<html>", "utf-8")
    assert _invoke(import_outlets, str(file)).return_value == 1
    assert _invoke(import_outlets, str(tmp_path / "nowhere")).return_value == 1


def test_a_country_that_is_none_is_misuse() -> None:
    assert isinstance(_invoke(refresh, "Atlantis").exception, click.BadParameter)


def test_a_refresh_without_outlets_has_nothing_to_do() -> None:
    result = _invoke(refresh, "Tokelau")
    assert result.return_value == 0, result.output
    assert "No feed is due." in result.stdout
    events = _invoke(refresh, "TK", "--events").stdout.splitlines()
    assert [json.loads(line)["event"] for line in events] == ["Progress", "Finished"]


def test_a_refresh_refuses_a_newer_library() -> None:
    path = library_path(find_folders())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"SQLite format 3\0" + bytes(44) + (99).to_bytes(4, "big") + bytes(200))
    result = _invoke(refresh, "TK")
    assert result.return_value == 1
    assert "newer version" in result.stderr


def test_wrong_settings_are_told() -> None:
    config = find_folders().config
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text('[live]\nkeep_days = "long"\nnonsense = 1\n[translate]\nx = 1\n', "utf-8")
    result = _invoke(refresh, "TK")
    assert result.return_value == 0
    told = [line.split()[:2] for line in result.stderr.splitlines()]
    assert told == [
        ["config.toml:2:", "live.keep_days"],
        ["config.toml:3:", "live.nonsense"],
        ["config.toml:5:", "translate.x"],
    ]


@pytest.mark.parametrize(
    "words", [["outlets.outlets", "list"], ["outlets.outlets", "health"], ["refreshing.refresh", "-h"]]
)
def test_commands_that_do_not_refresh_import_no_network(
    words: list[str], run_code: Callable[[str], "subprocess.CompletedProcess[str]"]
) -> None:
    module, name = words[0].split(".")
    code = f"""
import sys
from termnews.cli.{module} import {name}
try:
    {name}.main({words[1:]!r}, standalone_mode=False)
except BaseException:
    pass
print(*sorted(sys.modules), file=sys.stderr)
"""
    loaded = set(run_code(code).stderr.split())
    assert "click" in loaded
    assert not loaded & {"httpx2", "httpcore2", "ssl", "trafilatura", "textual", "asyncio"}


def test_signals_upon_signals_never_hang_a_refresh(repository: Path) -> None:
    code = (
        "import os, signal, subprocess, sys, threading\n"
        "from termnews.cli.refreshing import _cancelled_by_signals\n"
        "told = threading.Event()\n"
        "with _cancelled_by_signals(told):\n"
        "    sender = f'import os\\nfor _ in range(20000): os.kill({os.getpid()}, 15)'\n"
        "    process = subprocess.Popen([sys.executable, '-c', sender])\n"
        "    while process.poll() is None:\n"
        "        told.set()\n"
        "    assert told.wait(60)\n"
        "print('ended')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(repository / "src")},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.stdout == "ended\n", done.stderr
