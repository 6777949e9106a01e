"""Killed at any moment of keeping, read marks and undo: what was acknowledged is there and whole."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from termnews.domain.article import Article, Paragraph
from termnews.library.bookmarks import load_bookmarks
from termnews.library.store import Library
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.settings import Folders

KILLS = int(os.environ.get("TERMNEWS_KILLS", "50"))
"""Set to 500 or more for a full run."""
NOON = datetime(2025, 12, 14, 12, tzinfo=UTC)

_CHILDREN = """
import os, random, signal, sys, time
from pathlib import Path
from termnews.library.store import Library
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.settings import Folders
from test_faults_kills import NOON, numbered

root, kills = Path(sys.argv[1]), int(sys.argv[2])
folders = Folders(*(root / name for name in ("config", "data", "state", "cache")))
chance = random.Random(11)

def work(first, acknowledge):
    keeper = Keeper(folders, Library.in_memory(), lambda: NOON)
    for number in range(first, first + 1000):
        article = numbered(number)
        keeper.toggle_bookmark(article)
        acknowledge("kept", number)
        keeper.mark_read([article.id], is_read=True)
        acknowledge("read", number)
        if number % 3 == 0:
            keeper.undo()
            acknowledge("undone", number)

for kill in range(kills):
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            work(kill * 1000, lambda what, number: os.write(writing, f"{what} {number}\\n".encode()))
        finally:
            os._exit(9)
    os.close(writing)
    told, least = b"", chance.randrange(3, 12)
    while told.count(b"\\n") < least:
        told += os.read(reading, 1 << 16)
    time.sleep(chance.random() * 0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 1 << 16):
        told += more
    os.close(reading)
    print(told.decode(), end="", flush=True)
"""


def numbered(number: int) -> Article:
    return Article(
        f"{number:012x}", f"Headline {number}", "Sample Desk", "EE", NOON, (Paragraph(f"Text {number}. " * 300),)
    )


def test_what_was_acknowledged_outlives_kills(tmp_path: Path, repository: Path) -> None:
    paths = os.pathsep.join((str(repository / "src"), str(Path(__file__).parent)))
    told = subprocess.run(
        [sys.executable, "-c", _CHILDREN, str(tmp_path), str(KILLS)],
        env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=True,
    ).stdout.split("\n")[:-1]  # fmt: skip
    acknowledged = [(what, int(number)) for what, number in map(str.split, told)]
    assert len(acknowledged) > KILLS * 2
    assert {"kept", "read", "undone"} == {what for what, _ in acknowledged}

    folders = Folders(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    keeper = Keeper(folders, Library.in_memory(), lambda: NOON)
    try:
        assert keeper.problems == []  # nothing half-written is seen, and the files open
        read = keeper.state.read_ids()
        kept, problems = load_bookmarks(folders.bookmarks)
        assert problems == []
        by_id = {bookmark.article.id: bookmark.article for bookmark in kept}
        for what, number in acknowledged:
            article = numbered(number)
            if what == "kept":
                cleaned = (Paragraph((f"Text {number}. " * 300).strip()),)
                assert by_id[article.id] == replace(article, blocks=cleaned, language=by_id[article.id].language)
            elif what == "undone":
                assert article.id not in read
            elif number % 3:
                assert article.id in read
        steps = 0
        while (change := keeper.attempt(keeper.undo)) is not None:
            assert hasattr(change, "ids"), change
            steps += 1
        assert steps >= min(KILLS, 300)  # each step back can be taken; the journal holds 500
        print(f"{KILLS} kills, {len(acknowledged)} changes acknowledged, none lost")  # noqa: T201 - for `-s`
    finally:
        keeper.close()


@pytest.mark.parametrize(
    "payload", ["", "{", "null", "[]", '{"ids": 3}', '{"id": 1}', '"' + "x" * 10_000 + '"', json.dumps({"is_on": 1})]
)
@pytest.mark.parametrize("kind", ["read", "bookmark", "correction", "\x1b[31mnonsense"])
def test_a_garbled_step_back_is_passed_over_with_a_word(tmp_path: Path, kind: str, payload: str) -> None:
    folders = Folders(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    keeper = Keeper(folders, Library.in_memory(), lambda: NOON)
    try:
        keeper.mark_read(["a", "b"], is_read=True)
        keeper.state._connection.execute("INSERT INTO undo (at, kind, payload) VALUES (1, ?, ?)", (kind, payload))
        told: list[object] = []
        for _ in range(2):
            keeper.submit(keeper.undo, told.append)
        keeper.finish()
        assert len(told) == 2
        assert keeper.state.read_ids() == set()
        assert keeper.problems == []
    finally:
        keeper.close()
