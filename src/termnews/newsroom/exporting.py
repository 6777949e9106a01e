"""Articles as files for other programs: Markdown, HTML, JSON; a file that exists is never written over unasked."""

import errno
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

from termnews.domain.article import Article, Block, Caption, Heading, ListItem, Original, Paragraph, Picture, Quote
from termnews.domain.markdown import write_markdown
from termnews.domain.text import fold_text
from termnews.library.safe_files import write_whole
from termnews.newsroom.settings import load_countries
from termnews.newsroom.values import article_value

Form = Literal["markdown", "html", "json"]
SUFFIXES: dict[str, str] = {"markdown": ".md", "html": ".html", "json": ".json"}
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Exported:
    """An article to write out, with what the reader wrote to it."""

    article: Article
    tags: tuple[str, ...] = ()
    note: str = ""


def write_articles(articles: Sequence[Exported], form: Form) -> str:
    """Return articles as one text."""
    match form:
        case "json":
            return json.dumps([_value(a) for a in articles], ensure_ascii=False, indent=2) + "\n"
        case "html":
            return _write_page(articles)
        case _:
            return "\n".join(_write_markdown(a) for a in articles)


def _write_markdown(exported: Exported) -> str:
    extra: dict[str, str | Sequence[str]] = {}
    if exported.tags:
        extra["tags"] = exported.tags
    if exported.note:
        extra["note"] = exported.note
    return write_markdown(exported.article, extra)


def _value(exported: Exported) -> dict[str, object]:
    return article_value(exported.article) | {"tags": list(exported.tags), "note": exported.note}


def quote_markdown(article: Article) -> str:
    """Return an article's first words and where they are from, as a quotation in Markdown."""
    first = next((b.text for b in article.blocks if isinstance(b, Paragraph)), "")
    title = article.headline.replace("[", "\\[").replace("]", "\\]")
    title = f"[{title}](<{article.link}>)" if article.link else title
    day = f"{article.published:%Y-%m-%d}" if article.published else ""
    country = load_countries().name_of(article.country) if article.country else ""
    said = ", ".join(filter(None, (article.outlet, country, day)))
    lines = [f"> {first}", ">"] if first else []
    return "\n".join([*lines, f"> — {title}" + (f" ({said})" if said else "")]) + "\n"


def export_name(article: Article, form: Form) -> str:
    """Return a file name for an article, in ASCII."""
    day = f"{article.published:%Y-%m-%d}-" if article.published else ""
    words = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold_text(article.headline))
    slug = "-".join(filter(None, words.split("-")))[:_LONGEST_NAME].strip("-")
    return f"{day}{slug or article.id}{SUFFIXES[form]}"


def save_new(path: Path, content: str, *, is_forced: bool = False) -> None:
    """Write a file whole or not at all; one that exists stays unless that is asked for.

    Raises:
        FileExistsError: there is such a file.
        OSError: it cannot be written.
    """
    data = content.encode("utf-8", "replace")
    if is_forced:
        write_whole(path.resolve() if path.is_symlink() else path, data)
        return
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "there is such a file", str(path))
    beside = path.with_name(f".termnews-{os.urandom(8).hex()}.new")
    try:
        write_whole(beside, data)
        try:
            os.link(beside, path)  # fails where somebody else was quicker
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            with path.open("xb") as file:
                file.write(data)
    finally:
        beside.unlink(missing_ok=True)


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ max-width: 40em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.55 Georgia, serif; }}
article + article {{ border-top: 1px solid; margin-top: 3em; padding-top: 1em; }}
.details, figcaption {{ font-size: .85em; opacity: .75; }} .note {{ border: 1px solid; padding: 0 1em; }}
</style>
</head>
<body>
{body}</body>
</html>
"""


def _write_page(articles: Sequence[Exported]) -> str:
    title = articles[0].article.headline if len(articles) == 1 else f"{len(articles)} articles"
    return _PAGE.format(title=escape(title), body="".join(map(_write_article, articles)))


def _write_article(exported: Exported) -> str:
    article = exported.article
    country = load_countries().name_of(article.country) if article.country else ""
    day = (
        f'<time datetime="{article.published.isoformat()}">{article.published:%Y-%m-%d}</time>'
        if (article.published)
        else ""
    )
    link = f'<a href="{escape(article.link)}" rel="noopener noreferrer">{escape(article.link)}</a>'
    told = [escape(article.outlet), escape(country), day, escape(article.byline), link if article.link else ""]
    tags = " ".join(f"#{escape(tag)}" for tag in exported.tags)
    note = "".join(f"<p>{escape(line)}</p>" for line in exported.note.splitlines() if line.strip())
    return "".join((
        f'<article lang="{escape(article.language)}">\n<h1>{escape(article.headline)}</h1>\n',
        f'<p class="details">{" · ".join(filter(None, told))}</p>\n',
        f'<p class="details">{tags}</p>\n' if tags else "",
        f'<aside class="note">{note}</aside>\n' if note else "",
        *map(_write_block, article.blocks),
        _write_original(article.original) if article.original else "",
        "</article>\n",
    ))  # fmt: skip


def _write_original(original: Original) -> str:
    body = "".join(map(_write_block, original.blocks))
    return f'<section lang="{escape(original.language)}">\n<h2>{escape(original.headline)}</h2>\n{body}</section>\n'


def _write_block(block: Block) -> str:
    match block:
        case Picture(alt):
            return f"<p><em>{escape(alt)}</em></p>\n" if alt else ""
        case Caption(text, credit):
            return f"<figcaption>{escape(text)}{f' ({escape(credit)})' if credit else ''}</figcaption>\n"
        case Heading(text, level):
            return f"<h{min(level + 1, 6)}>{escape(text)}</h{min(level + 1, 6)}>\n"
        case Quote(text):
            return f"<blockquote><p>{escape(text)}</p></blockquote>\n"
        case ListItem(text):
            return f"<ul><li>{escape(text)}</li></ul>\n"
        case _:
            return f"<p>{escape(block.text)}</p>\n"
