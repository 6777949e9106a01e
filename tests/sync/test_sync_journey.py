"""Whole syncs with a server on loopback: outlets, read marks and stars both ways, and nothing lost."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from click.testing import CliRunner
from greader_server import PASSWORD, USER, Item, Reader, serving

from termnews.cli.front import main
from termnews.domain.article import Article, Paragraph
from termnews.domain.outlet import Feed, Outlet
from termnews.ingest.catalogue import add, switch
from termnews.ingest.links import link_key
from termnews.library.bookmarks import keep_bookmark, load_bookmarks
from termnews.library.feeds import Batch, StoredEntry
from termnews.library.library_file import open_library_file
from termnews.library.state import State
from termnews.newsroom.alone import hold
from termnews.newsroom.catalogue import load_catalogue, save_own
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.live_refresh import refresh_live
from termnews.newsroom.opening import library_path, utc_now
from termnews.newsroom.settings import find_folders

OWN = Outlet("Own paper", "LV", "lv", (Feed("https://own.example/rss"),), is_own=True)
THERE = {1: {"url": "https://paper.example/rss", "title": "Remote paper", "label": "Chile"}}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    now = int(utc_now().timestamp()) - 3600
    items = {n: Item(f"https://paper.example/{n}?utm_source=rss", f"Title {n}", published=now) for n in range(1, 6)}
    monkeypatch.setenv("TERMNEWS_SYNC_PASSWORD", PASSWORD)
    with serving(Reader(items, {i: dict(feed) for i, feed in THERE.items()}, prefix="/api/greader.php")) as reader:
        _configure(f'kind = "freshrss"\nurl = "http://127.0.0.1:{reader.port}"\nuser = "{USER}"\n')
        yield reader


def _configure(lines: str) -> None:
    config = find_folders().config
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text(f"[sync]\n{lines}", "utf-8")


def _article(number: int) -> Article:
    link = f"https://www.paper.example/{number}"
    return Article(f"a{number}", f"Title {number}", "Remote paper", "CL", utc_now(), (Paragraph("Text."),), link=link)


def _keep(*numbers: int) -> None:
    library = open_library_file(library_path(find_folders())).library
    assert library is not None
    articles = [_article(n) for n in numbers]
    entries = {a.id: StoredEntry(a.id, "CL/Remote paper", "", link_key(a.link), utc_now(), "[]") for a in articles}
    with closing(library):
        library.keep(Batch(articles={a.id: a for a in articles}, entries=entries))


def _read(*ids: str) -> set[str]:
    state, _ = State.open(find_folders().state_file)
    with closing(state):
        state.mark_read(ids, is_read=True, now=utc_now())
        return state.read_ids()


def _starred() -> set[str]:
    return {b.article.headline for b in load_bookmarks(find_folders().bookmarks)[0]}


def _let_go(article_id: str) -> None:
    library = open_library_file(library_path(find_folders())).library
    assert library is not None
    with closing(library), closing(Keeper(find_folders(), library)) as keeper:
        article = library.find_article(article_id)
        assert article is not None
        keeper.toggle_bookmark(article)


def _sync(*arguments: str) -> Any:
    result = CliRunner().invoke(main, ["sync", "--json", *arguments], standalone_mode=False)
    assert result.exception is None, result.output
    assert result.return_value == 0, result.stderr
    return {name: count for name, count in json.loads(result.stdout).items() if count}


def test_read_marks_go_both_ways(server: Reader) -> None:
    _keep(1, 2, 3)
    _read("a1")
    server.items[2].is_read = True
    assert _sync() | {"add_here": 0} == {"read_here": 1, "read_there": 1, "add_here": 0}
    assert _read() == {"a1", "a2"}
    assert [n for n, item in server.items.items() if item.is_read] == [1, 2]
    assert _sync() == {}
    server.items[1].is_read = False
    assert _sync() == {"unread_here": 1}
    assert _read() == {"a2"}


def test_stars_go_both_ways_also_for_what_is_not_here(server: Reader) -> None:
    _keep(1, 2)
    keep_bookmark(find_folders().bookmarks, _article(1), utc_now())
    server.items[2].is_starred = server.items[5].is_starred = True
    done = _sync()
    assert (done["star_here"], done["star_there"]) == (2, 1)
    assert _starred() == {"Title 1", "Title 2", "Title 5"}
    assert [n for n, item in server.items.items() if item.is_starred] == [1, 2, 5]
    found = {b.article.headline: b.article for b in load_bookmarks(find_folders().bookmarks)[0]}
    assert (found["Title 2"].id, found["Title 2"].country) == ("a2", "CL")
    assert (found["Title 5"].country, found["Title 5"].outlet) == ("CL", "Remote paper")
    assert "The text of Title 5." in str(found["Title 5"].blocks)
    assert _sync() == {}


def test_a_star_taken_away_by_hand_goes_and_a_lost_folder_takes_none(server: Reader) -> None:
    _keep(1, 2)
    for number in (1, 2):
        keep_bookmark(find_folders().bookmarks, _article(number), utc_now() - timedelta(days=1))
    _sync()
    _let_go("a1")
    for file in find_folders().bookmarks.glob("*.md"):
        file.unlink()
    done = _sync()
    assert (done["unstar_there"], done["star_here"]) == (1, 1)
    assert _starred() == {"Title 2"}
    assert [n for n, item in server.items.items() if item.is_starred] == [2]


def test_a_star_taken_away_there_goes_here_and_undo_brings_it_back_to_both(server: Reader) -> None:
    _keep(1)
    keep_bookmark(find_folders().bookmarks, _article(1), utc_now() - timedelta(days=1))
    _sync()
    server.items[1].is_starred = False
    assert _sync() == {"unstar_here": 1}
    assert _starred() == set()
    assert CliRunner().invoke(main, ["undo"], standalone_mode=False).exception is None
    assert _starred() == {"Title 1"}
    assert _sync() == {"star_there": 1}
    assert server.items[1].is_starred


def test_what_the_server_has_forgotten_keeps_its_star_here(server: Reader) -> None:
    _keep(1)
    keep_bookmark(find_folders().bookmarks, _article(1), utc_now())
    _sync()
    del server.items[1]
    assert _sync() == {}
    assert _starred() == {"Title 1"}


def test_outlets_go_both_ways_and_the_catalogues_choice_is_not_told(server: Reader) -> None:
    config = find_folders().config
    save_own(config, add({}, OWN))
    assert _sync() == {"add_here": 1, "add_there": 1}
    assert {feed["url"]: feed["label"] for feed in server.feeds.values()} == {
        "https://paper.example/rss": "Chile",
        "https://own.example/rss": "Latvia",
    }
    remote = next(o for o in load_catalogue(config).outlets if o.name == "Remote paper")
    assert (remote.country, remote.is_on, remote.is_own) == ("CL", True, True)
    catalogue = load_catalogue(config)
    save_own(config, switch(catalogue.own, remote, is_on=False))
    server.feeds = {i: feed for i, feed in server.feeds.items() if feed["title"] != "Own paper"}
    assert _sync() == {"remove_there": 1, "off_here": 1}
    assert server.feeds == {}
    assert not next(o for o in load_catalogue(config).outlets if o.name == "Own paper").is_on


def test_a_feed_with_stars_is_never_left_there(server: Reader) -> None:
    server.items[1].is_starred = True
    _sync()
    catalogue = load_catalogue(find_folders().config)
    remote = next(o for o in catalogue.outlets if o.name == "Remote paper")
    save_own(find_folders().config, switch(catalogue.own, remote, is_on=False))
    assert _sync() == {}
    assert server.items[1].is_starred


def test_a_dry_run_changes_nothing(server: Reader) -> None:
    _keep(1, 2)
    _read("a1")
    server.items[2].is_starred = True
    before = sorted(p for p in find_folders().config.parent.rglob("*") if p.is_file())
    done = _sync("--dry-run")
    assert (done["dry_run"], done["read_there"], done["star_here"], done["add_here"]) == (True, 1, 1, 1)
    assert [path for path, _ in server.posts if "edit" in path] == []
    assert sorted(p for p in find_folders().config.parent.rglob("*") if p.is_file()) == before


def test_everything_read_is_said_at_once(server: Reader) -> None:
    now = int(utc_now().timestamp()) - 60
    server.items = {n: Item(f"https://paper.example/{n}", published=now) for n in range(1, 302)}
    _keep(*range(1, 302))
    _read(*(f"a{n}" for n in range(1, 302)))
    _sync()
    assert "/reader/api/0/mark-all-as-read" in {path for path, _ in server.posts}
    assert all(item.is_read for item in server.items.values())


def test_another_server_or_a_broken_memory_takes_nothing_away(server: Reader) -> None:
    _keep(1)
    keep_bookmark(find_folders().bookmarks, _article(1), utc_now())
    _sync()
    memory = find_folders().state / "sync.json"
    memory.write_bytes(memory.read_bytes()[:40])
    server.items[1].is_starred = False
    assert _sync() == {"star_there": 1}
    assert _starred() == {"Title 1"}


def test_the_password_is_written_nowhere(server: Reader, caplog: pytest.LogCaptureFixture) -> None:
    _keep(1)
    result = CliRunner().invoke(main, ["sync"], standalone_mode=False)
    server.status = 500
    failed = CliRunner().invoke(main, ["sync"], standalone_mode=False)
    assert failed.return_value == 1
    assert "HTTP 500" in failed.stderr
    files = [p.read_bytes() for p in find_folders().config.parent.rglob("*") if p.is_file()]
    assert not any(PASSWORD.encode() in data for data in files)
    assert PASSWORD not in result.output + failed.output + caplog.text


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("", "no server is set"),
        ('url = "file:///etc"\n', "no http(s) address"),
        ('url = "http://ada:word@127.0.0.1:1"\n', "the password does not belong"),
        ('url = "http://127.0.0.1:1"\npassword = "x"\n', "could not be reached"),
        ('url = "http://127.0.0.1:1"\n', "has no password"),
        ('url = "http://127.0.0.1:1"\npassword_command = "false"\n', "gave no password"),
    ],
)
def test_what_cannot_be_is_said(lines: str, why: str) -> None:
    _configure(lines)
    result = CliRunner().invoke(main, ["sync"], standalone_mode=False)
    assert result.return_value == 1
    assert why in result.stderr


def test_a_password_comes_from_a_command(server: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERMNEWS_SYNC_PASSWORD")
    (tmp_path / "word").write_text(f"{PASSWORD}\nsecond line\n", "utf-8")
    command = f"cat {tmp_path}/word"
    _configure(f'url = "{server.url}"\nuser = "{USER}"\npassword_command = "{command}"\n')
    assert _sync() == {"add_here": 1}


def _refresh() -> tuple[list[str], list[str]]:
    problems: list[str] = []
    events = refresh_live(
        find_folders(), ["TK"], is_wanted=True, cancelled=Event(), report=lambda p: problems.append(p.why)
    )
    return [type(event).__name__ for event in events], problems


def test_a_refresh_ends_with_a_sync_and_a_server_that_fails_stops_nothing(server: Reader) -> None:
    _keep(1, 2)
    _read("a1")
    server.items[2].is_read = True
    names, problems = _refresh()
    assert names[-2:] == ["Synced", "Finished"]
    assert problems == []
    assert _read() == {"a1", "a2"}
    assert server.items[1].is_read
    server.status = 500
    names, problems = _refresh()
    assert (names[-1], "Synced" in names) == ("Finished", False)
    assert problems == ["the server failed (HTTP 500)"]


def test_without_a_server_nothing_is_asked() -> None:
    names, problems = _refresh()
    assert (names[-1], "Synced" in names, problems) == ("Finished", False, [])


def test_two_at_once_are_refused(server: Reader) -> None:
    with hold(find_folders()):
        result = CliRunner().invoke(main, ["sync"], standalone_mode=False)
    assert result.return_value == 1
    assert "a refresh is under way" in result.stderr
    assert server.posts == []
