"""Asking the outlets for news while the window stays open: a process of its own tells how far it is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from textual import work
from textual.timer import Timer

from termnews.ui.messages import RefreshTold
from termnews.ui.ruling import RulingApp

if TYPE_CHECKING:
    from termnews.domain.problems import Problem
    from termnews.domain.refresh import Progress, RefreshEvent


_PROGRESS_SECONDS = 0.25
"""How often it is said how far a refresh is: it tells so much more often, and keys come first."""
_UNSAID = frozenset({"OutletStarted", "OutletDone"})
"""What is not shown; by name, as importing the kinds would cost every start."""


class Refresh(Protocol):
    """A refresh that is under way."""

    def __iter__(self) -> "Iterator[RefreshEvent]":
        """Yield what happens until it is over."""

    def cancel(self) -> None:
        """Ask it to end; what has come so far is kept."""

    def wait(self) -> "Problem | None":
        """Wait until it has ended; return what went wrong."""


def start_refresh(codes: Sequence[str]) -> "Refresh":
    """Start a refresh of some countries, or of all when none are named."""
    from termnews.newsroom.live import RefreshProcess  # noqa: PLC0415 - not needed to begin

    return RefreshProcess(codes)


def start_due_refresh() -> "Refresh":
    """Start a refresh of the feeds whose time has come."""
    from termnews.newsroom.live import RefreshProcess  # noqa: PLC0415 - not needed to begin

    return RefreshProcess(is_wanted=False)


class RefreshingApp(RulingApp):
    """Starts refreshes, passes on what they tell, and ends them with the window."""

    begin_refresh: Callable[[Sequence[str]], Refresh] = staticmethod(start_refresh)
    """How a refresh is started."""
    begin_due_refresh: Callable[[], Refresh] = staticmethod(start_due_refresh)
    """How one is started that nobody asked for."""
    is_quiet_refresh = False
    """Whether nobody asked for the refresh that is under way: then little is said of it."""
    _refresh: Refresh | None = None
    _is_stopping = False
    """Whether the reader has asked for the end of the refresh that is under way."""
    _refresh_timer: Timer | None = None
    _progress: "Progress | None" = None
    """How far it is, until that is said."""
    _progress_timer: Timer | None = None

    def plan_refreshes(self) -> None:
        """Let the window refresh by itself as often as the reader has set; never, when nothing is set."""
        if self.settings is not None and self.settings.live.refresh_minutes:
            self._refresh_timer = self.set_interval(60 * self.settings.live.refresh_minutes, self.refresh_quietly)

    def refresh_quietly(self) -> None:
        """Ask the feeds whose time has come, unless a refresh is under way."""
        if self._refresh is None:
            with suppress(OSError):  # the next time it may go; who asks for a refresh is told
                self._refresh = self.begin_due_refresh()
                self.is_quiet_refresh = True
                self._follow(self._refresh)

    def refresh_outlets(self, codes: Sequence[str]) -> None:
        """Ask the outlets of some countries, or of all; a second time it ends the refresh that is under way."""
        if self._refresh is not None:
            self._is_stopping = True
            self._refresh.cancel()
            self.notify("Stopping; what has come so far is kept.", markup=False)
            return
        try:
            self._refresh = self.begin_refresh(codes)
            self.is_quiet_refresh = False
        except OSError as error:
            self.notify(f"The refresh could not be started: {error.strerror or error}", severity="error", markup=False)
            return
        self._follow(self._refresh)

    def _follow(self, refresh: Refresh) -> None:
        self._is_stopping = False
        self._progress_timer = self.set_interval(_PROGRESS_SECONDS, self._say_progress)
        self._listen(refresh)

    @work(thread=True, exclusive=True, group="refresh")
    def _listen(self, refresh: Refresh) -> None:
        is_whole = False
        for event in refresh:
            kind = type(event).__name__
            is_whole = is_whole or kind == "Finished"
            if kind == "Progress":
                self._progress = event  # type: ignore[assignment]  # it is one
            elif kind not in _UNSAID:
                self.post_message(RefreshTold(event))
        self.post_message(RefreshTold(None, None if is_whole or self._is_stopping else refresh.wait()))

    def _say_progress(self) -> None:
        """Say how far the refresh is, when it has gone on."""
        progress, self._progress = self._progress, None
        if progress is not None and self._refresh is not None:
            self.post_message(RefreshTold(progress))

    def on_refresh_told(self, event: RefreshTold) -> None:
        """Say nothing more of a refresh that is over."""
        if event.event is None and self._progress_timer is not None:
            self._progress_timer.stop()
            self._progress = self._progress_timer = None

    def show_news(self) -> None:
        """Show what has changed in the library."""

    def on_unmount(self) -> None:
        """Let no refresh outlive the window."""
        if self._refresh is not None:
            self._refresh.cancel()
            self._refresh = None
