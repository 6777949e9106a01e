"""Bookmarks: files that belong to the reader."""

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from library_sample import ARTICLES, LONDON, NOON, PORT_LOUIS, UNDATED, VILNIUS, numbered

from termnews.domain.article import Article, body_text
from termnews.domain.problems import Problem
from termnews.library.bookmarks import (
    Bookmark,
    bookmark_name,
    find_bookmark,
    keep_bookmark,
    load_bookmarks,
    remove_bookmark,
    restore_bookmark,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "bookmarks"


def kept_ids(folder: Path) -> list[str]:
    bookmarks, problems = load_bookmarks(folder)
    assert problems == []
    return [b.article.id for b in bookmarks]


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.lstat().st_mode) for path in folder.iterdir()}


def test_no_folder_is_no_bookmarks(folder: Path) -> None:
    assert load_bookmarks(folder) == ([], [])
    assert find_bookmark(folder, LONDON.id) is None
    assert remove_bookmark(folder, LONDON.id) is None
    assert not folder.exists()


def test_bookmarks_come_back_whole_the_last_kept_first(folder: Path) -> None:
    for hours, article in enumerate(ARTICLES):
        keep_bookmark(folder, article, NOON + timedelta(hours=hours))
    bookmarks, problems = load_bookmarks(folder)
    assert problems == []
    assert [b.article for b in bookmarks] == [*reversed(ARTICLES)]
    assert [b.kept for b in bookmarks] == [NOON + timedelta(hours=hours) for hours in (4, 3, 2, 1, 0)]
    assert [b.path for b in bookmarks] == [find_bookmark(folder, a.id) for a in reversed(ARTICLES)]


def test_only_the_owner_may_read(folder: Path) -> None:
    before = os.umask(0)
    try:
        keep_bookmark(folder, LONDON, NOON)
        restore_bookmark(folder, "other.md", b"---\nid: x\nheadline: y\n---\n")
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes(folder) == {0o600}


def test_keeping_twice_keeps_one_file_and_what_the_reader_wrote_into_it(folder: Path) -> None:
    path = keep_bookmark(folder, LONDON, NOON)
    path.write_text(path.read_text("utf-8") + "\nMy own note.\n", "utf-8")
    assert keep_bookmark(folder, replace(LONDON, headline="Another"), NOON + timedelta(days=1)) == path
    assert list(folder.iterdir()) == [path]
    assert path.read_text("utf-8").endswith("My own note.\n")


def test_a_renamed_file_is_still_the_bookmark(folder: Path) -> None:
    keep_bookmark(folder, PORT_LOUIS, NOON)
    renamed = keep_bookmark(folder, LONDON, NOON).rename(folder / "To read.md")
    assert kept_ids(folder) == [LONDON.id, PORT_LOUIS.id]
    assert keep_bookmark(folder, LONDON, NOON) == renamed
    assert find_bookmark(folder, LONDON.id) == renamed
    assert remove_bookmark(folder, LONDON.id) is not None
    assert kept_ids(folder) == [PORT_LOUIS.id]


def test_a_different_article_is_never_overwritten(folder: Path) -> None:
    first = keep_bookmark(folder, PORT_LOUIS, NOON)
    planted = folder / bookmark_name(LONDON)
    first.rename(planted)
    broken = folder / bookmark_name(VILNIUS)
    broken.write_bytes(b"half a file")
    assert keep_bookmark(folder, LONDON, NOON).name == f"{planted.stem}-2.md"
    assert keep_bookmark(folder, VILNIUS, NOON).name == f"{broken.stem}-2.md"
    assert broken.read_bytes() == b"half a file"
    bookmarks, problems = load_bookmarks(folder)
    assert {b.article.id for b in bookmarks} == {PORT_LOUIS.id, LONDON.id, VILNIUS.id}
    assert [p.where for p in problems] == [broken.name]


def test_a_planted_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    folder.mkdir(parents=True)
    for article in (LONDON, VILNIUS):
        (folder / bookmark_name(article)).symlink_to(victim if article is LONDON else tmp_path / "nowhere")
        path = keep_bookmark(folder, article, NOON)
        assert not path.is_symlink()
    assert victim.read_text() == "precious"
    assert not (tmp_path / "nowhere").exists()
    assert {b.article.id for b in load_bookmarks(folder)[0]} == {LONDON.id, VILNIUS.id}


def test_removing_returns_what_restoring_needs(folder: Path) -> None:
    keep_bookmark(folder, PORT_LOUIS, NOON)
    path = keep_bookmark(folder, LONDON, NOON)
    before = path.read_bytes()
    removed = remove_bookmark(folder, LONDON.id)
    assert removed == (path.name, before)
    assert kept_ids(folder) == [PORT_LOUIS.id]
    assert restore_bookmark(folder, *removed) == path
    assert path.read_bytes() == before
    assert kept_ids(folder) == [LONDON.id, PORT_LOUIS.id]


def test_restoring_takes_nobodys_place(folder: Path) -> None:
    path = keep_bookmark(folder, LONDON, NOON)
    again = restore_bookmark(folder, path.name, b"---\nid: x\nheadline: y\n---\n")
    assert again.name == f"{path.stem}-2.md"
    assert restore_bookmark(folder, path.name, path.read_bytes()) == path
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("name", ["../escaped.md", "/tmp/escaped.md", ".hidden.md", "", "..", "a.sh", "a\\b/c.md"])
def test_restoring_stays_in_the_folder(folder: Path, name: str) -> None:
    restored = restore_bookmark(folder, name, b"---\nid: x\nheadline: y\n---\n")
    assert restored == folder / "restored.md"
    assert kept_ids(folder) == ["x"]


def test_two_files_of_one_article_count_once(folder: Path) -> None:
    old = keep_bookmark(folder, LONDON, NOON)
    copy = folder / f"{old.stem} (conflicted copy).md"
    old.rename(copy)
    copy.write_text(copy.read_text("utf-8").replace("Lords", "Peers"), "utf-8")
    keep_bookmark(folder, PORT_LOUIS, NOON - timedelta(days=1))
    new = folder / "synced.md"
    new.write_text(
        copy.read_text("utf-8").replace("Peers", "Ladies").replace(f"{NOON:%Y}", f"{NOON.year + 1}"), "utf-8"
    )
    bookmarks, problems = load_bookmarks(folder)
    assert problems == []
    assert [(b.article.id, b.path) for b in bookmarks] == [
        (LONDON.id, new),
        (PORT_LOUIS.id, find_bookmark(folder, PORT_LOUIS.id)),
    ]
    removed = remove_bookmark(folder, LONDON.id)
    assert removed is not None
    assert removed[0] == new.name
    assert kept_ids(folder) == [PORT_LOUIS.id]


def test_files_by_hand_load(folder: Path) -> None:
    folder.mkdir(parents=True)
    plain = "---\ntitle: By hand\nsource: Le Monde\ncountry: FR\ndate: 2025-12-01\n---\n\nCafé words.\n"
    (folder / "utf8.md").write_bytes(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())
    (folder / "utf16.MD").write_text(plain, "utf-16")
    (folder / "latin.markdown").write_text(plain, "cp1252")
    bookmarks, problems = load_bookmarks(folder)
    assert problems == []
    assert len({b.article.id for b in bookmarks}) == 3
    for bookmark in bookmarks:
        assert bookmark.article == Article(
            id=bookmark.article.id,
            headline="By hand",
            outlet="Le Monde",
            country="FR",
            published=datetime(2025, 12, 1, tzinfo=UTC),
            blocks=bookmark.article.blocks,
        )
        assert body_text(bookmark.article) == "Café words."
        assert bookmark.kept is None
        assert find_bookmark(folder, bookmark.article.id) == bookmark.path
        assert remove_bookmark(folder, bookmark.article.id) is not None
    assert list(folder.iterdir()) == []


def test_a_file_that_lost_its_id_keeps_it_through_its_name(folder: Path) -> None:
    path = keep_bookmark(folder, LONDON, NOON)
    path.write_text(path.read_text("utf-8").replace(f'id: "{LONDON.id}"\n', ""), "utf-8")
    assert LONDON.id not in path.read_text("utf-8")
    assert kept_ids(folder) == [LONDON.id]
    assert keep_bookmark(folder, LONDON, NOON) == path


def test_a_file_with_the_name_of_another_article_can_be_removed(folder: Path) -> None:
    path = keep_bookmark(folder, LONDON, NOON)
    path.write_text(path.read_text("utf-8").replace(LONDON.id, "edited"), "utf-8")
    assert kept_ids(folder) == ["edited"]
    assert remove_bookmark(folder, "edited") is not None
    assert kept_ids(folder) == []


def test_what_is_no_bookmark_is_told_and_the_rest_loads(folder: Path) -> None:
    keep_bookmark(folder, LONDON, NOON)
    keep_bookmark(folder, VILNIUS, NOON)
    (folder / "empty.md").touch()
    (folder / "binary.md").write_bytes(bytes(range(256)) * 10)
    (folder / "notes.md").write_text("# Just a note\n\nNothing kept.")
    (folder / "folder.md").mkdir()
    (folder / "large.md").write_bytes(b"---\nid: x\nheadline: y\n---\n" + b"x" * (3 << 20))
    os.mkfifo(folder / "pipe.md")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "evil\x1b[2J.md").write_text("no")
    for ignored in ("picture.jpg", ".hidden.md", ".termnews-0.tmp", "text.md~"):
        (folder / ignored).write_text("ignored")
    bookmarks, problems = load_bookmarks(folder)
    assert {b.article for b in bookmarks} == {LONDON, VILNIUS}
    assert [p.where for p in problems] == sorted(
        ["empty.md", "binary.md", "notes.md", "folder.md", "large.md", "pipe.md", "loop.md", "evil.md"]
    )
    assert {p.where: p.why for p in problems}["large.md"] == "is larger than 2 MB"
    assert {p.where: p.why for p in problems}["pipe.md"] == "is not a regular file"


def test_outside_text_is_made_safe(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(
        '---\nid: "../../x"\nheadline: "a\x1b[2Jb"\nlink: "javascript:x"\n---\n\nc\x9bd\u202e\n'
    )
    (folder / "b.md").write_text('---\nid: "a\\u001bb"\nheadline: "h"\n---\n')
    (first, second), problems = load_bookmarks(folder)
    assert problems == []
    by_name = {b.path.name: b.article for b in (first, second)}
    assert (by_name["a.md"].id, by_name["a.md"].headline, by_name["a.md"].link) == ("../../x", "ab", "")
    assert by_name["b.md"].id.isalnum()


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    assert load_bookmarks(file) == ([], [Problem(str(file), "not a directory")])


@pytest.mark.parametrize("article", [LONDON, VILNIUS])
def test_what_cannot_be_kept_raises_and_changes_nothing(tmp_path: Path, article: Article) -> None:
    file = tmp_path / "file"
    file.write_text("in the way")
    with pytest.raises((NotADirectoryError, FileExistsError)):
        keep_bookmark(file / "bookmarks", article, NOON)
    with pytest.raises((NotADirectoryError, FileExistsError)):
        restore_bookmark(file, "a.md", b"")
    assert file.read_text() == "in the way"


def test_a_full_disk_leaves_no_trace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_bookmark(folder, PORT_LOUIS, NOON)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            keep_bookmark(folder, LONDON, NOON)
    assert len(list(folder.iterdir())) == 1
    assert kept_ids(folder) == [PORT_LOUIS.id]
    keep_bookmark(folder, LONDON, NOON)
    assert set(kept_ids(folder)) == {LONDON.id, PORT_LOUIS.id}


def test_what_a_killed_program_left_is_swept_after_an_hour(folder: Path) -> None:
    folder.mkdir(parents=True)
    old, young = folder / ".termnews-0.tmp", folder / ".termnews-1.tmp"
    for path, age in ((old, 2), (young, 0)):
        path.touch()
        os.utime(path, ((NOON - timedelta(hours=age)).timestamp(),) * 2)
    keep_bookmark(folder, LONDON, NOON)
    assert (old.exists(), young.exists()) == (False, True)


def test_names_are_readable() -> None:
    assert bookmark_name(LONDON) == "2025-12-02-the-guardian-lords-delay-the-chagos-bill-bbbbbbbbbbbb.md"
    assert bookmark_name(UNDATED) == "undated-notes-eeeeeeeeeeee.md"
    lodz = replace(LONDON, outlet="Gazeta Łódź", headline="東京 — “Ünïcödé”: 100 % / 2?")
    assert bookmark_name(lodz) == "2025-12-02-gazeta-lodz-unicode-100-2-bbbbbbbbbbbb.md"
    assert bookmark_name(replace(LONDON, outlet="読売", headline="東京")) == "2025-12-02-bbbbbbbbbbbb.md"


@given(st.text(), st.text(), st.text(min_size=1), st.none() | st.datetimes(timezones=st.just(UTC)))
def test_names_fit_every_file_system(headline: str, outlet: str, article_id: str, published: datetime | None) -> None:
    article = replace(LONDON, headline=headline, outlet=outlet, id=article_id, published=published)
    name = bookmark_name(article)
    assert len(name) <= 120 - len("-99")
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert name[0] not in ".-"
    assert name.count(".") == 1
    assert name == bookmark_name(article)
    assert name != bookmark_name(replace(article, id=article_id + "x"))


def test_long_headlines_are_cut_between_words() -> None:
    name = bookmark_name(replace(LONDON, headline="Seventeen words " * 30))
    assert len(name) > 100
    assert name.removesuffix("-bbbbbbbbbbbb.md").rpartition("-")[2] in {"seventeen", "words"}


def test_many_bookmarks_are_found_by_id(folder: Path) -> None:
    for number in range(40):
        keep_bookmark(folder, numbered(number, f"Text {number}"), NOON)
    assert len(kept_ids(folder)) == 40
    assert isinstance(load_bookmarks(folder)[0][0], Bookmark)
    assert remove_bookmark(folder, numbered(7).id) is not None
    assert numbered(7).id not in kept_ids(folder)
    assert len(kept_ids(folder)) == 39
