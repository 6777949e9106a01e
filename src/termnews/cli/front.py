"""The command line's front door: which words are commands, which are paths."""

import os
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from termnews import __version__
from termnews.cli.outgoing import walled
from termnews.cli.printing import DONE, MISUSE, PROBLEM, problem_line
from termnews.domain.text import clean_text
from termnews.library.writing import LibraryDamaged

_COMMANDS = {
    "bookmarks": "keeping:bookmarks",
    "brief": "briefing:brief",
    "completion": "doctoring:completion",
    "config": "configuring:config",
    "countries": "reading:countries",
    "dirs": "doctoring:dirs",
    "doctor": "doctoring:doctor",
    "export": "exporting:export",
    "full": "full:full",
    "import": "outlets:import_outlets",
    "list": "reading:list_articles",
    "open": "exporting:open_link",
    "outlets": "outlets:outlets",
    "read": "paths:read",
    "refresh": "refreshing:refresh",
    "search": "searching:search",
    "show": "reading:show",
    "stories": "reading:stories",
    "sync": "syncing:sync",
    "takes": "reading:takes",
    "translate": "translating:translate",
    "undo": "keeping:undo",
}
"""Where the commands are: each is imported when it is called, for every one needs other things."""


class Front(click.Group):
    """A group whose first word is a path unless it is a command; a command is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the interface's own
        """Return the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        """Return a command, None when there is none of that name."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"termnews.cli.{module}"), name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Turn `termnews PATH...` into `termnews read PATH...`, and nothing at all too."""
        first = next((a for a in args if not a.startswith("-")), "")
        is_completing = ctx.resilient_parsing and not first
        if first and not ctx.resilient_parsing:
            self._find_meant(ctx, first)
        if not is_completing and first not in _COMMANDS and not {"--help", "-h", "--version"} & set(args):
            args = ["read", *args]
        return super().parse_args(ctx, args)

    def _find_meant(self, ctx: click.Context, word: str) -> None:
        """Refuse a word that is neither a path nor a command, but nearly one."""
        if word in _COMMANDS or os.path.lexists(word):
            return
        from difflib import get_close_matches  # noqa: PLC0415 - only words that are mistyped

        if near := get_close_matches(word, _COMMANDS, 1):
            raise click.UsageError(f"{word!r} is no command and no file; did you mean `{near[0]}`?", ctx)


@click.group(cls=Front, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="termnews")
def main() -> None:
    """Read the world's news in the terminal.

    termnews [PATH...] opens the given files and folders. Without any it opens the live library, which
    `termnews refresh` fills, or the sample edition as long as that is empty.
    Where the output is no terminal it prints the headlines instead.
    `termnews --sample` opens the sample edition, `--plain` prints headlines in any case, and `--screen-reader` opens a
    window that suits a screen reader.
    """


def run(arguments: Sequence[str]) -> int:
    """Run the command line: 0 done, 1 a problem, 2 misuse."""
    with walled():
        try:
            return _run(arguments)
        except UnicodeEncodeError as error:
            return _refuse_bytes(arguments, error)


def _run(arguments: Sequence[str]) -> int:
    output = sys.stdout
    try:
        code = _run_command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # what is left over would only be written when Python ends, where nobody catches it
    except BrokenPipeError:
        _drop_output()
        return DONE
    except SystemExit:
        if sys.stdout is output:  # click has put another stream there if it met a broken pipe
            raise
        _drop_output()
        return DONE
    return code


def _run_command(arguments: Sequence[str]) -> int:
    try:
        return int(main.main(list(arguments), prog_name="termnews", standalone_mode=False) or DONE)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as misuse:
        misuse.show()
        return misuse.exit_code
    except (sqlite3.DatabaseError, LibraryDamaged) as error:
        return _tell_damage(error)
    except click.Abort:
        return PROBLEM


def _drop_output() -> None:
    """Let what is still to be printed go nowhere: who read it has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)


def _refuse_bytes(arguments: Sequence[str], error: Exception) -> int:
    """Say which argument is no text but bytes; without one the error is a fault of our own."""
    for argument in arguments:
        if not argument.isascii() and argument != (said := argument.encode("utf-8", "replace").decode()):
            click.echo(f"Error: {clean_text(said)} is no text: it is not UTF-8", err=True)
            return MISUSE
    raise error


def _tell_damage(error: Exception) -> int:
    """Say that the live library is damaged; any other error is a fault of our own."""
    from termnews.newsroom.damage import find_damage  # noqa: PLC0415 - only damage needs it
    from termnews.newsroom.settings import find_folders  # noqa: PLC0415 - likewise

    problem = find_damage(error, find_folders())
    if problem is None:
        raise error
    click.echo(problem_line(problem), err=True)
    return PROBLEM
