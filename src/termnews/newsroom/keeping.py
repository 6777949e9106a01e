"""Keeping what the reader marks: bookmarks, read marks, positions, and the way back from each.

The invariant: a change is on disk before anyone is told of it.
"""

import base64
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.library.state import State
from termnews.library.store import Library
from termnews.newsroom.grouping import Pair
from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import Folders


@dataclass(frozen=True, slots=True)
class Change:
    """What has been kept, after it is safe."""

    kind: str
    """"read", "bookmark" or "correction"."""
    ids: tuple[str, ...]
    """The articles concerned."""
    is_on: bool
    """Whether the mark is there now."""
    is_undo: bool = False
    """Whether this took an earlier change back."""


if TYPE_CHECKING:
    from termnews.library.bookmarks import Bookmark

Job = Callable[[], Change | None]
"""Something to keep; raises OSError when the disk does not take it."""


def _files() -> ModuleType:
    """Return the room's module of bookmark files; a first window without bookmarks does without it."""
    from termnews.library import bookmarks  # noqa: PLC0415 - it brings Markdown and dates with it

    return bookmarks


class Keeper:
    """Joins the state file, the bookmark folder and a library's marks; one thread of its own writes."""

    def __init__(self, folders: Folders, library: Library, clock: Callable[[], datetime] = utc_now) -> None:
        """Open what is kept and mark it in the library; what could not be read is in `problems`."""
        self.problems: list[Problem] = []
        self._folder = folders.bookmarks
        self._library = library
        self._clock = clock
        self._state, found = State.open(folders.state_file)
        self.problems += found
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")
        self._kept: set[str] = set()
        if self._folder.exists():
            kept, found = _files().load_bookmarks(self._folder)
            self.problems += found
            self._kept = {b.article.id for b in kept}
        self.adopt(library)

    def adopt(self, library: Library) -> None:
        """Mark what is kept in a library, and from now on in that one."""
        self._library = library
        library.mark_read(self._state.read_ids(), is_read=True)
        library.mark_bookmarked(self._kept, is_bookmarked=True)

    @property
    def state(self) -> State:
        """Read marks, positions, corrections and small choices, as they are on disk."""
        return self._state

    @property
    def folder(self) -> Path:
        """The folder of the bookmark files."""
        return self._folder

    def submit(self, job: Job, done: Callable[[Change | Problem | None], object]) -> None:
        """Do a job on the writing thread, after those before it, and tell `done` there; a fault becomes a Problem."""

        def tell(future: Future[Change | Problem | None]) -> None:
            fault = future.exception()
            words = f"nothing was kept: a fault of termnews ({type(fault).__name__})"
            done(Problem("termnews", words) if fault else future.result())

        self._writer.submit(self.attempt, job).add_done_callback(tell)

    def attempt(self, job: Job) -> Change | Problem | None:
        """Do a job here; a disk that does not take it gives a Problem."""
        try:
            return job()
        except OSError as error:
            where = str(error.filename or self._folder.parent)
            return Problem(where, f"nothing was kept: {error.strerror or error}")

    def finish(self) -> None:
        """Wait until everything that was asked for is done."""
        self._writer.submit(lambda: None).result()

    def close(self) -> None:
        """Finish what was asked for, then close the files."""
        self._writer.shutdown(wait=True)
        self._state.close()

    def bookmarks(self) -> "list[Bookmark]":
        """Read all bookmarks, the newest first."""
        kept, _ = _files().load_bookmarks(self._folder)
        return sorted(kept, key=lambda b: (b.kept is not None, b.kept or self._clock()), reverse=True)

    def is_kept(self, article_id: str) -> bool:
        """Tell whether an article has a bookmark."""
        return article_id in self._kept

    def mark_read(self, ids: Sequence[str], *, is_read: bool, is_undoable: bool = True) -> Change | None:
        """Mark articles read or unread; None when they all were so before."""
        now = self._clock()
        with self._state.together():
            changed = self._state.mark_read(ids, is_read=is_read, now=now)
            if changed and is_undoable:
                self._state.push_undo("read", {"ids": changed, "is_on": is_read}, now)
        shown = self._library.mark_read(ids, is_read=is_read)
        return Change("read", tuple(changed or shown), is_read) if changed or shown else None

    def toggle_bookmark(self, article: Article) -> Change:
        """Bookmark an article, or let its bookmark go."""
        if article.id in self._kept:
            return self._remove(article.id)
        now = self._clock()
        _files().keep_bookmark(self._folder, article, now)
        self._state.push_undo("bookmark", {"id": article.id, "is_on": True}, now)
        return self._note_bookmark(article.id, is_on=True)

    def _remove(self, article_id: str) -> Change:
        removed = _files().remove_bookmark(self._folder, article_id)
        if removed is not None:
            name, data = removed
            payload = {"id": article_id, "is_on": False, "name": name, "data": base64.b64encode(data).decode()}
            self._state.push_undo("bookmark", payload, self._clock())
        return self._note_bookmark(article_id, is_on=False)

    def _note_bookmark(self, article_id: str, *, is_on: bool, is_undo: bool = False) -> Change:
        (self._kept.add if is_on else self._kept.discard)(article_id)
        self._library.mark_bookmarked([article_id], is_bookmarked=is_on)
        return Change("bookmark", (article_id,), is_on, is_undo)

    def correct(self, pairs: Sequence[Pair], *, is_together: bool) -> Change:
        """Remember that pairs of articles tell one story, or do not."""
        now = self._clock()
        before = self._state.corrections()
        earlier = [[*pair, before.get(pair)] for pair in (_ordered(p) for p in pairs)]
        with self._state.together():
            for pair in pairs:
                self._state.keep_correction(pair, now, is_together=is_together)
            self._state.push_undo("correction", earlier, now)
        return Change("correction", tuple(dict.fromkeys(i for pair in pairs for i in pair)), is_together)

    def undo(self) -> Change | None:
        """Take the newest change back, also one of an earlier run; None when there is none."""
        undo = self._state.pop_undo()
        if undo is None:
            return None
        match undo.kind:
            case "read":
                return self._undo_read(undo.payload)
            case "correction":
                return self._undo_correction(undo.payload)
            case _:
                return self._undo_bookmark(undo.payload)

    def _undo_correction(self, earlier: Sequence[tuple[str, str, bool | None]]) -> Change:
        with self._state.together():
            for one, other, is_together in earlier:
                self._state.keep_correction((one, other), self._clock(), is_together=is_together)
        ids = tuple(dict.fromkeys(i for one, other, _ in earlier for i in (one, other)))
        return Change("correction", ids, is_on=False, is_undo=True)

    def _undo_read(self, payload: dict[str, object]) -> Change:
        ids, is_read = [str(i) for i in payload["ids"]], not payload["is_on"]  # type: ignore[attr-defined]
        self._state.mark_read(ids, is_read=is_read, now=self._clock())
        self._library.mark_read(ids, is_read=is_read)
        return Change("read", tuple(ids), is_read, is_undo=True)

    def _undo_bookmark(self, payload: dict[str, object]) -> Change:
        article_id = str(payload["id"])
        if payload["is_on"]:
            _files().remove_bookmark(self._folder, article_id)
        else:
            _files().restore_bookmark(self._folder, str(payload["name"]), base64.b64decode(str(payload["data"])))
        return self._note_bookmark(article_id, is_on=not payload["is_on"], is_undo=True)

    def keep_position(self, article_id: str, position: int) -> None:
        """Remember the block an article is left at."""
        if position != self._state.position(article_id):  # a held key passes more articles than a disk takes writes
            self._state.keep_position(article_id, position, self._clock())


def _ordered(pair: Pair) -> Pair:
    one, other = sorted(pair)
    return one, other
