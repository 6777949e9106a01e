"""Asking the outlets for news while the window stays open: a process of its own tells how far it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from textual import work

from termnews.ui.choosing import ChoosingApp
from termnews.ui.messages import RefreshTold

if TYPE_CHECKING:
    from termnews.domain.refresh import RefreshEvent


class Refresh(Protocol):
    """A refresh that is under way."""

    def __iter__(self) -> "Iterator[RefreshEvent]":
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
