"""`termnews search`: what it prints, and what it says to a query that it does not understand."""

import json

import pytest
from click.testing import CliRunner, Result

from termnews.cli.searching import MISUSE, search


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(search, arguments, standalone_mode=False, catch_exceptions=False)
    assert result.exception is None
    return result


def test_the_best_answer_is_printed_first_and_once_a_story() -> None:
    lines = run("sanctions", "prisoners").stdout.splitlines()
    assert lines[0].endswith("Washington trades Belarus potash sanctions for prisoners, one step at a time")
    assert lines[1].endswith("4 more match")


def test_json_holds_the_other_matches() -> None:
    first = json.loads(run("diego", "garcia", "--json").stdout)[0]
    assert len(first["more"]) == len(set(first["more"])) > 0
    assert first["id"] not in first["more"]


def test_a_minus_is_no_option() -> None:
    told = [a["country"] for a in json.loads(run("chagos", "-lords", "--json", "--newest").stdout)]
    assert "MV" in told
    assert "GB" not in told


def test_the_newest_come_first_when_asked_for() -> None:
    found = json.loads(run("--newest", "--json", "--limit", "3", "lithium").stdout)
    assert len(found) == 3
    assert [a["published"] for a in found] == sorted((a["published"] for a in found), reverse=True)


def test_a_forgiven_typo_is_told() -> None:
    assert run("bialiatsky").stdout.startswith("Nothing has bialiatsky; searched for bialiatski.")
    assert run("zzzzzzzz").stdout == "Nothing matches.\n"


def test_a_problem_is_pointed_at() -> None:
    result = run("lithium", "contry:chile")
    assert result.return_value == MISUSE
    assert result.stdout == ""
    assert result.stderr.splitlines()[:2] == ["lithium contry:chile", "        ^^^^^^^"]
    assert "did you mean country:?" in result.stderr


@pytest.mark.parametrize("plain", [True, False])
def test_matches_are_bold_on_a_terminal(monkeypatch: pytest.MonkeyPatch, *, plain: bool) -> None:
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    result = CliRunner().invoke(search, ["bialiatski"], color=True, standalone_mode=False)
    assert ("\x1b[1mBialiatski\x1b[0m" in result.stdout) != plain
