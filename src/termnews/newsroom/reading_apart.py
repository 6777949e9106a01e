"""Reading what anybody may have written in a process of its own, so that nothing made to take long stops the rest.

A feed or a page that takes too much time or memory, or breaks what reads it, ends that process and is a Problem; the
next one gets a new process. Nothing of the network is open there.
"""

import os
import pickle
import select
import signal
import struct
import subprocess
import sys
import time
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from termnews.domain.article import Block
from termnews.domain.problems import Problem
from termnews.newsroom.children import collect_seldom, end_child

if TYPE_CHECKING:  # the child reads
    from termnews.ingest.parsed_feed import Origin, ParsedFeed

MISSING = "the whole text needs trafilatura, which is not here: pip install trafilatura lxml_html_clean"
CPU_SECONDS = 10
"""Of one feed or page; the largest that are read take less than two."""
SECONDS = 30.0
"""By the clock, for what waits instead of working."""
MEMORY = 1 << 30
"""Bytes of address space."""
COMMAND = (sys.executable, "-m", "termnews.newsroom.reading_apart")
_LENGTH = struct.Struct(">Q")
_CHUNK = 1 << 20
_BROKEN = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""What text that nobody thought of might do to the code that reads it."""

PageText = tuple[tuple[Block, ...], str]
"""Blocks and byline of a page."""


class ReadingProcess:
    """Reads feeds and pages one after the other; started with the first one."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return itself; at the end of the block no process is left."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            end_child(process)

    def parse_feed(self, data: bytes, name: str, origin: "Origin", charset: str) -> "ParsedFeed | Problem":
        """Read a feed; see `termnews.ingest.feeds.parse_feed`."""
        found: ParsedFeed | Problem = self._ask("feed", name, data, name, origin, charset)
        return found

    def read_page(self, data: bytes, name: str, link: str, charset: str) -> PageText | Problem:
        """Read an article's page; see `termnews.ingest.page.read_page`."""
        found: PageText | Problem = self._ask("page", name, data, name, link, charset)
        return found

    def shrink_picture(self, data: bytes, name: str) -> bytes | Problem:
        """Return a picture no larger than a window can show; see `termnews.pictures.shrink.shrink_picture`."""
        found: bytes | Problem = self._ask("picture", name, data, name)
        return found

    def _ask(self, job: str, name: str, *arguments: object) -> Any:  # noqa: ANN401 -- as the job gives it
        """Let a job be done; a Problem when the process did not live to tell."""
        try:
            process = self._process or self._start()
            _write(process.stdin, (job, arguments))
            return pickle.loads(self._read(process))  # noqa: S301 - our own child writes it
        except TimeoutError:
            self.close()
            return Problem(name, "takes too long to read")
        except (OSError, EOFError, pickle.UnpicklingError):
            return Problem(name, self._say_end())

    def _start(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(  # noqa: S603 -- our own program
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return self._process

    def _say_end(self) -> str:
        """End the process and say what it died of."""
        process = self._process
        code = None
        if process is not None:
            with suppress(subprocess.TimeoutExpired):
                code = process.wait(1)
        self.close()
        return "takes too long to read" if code == -signal.SIGXCPU else "cannot be read: it breaks what reads it"

    @staticmethod
    def _read(process: "subprocess.Popen[bytes]") -> bytes:
        handle = process.stdout.fileno()  # type: ignore[union-attr]  # a pipe
        end = time.monotonic() + SECONDS
        data, wanted = bytearray(), _LENGTH.size
        while len(data) < wanted:
            if not select.select([handle], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError
            part = os.read(handle, _CHUNK)
            if not part:
                raise EOFError
            data += part
            if wanted == _LENGTH.size <= len(data):
                wanted += _LENGTH.unpack_from(data)[0]
        return bytes(data[_LENGTH.size :])


def _write(stream: Any, value: object) -> None:  # noqa: ANN401 -- a pipe
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _do(job: str, arguments: tuple[Any, ...]) -> object:
    match job:
        case "feed":
            from termnews.ingest.feeds import parse_feed  # noqa: PLC0415 - each job brings what it needs

            return parse_feed(*arguments)
        case "page":
            return _read_page(*arguments)
        case _:
            from termnews.pictures.shrink import shrink_picture  # noqa: PLC0415 - as above

            return shrink_picture(*arguments)


def _read_page(data: bytes, name: str, link: str, charset: str) -> PageText | Problem:
    try:
        from termnews.ingest.page import Page, read_page  # noqa: PLC0415 - it is large, and only this needs it
    except ImportError:
        return Problem(name, MISSING)
    page = read_page(data, name, link, charset)
    return (page.blocks, page.byline) if isinstance(page, Page) else page


def _limit() -> None:
    """Set what one more job may take."""
    import resource  # noqa: PLC0415 - Unix only, and only the child needs it

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a system that has no such limit
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def main() -> None:
    """Do jobs until there are none."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    collect_seldom()
    while len(head := stdin.read(_LENGTH.size)) == _LENGTH.size:
        job, arguments = pickle.loads(stdin.read(_LENGTH.unpack(head)[0]))  # noqa: S301 - our own parent writes it
        _limit()
        name = str(arguments[1])
        try:
            done = _do(job, arguments)
        except MemoryError:
            done = Problem(name, "needs too much memory to be read")
        except _BROKEN as error:
            done = Problem(name, f"cannot be read ({type(error).__name__})")
        _write(stdout, done)


if __name__ == "__main__":
    main()
