"""Commands that pass articles on: export to files, open in the browser."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termnews.cli.printing import DONE, PROBLEM, plain_option
from termnews.cli.shared import open_edition, save_or_print, sources_option
from termnews.domain.article import Article
from termnews.domain.selection import Selection
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening, utc_now

if TYPE_CHECKING:
    from termnews.newsroom.exporting import Exported, Form

_MISUSE = 2


@click.group("export")
def export() -> None:
    """Write out what other programs can read."""


@export.command("opml")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Another way to say FILE."
)
@click.option("--all", "is_all", is_flag=True, help="Outlets that are off too.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
def export_outlets(file: Path | None, output: Path | None, *, is_all: bool, force: bool) -> int:
    """Write the outlets that are on into FILE as OPML, or print it; folders are countries."""
    from termnews.cli.outlets import load_outlets  # noqa: PLC0415 - brings feeds with it
    from termnews.newsroom.lists import write_list  # noqa: PLC0415 - as above

    text = write_list(outlet for outlet in load_outlets() if outlet.is_on or is_all)
    return save_or_print(file or output, text, is_forced=force)


def _export_command(form: "Form") -> None:
    @export.command(form, help=f"Write articles as {'a web page' if form == 'html' else form}, or print them.")
    @click.argument("ids", nargs=-1, metavar="[ID]...")
    @click.option("--bookmarks", "is_kept", is_flag=True, help="All bookmarks; with --search those that match.")
    @click.option("--search", "words", default="", metavar="QUERY", help="Every article that matches.")
    @click.option("--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where to.")
    @click.option("--force", is_flag=True, help="Write over a file that exists.")
    @sources_option
    def command(  # noqa: PLR0913 -- an option each
        ids: tuple[str, ...], paths: tuple[Path, ...], output: Path | None, words: str, *, is_kept: bool, force: bool
    ) -> int:
        if not (ids or is_kept or words):
            raise click.UsageError("name articles by their ID, or say --bookmarks or --search QUERY")
        from termnews.newsroom.exporting import write_articles  # noqa: PLC0415 - brings Markdown with it

        opening, keeper = open_edition(paths, is_grouped=False)
        try:
            found = _gather(opening, keeper, ids, words, is_kept=is_kept)
        finally:
            keeper.close()
        return PROBLEM if found is None else save_or_print(output, write_articles(found, form), is_forced=force)


for _form in ("markdown", "html", "json"):
    _export_command(_form)


def _gather(
    opening: Opening, keeper: Keeper, ids: Sequence[str], words: str, *, is_kept: bool
) -> "list[Exported] | None":
    """Return what is to be written, each article once; None, and a word, when one is not there."""
    from termnews.newsroom.exporting import Exported  # noqa: PLC0415 - as above
    from termnews.newsroom.shelf import search_bookmarks  # noqa: PLC0415 - as above

    kept = keeper.bookmarks()
    known = {b.article.id: Exported(b.article, b.tags, b.note) for b in kept}
    found: dict[str, Exported] = {}
    for article_id in ids:
        article = opening.library.find_article(article_id)
        if article is None and article_id not in known:
            click.echo(f"{article_id}: no article has this id; `termnews list` prints the ids", err=True)
            return None
        found[article_id] = known.get(article_id) or Exported(article)  # type: ignore[arg-type]  # one of them is there
    if is_kept:
        chosen = search_bookmarks(kept, words) if words else kept
        found |= {b.article.id: known[b.article.id] for b in chosen}
    elif words:
        for article in _matches(opening, words):
            found[article.id] = known.get(article.id) or Exported(article)
    return list(found.values())


def _matches(opening: Opening, words: str) -> list[Article]:
    selection = Selection(words=words, now=utc_now())
    problems = opening.library.search.read(selection).problems
    if problems:
        raise click.BadParameter("; ".join(p.as_problem().why for p in problems), param_hint="--search")
    headlines = opening.library.headlines(opening.library.find_rows(selection))
    return [article for h in headlines if (article := opening.library.find_article(h.id))]


@click.command("open")
@click.argument("article_id", metavar="ID")
@sources_option
@click.option("--yes", is_flag=True, help="Also where the host is not known to be the outlet's.")
@plain_option
def open_link(paths: tuple[Path, ...], article_id: str, *, yes: bool) -> int:
    """Open the article's page in the browser that BROWSER names or the desktop has; without one print its address."""
    from termnews.ingest.links import host_of  # noqa: PLC0415
    from termnews.newsroom.browsing import check_link, find_browser, homes_of, is_at_home  # noqa: PLC0415

    article = _find_article(paths, article_id)
    if article is None:
        click.echo(f"{article_id}: no article has this id; `termnews list` prints the ids", err=True)
        return PROBLEM
    homes = homes_of(article)
    link, why = check_link(article, homes)
    if why:
        click.echo(f"{article_id}: not opened: the link {why}" if article.link else f"{article_id}: {why}", err=True)
        return PROBLEM
    browser = find_browser(os.environ)
    if browser is None:
        click.echo(link)
        return DONE
    if not (yes or is_at_home(link, homes)) and not click.confirm(
        f"{host_of(link)} is not known as {article.outlet or 'the outlet'}'s. Open it?", err=True
    ):
        return PROBLEM
    return _start(browser.arguments(link), is_in_terminal=browser.is_in_terminal)


def _find_article(paths: Sequence[Path], article_id: str) -> Article | None:
    opening, keeper = open_edition(paths, is_grouped=False)
    try:
        return opening.library.find_article(article_id) or next(
            (b.article for b in keeper.bookmarks() if b.article.id == article_id), None
        )
    finally:
        keeper.close()


def _start(arguments: list[str], *, is_in_terminal: bool) -> int:
    from termnews.newsroom.children import start_detached  # noqa: PLC0415 - only here
    from termnews.newsroom.running import run_in_terminal  # noqa: PLC0415 - only here

    try:
        if not is_in_terminal:
            start_detached(arguments)
            return DONE
        why = run_in_terminal(arguments)
    except OSError as error:
        why = f"{arguments[0]} cannot be run: {error.strerror}"
    if why:
        click.echo(why, err=True)
    return PROBLEM if why else DONE
