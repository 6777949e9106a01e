"""One refresh of three hundred feeds that behave in every way, from a real server on loopback."""

from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from feed_server import FeedServer
from live_samples import done, failed, finished
from refresh_child import make_sources

from termnews.domain.refresh import OutletStarted
from termnews.newsroom.network import RememberingRetriever
from termnews.newsroom.refreshing import refresh

WELL = {"ok": 150, "conditional": 50, "moved": 15, "found": 10, "gzip": 25}
ILL = {
    "gone": 5, "missing": 8, "busy": 6, "closed": 6, "broken": 5, "forbidden": 3, "bomb": 2, "endless": 2, "silent": 2,
    "slow": 2, "circle": 2, "cut": 2, "lie": 1, "garbage": 1, "page": 2, "file": 1,
}  # fmt: skip
"""Hosts by how they behave."""
HOSTS = [f"{kind}-{n}" for kind, count in (WELL | ILL).items() for n in range(count)]


def test_three_hundred_feeds(tmp_path: Path, server: FeedServer) -> None:
    assert len(HOSTS) >= 300
    sources = make_sources(tmp_path / "library.db", server.server_address[1], HOSTS)
    with closing(sources.library) as library:
        events = list(refresh(sources))
        kinds = Counter(_kind(link) for link in done(events))
        assert {kind: kinds[kind] for kind in WELL} == WELL
        assert kinds.keys() <= WELL.keys() | {"slow"}  # a slow one may make it in time
        assert {_kind(link) for link in failed(events)} >= ILL.keys() - {"slow"}
        end = finished(events)
        assert end.done == len(HOSTS) == sum(isinstance(e, OutletStarted) for e in events)
        assert end.added == library.smart_counts().total >= 3 * sum(WELL.values())
        healths = library.healths()
        assert {_kind(link) for link, h in healths.items() if h.is_disabled} == {"gone"}
        assert {_kind(link) for link, h in healths.items() if h.paused} == {"busy", "closed"}
        assert {_kind(link) for link, h in healths.items() if h.moved_to} == {"moved"}
        assert isinstance(sources.retriever, RememberingRetriever)
        sources.retriever.keep_rules()
        assert len(library.load_robots(sources.clock() - timedelta(days=1))) >= sum(WELL.values())
        assert server.seen.most_of_one_host == 1
        assert all(not health.failures for link, health in healths.items() if _kind(link) in WELL)


def _kind(link: str) -> str:
    return link.split("//")[1].split(".", maxsplit=1)[0].rsplit("-", 1)[0]
