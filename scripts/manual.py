"""Write what the manual says of settings, keys and commands from the program: python scripts/manual.py."""

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from termnews.cli.front import main as front
from termnews.newsroom.config_values import show_choices
from termnews.newsroom.config_words import describe_settings, show_value, table_words
from termnews.ui.commands import COMMANDS, show_key
from termnews.ui.keymaps import PRESETS, command_names, preset_keys

DOCS = Path(__file__).parents[1] / "docs"
BEGIN, END = "<!-- generated -->\n", "<!-- /generated -->"


def settings_tables() -> Iterator[str]:
    """Yield the settings as Markdown, a table of the file after the other."""
    settings = list(describe_settings())
    words = table_words()
    for table in ("", *words):
        own = [s for s in settings if s.table == table and not s.is_table]
        yield f"### `[{table}]`\n\n{words[table]}\n" if table else "### Above all tables\n"
        if own:
            yield "| setting | usual | what it is for |\n|---|---|---|"
        for one in own:
            takes = f" Takes {show_choices(one.choices)}." if one.choices else ""
            yield f"| `{one.path}` | `{show_value(one.usual)}` | {one.words}{takes} |"
        if own:
            yield ""


def keys_table() -> Iterator[str]:
    """Yield the keys of every action in each preset as Markdown."""
    yield f"| action | {' | '.join(PRESETS)} | what it does |"
    yield "|---|" + "---|" * (len(PRESETS) + 1)
    keys = [preset_keys(name) for name in PRESETS]
    group = ""
    for name, command in zip(command_names(), COMMANDS, strict=True):
        if command.group != group:
            group = command.group
            yield f"| **{group}** |" + " |" * (len(PRESETS) + 1)
        shown = (" ".join(_code(show_key(k)) for k in one[name]) for one in keys)
        yield f"| `{name}` | {' | '.join(shown)} | {command.help} |"


def _code(key: str) -> str:
    """Return a key as code in a cell of a table."""
    return {"|": "<code>&#124;</code>", "`": "`` ` ``"}.get(key, f"`{key}`")


def commands_list() -> Iterator[str]:
    """Yield every command with its options as Markdown."""
    yield from _commands(front, "termnews")


def _commands(command: click.Command, name: str) -> Iterator[str]:
    if command.hidden:
        return
    context = click.Context(command, info_name=name)
    arguments = "".join(f" {p.make_metavar(context)}" for p in command.params if isinstance(p, click.Argument))
    yield f"### `{name}{arguments}`\n\n{_one_line(command.help)}\n"
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    for option in options:
        takes = f"one of {', '.join(option.type.choices)}" if isinstance(option.type, click.Choice) else ""
        yield f"- `{', '.join(option.opts)}`: {_one_line(option.help) or takes}"
    if options:
        yield ""
    if isinstance(command, click.Group):
        for inner in sorted(command.list_commands(context)):
            if (found := command.get_command(context, inner)) is not None:
                yield from _commands(found, f"{name} {inner}")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "configuration.md": settings_tables,
    "keys.md": keys_table,
    "commands.md": commands_list,
}


def with_generated(text: str, part: Iterator[str]) -> str:
    """Return a page's text with the part between its marks renewed."""
    head, _, rest = text.partition(BEGIN)
    body = "\n".join(part).strip()
    return f"{head}{BEGIN}\n{body}\n\n{END}{rest.partition(END)[2]}"


def main() -> None:
    """Renew every page."""
    for name, make in PAGES.items():
        page = DOCS / name
        page.write_text(with_generated(page.read_text("utf-8"), make()), "utf-8")


if __name__ == "__main__":
    main()
