"""The library on disk: whatever happened to its file, opening never raises and never destroys."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from library_sample import ARTICLES, LONDON, NOON, PORT_LOUIS, STORIES, UNDATED, VERDICTS, VILNIUS, numbered

from termnews.domain.health import FeedHealth
from termnews.domain.selection import Selection
from termnews.domain.story import Verdict
from termnews.library import library_file, schema
from termnews.library.feeds import Batch, StoredEntry, Wanted
from termnews.library.library_file import find_library_file, open_library_file, set_aside
from termnews.library.live import LiveLibrary
from termnews.library.rebuilding import complete_index, index_some
from termnews.library.schema import STEPS, VERSION, build_schema
from termnews.library.store import Library
from termnews.library.writing import LibraryDamaged, LibraryUnavailable


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


def open_good(path: Path) -> LiveLibrary:
    opened = open_library_file(path)
    assert opened.problems == ()
    assert opened.library is not None
    return opened.library


@pytest.fixture(name="library")
def _library(path: Path) -> Iterator[LiveLibrary]:
    with closing(open_good(path)) as library:
        library.keep(Batch({a.id: a for a in ARTICLES}))
        library.set_stories(STORIES, VERDICTS)
        yield library


def test_it_is_there_the_next_time(path: Path, library: LiveLibrary) -> None:
    library.close()
    with closing(open_good(path)) as again:
        assert again.find_article(PORT_LOUIS.id) == PORT_LOUIS
        assert [s.id for s in again.stories()] == ["prisoners", "chagos"]
        assert again.find_rows(Selection(words="treaty")).tolist() != []
        assert again.has_articles()


def test_nothing_is_created_by_looking(path: Path) -> None:
    assert find_library_file(path).library is None
    assert not path.parent.exists()


def test_only_its_owner_may_read_it(path: Path, library: LiveLibrary) -> None:
    assert library.has_articles()
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in path.parent.iterdir()}
    assert modes.keys() >= {"library.db", "library.db-wal"}
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_planted_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    opened = open_library_file(path)
    assert opened.library is None
    assert len(opened.problems) == 1
    assert not (tmp_path / "elsewhere").exists()


def test_a_newer_version_is_left_alone(path: Path, library: LiveLibrary) -> None:
    library.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    opened = open_library_file(path)
    assert opened.library is None
    assert [p.why for p in opened.problems] == ["belongs to a newer version of termnews and is left alone"]
    assert path.read_bytes() == before


def test_an_older_version_is_brought_up(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        build_schema(connection, STEPS[:1])
        connection.execute("INSERT INTO article (id, headline, outlet, country) VALUES ('a', 'b', 'c', 'LV')")
        connection.execute('INSERT INTO body (row, content) VALUES (1, \'[[],[],"","","en"]\')')
    with closing(open_good(path)) as library:
        assert library.country_counts()[0].code == "LV"
        assert library.healths() == {}


def test_words_are_found_again_after_the_index_became_smaller(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        build_schema(connection, STEPS[:4])
        library = Library(connection)
        library.save(numbered(n, f"Elephants and word{n}.") for n in range(100))
        library.build_index()
        assert len(library.find_rows(Selection(words="elephants"))) == 100
    with closing(open_good(path)) as live:
        assert not live.search.has_all()
        live.keep(Batch({a.id: a for a in [numbered(100, "Elephants at last.")]}))
        assert not index_some(live, 0.0)
        assert list(live.find_rows(Selection(words="elephants"))) == [101]
        assert complete_index(live, lambda: True)
        assert len(live.find_rows(Selection(words="elephants"))) == 101


def test_a_step_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "STEPS", STEPS)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            build_schema(connection, (*STEPS, "CREATE TABLE more (a);\nCREATE TABLE article (b);"))
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


@pytest.mark.parametrize("damage", ["noise", "header", "cut", "hole", "tables"])
def test_a_damaged_file_is_set_aside(path: Path, library: LiveLibrary, damage: str) -> None:
    library.keep(Batch({a.id: a for a in (numbered(n, "Text. " * 300) for n in range(300))}))
    library.close()
    whole = path.read_bytes()
    broken = {
        "noise": b"noise " * 1000,
        "header": bytes(16) + whole[16:],
        "cut": whole[: 4096 * 3],
        "hole": whole[:4096] + b"\xff" * (len(whole) - 4096),
        "tables": whole,
    }[damage]
    path.write_bytes(broken)
    if damage == "tables":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DROP TABLE entry")
    opened = open_library_file(path)
    assert opened.library is not None
    with closing(opened.library) as fresh:
        assert not fresh.has_articles()
        fresh.save([VILNIUS])
        assert fresh.find_article(VILNIUS.id) == VILNIUS
    (problem,) = opened.problems
    assert "kept as library.db.damaged-1" in problem.why
    aside = path.with_name("library.db.damaged-1")
    assert aside.exists()
    if damage != "tables":
        assert aside.read_bytes() == broken
    open_good(path).close()


_CHILD = """
import sys
from pathlib import Path
from library_sample import numbered
from termnews.library.library_file import open_library_file
sys.stdin.readline()
opened = open_library_file(Path(sys.argv[1]))
opened.library.save([numbered(int(sys.argv[2]))])
"""


@pytest.mark.parametrize("content", [b"", b"noise " * 2000], ids=["none", "noise"])
def test_programs_that_come_at_once_get_one_library(path: Path, repository: Path, content: bytes) -> None:
    path.parent.mkdir()
    if content:
        path.write_bytes(content)
    folders = os.pathsep.join(map(str, (repository / "src", Path(__file__).parent)))
    children = [
        subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(path), str(n)],
            env=os.environ | {"PYTHONPATH": folders},
            stdin=subprocess.PIPE,
        )
        for n in range(4)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.write(b"\n")
        child.stdin.close()
    assert [child.wait() for child in children] == [0] * 4
    with closing(open_good(path)) as library:
        assert library.smart_counts().total == 4
    assert path.with_name("library.db.damaged-1").exists() == bool(content)
    assert not path.with_name("library.db.damaged-2").exists()


def test_a_good_file_is_never_set_aside(path: Path, library: LiveLibrary) -> None:
    problem = set_aside(path, "somebody said so")
    assert "has been replaced" in problem.why
    assert library.find_article(LONDON.id) == LONDON
    assert path.exists()


def test_damage_met_later_is_told_as_such(path: Path, library: LiveLibrary) -> None:
    library.close()
    with closing(open_good(path)) as again:
        path.write_bytes(b"noise " * 20_000)
        with pytest.raises(LibraryDamaged):
            again.keep(Batch({LONDON.id: LONDON}))


def test_a_file_that_cannot_be_written_is_read(
    path: Path, library: LiveLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()

    def refuse(_: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(library_file, "_connect", refuse)
    with closing(open_good(path)) as again:
        assert again.find_article(LONDON.id) == LONDON
        assert again.mark_read([LONDON.id], is_read=True) == []
        assert again.find_rows(Selection(words="treaty")).tolist() != []
        with pytest.raises(LibraryUnavailable):
            again.save([VILNIUS])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can put the file where nobody may write")
def test_a_folder_that_cannot_be_written_is_read(library: LiveLibrary, path: Path) -> None:
    library.close()
    with TemporaryDirectory() as place:
        copy = Path(place) / "library.db"
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o444)
        copy.parent.chmod(0o555)
        child = os.fork()
        if not child:
            os.setuid(65_534)
            opened = open_library_file(copy)
            os._exit(not (opened.library and opened.library.find_article(LONDON.id) == LONDON))
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_marks_are_shown_and_only_differences_are_written(library: LiveLibrary) -> None:
    assert library.mark_read([LONDON.id, "nobody", VILNIUS.id], is_read=True) == sorted([LONDON.id, VILNIUS.id])
    assert library.mark_read([LONDON.id, VILNIUS.id], is_read=True) == []
    assert library.mark_bookmarked([VILNIUS.id], is_bookmarked=True) == [VILNIUS.id]
    assert library.smart_counts().unread == 3
    assert library.mark_read([VILNIUS.id], is_read=False) == [VILNIUS.id]


def test_many_marks_are_compared_at_once(library: LiveLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termnews.library.live._FEW", 1)
    assert set(library.mark_read([LONDON.id, "nobody", VILNIUS.id], is_read=True)) == {LONDON.id, VILNIUS.id}
    assert library.smart_counts().unread == 3


def test_reading_does_not_wait_for_writing(path: Path, library: LiveLibrary) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM article")
        assert library.smart_counts().total == 5  # and nothing half done is seen
        assert library.find_article(LONDON.id) == LONDON
        other.execute("ROLLBACK")


def test_reading_does_not_wait_for_a_mark_that_waits(path: Path, library: LiveLibrary) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        marking = threading.Thread(target=lambda: library.mark_read([LONDON.id], is_read=True))
        marking.start()
        time.sleep(0.2)  # now it waits for the other program
        assert library.smart_counts().unread == 5
        assert marking.is_alive()
        other.execute("COMMIT")
        marking.join(60)
    assert library.smart_counts().unread == 4


def test_a_batch_is_kept_whole_or_not_at_all(library: LiveLibrary) -> None:
    entry = StoredEntry("a", "LV/One", "1", "one.example/1", NOON, None)  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        library.keep(Batch({"new": numbered(9)}, {"a": entry}, {"f": FeedHealth("f")}))
    assert library.find_article(numbered(9).id) is None
    assert library.healths() == {}


def test_health_is_kept_per_feed(path: Path, library: LiveLibrary) -> None:
    one = FeedHealth("https://one.example/rss", '"1"', tried=NOON, succeeded=NOON, interval=5400.5, failures=2)
    two = FeedHealth("https://two.example/rss", why="is gone", is_disabled=True, moved_to="https://new.example/")
    library.keep(Batch(healths={h.feed: h for h in (one, two)}, digests={one.feed: "abc"}))
    library.keep(Batch(healths={one.feed: replace(one, failures=3)}))
    library.close()
    with closing(open_good(path)) as again:
        assert again.healths() == {one.feed: replace(one, failures=3), two.feed: two}
        assert again.digests() == {one.feed: "abc"}
        assert again.checked() == NOON


def test_entries_are_found_by_day_id_and_link(library: LiveLibrary) -> None:
    def entry(number: int, outlet: str = "LV/One") -> StoredEntry:
        moment = NOON - timedelta(days=number)
        return StoredEntry(f"a{number}", outlet, f"id{number}", f"one.example/{number}", moment, f"details {number}")

    library.keep(Batch(entries={e.article_id: e for e in (*map(entry, range(30)), entry(40, "US/Two"))}))
    days = Wanted("LV/One", NOON - timedelta(days=1), NOON)
    assert library.find_details(days) == ["details 1", "details 0"]
    more = replace(days, entry_ids=frozenset({"id7", "id40", ""}), link_keys=frozenset({"one.example/40", ""}))
    assert sorted(library.find_details(more)) == ["details 0", "details 1", "details 40", "details 7"]


def test_old_articles_go_with_all_that_is_theirs(path: Path, library: LiveLibrary) -> None:
    library.mark_bookmarked([LONDON.id], is_bookmarked=True)
    library.keep(Batch(entries={PORT_LOUIS.id: StoredEntry(PORT_LOUIS.id, "MU/L", "1", "x/1", NOON, "details")}))
    assert library.trim(NOON - timedelta(hours=6)) == 1
    assert {a.id for a in library.articles()} >= {LONDON.id, VILNIUS.id, UNDATED.id}
    assert library.find_article(PORT_LOUIS.id) is None
    assert library.find_details(Wanted("MU/L", NOON, NOON)) == []
    assert library.story_of(LONDON.id) is None
    assert len(library.find_rows(Selection(words="mauritius"))) == 1  # London's: the other's words are gone
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM body").fetchone() == (4,)
        left = "SELECT count(*) FROM search WHERE search MATCH ?"
        assert [connection.execute(left, (word,)).fetchone()[0] for word in ("ramgoolam", "peers")] == [0, 1]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert library.trim(NOON - timedelta(hours=6)) == 0


def test_recent_articles_and_their_stories(library: LiveLibrary) -> None:
    since = NOON - timedelta(hours=30)
    assert [a.id for a in library.recent(since)][-1] == VILNIUS.id
    assert library.recent_places(since).keys() == {a.id for a in library.recent(since)}
    assert {place.story for place in library.recent_places(since).values()} == {"chagos", "prisoners"}
    story = library.story_of(VILNIUS.id)
    assert story is not None
    assert story.verdict is Verdict.COVERED


def test_rules_of_sites_are_kept_for_a_while(library: LiveLibrary) -> None:
    library.keep_robots({"https://one.example": [("/", False)], "https://two.example": []}, NOON)
    library.keep_robots({"https://two.example": [("/a", True)]}, NOON + timedelta(hours=1))
    assert library.load_robots(NOON) == {"https://one.example": (("/", False),), "https://two.example": (("/a", True),)}
    assert library.load_robots(NOON + timedelta(minutes=1)).keys() == {"https://two.example"}
