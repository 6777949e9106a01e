"""The way back from every change: one function a kind, named in one table, so that a new kind touches nothing else.

The invariant: a step is off the journal only when what it says has been taken back, or cannot be any more.
"""

import base64
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

from termnews.domain.problems import Problem
from termnews.library.state import State
from termnews.library.store import Library
from termnews.newsroom.change import Change
from termnews.newsroom.settings import Folders

_MOST_BYTES = 8 << 20
_UNDONE = "undo"


class Keeping(Protocol):
    """What the ways back need of a keeper."""

    @property
    def state(self) -> State:
        """The journal, read marks and corrections."""

    @property
    def folder(self) -> Path:
        """The folder of the bookmark files."""

    @property
    def folders(self) -> Folders:
        """All folders."""

    @property
    def library(self) -> Library:
        """The edition whose marks are kept up."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """What tells the time."""

    def renew_tags(self) -> None:
        """Read the tags of bookmarks from their files again."""

    def note_bookmark(self, article_id: str, *, is_on: bool, is_undo: bool = False) -> Change:
        """Mark that a bookmark is on the disk now, or gone from there."""


def take_back(keeper: Keeping) -> Change | Problem | None:
    """Take the newest change back, also one of an earlier run; None when there is none.

    Raises:
        OSError: the disk did not take it; the step stays.
    """
    with keeper.state.together():
        step = keeper.state.pop_undo()
        if step is None:
            return None
        if step.kind not in WAYS_BACK:
            return Problem(_UNDONE, f"a change of the kind {step.kind!r} was made by another version of termnews")
        try:
            return WAYS_BACK[step.kind](keeper, step.payload)
        except (KeyError, TypeError, ValueError):
            return Problem(_UNDONE, f"what is needed to take back a change of the kind {step.kind!r} is damaged")


def pack(content: bytes | None) -> str | None:
    """Return bytes as the journal holds them."""
    return None if content is None else base64.b64encode(content).decode()


def digest_of(content: bytes) -> str:
    """Return what tells whether a file is as it was left."""
    return blake2b(content, digest_size=16).hexdigest()


def read_present(path: Path) -> bytes | None:
    """Return a file's bytes, None when there is none.

    Raises:
        OSError: it cannot be read.
    """
    from termnews.library.safe_files import read_whole  # noqa: PLC0415 - not needed to begin

    try:
        return read_whole(path, _MOST_BYTES)
    except FileNotFoundError:
        return None


def _undo_read(keeper: Keeping, payload: Mapping[str, Any]) -> Change:
    is_read = not payload["is_on"]
    at = payload.get("at")  # a whole list: its marks are known by their moment
    ids = [str(i) for i in payload["ids"]] if at is None else sorted(keeper.state.read_ids(float(at)))
    keeper.state.mark_read(ids, is_read=is_read, now=keeper.clock())
    keeper.library.mark_read(ids, is_read=is_read)
    return Change("read", tuple(ids), is_read, is_undo=True)


def _undo_bookmark(keeper: Keeping, payload: Mapping[str, Any]) -> Change:
    from termnews.library.bookmarks import remove_bookmark, restore_bookmark  # noqa: PLC0415 - brings Markdown along

    article_id = str(payload["id"])
    if payload["is_on"]:
        remove_bookmark(keeper.folder, article_id)
    else:
        restore_bookmark(keeper.folder, str(payload["name"]), base64.b64decode(payload["data"]))
        keeper.renew_tags()
    return keeper.note_bookmark(article_id, is_on=not payload["is_on"], is_undo=True)


def _undo_correction(keeper: Keeping, earlier: list[tuple[str, str, bool | None]]) -> Change:
    for one, other, is_together in earlier:
        keeper.state.keep_correction((one, other), keeper.clock(), is_together=is_together)
    ids = tuple(dict.fromkeys(i for one, other, _ in earlier for i in (one, other)))
    return Change("correction", ids, is_on=False, is_undo=True)


def _undo_config(keeper: Keeping, payload: Mapping[str, Any]) -> Change | Problem:
    from termnews.newsroom.config_file import ConfigRefusedError, remove_value, set_value  # noqa: PLC0415 - rare

    table, key, old = str(payload["table"]), str(payload["key"]), payload["old"]
    try:
        if old is None:
            remove_value(keeper.folders.config, table, key)
        else:
            set_value(keeper.folders.config, table, key, old)
    except ConfigRefusedError as refused:
        return Problem(_UNDONE, str(refused))
    return Change("config", (table, key), is_on=old is not None, is_undo=True)


def _undo_outlets(keeper: Keeping, payload: Mapping[str, Any]) -> Change | Problem:
    from termnews.newsroom.catalogue import OWN_NAME  # noqa: PLC0415 - it brings feeds with it

    if problem := _put_back(keeper.folders.config / OWN_NAME, payload):
        return problem
    return Change("outlets", tuple(str(n) for n in payload["names"]), is_on=False, is_undo=True)


def _undo_note(keeper: Keeping, payload: Mapping[str, Any]) -> Change | Problem:
    name = str(payload["name"])
    if name != Path(name).name:
        raise ValueError(name)
    if problem := _put_back(keeper.folder / name, payload):
        return problem
    keeper.renew_tags()
    return Change("note", (str(payload["id"]),), is_on=False, is_undo=True)


def _put_back(path: Path, payload: Mapping[str, Any]) -> Problem | None:
    """Give a file the bytes it had, or no file, unless somebody else has written to it since."""
    from termnews.library.safe_files import write_whole  # noqa: PLC0415 - not needed to begin

    present = read_present(path)
    if present is None or digest_of(present) != payload["left"]:
        return Problem(_UNDONE, f"{path.name} was changed since by another program, and stays as it is")
    old = payload["old"]
    if old is None:
        path.unlink()
    else:
        write_whole(path, base64.b64decode(old))
    return None


WAYS_BACK: dict[str, Callable[[Keeping, Any], Change | Problem]] = {
    "read": _undo_read,
    "bookmark": _undo_bookmark,
    "correction": _undo_correction,
    "config": _undo_config,
    "outlets": _undo_outlets,
    "note": _undo_note,
}
"""How a change is taken back, by the kind its step has on the journal."""
