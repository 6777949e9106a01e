"""The command that fetches the whole text of an article."""

from pathlib import Path

import click

from termnews.cli.plain import article_lines, reading_value
from termnews.cli.printing import DONE, PROBLEM, json_option, print_lines, print_value, problem_line
from termnews.cli.shared import open_edition, sources_option
from termnews.domain.problems import Problem
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening
from termnews.newsroom.settings import find_folders


@click.command()
@click.argument("article_id", metavar="ID")
@sources_option
@json_option
def full(paths: tuple[Path, ...], article_id: str, *, is_json: bool) -> int:
    """Fetch an article's page, keep its whole text in the library, and print it."""
    return print_full(paths, article_id, is_json=is_json)


def print_full(paths: tuple[Path, ...], article_id: str, *, is_json: bool) -> int:
    """Fetch, keep and print; the summary is printed where the page gives no more."""
    opening, keeper = open_edition(paths)
    try:
        return _print(opening, keeper, article_id, is_json=is_json)
    finally:
        keeper.close()


def _print(opening: Opening, keeper: Keeper, article_id: str, *, is_json: bool) -> int:
    from termnews.newsroom.full_text import fetch_full, keep_full  # noqa: PLC0415 - other commands ask nobody

    article = opening.library.find_article(article_id)
    if article is None:
        click.echo(f"{article_id}: no article has this id; `termnews list` prints the ids", err=True)
        return PROBLEM
    folders = find_folders()
    found = fetch_full(folders, article)
    if isinstance(found, Problem):
        problem: Problem | None = found
    else:
        kept = keeper.attempt(lambda: keep_full(folders, opening.library, article, found))
        problem = kept if isinstance(kept, Problem) else None
    if problem:
        click.echo(problem_line(problem), err=True)
    reading = opening.find_reading(article_id)
    if reading is not None and is_json:
        print_value(reading_value(reading))
    elif reading is not None:
        print_lines(article_lines(reading, opening.countries))
    return PROBLEM if problem else DONE
