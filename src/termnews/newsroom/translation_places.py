"""Where translating keeps what it needs, and whether that has changed: light enough for a window that only looks."""

from contextlib import suppress
from pathlib import Path

from termnews.newsroom.config import NAME
from termnews.newsroom.settings import Folders


def languages_folder(folders: Folders) -> Path:
    """Return the folder of installed languages."""
    return folders.data / "languages"


def memory_file(folders: Folders) -> Path:
    """Return the file of the translation memory."""
    return folders.cache / "translations.db"


def look_at_settings(folders: Folders) -> frozenset[tuple[str, int, int]]:
    """Return a value that is another once a language was installed or removed, or `config.toml` written."""
    places = [folders.config / NAME]
    with suppress(OSError):
        places += [path for path in languages_folder(folders).iterdir() if not path.name.startswith(".")]
    found = set()
    for path in places:
        with suppress(OSError):
            told = path.stat()
            found.add((path.name, told.st_ino, told.st_mtime_ns))
    return frozenset(found)
