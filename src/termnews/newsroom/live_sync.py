"""A sync of the reader's own library: everything it needs found, its troubles told in words."""

from collections.abc import Callable
from contextlib import ExitStack, closing

from termnews.domain.problems import Problem
from termnews.library.library_file import open_library_file
from termnews.library.live import LiveLibrary
from termnews.library.state import State
from termnews.newsroom.alone import hold
from termnews.newsroom.config import Config, load_config
from termnews.newsroom.opening import library_path, utc_now
from termnews.newsroom.settings import Folders, load_countries
from termnews.newsroom.sync_here import Here
from termnews.newsroom.syncing import SyncReport, sync_with, try_sync


def sync_live(folders: Folders, report: Callable[[Problem], None], *, is_dry: bool = False) -> SyncReport | None:
    """Sync; None when it is not possible, which is told to `report`."""
    config, problems = load_config(folders.config)
    for problem in problems:
        report(problem)
    if not config.sync.url:
        report(Problem("sync", "no server is set: sync.url in config.toml names it"))
        return None
    with ExitStack() as held:
        try:
            held.enter_context(hold(folders))
        except BlockingIOError:
            report(Problem("sync", "a refresh is under way, which syncs too"))
            return None
        opened = open_library_file(library_path(folders))
        for problem in opened.problems:
            report(problem)
        if opened.library is None:
            return None
        library = held.enter_context(closing(opened.library))
        return sync_library(folders, library, config, report, is_dry=is_dry)


def sync_library(
    folders: Folders,
    library: LiveLibrary,
    config: Config,
    report: Callable[[Problem], None],
    *,
    is_dry: bool = False,
) -> SyncReport | None:
    """Sync an open library; None when it is not possible, which is told to `report`."""
    state, problems = State.open(folders.state_file)
    with closing(state):
        if not state.is_lasting:
            for problem in problems:
                report(problem)
            return None  # what is read here would look unread, and go on as that to the server
        here = Here(folders, library, state, load_countries())
        return try_sync(lambda: sync_with(here, config.sync, utc_now(), config.live.keep_days, is_dry=is_dry), report)
