"""The command that says what is new."""

from collections.abc import Iterable
from pathlib import Path

import click

from termnews.cli.printing import json_option, print_lines, print_value
from termnews.cli.shared import open_edition, report, sources_option
from termnews.newsroom.briefing import Brief, Told, Visit, brief_words, find_brief, keep_visit, last_visit, told_words
from termnews.newsroom.opening import utc_now


@click.command()
@sources_option
@click.option("--all", "is_all", is_flag=True, help="Everything, not only what came since you last looked.")
@click.option("--seen", is_flag=True, help="Count from now the next time.")
@json_option
def brief(paths: tuple[Path, ...], *, is_all: bool, seen: bool, is_json: bool) -> int:
    """Print what is new since you last looked: how much, what most countries tell, what America does not."""
    opening, keeper = open_edition(paths)
    is_live = opening.checked is not None
    found = find_brief(opening, last_visit(keeper.state) if is_live and not is_all else Visit())
    if seen and is_live:
        keep_visit(keeper.state, opening, utc_now())
    keeper.close()
    if is_json:
        print_value(_value(found))
    else:
        print_lines(_lines(found))
    return report(opening, keeper)


def _lines(found: Brief) -> Iterable[str]:
    yield brief_words(found)
    for title, stories in (
        ("Most covered:", found.most_covered),
        ("Overlooked in the United States:", found.overlooked),
    ):
        if stories:
            yield title
        for told in stories:
            yield f"  {told.article_id}  {told.topic} ({told_words(told)})"


def _value(found: Brief) -> dict[str, object]:
    return {
        "since": found.since.isoformat() if found.since else None,
        "articles": found.articles,
        "stories": found.stories,
        "countries": found.countries,
        "most_covered": [_told_value(told) for told in found.most_covered],
        "overlooked": [_told_value(told) for told in found.overlooked],
    }


def _told_value(told: Told) -> dict[str, object]:
    return {
        "id": told.id,
        "topic": told.topic,
        "article": told.article_id,
        "countries": told.countries,
        "articles": told.articles,
    }
