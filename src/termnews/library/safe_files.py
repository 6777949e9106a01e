"""Files that must not be lost: written whole or not at all, on the disk at return, for their owner only."""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

_TEMPORARY = ".termnews-"
_ABANDONED_SECONDS = 3600
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES}


def make_private_folder(folder: Path) -> None:
    """Create a folder that only its owner may enter; one that exists is left as it is."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sync_folder(folder.parent)


def make_private_file(path: Path) -> None:
    """Create an empty file that only its owner may read, or make one that exists so; a link is not followed.

    Raises:
        OSError: it cannot be created, or is no regular file.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Is not a regular file")
        os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place, through a temporary one beside it; a link there is replaced, never followed."""
    temporary = path.with_name(f"{_TEMPORARY}{os.urandom(8).hex()}.tmp")
    handle = os.open(temporary, _NEW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            _sync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the file system can do that."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _sync(handle)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Wait until a file that somebody wrote is on the disk, with its name."""
    handle = os.open(path, _READ)
    try:
        _sync(handle)
    finally:
        os.close(handle)
    sync_folder(path.parent)


def _sync(handle: int) -> None:
    if sys.platform == "darwin":
        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)


def read_whole(path: Path, limit: int) -> bytes:
    """Read a regular file of at most `limit` bytes; a pipe or device is refused, not waited for.

    Raises:
        OSError: it cannot be read, is no regular file, or is too large.
    """
    handle = os.open(path, _READ)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Is not a regular file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(limit + 1)
    finally:
        os.close(handle)
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"Is larger than {limit >> 20} MB")
    return content


def sweep_temporary(folder: Path, now: float) -> None:
    """Remove temporary files that a killed program left an hour or more before `now`, in seconds since 1970."""
    for path in folder.glob(f"{_TEMPORARY}*.tmp"):
        with suppress(OSError):
            if path.lstat().st_mtime < now - _ABANDONED_SECONDS:
                path.unlink()
