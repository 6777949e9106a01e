"""A refresh of many hosts on loopback, to be run and killed: the library, the port, the hosts' prefix and number."""

import sys
import threading
from pathlib import Path

from feed_server import resolve
from live_samples import open_live

from termnews.domain.outlet import Feed, Outlet
from termnews.domain.refresh import write_event
from termnews.ingest.fetching import Limits
from termnews.ingest.retrieve import Network
from termnews.newsroom import refreshing
from termnews.newsroom.network import RememberingRetriever
from termnews.newsroom.opening import utc_now
from termnews.newsroom.refreshing import Sources, refresh
from termnews.newsroom.settings import load_countries

LIMITS = Limits(gap=0.0, seconds=15.0, allows_private=True)


def make_sources(place: Path, port: int, hosts: list[str]) -> Sources:
    """Return what a refresh of some hosts works with, an outlet each."""
    outlets = [Outlet(f"Paper {h}", "LV", "en", (Feed(f"http://{h}.test:{port}/feed"),)) for h in hosts]
    library = open_live(place)
    retriever = RememberingRetriever(library, utc_now, LIMITS, Network(resolve))
    return Sources(library, outlets, load_countries(), retriever, utc_now, keep_days=36_500)


def main() -> None:
    """Refresh, an event a line."""
    place, port, prefix, count = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
    refreshing._BATCH_ARTICLES = 10
    sources = make_sources(place, port, [f"{prefix}-{n}" for n in range(count)])
    for event in refresh(sources, is_wanted=True, cancelled=threading.Event()):
        sys.stdout.write(write_event(event) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
