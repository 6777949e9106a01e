"""A package's archive, looked at before anything is taken out of it: paths, kinds and sizes.

Nothing of the archive is written outside the new folder, and the sizes it states are the most that is ever written.
"""

import os
import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from termnews.domain.problems import Problem
from termnews.translate.packages import METADATA, MODEL, PIECES, Package, folder_name, read_metadata, read_package

LARGEST = 2 << 30
"""Bytes of a package, packed or unpacked: several times the largest there is."""
_MOST_PARTS = 2_000
_LARGEST_RATIO = 200
"""Unpacked to packed bytes: weights hardly shrink."""
_LOCKED = 1
"""A bit of a part's flags."""
_STEP = 1 << 20


def install_archive(archive: Path, folder: Path, language: str) -> Package | Problem:
    """Unpack a package for a language into a folder, whole or not at all; one that is there already is replaced."""
    target = folder / folder_name(language)
    new, old = folder / f".new-{target.name}", folder / f".old-{target.name}"
    shutil.rmtree(new, ignore_errors=True)
    try:
        why = _unpack(archive, new) or _check_language(new, language)
        if why:
            return Problem(archive.name, why)
        shutil.rmtree(old, ignore_errors=True)
        if target.exists():
            target.rename(old)
        new.rename(target)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        why = (error.strerror or "cannot be read") if isinstance(error, OSError) else "is damaged"
        return Problem(archive.name, why[:1].lower() + why[1:])
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    return read_package(target)


def _unpack(archive: Path, new: Path) -> str:
    """Unpack what is needed; return why not, nothing when it is done."""
    with zipfile.ZipFile(archive) as packed:
        members = packed.infolist()
        if why := _find_fault(members):
            return why
        top = PurePosixPath(members[0].filename).parts[0]
        new.mkdir(mode=0o700, parents=True)
        for member in members:
            path = PurePosixPath(member.filename)
            if path.parts[0] != top:
                return "holds more than one folder"
            if not member.is_dir() and _is_needed(path.parts[1:]):
                _write(packed, member, new.joinpath(*path.parts[1:]))
    return ""


def _find_fault(members: list[zipfile.ZipInfo]) -> str:
    if not members:
        return "is empty"
    if len(members) > _MOST_PARTS:
        return "holds too many files"
    if why := next(filter(None, map(_find_member_fault, members)), ""):
        return why
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > LARGEST or size > _LARGEST_RATIO * max(packed, 1):
        return "is larger unpacked than any package"
    return ""


def _find_member_fault(member: zipfile.ZipInfo) -> str:
    path = PurePosixPath(member.filename)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if not path.parts or path.is_absolute() or ".." in path.parts or set("\\:") & set(member.filename):
        return "holds a path that leads out of it"
    if kind and not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
        return "holds something that is no plain file"
    return "is locked with a password" if member.flag_bits & _LOCKED else ""


def _is_needed(parts: tuple[str, ...]) -> bool:
    """Tell the model and what it needs from what packages hold besides, such as a second one for sentences."""
    return parts in {(METADATA,), (PIECES,)} or (len(parts) > 1 and parts[0] == MODEL)


def _write(packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """Write one part; the archive's checksum is checked at its end."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    left = member.file_size
    with packed.open(member) as source, path.open("xb") as out:
        while part := source.read(_STEP):
            left -= len(part)
            if left < 0:
                raise ValueError("longer than it says")
            out.write(part)
        out.flush()
        os.fsync(out.fileno())


def _check_language(new: Path, language: str) -> str:
    found = read_metadata(new / METADATA)
    if isinstance(found, str):
        return found
    if found[0] != language:
        return f"is for another language: {found[0]}"
    package = read_package(new)
    return package.why if isinstance(package, Problem) else ""
