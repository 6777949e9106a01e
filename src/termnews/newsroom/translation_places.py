"""Where translating keeps what it needs, and whether that has changed: light enough for a window that only looks."""

from contextlib import suppress
from importlib.util import find_spec
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


def has_engine() -> bool:
    """Whether the extra is here that translates with installed languages."""
    return all(find_spec(name) for name in ("ctranslate2", "sentencepiece"))


def how_to_begin() -> str:
    """Return what makes an installation translate that does not yet, as a sentence without its end."""
    first = "" if has_engine() else "`pip install 'termnews[translate]'`, then "
    return f"{first}`termnews translate install es` installs Spanish, for example"
