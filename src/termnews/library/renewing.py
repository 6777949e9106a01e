"""Giving a bookmark the whole text or the translation of its article; what the reader changed in it stays."""

from dataclasses import replace
from pathlib import Path

from termnews.domain.article import Article
from termnews.domain.markdown import parse_markdown, write_markdown
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES
from termnews.domain.translation import as_published
from termnews.library.bookmarks import find_bookmark
from termnews.library.safe_files import read_whole, write_whole


def renew_bookmark(folder: Path, before: Article, after: Article) -> bool:
    """Write an article's new text into its bookmark; return whether there was one that nobody has edited.

    Raises:
        OSError: it could not be written; the file is as it was.
    """
    path = find_bookmark(folder, before.id) if folder.exists() else None
    if path is None or path.is_symlink():
        return False
    content = read_whole(path, MAX_FILE_BYTES)
    found = parse_markdown(content.decode("utf-8", "replace"))
    if isinstance(found, Problem) or write_markdown(before, found.extra).encode() != content:
        return False
    write_whole(path, write_markdown(after, found.extra).encode())
    return True


def translate_bookmark(folder: Path, translated: Article) -> bool:
    """Put a translation into a bookmark of the same text that has less of it; return whether there was such a one.

    Raises:
        OSError: it could not be written; the file is as it was.
    """
    path = find_bookmark(folder, translated.id) if folder.exists() and translated.original else None
    if path is None or path.is_symlink():
        return False
    content = read_whole(path, MAX_FILE_BYTES)
    found = parse_markdown(content.decode("utf-8", "replace"))
    if isinstance(found, Problem) or write_markdown(found.article, found.extra).encode() != content:
        return False
    kept, published = as_published(found.article), as_published(translated)
    is_same = (kept.headline, kept.blocks, kept.language) == (published.headline, published.blocks, published.language)
    if not is_same or (found.article.original and found.article.language != kept.language):
        return False
    new = replace(
        found.article, headline=translated.headline, blocks=translated.blocks, language=translated.language,
        original=translated.original,
    )  # fmt: skip
    write_whole(path, write_markdown(new, found.extra).encode())
    return True
