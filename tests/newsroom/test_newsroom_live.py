"""The refresh as a process of its own, and the edition that it fills."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from feed_server import FeedServer
from live_samples import NOW, open_live

from termnews.domain.article import Article, Paragraph
from termnews.domain.outlet import Feed, Outlet
from termnews.domain.problems import Problem
from termnews.domain.refresh import Finished, OutletDone, OutletStarted
from termnews.newsroom.apart import begin_opening
from termnews.newsroom.catalogue import save_own
from termnews.newsroom.editions import LIVE_NAME, open_edition
from termnews.newsroom.live import RefreshProcess
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import find_folders

CODE = "TK"
"""A country without outlets that ship with termnews: nobody else is asked."""
MAIN = """
import sys
from termnews.cli.refreshing import refresh
sys.exit(refresh.main(sys.argv[1:], standalone_mode=False))
"""
COMMAND = (sys.executable, "-c", MAIN, "--events", "--leash")

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""The test runner has threads when it forks; termnews has none."""


@pytest.fixture(autouse=True)
def _source(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository / "src"))


def follow(server: FeedServer, count: int) -> None:
    """Let the reader's own outlets be feeds of a server, on two hosts."""
    folders = find_folders()
    port = server.server_address[1]
    hosts = ("127.0.0.1", "localhost")
    outlets = [
        Outlet(f"Paper {n}", CODE, "en", (Feed(f"http://{hosts[n % 2]}:{port}/feed/{n}"),), is_own=True)
        for n in range(count)
    ]
    save_own(folders.config, {o.key: o for o in outlets})
    (folders.config / "config.toml").write_text("[live]\nallow_private = true\nkeep_days = 36_500\n", "utf-8")


def wait_until(is_so: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something that happens elsewhere."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Tell whether a process is there, one that nobody has waited for left out."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_process_refreshes_and_tells(server: FeedServer) -> None:
    follow(server, 2)
    refresh = RefreshProcess([CODE], command=COMMAND)
    events = list(refresh)
    assert sorted(e.added for e in events if isinstance(e, OutletDone)) == [3, 3]
    assert isinstance(events[-1], Finished)
    assert refresh.wait() is None
    with pytest.raises(ChildProcessError):
        os.waitpid(refresh._process.pid, os.WNOHANG)


def test_a_process_can_be_cancelled(server: FeedServer, tmp_path: Path) -> None:
    follow(server, 4)  # two hosts with a rest of two seconds each
    refresh = RefreshProcess([CODE], command=COMMAND)
    events = []
    for event in refresh:
        events.append(event)
        if isinstance(event, OutletDone):
            refresh.cancel()
    end = events[-1]
    assert isinstance(end, Finished)
    assert end.is_cancelled
    assert 0 < end.done < 4
    assert refresh.wait() is None
    with closing(open_live(library_path(find_folders()))) as library:
        assert library.smart_counts().total == end.added
    assert tmp_path.is_dir()


def test_leaving_the_loop_ends_the_process(server: FeedServer) -> None:
    follow(server, 3)
    refresh = RefreshProcess([CODE], command=COMMAND)
    for event in refresh:
        if isinstance(event, OutletStarted):
            break
    refresh.cancel()
    refresh.wait()
    assert not is_running(refresh._process.pid)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked up in /proc")
def test_a_killed_window_leaves_no_child(server: FeedServer) -> None:
    follow(server, 8)
    code = f"""
import sys
from termnews.newsroom.live import RefreshProcess
refresh = RefreshProcess([{CODE!r}], command={COMMAND!r})
print(refresh._process.pid, flush=True)
for event in refresh:
    print(type(event).__name__, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        child = int(window.stdout.readline())
        while window.stdout.readline() != "OutletStarted\n":
            pass
        window.send_signal(signal.SIGKILL)
    wait_until(lambda: not is_running(child))


def test_two_refreshes_do_not_ask_twice(server: FeedServer) -> None:
    follow(server, 12)
    first = RefreshProcess([CODE], command=COMMAND)
    events = iter(first)
    assert next(events) is not None
    second = RefreshProcess([CODE], command=COMMAND)
    assert list(second) == []
    assert second.wait() == Problem("refresh", "another one is under way")
    first.cancel()
    assert isinstance(list(events)[-1], Finished)


def fill(*numbers: int) -> None:
    """Put articles into the reader's live library."""
    with closing(open_live(library_path(find_folders()))) as library:
        library.save(Article(f"{n:012x}", f"Live {n}", "Paper", "NZ", NOW, (Paragraph(f"Text {n}"),)) for n in numbers)


def test_the_live_library_opens_when_it_has_articles() -> None:
    assert open_edition(is_grouped=False).name == "Sample edition"
    fill()
    empty = begin_opening().wait()
    assert empty.name == "Sample edition"
    empty.group()
    fill(1, 2)
    pending = begin_opening()
    assert pending.pipe is None  # no child
    opening = pending.wait()
    assert not opening.group()  # its stories stand in its file
    assert opening.name == LIVE_NAME == open_edition().name
    assert opening.is_grouped
    assert opening.library.smart_counts().total == 2
    assert open_edition(is_sample=True, is_grouped=False).name == "Sample edition"
    sample = begin_opening(is_sample=True).wait()
    assert sample.name == "Sample edition"
    assert sample.group()


def test_a_library_that_cannot_be_opened_is_told_of() -> None:
    path = library_path(find_folders())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"SQLite format 3\0" + bytes(44) + (99).to_bytes(4, "big") + bytes(200))
    opening = begin_opening().wait()
    assert opening.name == "Sample edition"
    opening.group()
    assert [p.why for p in opening.problems] == ["belongs to a newer version of termnews and is left alone"]


def test_a_correction_regroups_the_live_library() -> None:
    fill(1, 2)
    opening = begin_opening().wait()
    ids = [f"{n:012x}" for n in (1, 2)]
    opening.group()
    assert opening.library.story_of(ids[1]) is None
    opening.corrections = {(ids[0], ids[1]): True}
    assert opening.group()
    story = opening.library.story_of(ids[1])
    assert story is None or set(story.article_ids) == set(ids)


LATER = (
    "domain.query", "domain.text", "domain.translation", "library.search", "library.selecting", "library.feeds",
    "ui.trail", "ui.faults", "globe.glyphs", "globe.raster", "ui.widgets.globe_drawer", "takes",
)  # fmt: skip
"""Modules that a window imports when it needs them, not to begin with."""


def test_a_window_begins_without_what_it_needs_later(
    run_code: Callable[[str], "subprocess.CompletedProcess[str]"],
) -> None:
    fill(1, 2)
    code = """
import sys
from termnews.newsroom.apart import begin_opening
assert begin_opening().wait().name == "World news"
from termnews.cli.window import _import_asyncio
_import_asyncio()
import termnews.ui.running
import asyncio.sslproto, ssl
assert asyncio.sslproto.ssl is None and ssl.create_default_context
print(*sys.modules)
"""
    loaded = set(run_code(code).stdout.split())
    assert not {f"termnews.{name}" for name in LATER} & loaded
