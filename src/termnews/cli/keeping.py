"""Commands over the bookmarks: files that belong to the reader."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from termnews.cli.plain import bookmark_lines, bookmark_value
from termnews.cli.printing import (
    DONE,
    PROBLEM,
    as_json,
    json_option,
    plain_option,
    print_lines,
    print_value,
    problem_line,
)
from termnews.cli.shared import save_or_print
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
    """List, tag, annotate, export, import or remove bookmarks."""
    return DONE if ctx.invoked_subcommand else ctx.invoke(list_bookmarks, tag="", words="", is_json=False)


@bookmarks.command("list")
@click.option("--tag", default="", metavar="TAG", help="Only those with this tag.")
@click.option("--search", "words", default="", metavar="QUERY", help="Only those that match; notes are searched too.")
@json_option
def list_bookmarks(*, tag: str, words: str, is_json: bool) -> int:
    """Print the bookmarks, the newest first, with their tags and notes."""
    with _keeper() as keeper:
        kept = _with_voices(keeper.bookmarks())
        if words or tag:
            from termnews.newsroom.shelf import search_bookmarks  # noqa: PLC0415 - only here

            kept = search_bookmarks(kept, f"{words} tag:{tag}" if tag else words)
    if is_json:
        print_value([bookmark_value(b) for b in kept])
    else:
        none = ["No bookmark matches." if words or tag else "No bookmarks yet."]
        print_lines(bookmark_lines(kept, load_countries(), utc_now()) if kept else none)
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
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html", "json"]), default="markdown", show_default=True
)
def export_bookmarks(file: Path | None, form: str) -> int:
    """Write all bookmarks with their whole texts, tags and notes into one FILE, or print them."""
    with _keeper() as keeper:
        kept = _with_voices(keeper.bookmarks())
    if form == "json":
        text = as_json([bookmark_value(b, is_whole=True) for b in kept]) + "\n"
    else:
        from termnews.newsroom.exporting import Exported, write_articles  # noqa: PLC0415 - only here

        found = [Exported(b.article, b.tags, b.note) for b in kept]
        text = write_articles(found, "html" if form == "html" else "markdown")
    return save_or_print(file, text)


@bookmarks.command("import")
@click.argument("path", type=click.Path(path_type=Path))
def import_bookmarks(path: Path) -> int:
    """Keep the bookmarks of a folder or a Markdown file at PATH that are not kept yet, with their tags and notes."""
    from termnews.newsroom.noting import import_bookmarks as bring_in  # noqa: PLC0415 - only here

    if not path.exists():
        return _tell(Problem(str(path), "does not exist"))
    with _keeper() as keeper:
        try:
            added, problems = bring_in(path.absolute(), keeper)
        except OSError as error:
            return _tell(Problem(str(error.filename or path), f"not all could be kept: {error.strerror}"))
    for problem in problems:
        click.echo(problem_line(problem), err=True)
    print_lines([f"Kept {len(added)} bookmark{'s' * (len(added) != 1)}."])
    return PROBLEM if problems and not added else DONE


class TagCommand(click.Command):
    """A command that knows `-tag` from an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put everything behind two hyphens, where nothing is an option."""
        known = "--" in args or "--help" in args or "-h" in args
        return super().parse_args(ctx, args if known else ["--", *args])


@bookmarks.command("tag", cls=TagCommand)
@click.argument("article_id", metavar="ID")
@click.argument("words", nargs=-1, metavar="[TAG|-TAG]...")
def tag_bookmark(article_id: str, words: tuple[str, ...]) -> int:
    """Add a TAG to a bookmark, take one off with -TAG; print those it has when none is named."""
    from termnews.newsroom.noting import change_tags  # noqa: PLC0415 - only here

    with _keeper() as keeper:
        if (kept := _find(keeper, article_id)) is None:
            return PROBLEM
        tags = change_tags(kept.tags, words)
        result = _annotate(keeper, article_id, tags=tags) if words else None
    if not isinstance(result, Problem):
        print_lines(tags)
    return _tell(result)


@bookmarks.command("note")
@click.argument("article_id", metavar="ID")
@click.argument("text", required=False)
@click.option("--edit", is_flag=True, help="Write it in the editor that VISUAL or EDITOR names.")
def note_bookmark(article_id: str, text: str | None, *, edit: bool) -> int:
    """Write TEXT to a bookmark, "" to take the note off; print the note when there is no TEXT."""
    with _keeper() as keeper:
        if (kept := _find(keeper, article_id)) is None:
            return PROBLEM
        if text is None and not edit:
            print_lines(kept.note.splitlines())
            return DONE
        if edit:
            from termnews.newsroom.running import edit_text  # noqa: PLC0415 - only here

            text, why = edit_text(kept.note if text is None else text, "note.md")
            if why:
                return _tell(Problem("note", f"{why}; nothing is changed"))
        return _tell(_annotate(keeper, article_id, note=text or ""))


def _find(keeper: Keeper, article_id: str) -> Bookmark | None:
    found = next((b for b in keeper.bookmarks() if b.article.id == article_id), None)
    if found is None:
        click.echo(f"{article_id}: no bookmark has this id; `termnews bookmarks` prints the ids", err=True)
    return found


def _annotate(
    keeper: Keeper, article_id: str, *, tags: Sequence[str] | None = None, note: str | None = None
) -> Problem | None:
    from termnews.newsroom.noting import annotate  # noqa: PLC0415 - only here

    result = keeper.attempt(lambda: annotate(keeper, article_id, tags=tags, note=note))
    return result if isinstance(result, Problem) else None


@bookmarks.command("remove")
@click.argument("article_id", metavar="ID")
def remove_bookmark(article_id: str) -> int:
    """Remove a bookmark; `termnews undo` brings it back."""
    with _keeper() as keeper:
        if (kept := _find(keeper, article_id)) is None:
            return PROBLEM
        result = keeper.attempt(partial(keeper.toggle_bookmark, kept.article))
    return _tell(result if isinstance(result, Problem) else None)


@click.command("undo")
@plain_option
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
