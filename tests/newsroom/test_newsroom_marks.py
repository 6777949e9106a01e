"""Marks of a large library, and damage that is met while reading it."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from live_samples import NOW, open_live

from termnews.cli.front import run
from termnews.domain.article import Article, Paragraph
from termnews.library.bookmarks import keep_bookmark
from termnews.library.feeds import Batch
from termnews.library.state import State
from termnews.library.store import Library
from termnews.newsroom.damage import find_damage
from termnews.newsroom.keeping import Keeper, catch_up
from termnews.newsroom.opening import Opening, library_path
from termnews.newsroom.settings import find_folders, load_countries


def fill(count: int, words: str = "word ") -> None:
    """Put articles into the reader's live library."""
    with closing(open_live(library_path(find_folders()))) as library:
        made = [
            Article(f"{n:012x}", f"Live {n}", f"Paper {n % 3}", "NZ" if n % 2 else "US", NOW - timedelta(hours=n),
                    (Paragraph(words * 200),))
            for n in range(count)
        ]  # fmt: skip
        library.keep(Batch({a.id: a for a in made}))


def test_marks_made_elsewhere_come_late_and_only_they() -> None:
    fill(6)
    folders = find_folders()
    with closing(State.open(folders.state_file)[0]) as state:
        state.mark_read([f"{n:012x}" for n in (1, 2, 99)], is_read=True, now=NOW)
        state.mark_read([f"{2:012x}"], is_read=False, now=NOW)
    with closing(open_live(library_path(folders))) as library:
        library.mark_read([f"{2:012x}", f"{3:012x}"], is_read=True)
        with closing(Keeper(folders, library, is_late=True)) as keeper:
            assert library.smart_counts().unread == 4  # as the library remembers it
            change = catch_up(keeper)
            assert change is not None
            assert set(change.ids) == {f"{1:012x}", f"{2:012x}"}
            assert library.smart_counts().unread == 4  # one more read, one less
            assert catch_up(keeper) is None
        with closing(Keeper(folders, library)):
            assert library.smart_counts().unread == 4


def test_other_editions_have_all_marks_at_once() -> None:
    folders = find_folders()
    with closing(State.open(folders.state_file)[0]) as state:
        state.mark_read(["a"], is_read=True, now=NOW)
    library = Library.in_memory()
    library.save([Article("a", "H", "O", "NZ", NOW), Article("b", "H", "O", "NZ", NOW)])
    with closing(Keeper(folders, library, is_late=True)):
        assert library.smart_counts().unread == 1


def test_days_and_outlets_are_counted_by_the_library() -> None:
    library = Library.in_memory()
    opening = Opening("x", library, load_countries())
    assert opening.days() == (None, None)
    made = [Article(f"{n}", "H", f"O{n // 2}", "US", NOW - timedelta(days=n) if n else None) for n in range(4)]
    library.save([*made, Article("z", "H", "O9", "NZ", NOW)])
    assert opening.days() == (NOW - timedelta(days=3), NOW)
    assert (opening.count_outlets("US"), opening.count_outlets("NZ"), opening.count_outlets("LV")) == (2, 1, 0)


def test_damage_met_while_reading_is_said_and_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    fill(300)
    folders = find_folders()
    path = library_path(folders)
    keep_bookmark(folders.bookmarks, Article("kept", "Kept", "O", "NZ", NOW), NOW)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    data = bytearray(path.read_bytes())
    leaves = [at for at in range(0, len(data), size) if data[at] == 13 and b"word word" in data[at : at + size]]
    data[leaves[len(leaves) // 2]] = 255  # neither the oldest nor the newest: the file opens
    path.write_bytes(data)
    assert run(["show", f"{0:012x}"]) == 0
    assert any(run(["show", f"{n:012x}"]) for n in range(130, 170))  # up to the first that meets it
    said = capsys.readouterr().err
    assert "bookmarks are safe, and news will come again" in said
    assert "Traceback" not in said
    assert list(path.parent.glob("library.db.damaged-1"))
    assert run(["list"]) == 0
    assert len(list(folders.bookmarks.iterdir())) == 1


def test_other_errors_are_no_damage() -> None:
    assert find_damage(ValueError("x"), find_folders()) is None
    assert find_damage(sqlite3.OperationalError("locked"), find_folders()) is None
