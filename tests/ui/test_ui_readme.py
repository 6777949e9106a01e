"""What the README says holds."""

import importlib.util
from pathlib import Path
from types import ModuleType

import click
from click.testing import CliRunner

from termnews.cli.front import main


def _load(script: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_keys_is_the_registrys(repository: Path) -> None:
    text = (repository / "README.md").read_text("utf-8")
    assert _load(repository / "scripts" / "readme_keys.py").with_keys(text) == text


def test_every_command_stands_in_the_readme_and_in_the_help(repository: Path) -> None:
    text = (repository / "README.md").read_text("utf-8")
    shown = CliRunner().invoke(main, ["--help"]).output
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        if not command.hidden:
            assert f"termnews {name}" in text
            assert name in shown


def test_every_picture_and_page_it_names_is_there(repository: Path) -> None:
    import re

    text = (repository / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\(([^)h][^)]*)\)", text):
        assert (repository / target).is_file(), target
