"""Commands over the settings: `config.toml` is shown, checked, edited and written, comments kept."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from termnews.cli.printing import DONE, PROBLEM, json_option, print_lines, print_value, problem_line
from termnews.domain.problems import Problem
from termnews.newsroom.config import load_config, place_complaints
from termnews.newsroom.settings import find_folders

if TYPE_CHECKING:
    from termnews.newsroom.config_file import Value
    from termnews.newsroom.config_values import Complaint


@click.group("config")
def config() -> None:
    """Show, check and change the settings."""


@config.command("path")
def config_file() -> int:
    """Print where the settings stand; there need be no file."""
    from termnews.newsroom.config_file import config_path  # noqa: PLC0415 - only here

    print_lines([str(config_path(find_folders().config))])
    return DONE


@config.command("default")
def default() -> int:
    """Print a config.toml with every setting, its usual value and what it is for."""
    from termnews.newsroom.config_words import default_file  # noqa: PLC0415 - reads the schema's source

    click.echo(default_file(), nl=False)
    return DONE


@config.command("check")
@json_option
def check(*, is_json: bool) -> int:
    """Say what is wrong with the settings, and in which line."""
    problems = _find_problems()
    if is_json:
        print_value([{"where": p.where, "why": p.why} for p in problems])
    else:
        print_lines([problem_line(p) for p in problems] or ["All settings can be used."])
    return PROBLEM if problems else DONE


def _find_problems() -> list[Problem]:
    """Return what is wrong with the settings, the keys among them."""
    folder = find_folders().config
    settings, found = load_config(folder)
    problems = [*found, *place_complaints(folder, _doubt_theme(settings.look.theme))]
    if not settings.keys:
        return problems
    from termnews.ui.keymaps import make_keymap  # noqa: PLC0415 - only who has keys of their own needs it

    return [*problems, *place_complaints(folder, make_keymap(settings.keymap, settings.keys).complaints)]


def _doubt_theme(name: str) -> list["Complaint"]:
    from termnews.newsroom.config_values import Complaint  # noqa: PLC0415 - only here
    from termnews.ui.theme_names import doubt_theme  # noqa: PLC0415 - as above

    return [Complaint(("look", "theme"), why)] if (why := doubt_theme(name)) else []


def _complete_name(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """Return the settings whose names begin so, for the shell."""
    from termnews.newsroom.config import Config  # noqa: PLC0415 - only here
    from termnews.newsroom.config_file import values_of  # noqa: PLC0415 - as above

    return [path for path, _ in values_of(Config()) if path.startswith(begun)]


@config.command("keys")
@json_option
def show_actions(*, is_json: bool) -> int:
    """Print every action that [keys] can name, and its keys in the keymap that is set."""
    from termnews.ui.commands import show_keys  # noqa: PLC0415 - only here
    from termnews.ui.keymaps import command_names, make_keymap  # noqa: PLC0415 - as above

    settings, _ = load_config(find_folders().config)
    commands = make_keymap(settings.keymap, settings.keys).commands
    named = dict(zip(command_names(), commands, strict=True))
    if is_json:
        print_value({name: {"keys": list(c.keys), "help": c.help, "group": c.group} for name, c in named.items()})
    else:
        print_lines(f"{name}: {show_keys(command) or 'no key'} - {command.help}" for name, command in named.items())
    return DONE


@config.command("get")
@click.argument("name", required=False, default="", shell_complete=_complete_name)
@json_option
def show_settings(name: str, *, is_json: bool) -> int:
    """Print the value of the setting NAME, such as look.theme, or all settings. Keys and passwords stay hidden."""
    from termnews.newsroom.config_file import values_of  # noqa: PLC0415 - only here
    from termnews.newsroom.config_values import mask  # noqa: PLC0415 - as above
    from termnews.newsroom.config_words import show_value  # noqa: PLC0415 - as above

    settings, problems = load_config(find_folders().config)
    values = {path: mask(path, value) for path, value in values_of(settings)}
    found = _select(values, name)
    if not found:
        raise click.BadParameter(f"{name!r} is no setting{_nearest(name)}", param_hint="NAME")
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    if is_json:
        print_value(found.get(name, found))
    elif name in found:
        print_lines([found[name] if isinstance(found[name], str) else show_value(found[name])])
    else:
        print_lines(f"{path} = {show_value(value)}" for path, value in found.items())
    return PROBLEM if problems else DONE


def _select(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    table, _, entry = name.partition(".")
    if isinstance(inner := values.get(table), Mapping) and entry in inner:
        return {name: inner[entry]}
    return {path: value for path, value in values.items() if not name or path == name or path.startswith(f"{name}.")}


def _nearest(name: str) -> str:
    from termnews.newsroom.config import Config  # noqa: PLC0415 - only here
    from termnews.newsroom.config_values import find_nearest, setting_paths  # noqa: PLC0415 - as above

    nearest = find_nearest(name, [".".join(p) for p in setting_paths(Config())])
    return f"; did you mean {nearest}?" if nearest else ""


@config.command("set", context_settings={"ignore_unknown_options": True})  # -5 is a value
@click.argument("name", shell_complete=_complete_name)
@click.argument("values", nargs=-1, required=True, metavar="VALUE...")
def set_setting(name: str, values: tuple[str, ...]) -> int:
    """Set the setting NAME, such as look.theme, to VALUE; several values make a list."""
    from termnews.newsroom.config_file import ConfigRefusedError, read_words  # noqa: PLC0415 - only here

    table, key, value = read_words(name, values)
    if (table, key) == ("look", "theme"):
        for complaint in _doubt_theme(str(value)):
            raise click.BadParameter(f"{name} {complaint.why}", param_hint="NAME VALUE")
    try:
        _change(table, key, value)
    except ConfigRefusedError as error:
        raise click.BadParameter(str(error), param_hint="NAME VALUE") from error
    except OSError as error:
        click.echo(f"config.toml: could not be written: {error.strerror}", err=True)
        return PROBLEM
    return DONE


def _change(table: str, key: str, value: "Value | None") -> bool:
    """Change a setting so that `termnews undo` brings it back; tell whether it was another one before."""
    from termnews.library.state import State  # noqa: PLC0415 - only here
    from termnews.newsroom.changing import change_setting  # noqa: PLC0415 - as above
    from termnews.newsroom.opening import utc_now  # noqa: PLC0415 - as above

    folders = find_folders()
    state, problems = State.open(folders.state_file)
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    try:
        return change_setting(state, folders.config, (table, key), value, now=utc_now()) is not None
    finally:
        state.close()


@config.command("unset")
@click.argument("name", shell_complete=_complete_name)
def unset_setting(name: str) -> int:
    """Take the setting NAME out of config.toml: the usual value counts again."""
    from termnews.newsroom.config_file import ConfigRefusedError, split_name  # noqa: PLC0415 - only here

    try:
        was_there = _change(*split_name(name), None)
    except ConfigRefusedError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        click.echo(f"config.toml: could not be written: {error.strerror}", err=True)
        return PROBLEM
    if not was_there:
        click.echo(f"{name}: is not set", err=True)
    return DONE if was_there else PROBLEM


@config.command("edit")
def edit_settings() -> int:
    """Open config.toml in the editor that VISUAL or EDITOR names, then check it."""
    from termnews.newsroom.config_file import begin_file  # noqa: PLC0415 - only here
    from termnews.newsroom.config_words import default_file  # noqa: PLC0415 - reads the schema's source

    path = begin_file(find_folders().config, default_file())
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    try:
        code = subprocess.run([*editor, str(path)], check=False).returncode  # noqa: S603 -- the reader's own editor
    except OSError as error:
        click.echo(f"{editor[0]}: cannot be run: {error.strerror}; name an editor in VISUAL or EDITOR", err=True)
        return PROBLEM
    problems = _find_problems()
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    return PROBLEM if problems or code else DONE
