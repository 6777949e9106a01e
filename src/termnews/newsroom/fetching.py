"""The network at work in a thread of its own, so that reading what has come never makes what is under way wait."""

import queue
import threading
from collections.abc import Iterator, Sequence

from termnews.ingest.fetching import Fetched, FetchRequest, Retriever

_WAITING = 256
"""Answers and starts that may wait to be read; then the network waits."""
_TICK = 0.2
"""Seconds after which a quiet network is told of, so that its reader can look at the clock."""
_END_SECONDS = 1.0

Told = FetchRequest | Fetched | None
"""A request that leaves, an answer, or nothing for a while."""


class Fetching:
    """Answers as they come; closing it drops what is under way."""

    def __init__(self, retriever: Retriever, requests: Sequence[FetchRequest]) -> None:
        """Begin to fetch."""
        self._queue: queue.Queue[FetchRequest | Fetched | threading.Event] = queue.Queue(_WAITING)
        self._ended = threading.Event()
        self._stop = retriever.stop
        self._thread = threading.Thread(target=self._work, args=(retriever, requests), name="network", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[Told]:
        """Yield what happens until everything is answered."""
        while True:
            try:
                told = self._queue.get(timeout=_TICK)
            except queue.Empty:
                yield None
                continue
            if isinstance(told, threading.Event):
                return
            yield told

    def close(self) -> None:
        """Stop; a request that does not let itself be stopped ends with the program."""
        self._ended.set()
        if self._thread.is_alive():
            self._stop()
        self._thread.join(_END_SECONDS)

    def _work(self, retriever: Retriever, requests: Sequence[FetchRequest]) -> None:
        if self._ended.is_set():
            return
        try:
            for fetched in retriever.retrieve(requests, self._tell):
                self._tell(fetched)
                if self._ended.is_set():
                    break
        finally:
            self._tell(self._ended)

    def _tell(self, told: FetchRequest | Fetched | threading.Event) -> None:
        while not self._ended.is_set():
            try:
                self._queue.put(told, timeout=_TICK)
            except queue.Full:
                continue
            return
