"""The command that searches."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from termnews.cli.muting import mute, muted_ids, muted_option, tell_muted
from termnews.cli.plain import headline_lines, headline_value
from termnews.cli.printing import json_option, print_lines, print_value, problem_line
from termnews.cli.shared import open_edition, report, sources_option
from termnews.domain.article import Headline
from termnews.domain.matching import find_spans
from termnews.domain.place import Countries
from termnews.domain.query import Query
from termnews.domain.selection import Selection
from termnews.library.ranking import RankedRow
from termnews.library.store import Library
from termnews.newsroom.opening import Opening, utc_now

MISUSE = 2
MOST_RESULTS = 50

Found = tuple[Headline, Sequence[Headline]]
"""A match, and the other matches that tell the same story."""


class SearchCommand(click.Command):
    """A command that knows `-word` from an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put words with a minus behind the options, where nothing is an option any more."""
        if "--" not in args:
            unwanted = [a for a in args if a.startswith("-") and not a.startswith("--") and a not in {"-", "-h"}]
            args = [*(a for a in args if a not in unwanted), *(["--", *unwanted] if unwanted else [])]
        return super().parse_args(ctx, args)


@click.command(cls=SearchCommand)
@click.argument("query", nargs=-1, required=True)
@sources_option
@click.option("--newest", is_flag=True, help="Print every match, the newest first, instead of the best ones.")
@click.option("--limit", default=MOST_RESULTS, show_default=True, type=click.IntRange(1), help="Print so many at most.")
@muted_option
@json_option
def search(  # noqa: PLR0913 -- one parameter an option
    query: tuple[str, ...], paths: tuple[Path, ...], *, newest: bool, limit: int, shows_muted: bool, is_json: bool
) -> int:
    """Print the articles that match QUERY, the best first, one a story.

    All words must match, in any order. Put a QUERY with quotes of its own into single quotes:
    '"climate opinion" -vanuatu country:fj after:2025-12-01'. The filters are country: outlet: before: after: is:
    takes: lang: and tag:.
    """
    opening, keeper = open_edition(paths)
    keeper.close()
    mute(opening)
    selection = Selection(words=" ".join(query), shows_muted=shows_muted, now=utc_now())
    understood = opening.library.search.read(selection)
    if not understood.is_sound:
        _point_at(understood, selection.words)
        return MISUSE
    found = _find(opening.library, selection, limit, is_newest_first=newest)
    if is_json:
        muted = muted_ids(opening)
        print_value(
            [headline_value(h) | {"more": [other.id for other in more], "muted": h.id in muted} for h, more in found]
        )
    else:
        print_lines(_found_lines(found, opening, understood))
    tell_muted(opening, selection)
    return report(opening, keeper)


def _point_at(query: Query, words: str) -> None:
    """Print each problem of a query below the part that it is about."""
    for problem in query.problems:
        click.echo(words, err=True)
        click.echo(" " * problem.start + "^" * (problem.end - problem.start), err=True)
        click.echo(problem_line(problem.as_problem()), err=True)


def _find(library: Library, selection: Selection, limit: int, *, is_newest_first: bool) -> list[Found]:
    if is_newest_first:
        rows = [RankedRow(row) for row in library.find_rows(selection, limit)]
    else:
        rows = library.search.rank_rows(selection, limit)
    return [(headline, library.headlines(row.more)) for row in rows for headline in library.headlines([row.row])]


def _found_lines(found: Sequence[Found], opening: Opening, query: Query) -> Iterable[str]:
    for word in query.words:
        if word.spellings:
            yield f"Nothing has {word.text}; searched for {', '.join(word.spellings)}."
    if not found:
        yield "Nothing matches."
    for headline, more in found:
        yield from _match_lines(headline, len(more), opening.countries, query)


def _match_lines(headline: Headline, more: int, countries: Countries, query: Query) -> Iterable[str]:
    first, details = headline_lines([headline], countries, utc_now())
    yield first.replace(headline.headline, _mark(headline.headline, query))
    yield f"{details} · {more} more {'match' if more > 1 else 'matches'}" if more else details


def _mark(text: str, query: Query) -> str:
    """Return text with its matches in bold; the codes go where the output is no terminal."""
    if os.environ.get("NO_COLOR"):
        return text
    for start, end in reversed(find_spans(text, query)):
        text = text[:start] + click.style(text[start:end], bold=True) + text[end:]
    return text
