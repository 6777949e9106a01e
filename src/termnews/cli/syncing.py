"""The command that shares outlets, read marks and stars with the reader's own server."""

import click

from termnews.cli.printing import DONE, PROBLEM, json_option, print_lines, print_value, problem_line
from termnews.domain.problems import Problem
from termnews.newsroom.settings import find_folders

_WORDS = (
    ("read_here", "marked read here"), ("unread_here", "marked unread here"), ("star_here", "kept here"),
    ("unstar_here", "let go here"), ("read_there", "marked read there"), ("unread_there", "marked unread there"),
    ("star_there", "starred there"), ("unstar_there", "unstarred there"),
)  # fmt: skip
_FEED_WORDS = (
    ("add_here", "outlets added here"), ("off_here", "outlets switched off here"),
    ("add_there", "feeds added there"), ("remove_there", "feeds removed there"),
)  # fmt: skip


@click.command()
@click.option("--dry-run", "is_dry", is_flag=True, help="Only say what would be done.")
@json_option
def sync(*, is_dry: bool, is_json: bool) -> int:
    """Share outlets, read marks and bookmarks with the server of the settings."""
    from termnews.newsroom.live_sync import sync_live  # noqa: PLC0415 - it brings the network with it

    problems: list[Problem] = []
    report = sync_live(find_folders(), problems.append, is_dry=is_dry)
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    if report is None:
        return PROBLEM
    counts = {name: len(getattr(report.marks, name)) for name, _ in _WORDS}
    counts |= {name: len(getattr(report.feeds, name)) for name, _ in _FEED_WORDS}
    if is_json:
        print_value({"dry_run": is_dry, **counts})
        return DONE
    said = [f"{counts[name]} {words}" for name, words in (*_WORDS, *_FEED_WORDS) if counts[name]]
    print_lines([("Would change: " if is_dry else "Done: ") + ", ".join(said) if said else "Both sides are alike."])
    return DONE
