"""Bookmarks: a folder of Markdown files, one a bookmark, each with the whole text.

The files belong to the reader: they may be renamed, edited, copied here from elsewhere. What a bookmark is of, its file
says, not its name; a file that exists is never written to again, but for tags and notes (see `bookmark_notes`).
"""

import codecs
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from termnews.domain.article import Article
from termnews.domain.cleaning import clean_article
from termnews.domain.markdown import parse_markdown, write_markdown
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES, clean_text, fold_text
from termnews.library.bookmark_notes import read_note, read_tags
from termnews.library.safe_files import (
    make_private_folder,
    read_whole,
    sweep_temporary,
    sync_file,
    sync_folder,
    write_whole,
)

_KEPT_FIELD = "bookmarked"
_SUFFIXES = (".md", ".markdown")
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONGEST_NAME = 116
"""Bytes; leaves room for a number."""
_LONGEST_OUTLET = 24
_LONGEST_ID = 200
_KEY = re.compile(r"[0-9a-f]{12}")
_OWN_NAME = re.compile(r".*?([0-9a-f]{12})(?:-\d+)?\.md")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_BEGINNING_OF_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An article that was kept."""

    article: Article
    path: Path
    kept: datetime | None
    """When, UTC; None when its file does not say."""
    tags: tuple[str, ...] = ()
    """Words of the reader's own to find it by."""
    note: str = ""
    """What the reader wrote to it; may have several lines."""


def keep_bookmark(folder: Path, article: Article, now: datetime) -> Path:
    """Keep an article; return its file, safe on the disk. One that is kept already stays as it is.

    Raises:
        OSError: it could not be written; nothing is changed.
    """
    make_private_folder(folder)
    sweep_temporary(folder, now.timestamp())
    files = _files_of(folder, article.id, _may_hold)
    path = files[0].path if files else _free_path(folder, bookmark_name(article), lambda held: _holds(held, article.id))
    if path.is_symlink() or not path.exists():
        write_whole(path, write_markdown(article, {_KEPT_FIELD: now.isoformat()}).encode())
    else:
        sync_file(path)
    return path


def find_bookmark(folder: Path, article_id: str) -> Path | None:
    """Return the file that an article is kept in."""
    return next((bookmark.path for bookmark in _all_files_of(folder, article_id)), None)


def remove_bookmark(folder: Path, article_id: str) -> tuple[str, bytes] | None:
    """Remove every file that an article is kept in; return name and content of the one that counted.

    Raises:
        OSError: a file could not be removed; the one that counts is removed last.
    """
    files = _all_files_of(folder, article_id)
    if not files:
        return None
    counted = files[0].path
    content = read_whole(counted, MAX_FILE_BYTES)
    for bookmark in reversed(files):
        bookmark.path.unlink(missing_ok=True)
    sync_folder(folder)
    return counted.name, content


def restore_bookmark(folder: Path, name: str, content: bytes) -> Path:
    """Put a removed bookmark back, beside and not over what may have its name by now.

    Raises:
        OSError: it could not be written.
    """
    make_private_folder(folder)
    is_plain = name == Path(name).name and name.endswith(_SUFFIXES) and not name.startswith(".")
    path = _free_path(folder, name if is_plain else "restored.md", lambda held: _content_of(held) == content)
    write_whole(path, content)
    return path


def load_bookmarks(folder: Path) -> tuple[list[Bookmark], list[Problem]]:
    """Read all bookmarks, the last kept first, an article once; a file that is none is a Problem."""
    bookmarks: dict[str, Bookmark] = {}
    problems: list[Problem] = []
    for found in _read_folder(folder):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            bookmarks[found.article.id] = max(bookmarks.get(found.article.id, found), found, key=_order)
    return sorted(bookmarks.values(), key=_order, reverse=True), problems


def bookmark_name(article: Article) -> str:
    """Return the name for an article's file: when, who, what, and its id, in ASCII that every file system takes."""
    key = _name_key(article.id)
    day = f"{article.published:%Y-%m-%d}" if article.published else ""
    outlet = _slug(article.outlet, _LONGEST_OUTLET)
    room = _LONGEST_NAME - sum(len(part) + 1 for part in (day, outlet, key, ".md"))
    return "-".join(filter(None, (day, outlet, _slug(article.headline, room), key))) + ".md"


def _slug(text: str, limit: int) -> str:
    slug = _NOT_IN_NAMES.sub("-", fold_text(text)).strip("-")
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rpartition("-")[0].strip("-") or slug[:limit]


def _name_key(article_id: str) -> str:
    """Return the 12 hexadecimal digits that stand for an article in a name: a seed's id, a hash of any other."""
    if _KEY.fullmatch(article_id):
        return article_id
    return blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _free_path(folder: Path, name: str, is_same: Callable[[Path], bool]) -> Path:
    """Return a path that no other file has: the name, or the name with a number."""
    wanted = folder / name
    path, number = wanted, 1
    while os.path.lexists(path) and not is_same(path):
        number += 1
        path = wanted.with_stem(f"{wanted.stem}-{number}")
    return path


def _holds(path: Path, article_id: str) -> bool:
    found = _read_bookmark(path)
    return isinstance(found, Bookmark) and found.article.id == article_id


def _content_of(path: Path) -> bytes | None:
    try:
        return read_whole(path, MAX_FILE_BYTES)
    except OSError:
        return None


def _all_files_of(folder: Path, article_id: str) -> list[Bookmark]:
    """Return every file that an article is kept in, the one that counts first, whatever their names."""
    return _files_of(folder, article_id, _may_hold) or _files_of(folder, article_id)


def _files_of(
    folder: Path, article_id: str, is_likely: Callable[[str, str], bool] = lambda _name, _key: True
) -> list[Bookmark]:
    key = _name_key(article_id)
    found = _read_folder(folder, lambda name: is_likely(name, key))
    files = [bookmark for bookmark in found if isinstance(bookmark, Bookmark) and bookmark.article.id == article_id]
    return sorted(files, key=_order, reverse=True)


def _may_hold(name: str, key: str) -> bool:
    """Whether a file may hold the article with a key: not when its name has another one's."""
    own = _OWN_NAME.fullmatch(name)
    return own is None or own[1] == key


def _order(bookmark: Bookmark) -> tuple[datetime, str]:
    return bookmark.kept or _BEGINNING_OF_TIME, bookmark.path.name


def _read_folder(folder: Path, is_wanted: Callable[[str], bool] = bool) -> Iterator[Bookmark | Problem]:
    try:
        names = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return
    except OSError as error:
        yield Problem(clean_text(str(folder)), _reason(error))
        return
    for name in names:
        if name.lower().endswith(_SUFFIXES) and not name.startswith(".") and is_wanted(name):
            yield _read_bookmark(folder / name)


def _read_bookmark(path: Path) -> Bookmark | Problem:
    name = clean_text(path.name)
    try:
        found = parse_markdown(decode_bookmark(read_whole(path, MAX_FILE_BYTES)))
    except OSError as error:
        return Problem(name, _reason(error))
    if isinstance(found, Problem):
        return Problem(name, found.why)
    article_id = found.article.id
    if not 0 < len(article_id) <= _LONGEST_ID or clean_text(article_id) != article_id:
        own = _OWN_NAME.fullmatch(name)
        article_id = own[1] if own else _name_key(name)
    article = clean_article(replace(found.article, id=article_id))
    return Bookmark(
        article, path, _read_kept(found.extra.get(_KEPT_FIELD)), read_tags(found.extra), read_note(found.extra)
    )


def decode_bookmark(content: bytes) -> str:
    """Return a file's text in the encoding that it seems to have."""
    if content.startswith(_UTF_16_MARKS):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _read_kept(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _reason(error: OSError) -> str:
    words = error.strerror or "cannot be read"
    return words[0].lower() + words[1:]
