"""Reading in a process of its own: what spins, swells or breaks there stops nobody."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_samples import feed, item

from termnews.domain.article import Paragraph
from termnews.domain.problems import Problem
from termnews.ingest.parsed_feed import Origin, ParsedFeed
from termnews.newsroom import reading_apart
from termnews.newsroom.reading_apart import ReadingProcess

FEED = feed(item("a"), item("b"))
CHILD = """
import os, sys, time
from termnews.newsroom import reading_apart
from termnews.ingest import feeds
real = feeds.parse_feed
def parse(data, *others):
    if data == b"spin":
        while True: pass
    if data == b"sleep":
        time.sleep(600)
    if data == b"swell":
        return [bytes(1 << 28) for _ in range(64)]
    if data == b"break":
        os.abort()
    if data == b"fault":
        raise KeyError("x")
    return real(data, *others)
feeds.parse_feed = parse
reading_apart.CPU_SECONDS = 2
reading_apart.main()
"""


@pytest.fixture(name="reading")
def _reading(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingProcess]:
    monkeypatch.setenv("PYTHONPATH", str(repository / "src"))
    monkeypatch.setattr(reading_apart, "COMMAND", (sys.executable, "-c", CHILD))
    with ReadingProcess() as reading:
        yield reading


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"spin", "takes too long to read"),
        (b"sleep", "takes too long to read"),
        (b"swell", "needs too much memory to be read"),
        (b"break", "cannot be read: it breaks what reads it"),
        (b"fault", "cannot be read (KeyError)"),
        (b"<html>", "is a web page, not a feed"),
    ],
)
def test_nothing_stops_the_next_one(
    reading: ReadingProcess, monkeypatch: pytest.MonkeyPatch, data: bytes, why: str
) -> None:
    # Only what sleeps is ended by the clock: a machine that is busy must not make the others too long.
    monkeypatch.setattr(reading_apart, "SECONDS", 4.0 if data == b"sleep" else 300.0)
    began = time.monotonic()
    assert reading.parse_feed(data, "One", Origin(), "") == Problem("One", why)
    assert time.monotonic() - began < 250
    monkeypatch.setattr(reading_apart, "SECONDS", 300.0)
    after = reading.parse_feed(FEED, "Two", Origin(), "")
    assert isinstance(after, ParsedFeed)
    assert len(after.entries) == 2


def test_one_process_reads_many_and_ends(reading: ReadingProcess) -> None:
    reading.parse_feed(FEED, "One", Origin(), "")
    process = reading._process
    assert process is not None
    page = b"<!doctype html><title>T</title><article>" + b"<p>A paragraph of words that are read here.</p>" * 9
    found = reading.read_page(page, "One", "https://e.com/", "")
    assert not isinstance(found, Problem)
    assert isinstance(found[0][0], Paragraph)
    assert reading._process is process
    reading.close()
    assert process.poll() is not None
    assert reading.parse_feed(FEED, "One", Origin(), "") is not None


def test_a_process_that_was_killed_is_replaced(reading: ReadingProcess) -> None:
    reading.parse_feed(FEED, "One", Origin(), "")
    assert reading._process is not None
    os.kill(reading._process.pid, signal.SIGKILL)
    assert isinstance(reading.parse_feed(FEED, "One", Origin(), ""), Problem)
    assert isinstance(reading.parse_feed(FEED, "One", Origin(), ""), ParsedFeed)
