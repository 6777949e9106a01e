"""The way to the network for a refresh, with what was learnt of its hosts before."""

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from termnews.ingest.fetching import Fetched, FetchRequest, Limits
from termnews.ingest.robots import Robots
from termnews.ingest.schedule import host_pauses
from termnews.library.live import LiveLibrary

if TYPE_CHECKING:
    from termnews.ingest.retrieve import HttpRetriever, Network

_ROBOTS_KEPT = timedelta(days=1)
"""RFC 9309 asks not to go by older rules."""


class RememberingRetriever:
    """A `Retriever` over HTTP that goes by the pauses and rules of earlier refreshes, and leaves its own for later."""

    def __init__(
        self,
        library: LiveLibrary | None,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        network: "Network | None" = None,
    ) -> None:
        """Ask within limits; nothing is read before the first request. Without a library all is forgotten."""
        self._library = library
        self._clock = clock
        self._limits = limits or Limits()
        self._network = network
        self._robots: MutableMapping[str, Robots] = {}
        self._known: frozenset[str] = frozenset()
        self._retriever: HttpRetriever | None = None

    @classmethod
    def allowing(
        cls, library: LiveLibrary | None, clock: Callable[[], datetime], *, is_private: bool
    ) -> "RememberingRetriever":
        """Ask within the usual limits, on this machine and network too where the reader allows it."""
        return cls(library, clock, replace(Limits(), allows_private=is_private))

    def retrieve(
        self, requests: Iterable[FetchRequest], started: Callable[[FetchRequest], None] | None = None
    ) -> Iterator[Fetched]:
        """Yield each request's answer as it comes; see `Retriever`."""
        if self._retriever is None:
            self._retriever = self._make_retriever()
        return self._retriever.retrieve(requests, started)

    def stop(self) -> None:
        """End what is under way, from any thread."""
        if self._retriever is not None:
            self._retriever.stop()

    def _make_retriever(self) -> "HttpRetriever":
        from termnews.ingest.retrieve import HttpRetriever  # noqa: PLC0415 - 0.1 s that only a refresh has to pay

        now = self._clock()
        if self._library is not None:
            known = self._library.load_robots(now - _ROBOTS_KEPT)
            self._robots = {origin: Robots(rules) for origin, rules in known.items()}
            self._known = frozenset(self._robots)
        return HttpRetriever(
            self._clock,
            self._limits,
            pauses=host_pauses(self._library.healths().values(), now) if self._library else {},
            robots=self._robots,
            network=self._network,
        )

    def keep_rules(self) -> None:
        """Remember what the robots.txt of sites said.

        Raises:
            LibraryUnavailable: it could not be kept.
        """
        fresh = {origin: robots.rules for origin, robots in list(self._robots.items()) if origin not in self._known}
        if fresh and self._library is not None:
            self._library.keep_robots(fresh, self._clock())
