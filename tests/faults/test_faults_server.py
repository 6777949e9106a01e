"""A hostile server of somebody else's, when there is one: the program that TERMNEWS_HOSTILE_SERVER names.

It prints a line of JSON with its `base` address and its `routes`; `/_routes` says what is expected of each, and
`/_hits` what its canary saw, a second listener that nothing may ever reach.
"""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from termnews.domain.text import clean_text
from termnews.ingest.feeds import parse_feed
from termnews.ingest.fetching import Fetched, FetchRequest, Limits
from termnews.ingest.parsed_feed import ParsedFeed
from termnews.ingest.retrieve import HttpRetriever

_PROGRAM = os.environ.get("TERMNEWS_HOSTILE_SERVER", "")
pytestmark = pytest.mark.skipif(not _PROGRAM, reason="TERMNEWS_HOSTILE_SERVER names no program")
LIMITS = Limits(gap=0.0, seconds=3.0, allows_private=True)
WANTED = 0.98


@pytest.fixture(name="server", scope="module")
def _server() -> Iterator[dict[str, Any]]:
    command = [sys.executable, _PROGRAM, "--lifetime", "300"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.kill()


def _json(link: str) -> Any:
    with urllib.request.urlopen(link, timeout=60) as answer:
        return json.load(answer)


def _ask(base: str, name: str) -> Fetched:
    """Ask alone: an answer that wants the host left alone must not keep the next from being asked."""
    retriever = HttpRetriever(lambda: datetime.now(UTC), LIMITS)
    (fetched,) = retriever.retrieve([FetchRequest(f"{base}/{name}", name, honours_robots=False)])
    return fetched


def test_every_route_ends_as_it_should_and_the_canary_is_silent(server: dict[str, Any]) -> None:
    base, expected = server["base"], _json(f"{server['base']}/_routes")
    missed = []
    for name in server["routes"]:
        begun = time.monotonic()
        fetched = _ask(base, name)
        assert time.monotonic() - begun < LIMITS.seconds + 30, name
        read = parse_feed(fetched.data, name) if fetched.data else None
        is_read = isinstance(read, ParsedFeed) and len(read.entries) == 1
        said = (fetched.why, fetched.etag, fetched.last_modified, fetched.link, fetched.moved_to)
        assert [text for text in said if clean_text(text) != text] == [], name
        assert bool(fetched.data) != bool(fetched.why), name
        words = expected[name]
        must, may_not = "parsed" in words, bool(re.search(r"error|refused|not followed", words))
        if (must and not may_not and not is_read) or (may_not and not must and is_read):
            missed.append(name)
    assert len(server["routes"]) > 150
    assert len(missed) <= (1 - WANTED) * len(server["routes"]), missed
    assert _json(f"{base}/_hits")["canary"] == []
