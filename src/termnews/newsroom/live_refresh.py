"""A refresh of the reader's own library: everything it needs found, one at a time, its troubles told in words."""

import os
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from termnews.domain.problems import Problem
from termnews.domain.refresh import Finished, RefreshEvent, Synced
from termnews.library.library_file import open_library_file, set_aside
from termnews.library.live import LiveLibrary
from termnews.library.rebuilding import compact_index, complete_index
from termnews.library.safe_files import make_private_file
from termnews.library.state import State
from termnews.library.writing import LibraryDamaged
from termnews.newsroom.alone import hold
from termnews.newsroom.catalogue import load_catalogue
from termnews.newsroom.config import Config, load_config
from termnews.newsroom.depth import Depth
from termnews.newsroom.grouping import Pair
from termnews.newsroom.network import RememberingRetriever
from termnews.newsroom.opening import library_path, utc_now
from termnews.newsroom.picture_fetching import wants_pictures
from termnews.newsroom.reading_apart import ReadingProcess
from termnews.newsroom.refreshing import Sources, refresh
from termnews.newsroom.settings import Folders, load_countries

if TYPE_CHECKING:  # only who translates needs it
    from termnews.newsroom.translating import Translating

_SHARE = 0.5
"""Of the day's characters: the rest is for what the reader opens."""
_NICE = 10
_UNTOLD = "untold"
"""A file that is there from the start of a refresh until the stories of what it brought are found."""


class RefreshRefusedError(Exception):
    """There can be no refresh, or it cannot go on; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        """Refuse because of a problem."""
        super().__init__(f"{problem.where}: {problem.why}")
        self.problem = problem


def refresh_live(
    folders: Folders,
    codes: Collection[str] = (),
    *,
    is_wanted: bool,
    cancelled: Event,
    report: Callable[[Problem], None],
) -> Generator[RefreshEvent, None, None]:
    """Refresh the reader's library and yield what happens; what could not be used is told to `report`.

    Raises:
        RefreshRefusedError: it cannot begin or go on; what was told of is kept.
    """
    path = library_path(folders)
    try:
        with _alone(folders), closing(_open(folders, report)) as library:
            yield from _refresh(folders, library, codes, is_wanted, cancelled, report)
    except LibraryDamaged as damage:
        raise RefreshRefusedError(set_aside(path, str(damage))) from damage
    except OSError as error:
        why = f"cannot be written: {error.strerror or error}"
        raise RefreshRefusedError(Problem(path.name, why)) from error


def _refresh(  # noqa: PLR0913, PLR0917 -- what the caller was given
    folders: Folders,
    library: LiveLibrary,
    codes: Collection[str],
    is_wanted: bool,  # noqa: FBT001 -- likewise
    cancelled: Event,
    report: Callable[[Problem], None],
) -> Iterator[RefreshEvent]:
    config, problems = load_config(folders.config)
    catalogue = load_catalogue(folders.config)
    for problem in (*problems, *catalogue.problems):
        report(problem)
    retriever = RememberingRetriever.allowing(library, utc_now, is_private=config.live.allow_private)
    mark = folders.data / _UNTOLD
    sources = Sources(
        library,
        catalogue.outlets,
        load_countries(),
        retriever,
        utc_now,
        keep_days=config.live.keep_days,
        corrections=_load_corrections(folders),
        find_bookmarked=lambda: _find_bookmarked(folders),
        is_untold=mark.exists(),
        find_translating=lambda: opened.enter_context(_find_translating(config, folders, report)),
    )
    make_private_file(mark)
    with ExitStack() as opened:
        opened.callback(retriever.keep_rules)
        cache = folders.cache if wants_pictures(folders) else None
        depth = Depth(opened.enter_context(ReadingProcess()), cache, config.live.full_text, report)
        for event in refresh(replace(sources, depth=depth), codes, is_wanted=is_wanted, cancelled=cancelled):
            if isinstance(event, Finished) and not event.is_cancelled:
                mark.unlink(missing_ok=True)
                if complete_index(library, lambda: not cancelled.is_set()) and event.added:
                    compact_index(library)
                yield from _sync(folders, library, config, report)
            yield event


@contextmanager
def _find_translating(
    config: Config, folders: Folders, report: Callable[[Problem], None]
) -> Iterator["Translating | None"]:
    """Open who translates in the background, below whatever the reader does meanwhile; None when nobody does."""
    from termnews.newsroom.translating import Translating  # noqa: PLC0415 - only what is in other languages needs it

    with closing(Translating(config, folders, utc_now, share=_SHARE)) as translating:
        for problem in translating.problems:
            report(problem)
        if translating.is_ready:
            os.nice(_NICE)
        yield translating if translating.is_ready else None


def _open(folders: Folders, report: Callable[[Problem], None]) -> LiveLibrary:
    opened = open_library_file(library_path(folders))
    if opened.library is None:
        raise RefreshRefusedError(opened.problems[0])
    for problem in opened.problems:
        report(problem)
    return opened.library


def _find_bookmarked(folders: Folders) -> list[str]:
    from termnews.library.bookmarks import load_bookmarks  # noqa: PLC0415 - only a refresh that comes to its end

    return [bookmark.article.id for bookmark in load_bookmarks(folders.bookmarks)[0]]


def _load_corrections(folders: Folders) -> dict[Pair, bool]:
    state, _ = State.open(folders.state_file)
    with closing(state):
        return state.corrections()


@contextmanager
def _alone(folders: Folders) -> Iterator[None]:
    with ExitStack() as held:
        try:
            held.enter_context(hold(folders))
        except BlockingIOError:
            raise RefreshRefusedError(Problem("refresh", "another one is under way")) from None
        yield


def _sync(
    folders: Folders, library: LiveLibrary, config: Config, report: Callable[[Problem], None]
) -> Iterator[RefreshEvent]:
    """Share marks and outlets with the reader's server, where one is set."""
    if not config.sync.url:
        return
    from termnews.newsroom.live_sync import sync_library  # noqa: PLC0415 - most have no server

    if (done := sync_library(folders, library, config, report)) is not None:
        yield Synced(done.here, done.there)
