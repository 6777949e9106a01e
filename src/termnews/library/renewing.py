"""Giving a bookmark the whole text of its article, where the reader has changed nothing in its file."""

from pathlib import Path

from termnews.domain.article import Article
from termnews.domain.markdown import parse_markdown, write_markdown
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES
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
