"""The command line's front door: which words are commands, which are paths."""

import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from termnews import __version__
from termnews.cli.briefing import brief
from termnews.cli.configuring import config
from termnews.cli.doctoring import completion, doctor
from termnews.cli.exporting import export, open_link
from termnews.cli.full import full
from termnews.cli.keeping import bookmarks, undo
from termnews.cli.muting import mute
from termnews.cli.outgoing import walled
from termnews.cli.outlets import import_outlets, outlets
from termnews.cli.plain import problem_line
from termnews.cli.reading import countries, list_articles, show, stories, takes
from termnews.cli.refreshing import refresh
from termnews.cli.searching import search
from termnews.cli.shared import (
    DONE,
    MISUSE,
    PROBLEM,
    json_option,
    open_edition,
    print_lines,
    print_rows,
    print_value,
    report,
)
from termnews.cli.syncing import sync
from termnews.cli.translating import translate
from termnews.cli.window import open_window
from termnews.domain.query import Selection
from termnews.domain.text import clean_text
from termnews.library.writing import LibraryDamaged
from termnews.newsroom.settings import find_folders
from termnews.newsroom.terminal import has_terminal


class Front(click.Group):
    """A group whose first word is a path unless it is a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Turn `termnews PATH...` into `termnews read PATH...`, and nothing at all too."""
        first = next((a for a in args if not a.startswith("-")), "")
        is_completing = ctx.resilient_parsing and not first
        if first and not ctx.resilient_parsing:
            self._find_meant(ctx, first)
        if not is_completing and first not in self.commands and not {"--help", "-h", "--version"} & set(args):
            args = ["read", *args]
        return super().parse_args(ctx, args)

    def _find_meant(self, ctx: click.Context, word: str) -> None:
        """Refuse a word that is neither a path nor a command, but nearly one."""
        if word in self.commands or os.path.lexists(word):
            return
        from difflib import get_close_matches  # noqa: PLC0415 - only words that are mistyped

        if near := get_close_matches(word, self.commands, 1):
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
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


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

    problem = find_damage(error, find_folders())
    if problem is None:
        raise error
    click.echo(problem_line(problem), err=True)
    return PROBLEM


@main.command(hidden=True)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="Open the sample edition.")
@click.option("--plain", is_flag=True, help="Print headlines instead of opening a window.")
@click.option("--screen-reader", "is_spoken", is_flag=True, help="Open a window that suits a screen reader.")
@click.option("--json", "is_json", is_flag=True, help="Print JSON.")
def read(paths: tuple[Path, ...], *, sample: bool, plain: bool, is_spoken: bool, is_json: bool) -> int:
    """Open the window, or print headlines where there is no terminal."""
    if has_terminal() and not (plain or is_json):
        return open_window(paths, is_sample=sample, is_spoken=is_spoken)
    opening, keeper = open_edition(paths, is_sample=sample)
    keeper.close()
    mute(opening)
    print_rows(opening, opening.library.find_rows(Selection()), is_json=is_json)
    return report(opening, keeper)


@main.command()
@json_option
def dirs(*, is_json: bool) -> int:
    """Print the folders that termnews uses."""
    folders = find_folders()
    named = {name: str(getattr(folders, name)) for name in ("config", "data", "bookmarks", "state", "cache")}
    if is_json:
        print_value(named)
    else:
        print_lines(f"{name}: {path}" for name, path in named.items())
    return DONE


for command in (
    *(list_articles, show, full, takes, stories, search, brief, countries, bookmarks, undo),
    *(refresh, outlets, import_outlets, export, open_link, sync),
    *(config, translate, doctor, completion),
):
    main.add_command(command)
