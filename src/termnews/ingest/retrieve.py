"""The network, politely: the only module that asks other people's servers for anything.

One request at once for each host with a rest behind it, a time and a size that no answer may pass, robots.txt, no
cookies, no passwords, and never an address that is not on the open network.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from http import HTTPStatus
from ssl import SSLContext
from urllib.parse import urlsplit

import httpcore2
import httpx2

from termnews import __version__
from termnews.ingest.answers import (
    FAILURES,
    FOR_GOOD,
    REDIRECTS,
    has_password,
    header,
    next_link,
    read_body,
    say_failure,
    say_status,
)
from termnews.ingest.fetching import Fetched, FetchRequest, Limits
from termnews.ingest.gate import Gate, Resolver, may_be_private
from termnews.ingest.links import host_of, web_link
from termnews.ingest.robots import ALLOW_ALL, FORBID_ALL, Robots, parse_robots
from termnews.ingest.schedule import parse_retry_after
from termnews.ingest.turns import Turns

AGENT = "termnews"
"""The word for which robots.txt may have rules of its own."""
USER_AGENT = f"{AGENT}/{__version__} (a news reader for the terminal; reads feeds for one person)"
_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_LEFT_ALONE = "has a host that asked to be left alone for a while"
_Started = Callable[[FetchRequest], None]


@dataclass(frozen=True, slots=True)
class Network:
    """How the network is reached."""

    resolve: Resolver | None = None
    """Looks up hosts in the system's place."""
    tls: SSLContext | None = None
    """Trusts others than the system does."""


@dataclass(frozen=True, slots=True)
class _Setup:
    clock: Callable[[], datetime]
    limits: Limits
    pauses: dict[str, datetime]
    robots: MutableMapping[str, Robots]
    network: Network
    free_at: dict[str, float] = field(default_factory=dict)
    """When hosts have rested, over all runs."""


class HttpRetriever:
    """A `Retriever` over HTTP."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        limits: Limits | None = None,
        *,
        pauses: Mapping[str, datetime] | None = None,
        robots: MutableMapping[str, Robots] | None = None,
        network: Network | None = None,
    ) -> None:
        """Ask within limits.

        `pauses` says until when hosts want to be left alone, `robots` holds the rules that are known, by origin, and
        takes those that are read.
        """
        known = robots if robots is not None else {}
        self._setup = _Setup(clock, limits or Limits(), dict(pauses or {}), known, network or Network())
        self._stopping = threading.Event()
        self._wake: Callable[[], object] = bool

    def retrieve(self, requests: Iterable[FetchRequest], started: _Started | None = None) -> Iterator[Fetched]:
        """Yield each request's answer as it comes; see `Retriever`."""
        self._stopping.clear()
        loop = asyncio.new_event_loop()
        executor = ThreadPoolExecutor(self._setup.limits.in_flight, "look-up")
        visit = _Visit(self._setup, executor)
        finished: asyncio.Queue[asyncio.Task[Fetched] | None] = asyncio.Queue()
        tasks = {loop.create_task(visit.fetch(request, started)): request for request in requests}
        for task in tasks:
            task.add_done_callback(finished.put_nowait)
        self._wake = partial(loop.call_soon_threadsafe, finished.put_nowait, None)
        try:
            for _ in tasks:
                done = None if self._stopping.is_set() else loop.run_until_complete(finished.get())
                if done is None:
                    return
                yield _answer_of(done, tasks[done])
        finally:
            self._wake = bool
            for task in tasks:
                task.cancel()
            loop.run_until_complete(_end(tasks, visit))
            executor.shutdown(wait=False, cancel_futures=True)
            loop.close()

    def stop(self) -> None:
        """End the run that is under way; safe from any thread."""
        self._stopping.set()
        with suppress(RuntimeError):  # it has just ended by itself
            self._wake()


def _answer_of(task: asyncio.Task[Fetched], request: FetchRequest) -> Fetched:
    """Return what came of a request; a fault that nobody thought of is no reason to ask no others."""
    fault = task.exception()
    return task.result() if fault is None else Fetched(request, why=f"cannot be asked ({type(fault).__name__})")


async def _end(tasks: Iterable[asyncio.Task[Fetched]], visit: "_Visit") -> None:
    await asyncio.gather(*tasks, return_exceptions=True)
    await visit.close()


class _Visit:
    """What the requests of one run share."""

    def __init__(self, setup: _Setup, executor: Executor) -> None:
        self._setup = setup
        self._limits = setup.limits
        self._asked: dict[str, asyncio.Task[Fetched]] = {}
        self._turns = Turns(setup.limits, setup.free_at)
        # No connection is kept: a request must never ride on one that was opened under another's permission.
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=setup.network.tls,
            max_connections=setup.limits.in_flight * 2,
            max_keepalive_connections=0,
            network_backend=Gate(setup.network.resolve, executor),
        )

    async def close(self) -> None:
        """Drop what is left."""
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)
        await self._pool.aclose()

    async def fetch(self, request: FetchRequest, started: _Started | None = None) -> Fetched:
        """Follow one request to its end."""
        link, seen, is_for_good = request.link, {request.link}, True
        left = self._limits.seconds
        if not web_link(link) or has_password(link):
            return Fetched(request, why="has an address that cannot be asked")
        while True:
            if refusal := await self._refuse(link, request):
                return refusal
            async with self._turns.take(host_of(link)):
                if until := self._paused(link):
                    return Fetched(request, why=_LEFT_ALONE, retry_after=until)
                if started and len(seen) == 1:
                    started(request)
                begun = asyncio.get_running_loop().time()
                fetched, target = await self._ask(request, link, left)
                left -= asyncio.get_running_loop().time() - begun
            if fetched.status not in REDIRECTS or fetched.why:
                is_moved = is_for_good and len(seen) > 1 and fetched.status == HTTPStatus.OK
                return replace(fetched, moved_to=link if is_moved else "")
            is_for_good = is_for_good and fetched.status in FOR_GOOD
            if why := self._why_not(target, seen):
                return replace(fetched, why=why)
            link = target
            seen.add(link)

    def _why_not(self, target: str, seen: set[str]) -> str:
        """Say why a redirect is not followed, nothing when it is."""
        if not target:
            return "leads to an address that cannot be asked"
        if target in seen:
            return "leads in a circle"
        return f"leads on more than {self._limits.redirects} times" if len(seen) > self._limits.redirects else ""

    def _paused(self, link: str) -> datetime | None:
        until = self._setup.pauses.get(host_of(link))
        return until if until is not None and until > self._setup.clock() else None

    async def _refuse(self, link: str, request: FetchRequest) -> Fetched | None:
        """Return an answer of our own where there must be no request, None where there may."""
        if until := self._paused(link):
            return Fetched(request, why=_LEFT_ALONE, retry_after=until)
        if not request.honours_robots:
            return None
        rules, why = await self._find_robots(link)
        return None if rules.allows(link) else Fetched(request, why=why or "its robots.txt asks not to be read")

    async def _find_robots(self, link: str) -> tuple[Robots, str]:
        """Return a site's rules; without an answer nothing is allowed, with "not found" everything."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(link)).lower()
        if origin in self._setup.robots:
            return self._setup.robots[origin], ""
        if origin not in self._asked:
            asking = FetchRequest(f"{origin}/robots.txt", honours_robots=False)
            self._asked[origin] = asyncio.create_task(self.fetch(asking))
        fetched = await asyncio.shield(self._asked[origin])
        if fetched.status == HTTPStatus.OK and not fetched.why:
            self._setup.robots[origin] = parse_robots(fetched.data, AGENT)
        elif 400 <= fetched.status < 500 and fetched.status not in _BUSY:  # noqa: PLR2004 client errors: there are no rules
            self._setup.robots[origin] = ALLOW_ALL
        else:
            return FORBID_ALL, f"{fetched.why} (robots.txt)"
        return self._setup.robots[origin], ""

    async def _ask(self, request: FetchRequest, link: str, seconds: float) -> tuple[Fetched, str]:
        """Make one request and return its answer and where it leads."""
        is_first = urlsplit(link)[:2] == urlsplit(request.link)[:2]
        permission = may_be_private.set(self._limits.allows_private and is_first)
        try:
            async with asyncio.timeout(max(seconds, 0.01)):
                response = await self._pool.handle_async_request(_make_request(request, link))
                try:
                    return await self._read(request, link, response)
                finally:
                    await response.aclose()
        except FAILURES as error:
            return Fetched(request, link=link, why=say_failure(error, self._limits)), ""
        finally:
            may_be_private.reset(permission)

    async def _read(self, request: FetchRequest, link: str, response: httpcore2.Response) -> tuple[Fetched, str]:
        status = response.status
        fetched = Fetched(
            request,
            status,
            link=link,
            etag=header(response, b"etag"),
            last_modified=header(response, b"last-modified"),
            content_type=header(response, b"content-type")[:200],
        )
        if status == HTTPStatus.OK:
            return replace(fetched, data=await read_body(response, self._limits)), ""
        if status in REDIRECTS:
            return fetched, next_link(link, response)
        if status == HTTPStatus.NOT_MODIFIED and (request.etag or request.last_modified):
            return fetched, ""
        if status in _BUSY:
            until = parse_retry_after(header(response, b"retry-after"), self._setup.clock())
            self._setup.pauses[host_of(link)] = until
            fetched = replace(fetched, retry_after=until)
        return replace(fetched, why=say_status(status)), ""


def _make_request(request: FetchRequest, link: str) -> httpcore2.Request:
    url = httpx2.URL(link)
    headers = {
        "Host": url.netloc.decode("ascii"), "User-Agent": USER_AGENT, "Accept": request.accept,
        "Accept-Encoding": "gzip, deflate", "Connection": "close",
    }  # fmt: skip
    if request.etag:
        headers["If-None-Match"] = request.etag
    if request.last_modified:
        headers["If-Modified-Since"] = request.last_modified
    address = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
    return httpcore2.Request("GET", address, headers=list(headers.items()))
