"""The way to the network through a proxy, where the environment names one.

A proxy is told an address that was looked at here, never a name that it would look up itself: so it cannot be led to
what is private. It has to let tunnels through (CONNECT), also to port 80; names are looked up on this machine.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import httpcore2

_MOST_HEAD = 16_384
_OK = b"200"


class ProxyError(Exception):
    """A proxy that does not let a request through; the message says why."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy, or why the one that is named cannot be used."""

    host: str
    port: int = 8080
    authorization: str = ""
    why: str = ""


def find_proxy(environment: Mapping[str, str], host: str, *, is_secure: bool) -> Proxy | None:
    """Return the proxy for a host: HTTPS_PROXY or HTTP_PROXY, else ALL_PROXY, unless NO_PROXY names the host."""
    names = ("https_proxy" if is_secure else "http_proxy", "all_proxy")
    both = [environment.get(n) or environment.get(n.upper()) or "" for n in names]
    link = next(filter(None, both), "")
    if not link or _is_excepted(environment.get("no_proxy") or environment.get("NO_PROXY") or "", host):
        return None
    try:
        parts = urlsplit(link if "://" in link else f"http://{link}")
        port = parts.port or 80
    except ValueError:
        return Proxy("", why="the proxy's address is none")
    if parts.scheme != "http" or not parts.hostname:
        return Proxy("", why=f"a proxy of the kind {parts.scheme!r} is not spoken to")
    words = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}" if parts.username else ""
    return Proxy(parts.hostname, port, base64.b64encode(words.encode()).decode() if words else "")


def _is_excepted(text: str, host: str) -> bool:
    names = [name.strip().lower().lstrip("*").lstrip(".") for name in text.split(",")]
    bare = host.lower().rstrip(".")
    return "*" in text.split(",") or any(name and (bare == name or bare.endswith(f".{name}")) for name in names)


async def open_tunnel(
    stream: httpcore2.AsyncNetworkStream, proxy: Proxy, address: str, port: int, seconds: float | None
) -> None:
    """Ask a proxy for a tunnel to an address."""
    where = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
    pass_on = f"Proxy-Authorization: Basic {proxy.authorization}\r\n" if proxy.authorization else ""
    await stream.write(f"CONNECT {where} HTTP/1.1\r\nHost: {where}\r\n{pass_on}\r\n".encode("ascii"), seconds)
    head = b""
    while b"\r\n\r\n" not in head:
        part = await stream.read(1, seconds)  # what comes behind the head belongs to the tunnel
        if not part or len(head) > _MOST_HEAD:
            raise ProxyError("does not answer as a proxy does")
        head += part
    status = head.split(b" ", 2)[1:2]
    if status != [_OK]:
        raise ProxyError("does not let it through")
