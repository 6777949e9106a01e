"""What several commands share: options, opening an edition, printing."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from termnews.cli.muting import muted_ids
from termnews.cli.plain import headline_lines, headline_value
from termnews.cli.printing import DONE, PROBLEM, print_lines, print_value, problem_line
from termnews.library.copies import Folded
from termnews.newsroom.editions import open_edition as find_edition
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening, utc_now
from termnews.newsroom.settings import find_folders

_Command = Callable[..., int]


def sources_option(command: _Command) -> _Command:
    """Add `--from PATH` to a command."""
    return click.option(
        "--from", "paths", multiple=True, type=click.Path(path_type=Path), metavar="PATH",
        help="Read this file or folder instead of the library; repeatable.",
    )(command)  # fmt: skip


def open_edition(paths: Sequence[Path], *, is_sample: bool = False, is_grouped: bool = True) -> tuple[Opening, Keeper]:
    """Open the named files, the live library or the sample edition, with the reader's marks in it."""
    opening = find_edition(paths, is_sample=is_sample, is_grouped=False)
    keeper = Keeper(find_folders(), opening.library)
    opening.corrections = keeper.state.corrections()
    if is_grouped:
        opening.group()
    return opening, keeper


def report(opening: Opening, keeper: Keeper) -> int:
    """Name the problems on stderr; exit code 1 when there is nothing to read because of them."""
    for problem in [*opening.problems, *keeper.problems]:
        click.echo(problem_line(problem), err=True)
    return PROBLEM if opening.problems and not opening.library.smart_counts().total else DONE


def print_rows(opening: Opening, rows: "array[int]", *, is_json: bool, is_unfolded: bool = False) -> None:
    """Print the headlines of rows as lines of text, or as JSON; copies of one text share a headline unless unfolded."""
    library = opening.library
    folded = Folded(rows) if is_unfolded else library.copies.fold(rows)
    headlines = library.headlines(folded.rows)
    copies = {library.headlines([row])[0].id: library.headlines(own) for row, own in folded.copies.items()}
    if is_json:
        muted = muted_ids(opening)
        print_value(
            [
                headline_value(h) | {"copies": [c.id for c in copies.get(h.id, ())], "muted": h.id in muted}
                for h in headlines
            ]
        )
    else:
        counts = {article_id: len(own) for article_id, own in copies.items()}
        print_lines(headline_lines(headlines, opening.countries, utc_now(), counts))


def save_or_print(file: Path | None, text: str, *, is_forced: bool = False) -> int:
    """Write text into a file, whole or not at all, or print it; one that exists stays unless that is asked for."""
    if file is None or str(file) == "-":
        click.echo(text.encode("utf-8", "replace"), nl=False)
        return DONE
    from termnews.newsroom.exporting import save_new  # noqa: PLC0415 - few commands write files

    try:
        save_new(file, text, is_forced=is_forced)
    except OSError as error:
        click.echo(f"{file}: could not be written: {error.strerror}", err=True)
        return PROBLEM
    return DONE
