"""The manual holds every command, option, setting, action and page, as the program has them."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

from termnews.cli.front import main
from termnews.newsroom.config_words import describe_settings
from termnews.ui.keymaps import command_names
from termnews.ui.themes import THEMES

PAGES = ("configuration.md", "keys.md", "commands.md")


def _script(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("manual", repository / "scripts" / "manual.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if command.hidden:
        return
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for inner in command.list_commands(context):
            found = command.get_command(context, inner)  # some are imported when they are called
            assert found is not None
            yield from _commands(found, f"{name} {inner}")


@pytest.mark.parametrize("page", PAGES)
def test_what_is_generated_is_as_the_program_has_it(page: str, repository: Path) -> None:
    manual = _script(repository)
    text = (repository / "docs" / page).read_text("utf-8")
    assert manual.with_generated(text, manual.PAGES[page]()) == text, "run python scripts/manual.py"


def test_every_command_and_option_stands_in_the_manual(repository: Path) -> None:
    text = (repository / "docs" / "commands.md").read_text("utf-8")
    assert len(list(_commands(main, "termnews"))) > 30
    for name, command in _commands(main, "termnews"):
        heading = f"### `{re.escape(name)}" + r"(?: [A-Z<{\[][^`]*)?`"
        section = re.search(heading + r"\n(.*?)(?=\n### |\Z)", text, re.DOTALL)
        assert section, name
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.opts[0] in section[1], (name, option.opts)


def test_every_setting_stands_in_the_manual(repository: Path) -> None:
    text = (repository / "docs" / "configuration.md").read_text("utf-8")
    for setting in describe_settings():
        assert (f"### `[{setting.path}]`" if setting.is_table else f"| `{setting.path}` |") in text, setting.path


def test_every_action_stands_in_the_manual(repository: Path) -> None:
    text = (repository / "docs" / "keys.md").read_text("utf-8")
    assert [name for name in command_names() if f"| `{name}` |" not in text] == []


def test_every_page_stands_in_the_index_and_every_link_leads_somewhere(repository: Path) -> None:
    docs = repository / "docs"
    index = (docs / "index.md").read_text("utf-8")
    assert [p.name for p in sorted(docs.glob("*.md")) if p.name != "index.md" and f"({p.name})" not in index] == []
    for page in docs.glob("*.md"):
        for target in re.findall(r"\]\(([^)h#][^)#]*)", page.read_text("utf-8")):
            assert (docs / target).exists(), (page.name, target)


def test_every_theme_stands_in_the_manual(repository: Path) -> None:
    text = (repository / "docs" / "accessibility.md").read_text("utf-8")
    assert [t.name for t in THEMES if f"`{t.name}`" not in text] == []
