"""The network, against a real server on loopback: polite, bounded, and never inward."""

import queue
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import pytest
from feed_server import ETAG, FeedServer, resolve, running_server

from termnews.domain.health import FeedHealth
from termnews.domain.outlet import Feed, Outlet
from termnews.ingest.decide import Source, decide_entries
from termnews.ingest.feeds import parse_feed
from termnews.ingest.fetching import Fetched, FetchRequest, Limits
from termnews.ingest.gate import Gate, PrivateAddressError
from termnews.ingest.parsed_feed import ParsedFeed
from termnews.ingest.retrieve import USER_AGENT, HttpRetriever, Network
from termnews.ingest.robots import Robots
from termnews.ingest.schedule import DueFeed, make_request, settle_failure, settle_read

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
QUICK = Limits(gap=0.0, seconds=60.0, allows_private=True)


@pytest.fixture(name="server")
def _server() -> Iterator[FeedServer]:
    with running_server() as server:
        yield server


def _retriever(limits: Limits = QUICK, **options: object) -> HttpRetriever:
    return HttpRetriever(lambda: NOW, limits, network=Network(resolve), **options)  # type: ignore[arg-type]


def _ask(server: FeedServer, *hosts: str, limits: Limits = QUICK, **traits: object) -> dict[str, Fetched]:
    requests = [FetchRequest(server.link(host), host, **{"honours_robots": False, **traits}) for host in hosts]  # type: ignore[arg-type]
    return {fetched.request.key: fetched for fetched in _retriever(limits).retrieve(requests)}


def test_a_feed_comes_whole(server: FeedServer) -> None:
    found = _ask(server, "ok-1", "gzip-2")
    for host, fetched in found.items():
        assert (fetched.status, fetched.why, fetched.link) == (200, "", server.link(host))
        parsed = parse_feed(fetched.data, host)
        assert isinstance(parsed, ParsedFeed)
        assert len(parsed.entries) == 3
    sent = server.seen.headers["gzip-2.test/feed"]
    assert sent["user-agent"] == USER_AGENT
    assert "cookie" not in sent


def test_no_cookie_is_kept(server: FeedServer) -> None:
    retriever = _retriever()
    requests = [FetchRequest(server.link("cookie-1"), "a", honours_robots=False) for _ in range(2)]
    assert [f.status for f in retriever.retrieve(requests)] == [200, 200]
    assert "cookie" not in server.seen.headers["cookie-1.test/feed"]


def test_only_changes_are_asked_for(server: FeedServer) -> None:
    first = _ask(server, "conditional-1")["conditional-1"]
    assert (first.etag, first.last_modified) == (ETAG, "Fri, 12 Dec 2025 10:00:00 GMT")
    again = _ask(server, "conditional-1", "conditional-2", etag=first.etag, last_modified=first.last_modified)
    assert all(fetched.is_unchanged and not fetched.data for fetched in again.values())
    assert server.seen.headers["conditional-2.test/feed"]["if-modified-since"] == "Fri, 12 Dec 2025 10:00:00 GMT"


@pytest.mark.parametrize(
    ("host", "status", "why"),
    [
        ("gone-1", 410, "is gone for good (410)"),
        ("missing-1", 404, "was not found (404)"),
        ("forbidden-1", 403, "does not let itself be read (403)"),
        ("broken-1", 500, "has a server that fails (500)"),
        ("unasked-1", 304, "says that nothing is new to who has nothing (304)"),
        ("bomb-1", 0, "sends more than 10 MB"),
        ("endless-1", 0, "sends more than 10 MB"),
        ("cut-1", 0, "sends a body that cannot be decompressed"),
        ("lie-1", 0, "sends a body that cannot be decompressed"),
        ("garbage-1", 0, "does not answer as a web server does"),
        ("circle-1", 302, "leads in a circle"),
        ("far-1", 302, "leads on more than 5 times"),
        ("file-1", 302, "leads to an address that cannot be asked"),
        ("nowhere-1", 302, "leads to an address that cannot be asked"),
    ],
)
def test_what_cannot_be_used_is_said_in_our_words(server: FeedServer, host: str, status: int, why: str) -> None:
    fetched = _ask(server, host)[host]
    assert (fetched.status, fetched.why, fetched.data) == (status, why, b"")


@pytest.mark.parametrize("host", ["slow-1", "mute-1"])
def test_time_is_limited_in_all(server: FeedServer, host: str) -> None:
    fetched = _ask(server, host, limits=Limits(gap=0, seconds=0.6, allows_private=True))[host]
    assert fetched.why == "took longer than 0.6 seconds"


def test_an_unknown_host_and_a_refused_connection_are_said() -> None:
    asked = [
        FetchRequest("http://nobody.invalid/feed", "a"),
        FetchRequest("http://127.0.0.1:9/feed", "b", honours_robots=False),
    ]
    found = {fetched.request.key: fetched.why for fetched in _retriever().retrieve(asked)}
    assert found == {"a": "has a host that is unknown (robots.txt)", "b": "cannot be reached"}


def test_a_fault_that_nobody_thought_of_is_one_answer_and_the_others_come(server: FeedServer) -> None:
    async def find(host: str, port: int) -> Sequence[str]:
        if host.startswith("odd"):
            raise RuntimeError("not thought of")
        return await resolve(host, port)

    requests = [FetchRequest(server.link(host), host) for host in ("ok-1", "odd-1", "odd-2", "ok-2")]
    retriever = HttpRetriever(lambda: NOW, QUICK, network=Network(find))
    found = {fetched.request.key: fetched.why for fetched in retriever.retrieve(requests)}
    odd = "cannot be asked (RuntimeError)"
    assert found == {"ok-1": "", "ok-2": "", "odd-1": odd, "odd-2": odd}


@pytest.mark.parametrize(
    "link",
    ["ftp://ok.test/x", "file:///etc/passwd", "http://user:word@ok.test/", "http://ok.test@canary.test/", "nothing"],
)
def test_other_addresses_are_not_asked(link: str) -> None:
    (fetched,) = _retriever().retrieve([FetchRequest(link, honours_robots=False)])
    assert fetched.why == "has an address that cannot be asked"


def test_a_lasting_move_is_told_and_a_passing_one_is_not(server: FeedServer) -> None:
    found = _ask(server, "moved-1", "found-1")
    assert found["moved-1"].moved_to == server.link("moved-1", "/new")
    assert (found["found-1"].moved_to, found["found-1"].link) == ("", server.link("found-1", "/elsewhere"))


def test_private_addresses_are_refused_before_anything_is_sent(server: FeedServer) -> None:
    found = _ask(server, "ok-1", "moved-2", limits=Limits(gap=0, seconds=60))
    assert {fetched.why for fetched in found.values()} == {"leads to a private address, which is not asked"}
    assert not server.seen.paths


def test_a_redirect_never_leads_inward(server: FeedServer) -> None:
    """Not even where the feed itself may be on this network."""
    assert _ask(server, "inward-1")["inward-1"].why == "leads to a private address, which is not asked"
    assert server.seen.paths == Counter({"inward-1.test/feed": 1})


@pytest.mark.parametrize(
    "found", [["127.0.0.2"], ["93.184.216.34", "10.0.0.1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["fe80::1%eth0"]]
)
async def test_the_gate_looks_at_every_address_of_a_name(found: list[str]) -> None:
    async def look_up(_host: str, _port: int) -> list[str]:
        return found

    with pytest.raises(PrivateAddressError):
        await Gate(look_up).connect_tcp("rebound.example", 80)


async def test_the_gate_opens_no_socket_of_this_machine() -> None:
    with pytest.raises(PrivateAddressError):
        await Gate().connect_unix_socket("run/x.sock")


def test_a_busy_host_is_left_alone_and_its_other_feeds_are_not_asked(server: FeedServer) -> None:
    asked = [FetchRequest(server.link("busy-1", f"/{n}"), str(n), honours_robots=False) for n in range(3)]
    first, *others = list(_retriever().retrieve(asked))
    assert (first.status, first.retry_after) == (429, NOW + timedelta(seconds=120))
    assert all(fetched.is_put_off and fetched.retry_after == first.retry_after for fetched in others)
    assert sum(server.seen.paths.values()) == 1
    closed = _ask(server, "closed-1")["closed-1"]
    assert closed.retry_after == NOW + timedelta(minutes=15)


def test_pauses_of_the_last_time_hold(server: FeedServer) -> None:
    retriever = _retriever(pauses={"ok-1.test": NOW + timedelta(hours=1), "ok-2.test": NOW - timedelta(hours=1)})
    asked = [FetchRequest(server.link(host), host, honours_robots=False) for host in ("ok-1", "ok-2")]
    found = {fetched.request.key: fetched for fetched in retriever.retrieve(asked)}
    assert found["ok-1"].is_put_off
    assert found["ok-2"].status == HTTPStatus.OK


def test_one_request_at_once_for_each_host_with_a_rest_behind_it(server: FeedServer) -> None:
    limits = Limits(gap=0.3, seconds=60, allows_private=True)
    asked = [
        FetchRequest(server.link(host, f"/{n}"), honours_robots=False) for host in ("ok-1", "ok-2") for n in range(3)
    ]
    assert [fetched.status for fetched in _retriever(limits).retrieve(asked)] == [200] * 6
    assert server.seen.most_of_one_host == 1
    for spans in server.seen.times.values():
        rests = [begun - ended for (_, ended), (begun, _) in zip(sorted(spans), sorted(spans)[1:], strict=False)]
        assert len(rests) == 2
        assert min(rests) > 0.2


def test_no_more_in_all_than_the_limit(server: FeedServer) -> None:
    limits = Limits(gap=0, seconds=60, in_flight=4, allows_private=True)
    assert len(_ask(server, *(f"late-{n}" for n in range(20)), limits=limits)) == 20
    assert 1 < server.seen.most_busy <= 4


def test_robots_are_honoured_once_a_host_and_kept(server: FeedServer) -> None:
    server.robots = {
        "ok-1.test": "User-agent: *\nDisallow: /feed",
        "ok-2.test": "User-agent: termnews\nDisallow:\n\nUser-agent: *\nDisallow: /",
    }
    known: dict[str, Robots] = {}
    asked = [
        FetchRequest(server.link(host, path), host + path)
        for host in ("ok-1", "ok-2", "ok-3")
        for path in ("/feed", "/more")
    ]
    found = {fetched.request.key: fetched for fetched in _retriever(robots=known).retrieve(asked)}
    assert found["ok-1/feed"].why == "its robots.txt asks not to be read"
    assert {key for key, fetched in found.items() if fetched.status == HTTPStatus.OK} == set(found) - {"ok-1/feed"}
    assert [server.seen.paths[f"ok-{n}.test/robots.txt"] for n in (1, 2, 3)] == [1, 1, 1]
    assert server.seen.paths["ok-1.test/feed"] == 0
    assert next(iter(_retriever(robots=known).retrieve(asked[:1]))).why == "its robots.txt asks not to be read"
    assert server.seen.paths["ok-1.test/robots.txt"] == 1


def test_robots_do_not_count_for_a_feed_of_the_readers_own(server: FeedServer) -> None:
    server.robots = {"ok-1.test": "User-agent: *\nDisallow: /"}
    assert _ask(server, "ok-1", honours_robots=False)["ok-1"].status == HTTPStatus.OK


def test_without_an_answer_robots_forbid(server: FeedServer) -> None:
    (fetched,) = _retriever(Limits(gap=0, seconds=60, allows_private=True)).retrieve(
        [FetchRequest("http://gone.invalid:1/feed")]
    )
    assert fetched.why == "has a host that is unknown (robots.txt)"
    assert not server.seen.paths


def test_to_stop_listening_drops_what_is_under_way(server: FeedServer) -> None:
    started: list[str] = []
    asked = [FetchRequest(server.link(h), h, honours_robots=False) for h in ("ok-1", "mute-1", "mute-2", "mute-3")]
    coming = _retriever(Limits(gap=0, seconds=600, allows_private=True)).retrieve(
        asked, lambda request: started.append(request.key)
    )
    assert next(coming).request.key == "ok-1"
    coming.close()  # type: ignore[attr-defined]
    assert "ok-1" in started


def test_another_thread_stops_a_run_that_waits(server: FeedServer) -> None:
    retriever = _retriever(Limits(gap=0, seconds=600, allows_private=True))
    hosts = ("ok-1", "mute-1", "mute-2")
    asked = [FetchRequest(server.link(host), host, honours_robots=False) for host in hosts]
    found: queue.Queue[str] = queue.Queue()
    waiting = threading.Semaphore(0)

    def run() -> None:
        for fetched in retriever.retrieve(asked, lambda _: waiting.release()):
            found.put(fetched.request.key)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert all(waiting.acquire(timeout=60) for _ in asked)
    assert found.get(timeout=60) == "ok-1"
    retriever.stop()
    thread.join(60)
    assert not thread.is_alive(), "it still waits for what never comes"
    assert found.empty()


def test_a_stop_ends_the_run_that_is_under_way_only(server: FeedServer) -> None:
    retriever = _retriever(Limits(gap=0, seconds=600, allows_private=True))
    asked = [FetchRequest(server.link(host), host, honours_robots=False) for host in ("ok-1", "ok-2", "ok-3")]
    retriever.stop()
    coming = retriever.retrieve(asked)
    first = next(coming)
    retriever.stop()
    assert [first, *coming] == [first]
    retriever.stop()
    assert len(list(retriever.retrieve(asked))) == len(asked)


def _outlets(server: FeedServer) -> list[DueFeed]:
    kinds = ["ok"] * 150 + ["conditional"] * 60 + ["gzip"] * 20 + ["moved"] * 15 + ["gone"] * 5 + ["missing"] * 10
    kinds += (
        ["busy"] * 5
        + ["closed"] * 5
        + ["broken"] * 5
        + ["slow"] * 4
        + ["endless"] * 3
        + ["silent"] * 3
        + ["garbage"] * 5
    )
    kinds += ["page"] * 5 + ["lie"] * 3 + ["circle"] * 2
    feeds = [Feed(server.link(f"{kind}-{n}")) for n, kind in enumerate(kinds)]
    outlets = (Outlet(f"Outlet {n}", ("NZ", "BR")[n % 2], "en", (feed,)) for n, feed in enumerate(feeds))
    return [DueFeed(outlet, outlet.feeds[0], FeedHealth(outlet.feeds[0].link)) for outlet in outlets]


def _refresh(due: list[DueFeed], robots: dict[str, Robots], now: datetime) -> tuple[Counter[str], list[DueFeed]]:
    """Do what a refresh does, without a library."""
    by_feed = {one.feed.link: one for one in due}
    tally: Counter[str] = Counter()
    after: list[DueFeed] = []
    retriever = HttpRetriever(
        lambda: now,
        Limits(gap=0.05, seconds=15, in_flight=32, allows_private=True),
        robots=robots,
        network=Network(resolve),
    )
    for fetched in retriever.retrieve([make_request(one, now) for one in due]):
        one = by_feed[fetched.request.key]
        parsed = parse_feed(fetched.data, one.outlet.name) if fetched.data else None
        if isinstance(parsed, ParsedFeed):
            decisions = decide_entries(Source(one.outlet, one.feed), parsed.entries, (), now)
            tally["read"] += 1
            tally["articles"] += len(decisions)
            health = settle_read(one.health, fetched, now, len(decisions))
        elif fetched.is_unchanged:
            tally["unchanged"] += 1
            health = settle_read(one.health, fetched, now, 0)
        else:
            tally["failed"] += 1
            health = settle_failure(one.health, fetched, now, parsed.why if parsed else "")
        after.append(DueFeed(one.outlet, one.feed, health))
    return tally, after


def test_three_hundred_feeds_of_every_kind(server: FeedServer) -> None:
    due = _outlets(server)
    assert len(due) == 300
    robots: dict[str, Robots] = {}
    tally, after = _refresh(due, robots, NOW)
    assert tally == {"read": 245, "articles": 735, "failed": 55}
    assert server.seen.most_of_one_host == 1
    assert server.seen.most_busy <= 32 + 10  # a slow host may not have seen yet that it was given up
    assert sum(one.health.is_disabled for one in after) == 5
    assert sum(one.health.moved_to != "" for one in after) == 15
    assert sum(one.health.paused is not None for one in after) == 10

    good = [one for one in after if not one.health.failures]
    tally, _ = _refresh(good, robots, NOW + timedelta(hours=1))
    assert tally == {"read": 185, "articles": 555, "unchanged": 60}
    assert server.seen.paths["conditional-150.test/robots.txt"] == 1
    assert server.seen.paths["moved-230.test/new"] == 2
    assert server.seen.paths["moved-230.test/feed"] == 1
