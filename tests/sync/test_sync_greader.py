"""The Google Reader API over loopback: what is understood, and what a strange server cannot do."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from greader_server import PASSWORD, USER, Item, Reader, serving
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termnews.sync import greader
from termnews.sync.base import SyncFailedError
from termnews.sync.greader import READ, READING_LIST, STARRED, GoogleReader
from termnews.sync.wire import Wire

_WIRES: list[Wire] = []
NAMES = st.sampled_from(["id", "href", "canonical", "categories", "title", "origin", "published", "url"])


@pytest.fixture
def reader() -> Iterator[Reader]:
    items = {
        n: Item(f"https://paper.example/{n}", f"Title {n}", is_read=n % 2 == 0, is_starred=n == 3) for n in (1, 2, 3)
    }
    feeds = {1: {"url": "https://paper.example/rss", "title": "Paper", "label": "Latvia"}}
    with serving(Reader(items, feeds)) as served:
        yield served
        while _WIRES:
            _WIRES.pop().close()


def _login(reader: Reader, password: str = PASSWORD) -> GoogleReader:
    wire = Wire(reader.url, 5.0)
    _WIRES.append(wire)
    return GoogleReader(wire, USER, password)


def test_lists_contents_and_feeds_are_read(reader: Reader) -> None:
    server = _login(reader)
    assert server.ids(READING_LIST) == ("3", "2", "1")
    assert server.ids(READING_LIST, without=READ) == ("3", "1")
    assert server.ids(STARRED) == ("3",)
    (second, third) = server.contents(["2", "3", "99"])
    assert (second.id, second.link, second.is_read, second.is_starred) == ("2", "https://paper.example/2", True, False)
    assert (third.is_read, third.is_starred, third.feed, third.byline) == (False, True, "feed/1", "A. Writer")
    assert "The text of Title 3" in third.html
    (feed,) = server.subscriptions()
    assert (feed.id, feed.link, feed.labels) == ("feed/1", "https://paper.example/rss", ("Latvia",))


def test_long_lists_are_read_page_by_page(reader: Reader) -> None:
    reader.items = {n: Item(f"https://paper.example/{n}") for n in range(1, 26)}
    reader.page = 10
    assert _login(reader).ids(READING_LIST) == tuple(str(n) for n in range(25, 0, -1))


def test_a_server_that_repeats_itself_keeps_nobody(reader: Reader) -> None:
    server = _login(reader)
    reader.body = b'{"itemRefs": [{"id": "1"}], "continuation": "again"}'
    assert server.ids(READING_LIST) == ("1",)


def test_marks_and_feeds_are_changed(reader: Reader) -> None:
    server = _login(reader)
    server.edit(["1", "3"], add=READ)
    server.edit(["3"], remove=STARRED)
    assert [(i.is_read, i.is_starred) for i in reader.items.values()] == [(True, False)] * 3
    server.subscribe("https://second.example/rss", "Second", "Chile")
    assert reader.feeds[2] == {"url": "https://second.example/rss", "title": "Second", "label": "Chile"}
    server.unsubscribe("feed/1")
    assert list(reader.feeds) == [2]


def test_a_token_that_has_run_out_is_asked_for_again(reader: Reader) -> None:
    server = _login(reader)
    reader.token = "another"
    server.edit(["1"], add=READ)
    assert reader.items[1].is_read


def test_a_wrong_password_is_said_without_it(reader: Reader) -> None:
    with pytest.raises(SyncFailedError, match="name and password") as refusal:
        _login(reader, "wrong one")
    assert "wrong one" not in f"{refusal.value!r}{refusal.value.__cause__!r}"


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (200, b"<html>", "no JSON"),
        (302, None, "another address"),
        (404, None, "no Google Reader API"),
        (429, None, "left alone"),
        (500, None, "HTTP 500"),
    ],
)
def test_what_is_no_answer_is_said(reader: Reader, status: int, body: bytes | None, why: str) -> None:
    server = _login(reader)
    reader.status, reader.body = status, body
    with pytest.raises(SyncFailedError, match=why):
        server.subscriptions()


def test_an_endless_answer_ends(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    server = _login(reader)
    monkeypatch.setattr("termnews.sync.wire._LARGEST", 1000)
    reader.body = b" " * 5000
    with pytest.raises(SyncFailedError, match="larger"):
        server.subscriptions()


def test_a_server_that_is_not_there_is_said() -> None:
    with closing(Wire("http://127.0.0.1:1")) as wire, pytest.raises(SyncFailedError, match="could not be reached"):
        GoogleReader(wire, USER, PASSWORD)


LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUE = LEAF | st.lists(LEAF | st.dictionaries(NAMES, LEAF, max_size=2), max_size=2) | st.dictionaries(NAMES, LEAF)


@given(st.dictionaries(NAMES, VALUE, max_size=6))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_value_is_an_item_or_none(value: dict[str, object]) -> None:
    greader._item(value)
    greader._subscription(value)


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("tag:google.com,2005:reader/item/00000000148b9369", "344691561"),
        ("12345", "12345"), ("", ""), ("x", ""), ("tag:google.com,2005:reader/item/zz", ""), ("-5", ""), ("٣", ""),
    ],
)  # fmt: skip
def test_ids_come_in_two_forms(text: str, decimal: str) -> None:
    assert greader._decimal(text) == decimal


@pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed")
def test_another_reader_logs_in_and_finds_the_feeds_of_this_server(reader: Reader, tmp_path: Path) -> None:
    """What the tests stand on is no invention of theirs: newsboat's client of the API (FeedHQ) goes along with it."""
    settings = f'urls-source "feedhq"\nfeedhq-url "{reader.url}"\nfeedhq-login "{USER}"\nfeedhq-password "{PASSWORD}"\n'
    (tmp_path / "config").write_text(settings, "utf-8")
    command = ["newsboat", "-u", f"{tmp_path}/urls", "-c", f"{tmp_path}/cache.db", "-C", f"{tmp_path}/config"]
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    (tmp_path / "urls").write_text("", "utf-8")
    subprocess.run([*command, "-x", "reload"], env=environment, check=True, timeout=300)
    assert reader.gets == ["/reader/api/0/subscription/list", "/reader/atom/feed%2F1"]
