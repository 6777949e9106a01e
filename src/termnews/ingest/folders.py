"""Seeds from files and folders: regular files only, in a stable order, and nothing found there stops the rest."""

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from termnews.domain.article import Article, block_text
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_FILE_BYTES, clean_text
from termnews.ingest.picture_files import is_beside_seed, with_pictures
from termnews.ingest.seeds import parse_seed

_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_ATTEMPTS = 5
_KINDS = {
    stat.S_IFIFO: "is a pipe, not a file",
    stat.S_IFSOCK: "is a socket, not a file",
    stat.S_IFCHR: "is a device, not a file",
    stat.S_IFBLK: "is a device, not a file",
    stat.S_IFDIR: "is a link to a folder, which is not followed",
}
_UNKNOWN = "\ufffd"
FEED_ENDS = (".xml", ".rss", ".atom", ".json")
"""How the names of feed files end."""


class _Found(NamedTuple):
    path: str
    name: str
    """Relative to the folder given, as a Problem shows it."""
    is_folder: bool


class _UnusableError(Exception):
    """A file that cannot be read as a seed, and why."""


def read_seeds(paths: Iterable[str | Path], countries: Countries) -> Iterator[Article | Problem]:
    """Read every seed below files and folders; a saved feed is as many as it has entries.

    A picture beside a seed goes with it. What is no seed is a Problem, the same article twice is given once. Hidden
    files and folders are passed over, links to folders are not followed. An article with characters that could not be
    read, or with a picture that cannot be taken, is followed by a Problem that says so.
    """
    given: set[str] = set()
    for root in paths:
        for found in _find_files(os.fspath(root)):
            if isinstance(found, Problem):
                yield found
                continue
            seeds = _read_file(found, countries)
            if isinstance(seeds, Problem):
                yield seeds
                continue
            for seed in seeds:
                if seed.id not in given:
                    given.add(seed.id)
                    yield from _with_pictures(seed, found)


def _with_pictures(seed: Article, found: _Found) -> Iterator[Article | Problem]:
    """Yield a seed with its pictures, then what is wrong with it."""
    pictured, problems = with_pictures(seed, found.path)
    yield pictured
    folder = found.name[: found.name.rfind("/") + 1]
    yield from (Problem(folder + problem.where, problem.why) for problem in problems)
    if _has_unknown(seed):
        yield Problem(found.name, f"has characters that could not be read: they show as {_UNKNOWN}")


def _find_files(root: str) -> Iterator[_Found | Problem]:
    """Find files folder by folder in the order of names; without recursion, since folders may nest deeper than that."""
    start = Path(root)
    try:
        pending = [_Found(root, clean_text(start.name) or clean_text(root), stat.S_ISDIR(start.stat().st_mode))]
    except (OSError, ValueError) as error:
        yield Problem(clean_text(root), _reason(error))
        return
    while pending:
        found = pending.pop()
        if not found.is_folder:
            if not is_beside_seed(found.path):
                yield found
            continue
        try:
            pending += reversed(_list_folder(found.path, "" if found.path == root else f"{found.name}/"))
        except OSError as error:
            yield Problem(found.name, _reason(error))


def _list_folder(path: str, prefix: str) -> list[_Found]:
    with os.scandir(path) as scan:
        entries = sorted((entry for entry in scan if not entry.name.startswith(".")), key=lambda entry: entry.name)
    return [_Found(e.path, clean_text(prefix + e.name), e.is_dir(follow_symlinks=False)) for e in entries]


def _read_file(found: _Found, countries: Countries) -> tuple[Article, ...] | Problem:
    try:
        data, modified = _read_bytes(found.path)
    except _UnusableError as error:
        return Problem(found.name, str(error))
    except (OSError, ValueError) as error:
        return Problem(found.name, _reason(error))
    if found.name.lower().endswith(FEED_ENDS):
        from termnews.ingest.feed_files import parse_feed_seed  # noqa: PLC0415 - brings lxml, which few editions need

        return parse_feed_seed(data, found.name, countries)
    seed = parse_seed(data, found.name, countries, modified)
    return seed if isinstance(seed, Problem) else (seed,)


def _read_bytes(path: str) -> tuple[bytes, date]:
    """Return one consistent version of a regular file and the day it was written."""
    # Asked before opening, because to open a device can already do something.
    _check_kind(Path(path).stat())
    for _ in range(_ATTEMPTS):
        handle = os.open(path, _OPEN)
        try:
            before = os.fstat(handle)
            _check_kind(before)
            data = _read_all(handle)
            # Time stamps are too coarse to show two writes within a few milliseconds.
            is_same = os.lseek(handle, 0, os.SEEK_SET) == 0 and _read_all(handle) == data
            after = os.fstat(handle)
        finally:
            os.close(handle)
        if is_same and len(data) == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            return data, _day(before.st_mtime)
    raise _UnusableError("changed while it was read")


def _check_kind(status: os.stat_result) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise _UnusableError(_KINDS.get(kind, "is not a regular file"))
    if status.st_size > MAX_FILE_BYTES:
        raise _UnusableError(f"is larger than {MAX_FILE_BYTES >> 20} MB")


def _read_all(handle: int) -> bytes:
    """Read to the end, or to where it is too long."""
    data = b""
    while len(data) <= MAX_FILE_BYTES and (chunk := os.read(handle, MAX_FILE_BYTES + 1 - len(data))):
        data += chunk
    return data


def _day(seconds: float) -> date:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, ValueError, OSError):
        return date(1970, 1, 1)


def _has_unknown(article: Article) -> bool:
    return any(_UNKNOWN in text for text in (article.headline, article.outlet, *map(block_text, article.blocks)))


def _reason(error: OSError | ValueError) -> str:
    """Say what the system refused, in the words of every other Problem."""
    match error:
        case FileNotFoundError():
            return "does not exist"
        case PermissionError():
            return "may not be read"
        case OSError(strerror=str(words)):
            return words[:1].lower() + words[1:]
        case _:
            return "is no path"
