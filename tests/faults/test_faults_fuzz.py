"""Any bytes for every parser: nothing raised, nothing slow, nothing let through, and what comes out can be kept.

`TERMNEWS_FUZZ` sets how many documents each parser gets.
"""

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import fuzz_documents as documents
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from termnews.domain.article import Article
from termnews.domain.cleaning import clean_article
from termnews.domain.problems import Problem
from termnews.domain.query_parse import parse_query
from termnews.domain.text import clean_lines, clean_text
from termnews.ingest.catalogue import parse_own
from termnews.ingest.feed_files import parse_feed_seed
from termnews.ingest.feeds import parse_feed
from termnews.ingest.opml import parse_opml
from termnews.ingest.page import read_page
from termnews.ingest.robots import parse_robots
from termnews.ingest.seeds import parse_seed
from termnews.library.store import Library
from termnews.newsroom.config import NAME, load_config
from termnews.newsroom.settings import load_countries

COUNT = int(os.environ.get("TERMNEWS_FUZZ", "120"))
"""Set to 20,000 or more for a long run."""
SECONDS = 10.0
NOON = datetime(2025, 12, 14, 12, tzinfo=UTC)
COUNTRIES = load_countries()

Parser = Callable[[bytes], object]


def texts(value: object) -> Iterator[str]:
    """Yield every text in a value that a parser gave back, a reader's own query and key names too."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        yield from (text for f in fields(value) for text in texts(getattr(value, f.name)))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for text in texts(pair))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        yield from (text for one in value for text in texts(one))


def articles(value: object) -> list[Article]:
    """Return the articles in a value that a parser gave back."""
    found = value if isinstance(value, list | tuple) else [value]
    return [one for one in found if isinstance(one, Article)]


PARSERS: dict[str, tuple[Parser, tuple[str, ...]]] = {
    "seed": (lambda d: parse_seed(d, "x.txt", COUNTRIES, date(2025, 12, 14)), (documents.SEED, documents.MARKDOWN)),
    "markdown": (lambda d: parse_seed(d, "x.md", COUNTRIES, date(2025, 12, 14)), (documents.MARKDOWN,)),
    "feed": (lambda d: parse_feed(d, "x"), (documents.RSS, documents.ATOM, documents.JSON_FEED)),
    "feed file": (lambda d: parse_feed_seed(d, "x", COUNTRIES), (documents.RSS, documents.ATOM, documents.JSON_FEED)),
    "page": (lambda d: read_page(d, "x", "https://e.example/a"), (documents.PAGE,)),
    "OPML": (lambda d: parse_opml(d, "x", COUNTRIES), (documents.OPML,)),
    "outlets": (lambda d: parse_own(d.decode("utf-8", "replace"), "x", COUNTRIES), (documents.TABLE,)),
    "robots": (lambda d: parse_robots(d, "termnews"), (documents.ROBOTS,)),
    "query": (lambda d: parse_query(d.decode("utf-8", "surrogatepass" if _is_whole(d) else "replace"), COUNTRIES, NOON),
              (documents.QUERY,)),
}  # fmt: skip


def _is_whole(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def check(parse: Parser, data: bytes, *, is_cleaned: bool) -> None:
    """Parse, and look at what comes out."""
    begun = time.process_time()
    found = parse(data)
    assert time.process_time() - begun < SECONDS
    if is_cleaned:
        assert [text for text in texts(found) if clean_lines(text) != text] == []
    library = Library.in_memory()
    library.save(articles(found))
    kept = list(library.articles())
    assert sorted(a.id for a in kept) == sorted({a.id for a in articles(found)})
    assert all(clean_article(article) == article for article in articles(found))


fuzzed = settings(
    max_examples=COUNT,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_changed_documents(name: str) -> None:
    parse, begin = PARSERS[name]
    for number in range(COUNT):
        data = documents.change(begin[number % len(begin)], random.Random(f"{name} {number}"))
        try:
            check(parse, data, is_cleaned=name not in {"query", "robots"})
        except Exception as error:
            raise AssertionError(f"{name}, document {number}: {data[:3000]!r}") from error


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_any_bytes(name: str) -> None:
    parse, _ = PARSERS[name]

    @fuzzed
    @given(st.one_of(st.binary(max_size=400), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
    def run(data: bytes) -> None:
        check(parse, data, is_cleaned=name not in {"query", "robots"})

    run()


def test_changed_settings(tmp_path: Path) -> None:
    for number in range(COUNT):
        data = documents.change(documents.CONFIG, random.Random(f"config {number}"))
        (tmp_path / NAME).write_bytes(data)
        _, problems = load_config(tmp_path)
        assert [p for p in problems if clean_text(p.why) != p.why] == [], (number, data)


def test_whole_documents_are_understood() -> None:
    """What the changes begin from is read: a run over documents that no parser takes would show nothing."""
    for name, (parse, begin) in PARSERS.items():
        for document in begin:
            found = parse(document.encode())
            assert not isinstance(found, Problem), (name, found)
            assert list(texts(found)), name
