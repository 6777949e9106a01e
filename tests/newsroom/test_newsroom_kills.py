"""A refresh that is killed at any instant leaves whole batches, and the next one goes on."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from feed_server import FeedServer
from live_samples import open_live

from termnews.domain.refresh import OutletDone, OutletStarted, parse_event
from termnews.domain.selection import Selection

KILLS = 10
HOSTS = 120
_HERE = Path(__file__).parent


def start(repository: Path, *arguments: object) -> subprocess.Popen[bytes]:
    folders = os.pathsep.join(map(str, (repository / "src", _HERE, _HERE.parent, _HERE.parent / "ingest")))
    return subprocess.Popen(
        [sys.executable, str(_HERE / "refresh_child.py"), *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": folders},
        stdout=subprocess.PIPE,
    )


def told(child: subprocess.Popen[bytes]) -> list[OutletDone]:
    assert child.stdout is not None
    with child.stdout as stream:
        events = [parse_event(line) for line in stream.read().split(b"\n")]
    child.wait()
    return [event for event in events if isinstance(event, OutletDone)]


def test_kills_leave_whole_batches(repository: Path, tmp_path: Path, server: FeedServer) -> None:
    place = tmp_path / "library.db"
    chance = random.Random(11)
    kept: set[str] = set()
    killed = 0
    for number in range(KILLS):
        child = start(repository, place, server.server_address[1], f"ok-{number}", HOSTS)
        assert child.stdout is not None
        while not isinstance(parse_event(line := child.stdout.readline()), OutletStarted):
            assert line
        time.sleep(chance.random() * 0.4)
        child.send_signal(signal.SIGKILL)
        kept |= {event.feed for event in told(child)}
        killed += child.returncode == -signal.SIGKILL
        _check(place, kept)
    assert killed > KILLS / 2
    with closing(open_live(place)) as library:  # the last batch before a kill may be kept and not told of
        asked = {link for link in library.healths() if link.startswith("http://ok-0-")}
    asked |= {event.feed for event in told(start(repository, place, server.server_address[1], "ok-0", HOSTS))}
    assert len(asked) == HOSTS
    with closing(open_live(place)) as library:
        ours = [a for a in library.articles() if a.outlet.startswith("Paper ok-0-")]
        assert len(ours) == len({a.link for a in ours}) == 3 * HOSTS


def _check(place: Path, kept: set[str]) -> None:
    """Everything that was told of is there, whole, and nothing is there in part."""
    with closing(open_live(place)) as library:
        assert kept <= library.healths().keys()
        per_outlet: dict[str, int] = {}
        for article in library.articles():
            assert article.blocks
            per_outlet[article.outlet] = per_outlet.get(article.outlet, 0) + 1
        assert set(per_outlet.values()) <= {3}  # all of a feed or nothing of it
        asked = {link.split("//")[1].split(".")[0] for link in library.healths()}
        assert {f"Paper {host}" for host in asked} == per_outlet.keys()
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        count = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM body), (SELECT count(*) FROM entry)"
        assert len(set(connection.execute(count).fetchone())) == 1


def test_a_window_reads_while_a_refresh_writes(repository: Path, tmp_path: Path, server: FeedServer) -> None:
    place = tmp_path / "library.db"
    slowest, seen, marked = 0.0, 0, 0
    with closing(open_live(place)) as library:
        child = start(repository, place, server.server_address[1], "ok", 150)
        while child.poll() is None:
            began = time.perf_counter()
            counts = library.smart_counts()
            slowest = max(slowest, time.perf_counter() - began)
            assert counts.total >= seen  # nothing that was seen goes again
            seen = counts.total
            unread = library.unread_ids(Selection())[:1]
            marked += len(library.mark_read(unread, is_read=True))
            time.sleep(0.01)
        assert len(told(child)) == 150
        counts = library.smart_counts()
        assert (counts.total, counts.unread) == (450, 450 - marked)  # both wrote and neither lost anything
        assert marked > 2
    assert slowest < 10  # who waits for a writer gives up after 15
