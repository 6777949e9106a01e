"""Opening editions: here, and in a process of its own."""

import os
import pickle
from pathlib import Path

import pytest

from termnews.domain.problems import Problem
from termnews.newsroom.apart import Pending, begin_opening
from termnews.newsroom.opening import open_library
from termnews.newsroom.settings import find_folders, sample_folder

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
"""The test runner has threads when it forks; termnews has none."""

_CAPTURE = """Overview Logo
Article Main Image

{headline}

Sample Desk, {city}

{country}

Saturday, December 13


The harbour of {city} was dredged on 13 December 2025, and the {topic} went on for the whole of the day.

Nobody in {city} had seen a {topic} of that size since the lighthouse burned.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of two seeds and a file that is none."""
    (tmp_path / "deeper").mkdir()
    one = _CAPTURE.format(headline="Ships wait at Riga", city="Riga", country="Latvia", topic="dredging")
    two = _CAPTURE.format(headline="Cranes stop at Izmir", city="Izmir", country="Turkey", topic="strike")
    (tmp_path / "one.txt").write_text(one, "utf-8")
    (tmp_path / "deeper" / "two.txt").write_text(two, "utf-8")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 4)
    return tmp_path


def test_a_folder_opens_and_names_what_it_could_not_read(folder: Path) -> None:
    opening = open_library([folder])
    assert {a.country for a in opening.library.articles()} == {"LV", "TR"}
    assert [p.where for p in opening.problems] == ["noise.bin"]
    assert opening.name == folder.name


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    opening = open_library([tmp_path / "nowhere"])
    assert opening.library.smart_counts().total == 0
    assert len(opening.problems) == 1


def test_the_sample_edition_opens_without_problems() -> None:
    opening = open_library(is_grouped=False)
    assert opening.problems == []
    assert opening.library.smart_counts().total >= 150
    assert sample_folder().is_dir()


def test_another_process_gives_the_same_edition(folder: Path) -> None:
    apart_opening = begin_opening([folder]).wait()
    here = open_library([folder])
    assert list(apart_opening.library.articles()) == list(here.library.articles())
    assert apart_opening.problems == here.problems
    apart_opening.group()
    assert apart_opening.library.stories() == here.library.stories()


def test_stories_of_the_sample_are_the_same_from_another_process() -> None:
    apart_opening = begin_opening().wait()
    apart_opening.group()
    assert apart_opening.library.stories() == open_library().library.stories() != []


def test_no_child_is_left_behind(folder: Path) -> None:
    pending = begin_opening([folder])
    pending.wait().group()
    with pytest.raises(ChildProcessError):
        os.waitpid(pending.child, os.WNOHANG)


def test_stories_that_nobody_asks_for_are_not_sought(folder: Path) -> None:
    pending = begin_opening([folder])
    pending.wait()
    os.close(pending.asking)  # as the end of the window does
    _, status = os.waitpid(pending.child, 0)
    assert status == 0
    assert pending.pipe is not None
    with pending.pipe as pipe:
        assert pipe.read() == b""


@pytest.mark.parametrize("said", [b"", b"\x80\x05garbage", pickle.dumps("half")[:-2]])
def test_a_child_that_fails_is_made_up_for(folder: Path, said: bytes) -> None:
    reading, writing = os.pipe()
    os.write(writing, said)
    os.close(writing)
    child = os.fork()
    if not child:
        os._exit(1)
    with open(reading, "rb", closefd=False) as pipe:
        opening = Pending((folder,), pipe, child).wait()
    assert opening.library.smart_counts().total == 2
    opening.group()


def test_without_fork_the_edition_opens_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    pending = begin_opening([folder])
    assert pending.pipe is None
    opening = pending.wait()
    opening.group()
    assert opening.library.smart_counts().total == 2


def test_a_reading_holds_resolved_and_unresolved_takes() -> None:
    opening = open_library()
    ids = [i for story in opening.library.stories() for i in story.article_ids]
    reading = opening.find_reading(ids[1])
    assert reading is not None
    assert all(
        t.headline is not None and t.headline.id == t.take.article_id for t in reading.takes if t.take.is_resolved
    )
    assert opening.find_reading(ids[1]) is reading
    assert opening.find_reading("nobody") is None


def test_xdg_folders_win(tmp_path: Path) -> None:
    folders = find_folders({"XDG_DATA_HOME": str(tmp_path / "d"), "XDG_STATE_HOME": str(tmp_path / "s")})
    assert folders.bookmarks == tmp_path / "d" / "termnews" / "bookmarks"
    assert folders.state_file == tmp_path / "s" / "termnews" / "state.db"


def test_problems_are_values() -> None:
    assert Problem("a", "b") == Problem("a", "b") != Problem("a", "c")
