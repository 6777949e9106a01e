"""Commands that look after termnews itself: where its files are, what is wrong with it, what the shell completes."""

import os
import shutil
import sys
from contextlib import closing

import click

from termnews.cli.printing import DONE, PROBLEM, json_option, print_lines, print_value, problem_line
from termnews.newsroom.settings import find_folders

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.option("--rebuild", is_flag=True, help="Build the search index of the live library anew.")
@json_option
def doctor(*, rebuild: bool, is_json: bool) -> int:
    """Say what works here and what to do about the rest. Keys and passwords are never shown."""
    if rebuild:
        return _rebuild()
    from termnews.newsroom.doctor import Place, State, examine  # noqa: PLC0415 - looks at much that others need not

    size = shutil.get_terminal_size()
    place = Place(find_folders(), os.environ, sys.stdout.isatty(), (size.columns, size.lines))
    found = list(examine(place))
    if is_json:
        print_value([{"topic": f.topic, "state": f.state, "words": f.words, "advice": f.advice} for f in found])
    else:
        for one in found:
            print_lines([f"{one.state}: {one.topic}: {one.words}"])
            print_lines([f"      {one.advice}"] if one.advice else [])
    return PROBLEM if any(f.state is State.BAD for f in found) else DONE


def _rebuild() -> int:
    from termnews.library.library_file import find_library_file  # noqa: PLC0415 - only here
    from termnews.library.rebuilding import rebuild_index  # noqa: PLC0415 - as above
    from termnews.library.writing import LibraryUnavailable  # noqa: PLC0415 - as above
    from termnews.newsroom.opening import library_path  # noqa: PLC0415 - as above

    opened = find_library_file(library_path(find_folders()))
    for problem in opened.problems:
        click.echo(problem_line(problem), err=True)
    if opened.library is None:
        print_lines([] if opened.problems else ["There is no live library yet: nothing to rebuild."])
        return PROBLEM if opened.problems else DONE
    with closing(opened.library) as library:
        try:
            rebuild_index(library)
        except LibraryUnavailable as error:
            click.echo(f"library.db: {error}", err=True)
            return PROBLEM
        print_lines([f"The search index of {library.smart_counts().total} articles is built anew."])
    return DONE


_ZSH_LOADED = ("$zsh_eval_context[-1] == loadautofunc", "$funcstack[1] == _termnews")
"""How Click's script asks whether zsh has loaded it from `fpath`, which is so at the first Tab only, and how to ask."""


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print what makes SHELL complete termnews' commands and options; the manual says where to put it."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - only here

    found = get_completion_class(shell)
    if found is None:
        raise click.BadParameter("this shell is not known", param_hint="SHELL")
    script = found(ctx.find_root().command, {}, "termnews", "_TERMNEWS_COMPLETE").source()
    click.echo(script.replace(*_ZSH_LOADED))
    return DONE


@click.command()
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
