"""Mute rules in what is printed: left out as in the window, said in one line, and shown when that is asked for."""

from collections.abc import Callable, Collection
from dataclasses import replace

import click

from termnews.cli.printing import problem_line
from termnews.domain.selection import Selection
from termnews.newsroom.opening import Opening, utc_now
from termnews.newsroom.settings import find_folders

_Command = Callable[..., int]


def muted_option(command: _Command) -> _Command:
    """Add `--muted` to a command."""
    return click.option("--muted", "shows_muted", is_flag=True, help="Also what mute rules hide.")(command)


def mute(opening: Opening) -> None:
    """Mute what the reader has rules for; a rule that does nothing is told."""
    from termnews.newsroom.rules import load_rules, mute_all  # noqa: PLC0415 - only what lists articles needs it

    rules = load_rules(find_folders().config, opening.countries, utc_now())
    for problem in rules.problems:
        click.echo(problem_line(problem), err=True)
    if rules.mute:
        mute_all(opening.library, rules, utc_now() if opening.checked else None)


def muted_ids(opening: Opening) -> Collection[str]:
    """Return the ids of the articles that mute rules are about."""
    return frozenset(opening.library.search.find_ids(opening.library.search.muted))


def tell_muted(opening: Opening, selection: Selection) -> None:
    """Say how many articles of a selection mute rules hide, and what shows them."""
    search = opening.library.search
    if not search.is_muting or selection.shows_muted:
        return
    found = opening.library.find_rows(replace(selection, shows_muted=True)) if selection.is_search else ()
    count = sum(row in search.muted for row in found) if selection.is_search else search.count_muted(selection)
    if count:
        click.echo(f"{count} muted: --muted shows {'it' if count == 1 else 'them'}", err=True)
