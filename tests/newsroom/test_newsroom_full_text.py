"""Whole texts and pictures from a real server on loopback: on the reader's wish, and with a refresh."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from feed_server import FeedServer, picture_bytes, resolve
from live_samples import Clock, open_live
from refresh_child import LIMITS

from termnews.domain.article import Article, Caption, Original, Paragraph, Picture
from termnews.domain.outlet import Feed, Outlet
from termnews.domain.problems import Problem
from termnews.domain.refresh import Progress, RefreshEvent
from termnews.domain.selection import Selection
from termnews.ingest.fetching import Fetched, FetchRequest
from termnews.ingest.retrieve import Network
from termnews.library.bookmarks import keep_bookmark, load_bookmarks
from termnews.library.feeds import Batch
from termnews.library.live import LiveLibrary
from termnews.library.state import State
from termnews.library.store import Library
from termnews.newsroom.depth import Depth
from termnews.newsroom.full_text import fetch_full, keep_full, read_page
from termnews.newsroom.network import RememberingRetriever
from termnews.newsroom.opening import library_path, utc_now
from termnews.newsroom.page_process import PageProcess
from termnews.newsroom.picture_fetching import take_picture
from termnews.newsroom.picturing import load_picture, picture_file, prune_pictures
from termnews.newsroom.reading_apart import ReadingProcess
from termnews.newsroom.refreshing import Sources, refresh
from termnews.newsroom.settings import find_folders, load_countries

SUMMARY = (Paragraph("Summary of the event."),)


@pytest.fixture(autouse=True)
def _source(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository / "src"))


@pytest.fixture(name="reading")
def _reading() -> Iterator[ReadingProcess]:
    with ReadingProcess() as reading:
        yield reading


def article_of(server: FeedServer, number: int = 1) -> Article:
    return Article(f"a{number}", "Event", "One", "LV", Clock().now, SUMMARY, link=_link(server, f"/article/{number}"))


def _link(server: FeedServer, path: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def allow_loopback() -> None:
    folders = find_folders()
    folders.config.mkdir(parents=True, exist_ok=True)
    (folders.config / "config.toml").write_text("[live]\nallow_private = true\n", "utf-8")


def test_a_page_takes_the_place_of_a_summary(server: FeedServer) -> None:
    allow_loopback()
    before, folders = article_of(server), find_folders()
    keep_bookmark(folders.bookmarks, before, Clock().now)
    with closing(open_live(library_path(folders))) as library:
        library.keep(Batch({before.id: before}))
        found = fetch_full(folders, before)
        assert isinstance(found, Article)
        assert found.blocks[:2] == (
            Picture("A", _link(server, "/picture/1?large")),
            Caption("The harbour.", "Photo: Ana"),
        )
        assert len(found.blocks) == 8
        keep_full(folders, library, before, found)
        assert library.find_article(before.id) == found
        assert len(library.find_rows(Selection(words="paragraph harbour"))) == 1
    (kept,), _ = load_bookmarks(folders.bookmarks)
    assert kept.article.blocks == found.blocks
    assert kept.kept == Clock().now
    assert isinstance(load_picture(_link(server, "/picture/1?large"), folders.cache), bytes)


@pytest.mark.parametrize("kept", ["on", "off"])
def test_pictures_that_are_put_away_are_not_asked_for(server: FeedServer, kept: str) -> None:
    allow_loopback()
    folders = find_folders()
    with closing(State.open(folders.state_file)[0]) as state:
        state.keep_setting("pictures", kept)
    assert isinstance(fetch_full(folders, article_of(server)), Article)
    asked = [path for path in server.seen.paths if "/picture/" in path]
    assert bool(asked) == (kept == "on")


def test_a_process_brings_a_page(server: FeedServer) -> None:
    allow_loopback()
    found = PageProcess(article_of(server, 2)).wait()
    assert isinstance(found, Article)
    assert len(found.blocks) == 8


def test_private_addresses_and_what_robots_forbid_are_not_asked(server: FeedServer) -> None:
    refused = fetch_full(find_folders(), article_of(server))
    assert refused == Problem("One", "the page leads to a private address, which is not asked (robots.txt)")
    allow_loopback()
    server.robots["127.0.0.1"] = "User-agent: *\nDisallow: /article/"
    assert fetch_full(find_folders(), article_of(server)) == Problem(
        "One", "the page may not be read: its robots.txt asks not to be read"
    )
    assert not server.seen.paths["127.0.0.1/article/1"]


def test_a_wall_leaves_the_summary(server: FeedServer) -> None:
    allow_loopback()
    found = fetch_full(find_folders(), article_of(server, 8))
    assert found == Problem("One", "the page shows no text of its own")
    assert fetch_full(find_folders(), replace(article_of(server), link="")) == Problem(
        "One", "the article has no address"
    )


@pytest.mark.parametrize(
    ("fetched", "why"),
    [
        (
            Fetched(FetchRequest(""), 403, why="does not let itself be read (403)"),
            "the page does not let itself be read",
        ),
        (Fetched(FetchRequest(""), 200, b"%PDF", content_type="application/pdf"), "the page is no text"),
    ],
    ids=["forbidden", "pdf"],
)
def test_what_is_no_page_is_said(reading: ReadingProcess, fetched: Fetched, why: str) -> None:
    found = read_page(reading, Article("a", "H", "One", "LV", None, SUMMARY, link="https://e.com/"), fetched)
    assert isinstance(found, Problem)
    assert found.why.startswith(why)


def test_a_page_that_says_less_and_one_of_a_translation(server: FeedServer) -> None:
    allow_loopback()
    long = (Paragraph("word " * 2000),)
    assert fetch_full(find_folders(), replace(article_of(server), blocks=long)) == Problem(
        "One", "the page says no more than is here already"
    )
    original = Original("lv", "Notikums", SUMMARY)
    found = fetch_full(find_folders(), replace(article_of(server), original=original))
    assert isinstance(found, Article)
    assert (found.headline, found.language, found.original) == ("Notikums", "lv", None)


def test_an_edited_bookmark_is_left_alone(server: FeedServer) -> None:
    before, folders = article_of(server), find_folders()
    path = keep_bookmark(folders.bookmarks, before, Clock().now)
    path.write_text(path.read_text("utf-8") + "\nA word of mine.\n", "utf-8")
    edited = path.read_bytes()
    keep_full(folders, Library.in_memory(), before, replace(before, blocks=(*SUMMARY, Paragraph("More."))))
    assert path.read_bytes() == edited


def _refresh(library: LiveLibrary, server: FeedServer, depth: Depth, *, is_full: bool) -> list[RefreshEvent]:
    port = server.server_address[1]
    outlets = [
        Outlet(n, "LV", "en", (Feed(f"http://{n}.test:{port}/deep"),), has_full_text=is_full and n == "one")
        for n in ("one", "two")
    ]
    retriever = RememberingRetriever(library, utc_now, LIMITS, Network(resolve))
    sources = Sources(library, outlets, load_countries(), retriever, utc_now, keep_days=36_500, depth=depth)
    return list(refresh(sources, cancelled=Event()))


def test_a_refresh_brings_pages_of_outlets_that_are_set_so(
    server: FeedServer, tmp_path: Path, reading: ReadingProcess
) -> None:
    with closing(open_live(tmp_path / "library.db")) as library:
        events = _refresh(library, server, Depth(reading), is_full=True)
        sizes = {a.outlet: len(a.blocks) for a in library.articles()}
        assert sizes == {"one": 8, "two": 2}
        assert [e.done for e in events if isinstance(e, Progress) and e.work == "pages"] == [1, 2]
        assert len(library.find_rows(Selection(words="paragraph"))) == 2
        assert not any(path.endswith(("picture/0", "picture/1")) for path in server.seen.paths)


def test_a_refresh_brings_whole_texts_of_all_and_pictures(
    server: FeedServer, tmp_path: Path, reading: ReadingProcess
) -> None:
    cache = tmp_path / "cache"
    with closing(open_live(tmp_path / "library.db")) as library:
        events = _refresh(library, server, Depth(reading, cache, is_full=True), is_full=False)
        assert {len(a.blocks) for a in library.articles()} == {8}
        links = [b.link for a in library.articles() for b in a.blocks if isinstance(b, Picture)]
    assert len(links) == 4
    for link in links:
        data = load_picture(link, cache)
        assert isinstance(data, bytes)
        assert data.startswith(b"\xff\xd8")
    assert sum(isinstance(e, Progress) and e.work == "pictures" for e in events) == 4


def test_pictures_that_are_too_large_are_told(tmp_path: Path, reading: ReadingProcess) -> None:
    found = reading.shrink_picture(Path(_huge(tmp_path)).read_bytes(), "One")
    assert found == Problem("One", "the picture has more than 24 million pixels")
    assert isinstance(reading.shrink_picture(b"noise", "One"), Problem)


def test_a_picture_that_is_refused_leaves_a_word_in_its_place(tmp_path: Path, reading: ReadingProcess) -> None:
    link = "https://desk.example/huge.png"
    fetched = Fetched(FetchRequest(link, link), data=Path(_huge(tmp_path)).read_bytes(), content_type="image/png")
    problem = take_picture(reading, tmp_path, "One", fetched)
    assert problem == Problem("One", "the picture has more than 24 million pixels")
    assert load_picture(link, tmp_path) == Problem(link, problem.why)
    other = "https://desk.example/page.png"
    page = Fetched(FetchRequest(other, other), data=b"<html>", content_type="text/html")
    assert take_picture(reading, tmp_path, "One", page) == Problem("One", "a picture is none")
    assert load_picture(other, tmp_path) is None


def test_a_picture_that_is_broken_is_told_and_not_asked_for_again(tmp_path: Path, reading: ReadingProcess) -> None:
    link = "https://desk.example/broken.png"
    for data in (b"noise", picture_bytes()[:60]):
        problem = take_picture(reading, tmp_path, "One", Fetched(FetchRequest(link, link), data=data))
        assert isinstance(problem, Problem)
        assert problem.where == "One"
        assert load_picture(link, tmp_path) == Problem(link, problem.why)
    gone = Fetched(FetchRequest(link, link), 404, why="was not found (404)")
    assert take_picture(reading, tmp_path, "One", gone) == Problem("One", "a picture was not found (404)")
    whole = Fetched(FetchRequest(link, link), data=picture_bytes(), content_type="image/png")
    assert take_picture(reading, tmp_path, "One", whole) is None
    assert isinstance(load_picture(link, tmp_path), bytes)


def _huge(folder: Path) -> str:
    file = folder / "huge.png"
    file.write_bytes(picture_bytes(9000, 9000))
    return str(file)


def test_the_cache_is_bounded(tmp_path: Path) -> None:
    folder = picture_file(tmp_path, "x").parent
    folder.mkdir(parents=True)
    for number in range(5):
        (folder / str(number)).write_bytes(bytes(100))
        stamp = utc_now().timestamp() - number * 60
        import os

        os.utime(folder / str(number), (stamp, stamp))
    assert prune_pictures(tmp_path, 250, 30) == 3
    assert sorted(p.name for p in folder.iterdir()) == ["0", "1"]
    assert prune_pictures(tmp_path / "nowhere", 1, 1) == 0
