"""Rooms know only the rooms below them, and nobody pays for what is not used."""

import ast
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from house_source import ROOT, SOURCE, Module, package_modules

LEAST_HEADLESS_SHARE = 0.65
IMPORT_ALL = """
import importlib, json, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in refused:
            raise ModuleNotFoundError(name, name=name)

refused = set(sys.argv[1].split(","))
sys.meta_path.insert(0, Refuse())
imported = []
for name in sys.argv[2:]:
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in refused:
            raise
    else:
        imported.append(name)
assert refused.isdisjoint(sys.modules), refused & set(sys.modules)
print(json.dumps(imported))
"""
IMPORT_THESE = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps(sorted(sys.modules)))
"""
NAMES = [m.name for m in package_modules()]


def test_rooms_hold_a_docstring_only() -> None:
    rooms = [m for m in package_modules() if m.is_room]
    assert len(rooms) > 5
    full = [m.name for m in rooms if not ast.get_docstring(m.tree) or len(m.tree.body) != 1 + (m.name == "termnews")]
    assert full == []


def test_the_package_itself_holds_its_version_only() -> None:
    (package,) = (m for m in package_modules() if m.name == "termnews")
    assert isinstance(package.tree.body[1], ast.Assign)
    assert ast.unparse(package.tree.body[1].targets[0]) == "__version__"


def test_no_modules_import_each_other() -> None:
    graph = {m.name: set(_imported_by(m)) & set(NAMES) - {m.name} for m in package_modules()}
    assert sum(map(len, graph.values())) > 50
    assert len(list(TopologicalSorter(graph).static_order())) == len(NAMES)


def test_imports_are_absolute() -> None:
    relative = [
        m.at(n) for m in package_modules() for n in m.walk(ast.ImportFrom) if isinstance(n, ast.ImportFrom) and n.level
    ]
    assert relative == []


def test_most_modules_do_without_textual() -> None:
    imported = _import_without("textual")
    assert len(imported) / len(NAMES) >= LEAST_HEADLESS_SHARE, sorted(set(NAMES) - set(imported))


def test_only_the_window_knows_textual_and_rich() -> None:
    imported = set(_import_without("textual,rich"))
    assert {name for name in NAMES if not _is_in(name, "ui")} <= imported


def test_the_refusal_works() -> None:
    assert "termnews.ui.app" not in _import_without("textual")
    assert "termnews.domain.article" not in _import_without("dataclasses")


def test_domain_needs_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"termnews"}
    foreign = [
        (m.name, name)
        for m in package_modules()
        if _is_in(m.name, "domain")
        for name in _roots(m)
        if name not in allowed
    ]
    assert foreign == []


@pytest.mark.parametrize("name", ["termnews", "termnews.cli", "termnews.__main__"])
def test_a_door_imports_nothing(name: str) -> None:
    loaded = {m for m in _loaded_by(name) if m.startswith("termnews.")} - {name}
    assert loaded == set()


def test_the_command_line_does_not_import_the_window() -> None:
    commands = [m.name for m in package_modules() if _is_in(m.name, "cli") and not m.is_room]
    loaded = _loaded_by(*commands)
    assert "termnews.cli.reading" in loaded
    heavy = ("textual", "rich", "asyncio", "ssl", "http.client", "termnews.ui")
    assert [m for m in loaded if any(m == h or m.startswith(f"{h}.") for h in heavy)] == []


def test_a_command_does_not_import_the_others() -> None:
    loaded = {m for m in _loaded_by("termnews.cli.front") if m.startswith("termnews.")}
    assert "termnews.cli.printing" in loaded
    assert [m for m in loaded if m.startswith(("termnews.newsroom.", "termnews.cli.reading", "termnews.takes"))] == []


def test_contracts_are_kept() -> None:
    result = _lint_imports(ROOT / "pyproject.toml")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "broken" in result.stdout


def test_a_broken_contract_is_told(tmp_path: Path) -> None:
    config = tmp_path / "turned.toml"
    contract = 'name = "turned"\ntype = "layers"\nlayers = ["termnews.domain", "termnews.ingest"]'
    config.write_text(f'[tool.importlinter]\nroot_package = "termnews"\n[[tool.importlinter.contracts]]\n{contract}\n')
    assert _lint_imports(config).returncode == 1


def test_contracts_name_every_room() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (c["layers"] for c in contracts if c["type"] == "layers")
    named = {room.strip() for layer in layers for room in layer.split("|")}
    assert named == {m.name for m in package_modules() if m.is_room and m.name.count(".") == 1}


def _is_in(name: str, room: str) -> bool:
    return f"{name}.".startswith(f"termnews.{room}.")


def _imported_by(module: Module) -> Iterator[str]:
    for node in module.walk(ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _roots(module: Module) -> set[str]:
    return {name.partition(".")[0] for name in _imported_by(module)}


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SOURCE)}


def _run_python(script: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-c", script, *arguments]
    result = subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=300, check=False)
    assert result.returncode == 0, result.stderr
    found: list[str] = json.loads(result.stdout)
    return found


def _import_without(refused: str) -> list[str]:
    return _run_python(IMPORT_ALL, refused, *NAMES)


def _loaded_by(*names: str) -> list[str]:
    return _run_python(IMPORT_THESE, *names)


def _lint_imports(config: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--config", str(config), "--no-cache"]
    return subprocess.run(
        command, cwd=ROOT, env=_environment(), capture_output=True, text=True, timeout=300, check=False
    )
