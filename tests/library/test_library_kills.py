"""What was said to be kept is kept, however the program ends and whoever else writes."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from library_sample import NOON, numbered

from termnews.library.bookmarks import load_bookmarks
from termnews.library.state import State

KILLS = 6
"""Per kind of store."""

_CHILD = """
import sys
from pathlib import Path
from library_sample import NOON, numbered
from termnews.library.bookmarks import keep_bookmark
from termnews.library.state import State

kind, place, first, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
state = State.open(place)[0] if kind == "state" else None
for number in range(first, first + count):
    article = numbered(number, f"Text {number}. " * 400)
    if state:
        with state.together():
            state.mark_read([article.id], is_read=True, now=NOON)
            state.push_undo("read", article.id, NOON)
    else:
        keep_bookmark(place, article, NOON)
    print(number, flush=True)
"""


def start(repository: Path, *arguments: object) -> subprocess.Popen[str]:
    folders = os.pathsep.join(map(str, (repository / "src", Path(__file__).parent)))
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": folders},
        stdout=subprocess.PIPE,
        text=True,
    )


def acknowledged(child: subprocess.Popen[str]) -> list[int]:
    assert child.stdout is not None
    with child.stdout as stream:
        told = stream.read()
    child.wait()
    return [int(line) for line in told.split("\n")[:-1]]  # a killed child may leave half a line


def kill_while_writing(repository: Path, kind: str, place: Path) -> set[int]:
    chance = random.Random(7)
    told: set[int] = set()
    for round_ in range(KILLS):
        child = start(repository, kind, place, round_ * 10_000, 10_000)
        assert child.stdout is not None
        told |= {int(child.stdout.readline()) for _ in range(chance.randrange(3, 12))}
        time.sleep(chance.random() * 0.05)
        child.send_signal(signal.SIGKILL)
        told |= set(acknowledged(child))
    assert len(told) > KILLS * 2
    return told


def test_marks_outlive_kills(repository: Path, tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    told = kill_while_writing(repository, "state", path)
    state, problems = State.open(path)
    assert problems == []
    read = state.read_ids()
    assert {numbered(n).id for n in told} <= read
    assert len(read) <= len(told) + KILLS  # at most one a round was on its way
    undone = set()
    while step := state.pop_undo():
        undone.add(step.payload)
    assert undone <= read  # together: a step back for each mark that was kept


def test_bookmarks_outlive_kills(repository: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bookmarks"
    told = kill_while_writing(repository, "bookmarks", folder)
    bookmarks, problems = load_bookmarks(folder)
    assert problems == []  # no half file under a bookmark's name
    kept = {b.article.id: b.article for b in bookmarks}
    for number in told:
        assert kept[numbered(number).id] == numbered(number, f"Text {number}. ".strip() + f" Text {number}." * 399)
    assert len(kept) <= len(told) + KILLS


@pytest.mark.parametrize("kind", ["state", "bookmarks"])
def test_two_programs_lose_nothing(repository: Path, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "place"
    children = [start(repository, kind, place, first, 60) for first in (0, 1000)]
    told = [acknowledged(child) for child in children]
    assert told == [[*range(60)], [*range(1000, 1060)]]
    expected = {numbered(n).id for numbers in told for n in numbers}
    if kind == "state":
        assert State.open(place)[0].read_ids() == expected
    else:
        assert {b.article.id for b in load_bookmarks(place)[0]} == expected


def test_two_programs_keeping_the_same_articles_keep_each_once(repository: Path, tmp_path: Path) -> None:
    children = [start(repository, "bookmarks", tmp_path / "place", 0, 40) for _ in range(2)]
    assert [len(acknowledged(child)) for child in children] == [40, 40]
    assert len(list((tmp_path / "place").iterdir())) == 40
    assert NOON in {b.kept for b in load_bookmarks(tmp_path / "place")[0]}
