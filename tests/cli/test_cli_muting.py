"""Mute rules in what `termnews list` and `termnews search` print."""

import json

import click
import pytest
from click.testing import CliRunner, Result

from termnews.cli.reading import list_articles
from termnews.cli.searching import search
from termnews.newsroom.settings import find_folders


def run(command: click.Command, *arguments: str) -> Result:
    result = CliRunner().invoke(command, arguments, standalone_mode=False, catch_exceptions=False)
    assert result.exception is None
    return result


def write(text: str) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(text)


@pytest.mark.parametrize(("command", "words"), [(list_articles, []), (search, ["chile", "--newest"])])
def test_what_is_muted_is_left_out_said_and_shown_when_asked(command: click.Command, words: list[str]) -> None:
    everything = json.loads(run(command, *words, "--json").stdout)
    assert not any(article["muted"] for article in everything)
    write('[mute]\nbatteries = "lithium"\n')
    kept = run(command, *words, "--json")
    left = {article["id"] for article in json.loads(kept.stdout)}
    muted = {article["id"] for article in everything} - left
    assert left
    assert muted
    assert kept.stderr == f"{len(muted)} muted: --muted shows {'it' if len(muted) == 1 else 'them'}\n"
    shown = run(command, *words, "--json", "--muted")
    assert {a["id"] for a in json.loads(shown.stdout) if a["muted"]} == muted
    assert not shown.stderr
    plain = run(command, *words)
    assert not any(article_id in plain.stdout for article_id in muted)
    assert "muted: --muted shows" in plain.stderr


def test_what_is_only_dimmed_is_there_and_a_rule_that_is_wrong_is_told() -> None:
    write('[look]\nmuted = "dimmed"\n[mute]\nbatteries = "lithium"\nbad = "contry:cl"\n')
    printed = run(list_articles, "--json")
    assert any(article["muted"] for article in json.loads(printed.stdout))
    assert "mute.bad: column 1: there is no filter contry:" in printed.stderr
    assert "--muted" not in printed.stderr
