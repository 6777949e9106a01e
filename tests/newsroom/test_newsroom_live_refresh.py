"""What a refresh of the reader's own library goes by, and what it says when it cannot go on."""

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from live_samples import FRONT, NOW, ONE, TIMES, TWO, Clock, FakeRetriever, done, feed, item, open_live

from termnews.domain.problems import Problem
from termnews.domain.refresh import OutletDone, RefreshEvent
from termnews.ingest.decide import KnownEntry
from termnews.ingest.fetching import FetchRequest
from termnews.library.bookmarks import keep_bookmark
from termnews.library.writing import LibraryDamaged, LibraryUnavailable
from termnews.newsroom import live_refresh
from termnews.newsroom.catalogue import load_catalogue, save_own
from termnews.newsroom.config import Config, Live, load_config
from termnews.newsroom.fetching import Fetching
from termnews.newsroom.live_refresh import RefreshRefusedError, refresh_live
from termnews.newsroom.network import RememberingRetriever
from termnews.newsroom.opening import library_path
from termnews.newsroom.refreshing import Sources, refresh
from termnews.newsroom.remembering import make_stored, read_stored
from termnews.newsroom.settings import find_folders


class _Web(FakeRetriever):
    def keep_rules(self) -> None:
        """Nothing was learnt."""


@pytest.fixture(name="web")
def _web(monkeypatch: pytest.MonkeyPatch) -> _Web:
    """Put a network that needs none in the place of the real one, and two outlets of the reader's in its reach."""
    web = _Web({FRONT: feed(item("a"), item("b")), TIMES: feed(item("c"))})
    monkeypatch.setattr(RememberingRetriever, "allowing", lambda *_, **__: web)
    monkeypatch.setattr(live_refresh, "utc_now", Clock())
    save_own(find_folders().config, {o.key: replace(o, country="TK", is_own=True) for o in (ONE, TWO)})
    return web


def _refresh(problems: list[Problem] | None = None) -> list[RefreshEvent]:
    told: list[Problem] = [] if problems is None else problems
    return list(refresh_live(find_folders(), {"TK"}, is_wanted=True, cancelled=threading.Event(), report=told.append))


def test_the_readers_library_is_filled(web: _Web) -> None:
    problems: list[Problem] = []
    assert {link: e.added for link, e in done(_refresh(problems)).items()} == {FRONT: 2, TIMES: 1}
    assert problems == []
    assert {r.honours_robots for r in web.asked} == {False}  # the reader's own
    with closing(open_live(library_path(find_folders()))) as library:
        assert library.smart_counts().total == 3


@pytest.mark.usefixtures("web")
def test_kept_articles_stay_whoever_kept_them(monkeypatch: pytest.MonkeyPatch) -> None:
    _refresh()
    path = library_path(find_folders())
    with closing(open_live(path)) as library:
        first, second, *_ = library.articles()
        keep_bookmark(find_folders().bookmarks, second, NOW)
    later = Clock()
    later.forward(days=200)
    monkeypatch.setattr(live_refresh, "utc_now", later)
    _refresh()
    with closing(open_live(path)) as library:
        assert [a.id for a in library.articles()] == [second.id] != [first.id]


@pytest.mark.usefixtures("web")
def test_damage_is_set_aside_and_news_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _refresh()
    path = library_path(find_folders())

    def keep(*_: object) -> None:
        path.write_bytes(b"noise " * 20_000)
        raise LibraryDamaged("database disk image is malformed")

    with monkeypatch.context() as patch:
        patch.setattr("termnews.library.live.LiveLibrary.keep", keep)
        patch.setattr("termnews.newsroom.live_refresh.utc_now", lambda: NOW.replace(hour=20))
        with pytest.raises(RefreshRefusedError) as refused:
            _refresh()
    assert "kept as library.db.damaged-1" in refused.value.problem.why
    assert len(done(_refresh())) == 2


@pytest.mark.usefixtures("web")
def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def keep(*_: object) -> None:
        raise LibraryUnavailable("database or disk is full")

    monkeypatch.setattr("termnews.library.live.LiveLibrary.keep", keep)
    with pytest.raises(RefreshRefusedError, match="disk is full"):
        _refresh()


def test_settings_count_and_wrong_ones_are_told(tmp_path: Path) -> None:
    assert load_config(tmp_path) == (Config(), ())
    file = tmp_path / "config.toml"
    file.write_text("[live]\nkeep_days = 30\nallow_private = 1\nrefresh_minutes = -5\n", "utf-8")
    config, problems = load_config(tmp_path)
    assert config == Config(live=Live(keep_days=30))
    assert [p.why.split(" ")[0] for p in problems] == ["live.allow_private", "live.refresh_minutes"]
    for text in ("live = 3", "[live", "[live]\nkeep_days = true"):
        file.write_text(text, "utf-8")
        config, problems = load_config(tmp_path)
        assert config == Config()
        assert len(problems) == 1


def test_the_readers_outlets_win(tmp_path: Path) -> None:
    before = load_catalogue(tmp_path)
    shipped = before.outlets[1]
    save_own(tmp_path, {shipped.key: replace(shipped, is_on=not shipped.is_on), ONE.key: ONE})
    after = load_catalogue(tmp_path)
    assert after.problems == ()
    assert next(o for o in after.outlets if o.key == shipped.key).is_on is not shipped.is_on
    assert ONE.key in {o.key for o in after.outlets} - {o.key for o in before.outlets}
    assert len(after.changed({}).outlets) == len(before.outlets)


def test_what_is_remembered_comes_back() -> None:
    known = KnownEntry("a" * 12, "LV/Ó", 'id "1"', "one.example/1", "hėadline", NOW, "d", (1, 2**32 - 1))
    stored = make_stored(known)
    assert (stored.outlet, stored.entry_id, stored.link_key) == (known.outlet, known.entry_id, known.link_key)
    assert read_stored(stored.details) == known


def test_a_quiet_network_lets_its_reader_look_up() -> None:
    answer = threading.Event()

    def wait(_: FetchRequest) -> None:
        answer.wait(60)

    web = FakeRetriever({FRONT: b"1"}, before=wait)
    fetching = Fetching(web, [FetchRequest(FRONT, "key")])
    told = []
    for one in fetching:
        told.append(type(one).__name__)
        if one is None:
            answer.set()
    fetching.close()
    assert [t for t in told if t != "NoneType"] == ["FetchRequest", "Fetched"]
    assert "NoneType" in told


def test_a_network_that_nobody_reads_ends() -> None:
    web = FakeRetriever()
    fetching = Fetching(web, [FetchRequest(f"https://{n}.example/") for n in range(1000)])
    assert next(iter(fetching)) is not None
    fetching.close()
    fetching._thread.join(60)
    assert not fetching._thread.is_alive()
    assert len(web.asked) < 1000


@pytest.mark.usefixtures("web")
def test_a_refresh_that_was_cut_short_is_made_up_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bool] = []

    def note(sources: Sources, *rest: Any, **more: Any) -> Any:
        made.append(sources.is_untold)
        return refresh(sources, *rest, **more)

    monkeypatch.setattr(live_refresh, "refresh", note)
    cancelled = threading.Event()
    events = refresh_live(find_folders(), {"TK"}, is_wanted=True, cancelled=cancelled, report=lambda _: None)
    next(e for e in events if isinstance(e, OutletDone))
    events.close()  # as if it were killed: nothing is found, nothing tidied up
    cancelled.set()
    list(refresh_live(find_folders(), {"TK"}, is_wanted=True, cancelled=cancelled, report=lambda _: None))
    _refresh()
    _refresh()
    assert made == [False, True, True, False]
