"""Keeping what the reader marks: bookmarks, read marks, positions, and the way back from each.

The invariant: a change is on disk before anyone is told of it.
"""

import base64
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.library.mirroring import find_differing
from termnews.library.state import State
from termnews.library.store import Library
from termnews.newsroom.change import Change
from termnews.newsroom.grouping import Pair
from termnews.newsroom.opening import library_path, utc_now
from termnews.newsroom.settings import Folders

if TYPE_CHECKING:
    from termnews.library.bookmarks import Bookmark

Job = Callable[[], Change | Problem | None]
"""Something to keep; raises OSError when the disk does not take it."""


def _files() -> ModuleType:
    """Return the room's module of bookmark files; a first window without bookmarks does without it."""
    from termnews.library import bookmarks  # noqa: PLC0415 - it brings Markdown and dates with it

    return bookmarks


class Keeper:
    """Joins the state file, the bookmark folder and a library's marks; one thread of its own writes."""

    def __init__(
        self, folders: Folders, library: Library, clock: Callable[[], datetime] = utc_now, *, is_late: bool = False
    ) -> None:
        """Open what is kept and mark it in the library; what could not be read is in `problems`.

        With `is_late` a library that keeps marks itself shows those for now, until `catch_up` compares them.
        """
        self._is_late = is_late
        self.problems: list[Problem] = []
        self.folders = folders
        self.library = library
        """The edition whose marks are kept up."""
        self.clock = clock
        self._state = self._open_state()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")
        self._kept: set[str] = set()
        self.tags: dict[str, tuple[str, ...]] = {}
        """The tags of bookmarks, by article id."""
        if self.folder.exists():
            kept, found = _files().load_bookmarks(self.folder)
            self.problems += found
            self._kept = {b.article.id for b in kept}
            self.tags = {b.article.id: b.tags for b in kept if b.tags}
        self.adopt(library)

    def _open_state(self) -> State:
        state, found = State.open(self.folders.state_file)
        self.problems += found
        return state

    def adopt(self, library: Library) -> None:
        """Mark what is kept in a library, and from now on in that one."""
        self.library = library
        if not (library.keeps_marks and self._is_late):
            catch_up(self)
        library.mark_bookmarked(self._kept, is_bookmarked=True)
        if self.tags:
            library.search.keep_tags(self.tags)

    @property
    def state(self) -> State:
        """Read marks, positions, corrections and small choices, as they are on disk."""
        return self._state

    @property
    def folder(self) -> Path:
        """The folder of the bookmark files."""
        return self.folders.bookmarks

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
            where = str(error.filename or self.folder.parent)
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
        kept, _ = _files().load_bookmarks(self.folder)
        return sorted(kept, key=lambda b: (b.kept is not None, b.kept or self.clock()), reverse=True)

    def renew_tags(self) -> None:
        """Read the tags from the files again, for `tag:`."""
        self.tags = {b.article.id: b.tags for b in self.bookmarks() if b.tags}
        self.library.search.keep_tags(self.tags)

    def is_kept(self, article_id: str) -> bool:
        """Tell whether an article has a bookmark."""
        return article_id in self._kept

    def mark_read(self, ids: Sequence[str], *, is_read: bool, is_undoable: bool = True) -> Change | None:
        """Mark articles read or unread; None when they all were so before."""
        now = self.clock()
        with self._state.together():
            changed = self._state.mark_read(ids, is_read=is_read, now=now)
            if changed and is_undoable:
                self._state.push_undo("read", {"ids": changed, "is_on": is_read}, now)
        shown = self.library.mark_read(ids, is_read=is_read)
        return Change("read", tuple(changed or shown), is_read) if changed or shown else None

    def toggle_bookmark(self, article: Article) -> Change:
        """Bookmark an article, or let its bookmark go."""
        if article.id in self._kept:
            return self._remove(article.id)
        now = self.clock()
        _files().keep_bookmark(self.folder, article, now)
        self._state.push_undo("bookmark", {"id": article.id, "is_on": True}, now)
        return self.note_bookmark(article.id, is_on=True)

    def _remove(self, article_id: str) -> Change:
        removed = _files().remove_bookmark(self.folder, article_id)
        if removed is not None:
            name, data = removed
            payload = {"id": article_id, "is_on": False, "name": name, "data": base64.b64encode(data).decode()}
            self._state.push_undo("bookmark", payload, self.clock())
        return self.note_bookmark(article_id, is_on=False)

    def read_again(self) -> None:
        """Read the bookmark files again, after another program has changed them."""
        self._kept = {b.article.id for b in self.bookmarks()}

    def note_bookmark(self, article_id: str, *, is_on: bool, is_undo: bool = False) -> Change:
        """Mark that a bookmark is on the disk now, or gone from there."""
        (self._kept.add if is_on else self._kept.discard)(article_id)
        self.library.mark_bookmarked([article_id], is_bookmarked=is_on)
        return Change("bookmark", (article_id,), is_on, is_undo)

    def correct(self, pairs: Sequence[Pair], *, is_together: bool) -> Change:
        """Remember that pairs of articles tell one story, or do not."""
        now = self.clock()
        before = self._state.corrections()
        earlier = [[*pair, before.get(pair)] for pair in (_ordered(p) for p in pairs)]
        with self._state.together():
            for pair in pairs:
                self._state.keep_correction(pair, now, is_together=is_together)
            self._state.push_undo("correction", earlier, now)
        return Change("correction", tuple(dict.fromkeys(i for pair in pairs for i in pair)), is_together)

    def undo(self) -> Change | Problem | None:
        """Take the newest change back, also one of an earlier run; None when there is none."""
        from termnews.newsroom.undoing import take_back  # noqa: PLC0415 - not needed to begin

        return take_back(self)

    def keep_position(self, article_id: str, position: int) -> None:
        """Remember the block an article is left at."""
        if position != self._state.position(article_id):  # a held key passes more articles than a disk takes writes
            self._state.keep_position(article_id, position, self.clock())


def _ordered(pair: Pair) -> Pair:
    one, other = sorted(pair)
    return one, other


def catch_up(keeper: Keeper) -> Change | None:
    """Bring the library's read marks to what is kept; None when they were so."""
    library, state = keeper.library, keeper.state
    if library.keeps_marks and state.is_lasting:
        found = find_differing(library_path(keeper.folders), keeper.folders.state_file)
        changed = [i for value, ids in found.items() for i in library.mark_read(ids, is_read=value)]
    else:
        changed = library.mark_read(state.read_ids(), is_read=True)
    return Change("read", tuple(changed), is_on=True) if changed else None
