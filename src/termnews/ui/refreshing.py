"""Asking the outlets for news while the window stays open: a process of its own tells how far it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from textual import work

from termnews.domain.refresh import Finished, OutletFailed, Progress, RefreshEvent
from termnews.ui.choosing import ChoosingApp
from termnews.ui.messages import RefreshTold


class Refresh(Protocol):
    """A refresh that is under way."""

    def __iter__(self) -> Iterator[RefreshEvent]:
        """Yield what happens until it is over."""

    def cancel(self) -> None:
        """Ask it to end; what has come so far is kept."""


def start_refresh(codes: Sequence[str]) -> "Refresh":
    """Start a refresh of some countries, or of all when none are named."""
    from termnews.newsroom.live import RefreshProcess  # noqa: PLC0415 - not needed to begin

    return RefreshProcess(codes)


class RefreshingApp(ChoosingApp):
    """Starts refreshes, passes on what they tell, and ends them with the window."""

    begin_refresh: Callable[[Sequence[str]], Refresh] = staticmethod(start_refresh)
    """How a refresh is started."""
    _refresh: Refresh | None = None

    def refresh_outlets(self, codes: Sequence[str]) -> None:
        """Ask the outlets of some countries, or of all; a second time it ends the refresh that is under way."""
        if self._refresh is not None:
            self._refresh.cancel()
            self.notify("Stopping; what has come so far is kept.", markup=False)
            return
        try:
            self._refresh = self.begin_refresh(codes)
        except OSError as error:
            self.notify(f"The refresh could not be started: {error.strerror or error}", severity="error", markup=False)
            return
        self._listen(self._refresh)

    @work(thread=True, exclusive=True, group="refresh")
    def _listen(self, refresh: Refresh) -> None:
        for event in refresh:
            self.post_message(RefreshTold(event))
        self.post_message(RefreshTold(None))

    def on_unmount(self) -> None:
        """Let no refresh outlive the window."""
        if self._refresh is not None:
            self._refresh.cancel()
            self._refresh = None


def progress_words(event: RefreshEvent | None) -> str:
    """Return what the status bar says of a refresh; empty when there is nothing to say."""
    match event:
        case Progress(done, total, added, outlet):
            words = f"Refreshing {done} of {total} · {added} new"
            return f"{words} · {outlet}" if outlet else words
        case _:
            return ""


def end_words(event: Finished) -> str:
    """Return what is said when a refresh is over."""
    words = f"{event.added} new article{'s' * (event.added != 1)} from {event.done} feed{'s' * (event.done != 1)}"
    if event.failed:
        words += f", {event.failed} could not be read: ! lists them"
    return f"Stopped: {words}." if event.is_cancelled else f"{words}."


def failure(event: RefreshEvent | None) -> OutletFailed | None:
    """Return the event when it tells of a feed that could not be read."""
    return event if isinstance(event, OutletFailed) else None
