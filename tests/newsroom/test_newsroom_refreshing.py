"""Refreshing: what comes in, what stays, what is told."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from live_samples import (
    FRONT,
    NOW,
    ONE,
    SPORT,
    TIMES,
    TWO,
    WORDS,
    Clock,
    FakeRetriever,
    done,
    failed,
    feed,
    finished,
    item,
    open_live,
    sources,
)

from termnews.domain.article import Paragraph
from termnews.domain.outlet import Feed, Outlet
from termnews.domain.refresh import OutletDone, OutletStarted, Progress
from termnews.domain.selection import Selection
from termnews.domain.story import Verdict
from termnews.ingest.fetching import FetchRequest
from termnews.library.live import LiveLibrary
from termnews.newsroom import refreshing
from termnews.newsroom.refreshing import refresh


@pytest.fixture(name="library")
def _library(tmp_path: Path) -> Iterator[LiveLibrary]:
    library = open_live(tmp_path / "library.db")
    yield library
    library.close()


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="web")
def _web() -> FakeRetriever:
    two = item("x", "Belarus frees political prisoners", "Envoys met them in Vilnius after sanctions talks.")
    return FakeRetriever(
        {
            FRONT: feed(item("a"), item("b")),
            SPORT: feed(item("c")),
            TIMES: feed(two.replace("one.example", "two.example")),
        }
    )


def _headlines(library: LiveLibrary) -> list[str]:
    return [h.headline for h in library.headlines(library.find_rows(Selection()))]


def test_what_comes_is_kept_and_told(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    events = list(refresh(sources(library, web, clock)))
    assert isinstance(events[0], Progress)
    assert events[0].total == 3
    assert {e.feed for e in events if isinstance(e, OutletStarted)} == {FRONT, SPORT, TIMES}
    assert {link: e.added for link, e in done(events).items()} == {FRONT: 2, SPORT: 1, TIMES: 1}
    end = finished(events)
    assert (end.done, end.failed, end.added, end.updated, end.is_cancelled) == (3, 0, 4, 0, False)
    assert len(_headlines(library)) == 4
    (american,) = [a for a in library.articles() if a.country == "US"]
    assert american.outlet == "Two"
    assert library.checked() == NOW


def test_what_came_can_be_searched_at_once(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    list(refresh(sources(library, web, clock)))
    assert len(library.find_rows(Selection(words="sanctions vilnius"))) == 1


def test_nothing_is_due_twice_at_once(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    list(refresh(sources(library, web, clock)))
    web.asked.clear()
    clock.forward(minutes=20)
    assert finished(refresh(sources(library, web, clock))).done == 0
    assert finished(refresh(sources(library, web, clock), {"LV"}, is_wanted=True)).done == 2
    assert {r.etag for r in web.asked} == {'"1"'}


def test_three_rounds_double_nothing(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    list(refresh(sources(library, web, clock)))
    for text in ("Ships sail again.", "Ships sail again and again."):
        clock.forward(hours=3)
        web.bodies[FRONT] = feed(item("b", text=f"{WORDS} {text}"), item("a"))
        events = list(refresh(sources(library, web, clock)))
        assert (done(events)[FRONT].added, done(events)[FRONT].updated) == (0, 1)
        assert done(events)[TIMES].is_unchanged  # the same bytes are not read again
    assert len(_headlines(library)) == 4
    assert any(Paragraph(f"{WORDS} Ships sail again and again.") in a.blocks for a in library.articles())


def test_two_feeds_of_an_outlet_in_one_batch_double_nothing(
    library: LiveLibrary, web: FakeRetriever, clock: Clock
) -> None:
    web.bodies[SPORT] = web.bodies[FRONT]
    events = list(refresh(sources(library, web, clock)))
    assert sorted((done(events)[FRONT].added, done(events)[SPORT].added)) == [0, 2]
    assert len(_headlines(library)) == 3


def test_a_whole_text_outlives_a_shorter_one(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    list(refresh(sources(library, web, clock)))
    clock.forward(hours=3)
    web.bodies[FRONT] = feed(item("b", "Event b in the harbour ends", "Short."))
    list(refresh(sources(library, web, clock)))
    (article,) = [a for a in library.articles() if a.headline.endswith("ends")]
    assert Paragraph(f"{WORDS} b.") in article.blocks


def test_a_failing_outlet_stops_nobody(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    web.fail(FRONT)
    web.bodies[SPORT] = b"<!doctype html><p>no feed"
    events = list(refresh(sources(library, web, clock)))
    assert failed(events)[FRONT].reason == "was not found (404)"
    assert failed(events)[SPORT].reason == "is a web page, not a feed"
    assert done(events)[TIMES].added == 1
    assert (finished(events).done, finished(events).failed) == (3, 2)
    assert library.healths()[FRONT].missing == 1


def test_a_fault_of_our_own_stops_nobody(
    library: LiveLibrary, web: FakeRetriever, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(data: bytes, *_: object) -> object:
        raise RecursionError(data)

    monkeypatch.setattr("termnews.ingest.feeds.parse_feed", parse)
    assert set(failed(refresh(sources(library, web, clock)))) == {FRONT, SPORT, TIMES}


def test_a_feed_that_is_gone_is_asked_no_more(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    web.fail(FRONT, "is gone for good (410)", 410)
    assert failed(refresh(sources(library, web, clock)))[FRONT].is_disabled
    clock.forward(days=3)
    web.asked.clear()
    list(refresh(sources(library, web, clock), is_wanted=True))
    assert FRONT not in {r.link for r in web.asked}
    assert TIMES in {r.link for r in web.asked}


def test_unchanged_feeds_are_told_as_such(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    list(refresh(sources(library, web, clock)))
    clock.forward(hours=3)
    web.not_modified(TIMES)
    assert done(refresh(sources(library, web, clock)))[TIMES].is_unchanged


def test_cancelling_keeps_what_came(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    cancelled = threading.Event()

    def before(request: FetchRequest) -> None:
        if request.link == TIMES:
            cancelled.set()

    web.before = before
    events = list(refresh(sources(library, web, clock), cancelled=cancelled))
    assert finished(events).is_cancelled
    assert len(_headlines(library)) == finished(events).added == sum(e.added for e in done(events).values())
    assert TIMES not in done(events)
    web.before = lambda _: None
    clock.forward(hours=3)
    list(refresh(sources(library, web, clock)))
    assert len(_headlines(library)) == 4


def test_leaving_the_loop_keeps_what_came(
    library: LiveLibrary, web: FakeRetriever, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "_BATCH_ARTICLES", 1)
    events = refresh(sources(library, web, clock))
    next(e for e in events if isinstance(e, OutletDone))
    events.close()
    assert len(_headlines(library)) >= 1
    assert {n for n, _ in library.healths().items()} >= {FRONT}


def test_what_is_told_is_kept(
    library: LiveLibrary, web: FakeRetriever, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refreshing, "_BATCH_ARTICLES", 2)
    told = 0
    for event in refresh(sources(library, web, clock)):
        told += event.added if isinstance(event, OutletDone) else 0
        assert len(_headlines(library)) >= told
    assert told == 4


def test_old_articles_go_and_bookmarked_ones_stay(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    list(refresh(sources(library, web, clock)))
    kept = next(a for a in library.articles() if a.country == "US")
    clock.forward(days=91)
    web.bodies = {FRONT: feed(item("new", published=clock.now))}
    list(refresh(sources(library, web, clock, find_bookmarked=lambda: [kept.id])))
    assert {a.headline for a in library.articles()} == {kept.headline, "Event new in the harbour"}
    assert library.find_rows(Selection(words="riga")).tolist() == [library.find_row(library.unread_ids(Selection())[0])]


def test_an_entry_that_is_too_old_never_comes(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    web.bodies = {FRONT: feed(item("old", published=NOW - timedelta(days=100)), item("new"))}
    events = list(refresh(sources(library, web, clock)))
    assert done(events)[FRONT].added == 1
    assert _headlines(library) == ["Event new in the harbour"]


TELLINGS = (
    ("LV", "Belarus frees 123 political prisoners after sanctions talks with envoy"),
    ("LT", "Belarus frees political prisoners as United States lifts potash sanctions"),
    ("PL", "Political prisoners freed in Belarus after talks with envoy on potash sanctions"),
)


def test_stories_are_found_and_kept_over_refreshes(library: LiveLibrary, clock: Clock) -> None:
    text = "Belarus freed political prisoners after talks with an American envoy on sanctions on potash in Minsk."
    outlets = [Outlet(f"Paper {c}", c, "en", (Feed(f"https://{c}.example/rss"),)) for c, _ in TELLINGS]
    web = FakeRetriever(
        {
            f"https://{c}.example/rss": feed(item(c, h, text).replace("one.example", f"{c}.example"))
            for c, h in TELLINGS[:2]
        }
    )
    made = sources(library, web, clock)
    setup = type(made)(library, outlets, made.countries, web, clock)
    list(refresh(setup))
    (story,) = library.stories()
    assert len(story.article_ids) == 2
    assert story.verdict is not Verdict.OVERLOOKED  # no American outlet was read
    clock.forward(hours=3)
    code, headline = TELLINGS[2]
    web.bodies[f"https://{code}.example/rss"] = feed(item(code, headline, text).replace("one.", f"{code}."))
    list(refresh(setup))
    (again,) = library.stories()
    assert again.id == story.id
    assert set(again.article_ids) > set(story.article_ids)


def test_countries_can_be_chosen(library: LiveLibrary, web: FakeRetriever, clock: Clock) -> None:
    list(refresh(sources(library, web, clock), {"US"}))
    assert [r.link for r in web.asked] == [TIMES]
    assert (ONE.country, TWO.country) == ("LV", "US")


def test_stories_that_a_refresh_did_not_come_to_are_found_by_the_next(library: LiveLibrary, clock: Clock) -> None:
    text = "Belarus freed political prisoners after talks with an American envoy on sanctions on potash in Minsk."
    outlets = [Outlet(f"Paper {c}", c, "en", (Feed(f"https://{c}.example/rss"),)) for c, _ in TELLINGS[:2]]
    web = FakeRetriever(
        {
            f"https://{c}.example/rss": feed(item(c, h, text).replace("one.example", f"{c}.example"))
            for c, h in TELLINGS[:2]
        }
    )
    made = sources(library, web, clock)
    setup = type(made)(library, outlets, made.countries, web, clock)
    events = refresh(setup)
    next(e for e in events if isinstance(e, OutletDone))
    events.close()
    assert len(_headlines(library)) == 2
    for link in web.bodies:
        web.not_modified(link)
    clock.forward(hours=3)
    assert finished(refresh(setup)).added == 0
    assert library.stories() == []
    clock.forward(hours=3)
    list(refresh(replace(setup, is_untold=True)))
    (story,) = library.stories()
    assert len(story.article_ids) == 2
