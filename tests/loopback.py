"""Web servers of the tests: on a free port of loopback, quiet, until the block is left."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar


class Quiet:
    """A part of handlers that print nothing of what they are asked."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class LoopbackServer(ThreadingHTTPServer):
    """Listens on loopback; `closing` is set when it ends, so that slow answers end too."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.closing = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Say nothing: who asks breaks off on purpose."""

    @property
    def port(self) -> int:
        return self.server_address[1]


_Server = TypeVar("_Server", bound=LoopbackServer)


@contextmanager
def running(server: _Server) -> Iterator[_Server]:
    """Let a server answer until the block is left."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()
