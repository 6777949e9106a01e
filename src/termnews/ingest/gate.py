"""The way out to the network: a name is looked up here, and only an address that was looked at is connected to."""

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from contextvars import ContextVar
from typing import Any

import httpcore2

from termnews.ingest.addresses import Address, is_open, parse_address
from termnews.ingest.proxies import Proxy, ProxyError, find_proxy, open_tunnel

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""Returns the addresses of a host, as text."""

may_be_private: ContextVar[bool] = ContextVar("may_be_private", default=False)
"""Whether the request under way may go to this machine or this network."""

_SECURE = 443
_TRIES = 4
_SECONDS_EACH = 6.0
"""For one address of several: one network of two may be broken."""


class PrivateAddressError(Exception):
    """A host that is not on the open network."""


class UnknownHostError(Exception):
    """A name that leads nowhere."""


class Gate(httpcore2.AsyncNetworkBackend):
    """Connects to open addresses only, whatever name or spelling they come under."""

    def __init__(
        self,
        resolve: Resolver | None = None,
        executor: Executor | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Look names up with `resolve`, or as the system does, in threads of `executor`.

        `environment` may name proxies.
        """
        self._environment = environment
        self._resolve = resolve or self._ask_system
        self._executor = executor
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the interface's own
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first of a host's addresses that answers."""
        addresses = await self._find_addresses(host, port)
        proxy = find_proxy(self._environment, host, is_secure=port == _SECURE) if is_open(addresses[0]) else None
        if proxy is not None:
            return await self._connect_through(proxy, str(addresses[0]), port, timeout)
        failure: Exception = UnknownHostError(host)
        for at, address in enumerate(addresses):
            wait = timeout if at == len(addresses) - 1 else _SECONDS_EACH
            try:
                return await self._inner.connect_tcp(str(address), port, wait, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure

    async def _connect_through(
        self,
        proxy: Proxy,
        address: str,
        port: int,
        timeout: float | None,  # noqa: ASYNC109 - the interface's own
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to an address that was looked at, through a proxy that the reader chose, wherever that is."""
        if proxy.why:
            raise ProxyError(proxy.why)
        stream = await self._inner.connect_tcp(proxy.host, proxy.port, timeout)
        try:
            await open_tunnel(stream, proxy, address, port, timeout)
        except BaseException:
            await stream.aclose()
            raise
        return stream

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109 - the interface's own
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - likewise
    ) -> httpcore2.AsyncNetworkStream:
        """Refuse: no news comes from a socket of this machine."""
        raise PrivateAddressError(path)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _find_addresses(self, host: str, port: int) -> list[Address]:
        """Return up to four addresses, older ones first; raise when one is not allowed."""
        found = [parse_address(text.partition("%")[0]) for text in await self._resolve(host, port)]
        addresses = sorted({a for a in found if a}, key=lambda address: address.version)
        if not addresses:
            raise UnknownHostError(host)
        # One private address among open ones is how a name is turned against those who ask twice.
        if not may_be_private.get() and not all(map(is_open, addresses)):
            raise PrivateAddressError(host)
        return addresses[:_TRIES]

    async def _ask_system(self, host: str, port: int) -> Sequence[str]:
        if parse_address(host):
            return [host]  # an address needs no looking up, nor a thread for it
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._executor, _look_up, host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(host) from error
        return [str(address[0]) for *_, address in found]


def _look_up(host: str, port: int) -> list[Any]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
