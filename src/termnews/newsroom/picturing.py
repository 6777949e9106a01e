"""Where a picture's bytes are: a file beside its seed, or what a refresh has put into the cache."""

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from termnews.domain.article import Article, Picture
from termnews.domain.problems import Problem
from termnews.domain.text import checked_link
from termnews.ingest.picture_files import read_picture_file
from termnews.library.safe_files import make_private_folder

_DIGITS = 16
_REFUSED = b"refused: "
"""How a file begins that stands in the place of a picture that was not taken, so that it is not asked for again."""


def picture_file(cache: Path, link: str) -> Path:
    """Return where in the cache folder the picture at an address of the web is kept."""
    return cache / "pictures" / hashlib.blake2b(link.encode("utf-8", "replace"), digest_size=_DIGITS).hexdigest()


def load_picture(link: str, cache: Path) -> bytes | Problem | None:
    """Return what a picture's file holds; None when a picture of the web has not been fetched."""
    if not checked_link(link):
        return read_picture_file(link)
    file = picture_file(cache, link)
    if not file.is_file():
        return None
    found = read_picture_file(str(file))
    if isinstance(found, bytes) and found.startswith(_REFUSED):
        return Problem(link, found.removeprefix(_REFUSED).decode("utf-8", "replace"))
    return found


def share_pictures(article: Article, other: Article | None) -> Article:
    """Return a kept article with the pictures beside its seed, which the copy does not name, from the edition's own."""
    links = [b.link for b in other.blocks if isinstance(b, Picture)] if other else []
    if len(links) != sum(isinstance(b, Picture) for b in article.blocks):
        return article
    given = iter(links)
    blocks = (replace(b, link=next(given) or b.link) if isinstance(b, Picture) else b for b in article.blocks)
    return replace(article, blocks=tuple(blocks))


def keep_picture(cache: Path, link: str, data: bytes) -> None:
    """Put a picture into the cache; it is whole or not there, and may be lost with the power.

    Raises:
        OSError: it could not be written.
    """
    file = picture_file(cache, link)
    make_private_folder(file.parent)
    temporary = file.with_name(f".{file.name}.{os.urandom(4).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        temporary.replace(file)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def keep_refusal(cache: Path, link: str, why: str) -> None:
    """Put into the cache why a picture was not taken.

    Raises:
        OSError: it could not be written.
    """
    keep_picture(cache, link, _REFUSED + why.encode("utf-8", "replace"))


def prune_pictures(cache: Path, most_bytes: int, keep_days: int) -> int:
    """Let the oldest pictures go, and what is too old; return how many went."""
    folder, now, size, gone = cache / "pictures", time.time(), 0, 0
    try:
        with os.scandir(folder) as scan:
            found = sorted(((e.stat(follow_symlinks=False), e.path) for e in scan), key=lambda f: -f[0].st_mtime)
    except OSError:
        return 0
    for status, path in found:
        size += status.st_size
        if size > most_bytes or now - status.st_mtime > keep_days * 86_400:
            with suppress(OSError):
                Path(path).unlink()
                gone += 1
    return gone
