"""Where a picture's bytes are: a file beside its seed, or what a refresh has put into the cache."""

import hashlib
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.domain.text import checked_link
from termnews.ingest.picture_files import read_picture_file

_DIGITS = 16


def picture_file(cache: Path, link: str) -> Path:
    """Return where in the cache folder the picture at an address of the web is kept."""
    return cache / "pictures" / hashlib.blake2b(link.encode("utf-8", "replace"), digest_size=_DIGITS).hexdigest()


def load_picture(link: str, cache: Path) -> bytes | Problem | None:
    """Return what a picture's file holds; None when a picture of the web has not been fetched."""
    if not checked_link(link):
        return read_picture_file(link)
    file = picture_file(cache, link)
    return read_picture_file(str(file)) if file.is_file() else None
