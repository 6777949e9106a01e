"""The languages installed here: `.argosmodel` packages, each unpacked into a folder of its own.

A package is a model of CTranslate2 in `model/`, its `sentencepiece.model` and a `metadata.json`.
"""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.translate.base import TARGET

INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
"""The public index of Argos Translate."""
METADATA, PIECES, MODEL = "metadata.json", "sentencepiece.model", "model"
CODE = re.compile(r"[a-z]{2,3}")
_LARGEST_METADATA = 1 << 20
_VERSION = re.compile(r"[\w.+-]{1,40}")


@dataclass(frozen=True, slots=True)
class Package:
    """A language that is installed."""

    language: str
    """ISO 639-1 code of what it translates from."""
    version: str
    folder: Path

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that an index offers."""

    language: str
    name: str
    """Of the language, in English."""
    version: str
    link: str
    digest: str = ""
    """SHA-256 as the index states it; empty when it does not."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is."""

    done: int
    """Bytes, with those of an earlier attempt."""
    total: int
    """Bytes; 0 when the server does not say."""


def folder_name(language: str) -> str:
    """Return the name of a package's folder."""
    return f"{language}-{TARGET}"


def find_packages(folder: Path) -> Iterator[Package | Problem]:
    """Yield the packages in a folder by language; one that cannot be used is a Problem."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            yield read_package(path)


def read_package(folder: Path) -> Package | Problem:
    """Read what a package says of itself and see whether its parts are there."""
    found = read_metadata(folder / METADATA)
    if isinstance(found, str):
        return Problem(folder.name, found)
    language, version = found
    missing = [part for part in (PIECES, f"{MODEL}/model.bin") if not (folder / part).is_file()]
    if missing:
        return Problem(folder.name, f"has no {missing[0]}")
    return Package(language, version, folder)


def read_metadata(path: Path) -> tuple[str, str] | str:
    """Return language and version of a package, or why it is none."""
    try:
        if path.stat().st_size > _LARGEST_METADATA:
            return f"has a {METADATA} that is too large"
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return f"has no {METADATA} that can be read"
    match told:
        case {"from_code": str(language), "to_code": str(target), "package_version": str(version)}:
            is_known = CODE.fullmatch(language) and _VERSION.fullmatch(version)
            return (language, version) if is_known and target == TARGET else f"does not translate into {TARGET}"
    return f"has a {METADATA} without languages and version"


def remove_package(folder: Path, language: str) -> bool:
    """Remove a language; tell whether it was there.

    Raises:
        OSError: it could not be removed.
    """
    path = folder / folder_name(language)
    if not CODE.fullmatch(language) or not path.is_dir():
        return False
    # Renamed first, so that half a package is never found.
    leaving = folder / f".leaving-{path.name}"
    shutil.rmtree(leaving, ignore_errors=True)
    path.rename(leaving)
    shutil.rmtree(leaving)
    return True
