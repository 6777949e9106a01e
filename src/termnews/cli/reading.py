"""Commands that print what there is to read."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from termnews.cli.full import print_full
from termnews.cli.muting import mute, muted_option, tell_muted
from termnews.cli.plain import (
    article_lines,
    count_lines,
    count_value,
    reading_value,
    story_lines,
    story_value,
    take_lines,
    take_value,
)
from termnews.cli.printing import PROBLEM, json_option, print_lines, print_value
from termnews.cli.shared import open_edition, print_rows, report, sources_option
from termnews.domain.selection import Selection
from termnews.domain.story import Reading, Verdict
from termnews.newsroom.opening import Opening
from termnews.newsroom.viewing import find_view, membership


def print_headlines(paths: Sequence[Path], *, is_sample: bool, is_json: bool) -> int:
    """Print all headlines, the newest first."""
    opening, keeper = open_edition(paths, is_sample=is_sample)
    keeper.close()
    mute(opening)
    print_rows(opening, opening.library.find_rows(Selection()), is_json=is_json)
    return report(opening, keeper)


@click.command("list")
@sources_option
@click.option("--country", default="", metavar="XX", help="Only this country: its code or its name.")
@click.option("--unread", is_flag=True, help="Only what has not been read.")
@click.option("--overlooked", is_flag=True, help="Only stories that no American outlet tells.")
@click.option("--copies", is_flag=True, help="Copies of one text too, each by itself.")
@muted_option
@json_option
def list_articles(  # noqa: PLR0913 -- one parameter an option
    paths: tuple[Path, ...],
    *,
    country: str,
    unread: bool,
    overlooked: bool,
    copies: bool,
    shows_muted: bool,
    is_json: bool,
) -> int:
    """Print headlines, the newest first."""
    opening, keeper = open_edition(paths)
    keeper.close()
    mute(opening)
    code = opening.countries.find_code(country) if country else ""
    if code is None:
        raise click.BadParameter(f"no country is called {country!r}", param_hint="--country")
    asked = Selection(country=code, is_unread=unread, is_overlooked=overlooked, shows_muted=shows_muted)
    print_rows(opening, opening.library.find_rows(asked), is_json=is_json, is_unfolded=copies)
    tell_muted(opening, asked)
    return report(opening, keeper)


@click.command()
@click.argument("article_id", metavar="ID")
@sources_option
@click.option("--full", "is_full", is_flag=True, help="Fetch the whole text from its page first.")
@json_option
def show(paths: tuple[Path, ...], article_id: str, *, is_full: bool, is_json: bool) -> int:
    """Print an article with its takes."""
    if is_full:
        return print_full(paths, article_id, is_json=is_json)
    opening, reading = _find(paths, article_id)
    if reading is None:
        return PROBLEM
    if is_json:
        print_value(reading_value(reading))
    else:
        print_lines(article_lines(reading, opening.countries))
    return 0


@click.command()
@click.argument("article_id", metavar="ID")
@sources_option
@json_option
def takes(paths: tuple[Path, ...], article_id: str, *, is_json: bool) -> int:
    """Print the alternative takes of an article."""
    opening, reading = _find(paths, article_id)
    if reading is None:
        return PROBLEM
    if is_json:
        print_value([take_value(t, membership(opening, article_id, t)) for t in reading.takes])
    else:
        lines: Iterable[str] = take_lines(reading.takes, opening.countries)
        print_lines(lines if reading.takes else ["No other outlet here tells this story."])
    return 0


def _find(paths: Sequence[Path], article_id: str) -> tuple[Opening, Reading | None]:
    opening, keeper = open_edition(paths)
    keeper.close()
    reading = opening.find_reading(article_id)
    if reading is None:
        click.echo(f"{article_id}: no article has this id; `termnews list` prints the ids", err=True)
    return opening, reading


@click.command()
@sources_option
@json_option
def countries(paths: tuple[Path, ...], *, is_json: bool) -> int:
    """Print the countries with news and how much there is of each."""
    opening, keeper = open_edition(paths, is_grouped=False)
    keeper.close()
    counts = opening.library.country_counts()
    if is_json:
        print_value([count_value(c, opening.countries) for c in counts])
    else:
        print_lines(count_lines(counts, opening.countries))
    return report(opening, keeper)


@click.command()
@sources_option
@click.option("--overlooked", is_flag=True, help="Only stories that no American outlet tells.")
@json_option
def stories(paths: tuple[Path, ...], *, overlooked: bool, is_json: bool) -> int:
    """Print the stories told by several outlets, the newest first."""
    opening, keeper = open_edition(paths)
    keeper.close()
    found = [s for s in opening.library.stories() if not overlooked or s.verdict is Verdict.OVERLOOKED]
    views = [view for story in found if (view := find_view(opening, story.surest_id))]
    if is_json:
        print_value([story_value(story, view) for story, view in zip(found, views, strict=True)])
    else:
        print_lines(line for view in views for line in story_lines(view, opening.countries))
    return report(opening, keeper)
