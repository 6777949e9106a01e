"""Whose turn it is: one request at once for each host, a pause behind it, and so many in all."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from termnews.ingest.fetching import Limits


class Turns:
    """Lets requests go one by one."""

    def __init__(self, limits: Limits, free_at: dict[str, float]) -> None:
        """Keep to the limits' gap and number in flight; `free_at` says when hosts have rested, and is kept up."""
        self._gap = limits.gap
        self._all = asyncio.Semaphore(limits.in_flight)
        self._hosts: dict[str, asyncio.Lock] = {}
        self._free_at = free_at

    @asynccontextmanager
    async def take(self, host: str) -> AsyncIterator[None]:
        """Wait for a host's turn and hold it; a host that rests holds none of the places of all."""
        async with self._hosts.setdefault(host, asyncio.Lock()):
            clock = asyncio.get_running_loop().time
            rest = self._free_at.get(host, 0.0) - clock()
            if rest > 0:
                await asyncio.sleep(rest)
            async with self._all:
                try:
                    yield
                finally:
                    self._free_at[host] = clock() + self._gap
