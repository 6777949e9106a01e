"""Copies of one text in lists of headlines."""

import json
from pathlib import Path

from click.testing import CliRunner

from termnews.cli.front import main

_TEXT = (
    "Two ferries will run between Karno and Veldport from the first of May, the line said in the morning.\n\n"
    "Each of them carries four hundred passengers and sixty cars over the strait in ninety minutes.\n\n"
    "The old ferry goes to the museum of seafaring in Osterby, where children may stand on its bridge.\n"
)


def _page(folder: Path, outlet: str, headline: str, hour: int) -> None:
    head = (
        f'---\ntitle: "{headline}"\noutlet: {outlet}\ncountry: Greece\npublished: 2026-03-10T{hour:02}:00:00Z\n---\n\n'
    )
    (folder / f"{outlet}.md").write_text(head + _TEXT, "utf-8")


def _list(folder: Path, *options: str) -> str:
    result = CliRunner().invoke(main, ["list", "--from", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_one_text_is_one_headline_and_the_others_can_be_had(tmp_path: Path) -> None:
    _page(tmp_path, "Kathimerini", "Two ferries will run between Karno and Veldport", 8)
    _page(tmp_path, "Nea", "Karno and Veldport get two ferries", 9)
    _page(tmp_path, "Vima", "Ferries for Karno and Veldport", 11)
    folded = _list(tmp_path)
    assert "Kathimerini" in folded
    assert "+2 copies" in folded
    assert "Vima" not in folded
    assert all(name in _list(tmp_path, "--copies") for name in ("Kathimerini", "Nea", "Vima"))
    (value,) = json.loads(_list(tmp_path, "--json"))
    unfolded = json.loads(_list(tmp_path, "--json", "--copies"))
    assert len(value["copies"]) == 2
    assert {v["id"] for v in unfolded} == {value["id"], *value["copies"]}
    assert all(v["copies"] == [] for v in unfolded)
