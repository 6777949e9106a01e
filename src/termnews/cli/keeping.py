"""Commands over the bookmarks: files that belong to the reader."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from termnews.cli.plain import as_json, bookmark_lines, bookmark_value, problem_line
from termnews.cli.shared import DONE, PROBLEM, json_option, print_lines, print_value
from termnews.domain.markdown import write_markdown
from termnews.domain.problems import Problem
from termnews.library.bookmarks import Bookmark
from termnews.library.store import Library
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import find_folders, load_countries


@contextmanager
def _keeper() -> Iterator[Keeper]:
    keeper = Keeper(find_folders(), Library.in_memory())
    for problem in keeper.problems:
        click.echo(problem_line(problem), err=True)
    try:
        yield keeper
    finally:
        keeper.close()


@click.group(invoke_without_command=True)
@click.pass_context
def bookmarks(ctx: click.Context) -> int:
    """List, export or remove bookmarks."""
    return DONE if ctx.invoked_subcommand else ctx.invoke(list_bookmarks, is_json=False)


@bookmarks.command("list")
@json_option
def list_bookmarks(*, is_json: bool) -> int:
    """Print the bookmarks, the newest first."""
    with _keeper() as keeper:
        kept = _with_voices(keeper.bookmarks())
    if is_json:
        print_value([bookmark_value(b) for b in kept])
    else:
        print_lines(bookmark_lines(kept, load_countries(), utc_now()) if kept else ["No bookmarks yet."])
    return DONE


def _with_voices(kept: Sequence[Bookmark]) -> Sequence[Bookmark]:
    from termnews.newsroom.voices import load_voices, with_voice  # noqa: PLC0415 - other commands need no catalogue

    voices = load_voices(find_folders().config)
    return [replace(bookmark, article=with_voice(bookmark.article, voices)) for bookmark in kept]


@bookmarks.command("path")
def bookmarks_path() -> int:
    """Print the folder of the bookmark files."""
    print_lines([str(find_folders().bookmarks)])
    return DONE


@bookmarks.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--format", "form", type=click.Choice(["markdown", "json"]), default="markdown", show_default=True)
def export_bookmarks(file: Path | None, form: str) -> int:
    """Write all bookmarks with their whole texts into one FILE, or print them."""
    with _keeper() as keeper:
        text = _export(keeper.bookmarks(), form)
    if file is None:
        click.echo(text, nl=False)
        return DONE
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        click.echo(f"{file}: could not be written: {error.strerror}", err=True)
        return PROBLEM
    return DONE


def _export(kept: list[Bookmark], form: str) -> str:
    if form == "json":
        return as_json([bookmark_value(b, is_whole=True) for b in kept]) + "\n"
    return "\n".join(write_markdown(b.article, {}) for b in kept)


@bookmarks.command("remove")
@click.argument("article_id", metavar="ID")
def remove_bookmark(article_id: str) -> int:
    """Remove a bookmark; `termnews undo` brings it back."""
    with _keeper() as keeper:
        article = next((b.article for b in keeper.bookmarks() if b.article.id == article_id), None)
        if article is None:
            click.echo(f"{article_id}: no bookmark has this id", err=True)
            return PROBLEM
        result = keeper.attempt(partial(keeper.toggle_bookmark, article))
    return _tell(result if isinstance(result, Problem) else None)


@click.command("undo")
def undo() -> int:
    """Take back the newest change, made here or in the window: marks, bookmarks, notes, settings, outlets."""
    from termnews.newsroom.change_words import say  # noqa: PLC0415 - only here

    with _keeper() as keeper:
        result = keeper.attempt(keeper.undo)
    if isinstance(result, Problem):
        return _tell(result)
    print_lines([say(result, "termnews undo") if result else "There is nothing to undo."])
    return DONE


bookmarks.add_command(undo)


def _tell(problem: Problem | None) -> int:
    if problem is None:
        return DONE
    click.echo(problem_line(problem), err=True)
    return PROBLEM
