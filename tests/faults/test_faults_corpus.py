"""A corpus of hostile pages, when there is one: the folder that TERMNEWS_HOSTILE_CORPUS names.

It holds `manifest.json`, whose cases say what a page or a feed must load as, and the files below `seeds/` and `feeds/`.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pty_window import QUIT, Terminal, foreign

from termnews.domain.article import Article, block_text
from termnews.domain.problems import Problem
from termnews.domain.web import why_not_opened
from termnews.ingest.feed_files import parse_feed_seed
from termnews.ingest.folders import read_seeds
from termnews.newsroom.settings import load_countries

_FOLDER = os.environ.get("TERMNEWS_HOSTILE_CORPUS", "")
pytestmark = pytest.mark.skipif(not _FOLDER, reason="TERMNEWS_HOSTILE_CORPUS names no folder with a manifest.json")
WANTED = 0.98
"""The share of expectations that must be met."""


def checks(case: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    expected, path = case["expect"], Path(_FOLDER) / case["path"]
    begun = time.monotonic()
    if case["kind"] == "seed":
        found = list(read_seeds([path], load_countries()))
    else:
        read = parse_feed_seed(path.read_bytes(), path.name, load_countries())
        found = [read] if isinstance(read, Problem) else list(read)
    yield "seconds", time.monotonic() - begun <= expected["max_s"]
    articles = [a for a in found if isinstance(a, Article)]
    if expected["load"] == "article":
        yield "load", len(articles) >= 1 if case["kind"] == "feed" else len(articles) == 1
    elif expected["load"] == "skip":
        yield "load", not articles and any(isinstance(p, Problem) for p in found)
    for article in articles:
        if "openable" in expected:
            yield "openable", (bool(article.link) and not why_not_opened(article.link)) == expected["openable"]
        text = "\n".join(
            (article.headline, article.outlet, article.byline, *article.labels, *map(block_text, article.blocks))
        )
        if article is articles[0]:
            yield from (("words", word in text) for word in expected.get("words", ()))
        yield from (("forbidden", bytes.fromhex(b) not in text.encode()) for b in expected.get("forbid", ()))
        if expected.get("title"):
            yield "title", article.headline == expected["title"]
        if expected.get("literal"):
            yield "literal", expected["literal"] in text


def test_expectations_are_met() -> None:
    cases = json.loads((Path(_FOLDER) / "manifest.json").read_text("utf-8"))["cases"]
    results = {
        (case["id"], what, number): is_met for case in cases for number, (what, is_met) in enumerate(checks(case))
    }
    missed = [key for key, is_met in results.items() if not is_met]
    assert len(results) > 1000
    assert len(missed) <= (1 - WANTED) * len(results), missed
    assert [key for key in missed if key[1] in {"forbidden", "literal", "seconds"}] == []


def test_reading_all_of_it_sends_nothing_foreign_to_a_terminal() -> None:
    with Terminal([Path(_FOLDER) / "seeds"], size=(40, 120)) as terminal:
        terminal.ready()
        for _ in range(220):
            terminal.type(b"J", 0.02)
        for keys in (b"!", b"\x1b[6~", b"\x1b[6~", b"\x1b", b":", b"\x1b", b"v", b"\x1b", b"/ALPHA"):
            terminal.type(keys, 0.2)
        terminal.type(b"\x1b", 0.3)
        terminal.type(QUIT, 0)
        assert terminal.end() == 0
        assert terminal.left_as_found()
        assert foreign(terminal.written) == []
