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
    from termnews.ingest.retrieve import Network

_ROBOTS_KEPT = timedelta(days=1)
"""RFC 9309 asks not to go by older rules."""


class RememberingRetriever:
    """A `Retriever` over HTTP that goes by the pauses and rules of earlier refreshes, and leaves its own for later."""

    def __init__(
        self,
        library: LiveLibrary,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        network: "Network | None" = None,
    ) -> None:
        """Ask within limits; nothing is read before the first request."""
        self._library = library
        self._clock = clock
        self._limits = limits or Limits()
        self._network = network
        self._robots: MutableMapping[str, Robots] = {}
        self._known: frozenset[str] = frozenset()

    @classmethod
    def allowing(
        cls, library: LiveLibrary, clock: Callable[[], datetime], *, is_private: bool
    ) -> "RememberingRetriever":
        """Ask within the usual limits, on this machine and network too where the reader allows it."""
        return cls(library, clock, replace(Limits(), allows_private=is_private))

    def retrieve(
        self, requests: Iterable[FetchRequest], started: Callable[[FetchRequest], None] | None = None
    ) -> Iterator[Fetched]:
        """Yield each request's answer as it comes; see `Retriever`."""
        from termnews.ingest.retrieve import HttpRetriever  # noqa: PLC0415 - 0.1 s that only a refresh has to pay

        now = self._clock()
        known = self._library.load_robots(now - _ROBOTS_KEPT)
        self._robots = {origin: Robots(rules) for origin, rules in known.items()}
        self._known = frozenset(self._robots)
        retriever = HttpRetriever(
            self._clock,
            self._limits,
            pauses=host_pauses(self._library.healths().values(), now),
            robots=self._robots,
            network=self._network,
        )
        return retriever.retrieve(requests, started)

    def keep_rules(self) -> None:
        """Remember what the robots.txt of sites said.

        Raises:
            LibraryUnavailable: it could not be kept.
        """
        fresh = {origin: robots.rules for origin, robots in list(self._robots.items()) if origin not in self._known}
        if fresh:
            self._library.keep_robots(fresh, self._clock())
