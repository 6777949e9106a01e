"""What every command prints with: exit codes, the options of printing, lines and values."""

import json
from collections.abc import Callable, Iterable

import click

from termnews.domain.problems import Problem

DONE, PROBLEM, MISUSE = 0, 1, 2
"""The exit codes of all commands."""

_Command = Callable[..., int]


def plain_option(command: _Command) -> _Command:
    """Add `--plain` to a command: lines that read well aloud, as they are printed without it too."""
    return click.option("--plain", is_flag=True, expose_value=False, help="Print plain lines, as without it.")(command)


def json_option(command: _Command) -> _Command:
    """Add `--json` to a command, and `--plain`."""
    return click.option("--json", "is_json", is_flag=True, help="Print JSON.")(plain_option(command))


def problem_line(problem: Problem) -> str:
    """Return a problem as one line."""
    return f"{problem.where}: {problem.why}"


def as_json(value: object) -> str:
    """Return a value as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines of text."""
    for line in lines:
        click.echo(line)


def print_value(value: object) -> None:
    """Print a value as JSON."""
    click.echo(as_json(value))
