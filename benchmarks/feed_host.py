"""Three hundred hosts on loopback, a feed each, in a process of its own: `python -m benchmarks.feed_host ROUND`.

It prints its port. Each host is an address of its own below 127.0.0.0/8, so that nobody has to wait for a host's rest.
A feed answers 304 to who has it already; another ROUND has other articles. With a delay each answer waits a while.
"""

import asyncio
import random
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache

FEEDS, ENTRIES = 300, 20
SYLLABLES = tuple(c + v + e for c in "bdfgklmnprstvz" for v in "aeiou" for e in ("", "n", "r", "s"))


@cache
def make_text() -> list[str]:
    """Return many words, some much commoner than others, as in any language."""
    chance = random.Random(5)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)]
    return chance.choices(vocabulary, [1 / (rank + 10) for rank in range(len(vocabulary))], k=400_000)


def address_of(number: int) -> str:
    """Return the address of a host."""
    return f"127.0.{1 + number // 200}.{1 + number % 200}"


@cache
def feed_bytes(number: int, edition: str) -> bytes:
    """Return a host's feed: a headline of nine words and forty words of text an entry."""
    chance = random.Random(f"{number} {edition}")
    now = datetime.now(UTC)
    items = []
    for entry in range(ENTRIES):
        at = chance.randrange(399_000)
        title, text = " ".join(make_text()[at : at + 9]), " ".join(make_text()[at + 9 : at + 49])
        link = f"http://{address_of(number)}/{edition}/{entry}"
        day = format_datetime(now - timedelta(minutes=entry * 7 + number))
        items.append(
            f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid><pubDate>{day}</pubDate><description>"
            f"&lt;p&gt;{text}&lt;/p&gt;</description></item>"
        )
    title = f"<title>Paper {number}</title><link>http://{address_of(number)}/</link><description>x</description>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{title}{"".join(items)}</channel></rss>'.encode()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, edition: str, delay: float) -> None:
    """Answer one request and close."""
    head = await reader.readuntil(b"\r\n\r\n")
    _, _, low, high = map(int, writer.get_extra_info("sockname")[0].split("."))
    number = (low - 1) * 200 + high - 1
    await asyncio.sleep(delay * (number % 50) / 50)
    tag = f'"{edition}"'.encode()
    if b"robots.txt" in head.split(b"\r\n", 1)[0]:
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    elif b"if-none-match: " + tag in head.lower().replace(b"none-match:  ", b"none-match: "):
        writer.write(b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\nConnection: close\r\n\r\n" % tag)
    else:
        body = feed_bytes(number, edition)
        kind = b"Content-Type: application/rss+xml\r\nConnection: close"
        writer.write(b"HTTP/1.1 200 OK\r\nETag: %b\r\nContent-Length: %d\r\n%b\r\n\r\n" % (tag, len(body), kind) + body)
    await writer.drain()
    writer.close()


async def main() -> None:
    """Serve until the standard input ends."""
    edition, delay = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0.0  # noqa: PLR2004 - one argument more
    for number in range(FEEDS):
        feed_bytes(number, edition)
    port = int(sys.argv[3]) if len(sys.argv) > 3 else 0  # noqa: PLR2004 - likewise
    first = await asyncio.start_server(lambda r, w: answer(r, w, edition, delay), address_of(0), port)
    port = first.sockets[0].getsockname()[1]
    others = [address_of(n) for n in range(1, FEEDS)]
    await asyncio.start_server(lambda r, w: answer(r, w, edition, delay), others, port)
    print(port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
