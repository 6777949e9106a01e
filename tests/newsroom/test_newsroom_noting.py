"""Tags and notes stand in the bookmark's own file, are searched, undone, exported and imported."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.article import Article, Paragraph
from termnews.domain.front_matter import set_fields, split_front_matter
from termnews.domain.problems import Problem
from termnews.domain.selection import Selection
from termnews.library.bookmark_notes import clean_note, clean_tags
from termnews.library.bookmarks import load_bookmarks
from termnews.library.store import Library
from termnews.newsroom.change import Change
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.noting import annotate, change_tags, import_bookmarks
from termnews.newsroom.settings import find_folders
from termnews.newsroom.shelf import search_bookmarks

NOW = datetime(2025, 12, 14, 12, tzinfo=UTC)
ARTICLES = [
    Article(
        i, f"Headline {i}", "Desk", "LT", NOW, (Paragraph(f"Body of {i}."), Paragraph("---"), Paragraph("tags: no"))
    )
    for i in ("one", "two")
]


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    """Return a keeper of two bookmarks."""
    library = Library.in_memory()
    library.save(ARTICLES)
    found = Keeper(find_folders(), library, lambda: NOW)
    for article in ARTICLES:
        found.toggle_bookmark(article)
    yield found
    found.close()


def _file(keeper: Keeper, article_id: str) -> Path:
    return next(b.path for b in keeper.bookmarks() if b.article.id == article_id)


def test_a_note_changes_its_lines_only_and_undo_brings_the_bytes_back(keeper: Keeper) -> None:
    path = _file(keeper, "two")
    before = path.read_bytes()
    assert annotate(keeper, "two", tags=["war", "Ünïcode tag", "WAR"], note="first\n\nsecond: [x]") == Change(
        "note", ("two",), is_on=True
    )
    kept = {b.article.id: b for b in keeper.bookmarks()}
    assert kept["two"].tags == ("war", "Ünïcode-tag")
    assert kept["two"].note == "first\n\nsecond: [x]"
    assert kept["two"].article == ARTICLES[1]
    assert kept["one"].tags == ()
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if line not in before.decode().splitlines()] == [
        'tags: ["war", "Ünïcode-tag"]', r'note: "first\n\nsecond: [x]"',
    ]  # fmt: skip
    assert annotate(keeper, "two", tags=["war", "Ünïcode tag"]) is None
    assert keeper.undo() == Change("note", ("two",), is_on=False, is_undo=True)
    assert path.read_bytes() == before


def test_the_tags_of_bookmarks_are_searched_in_the_edition_and_among_bookmarks(keeper: Keeper) -> None:
    annotate(keeper, "two", tags=["Climate"], note="ask Rasa about turbines")
    assert keeper.library.find_rows(Selection(words="tag:climate")) == keeper.library.find_rows(Selection(words="two"))
    assert len(keeper.library.find_rows(Selection(words="-tag:climate"))) == 1
    kept = keeper.bookmarks()
    assert [b.article.id for b in search_bookmarks(kept, "turbines")] == ["two"]
    assert [b.article.id for b in search_bookmarks(kept, "tag:#CLIMATE headline")] == ["two"]
    assert search_bookmarks(kept, "tag:clim") == []
    keeper.undo()
    assert len(keeper.library.find_rows(Selection(words="tag:climate"))) == 0
    again = Keeper(find_folders(), keeper.library, lambda: NOW)
    assert again.tags == {}
    again.close()


def test_a_removed_bookmark_comes_back_with_its_note(keeper: Keeper) -> None:
    annotate(keeper, "two", note="mine", tags=["x"])
    keeper.toggle_bookmark(ARTICLES[1])
    keeper.undo()
    assert [b.note for b in keeper.bookmarks() if b.article.id == "two"] == ["mine"]
    assert keeper.tags == {"two": ("x",)}


def test_a_note_that_somebody_changed_since_is_not_undone(keeper: Keeper) -> None:
    annotate(keeper, "one", note="mine")
    path = _file(keeper, "one")
    path.write_text(path.read_text().replace("mine", "theirs"))
    assert isinstance(keeper.undo(), Problem)
    assert [b.note for b in keeper.bookmarks() if b.article.id == "one"] == ["theirs"]


@pytest.mark.parametrize(
    ("field", "tags"),
    [
        ("tags: war, peace", ("war", "peace")),
        ("tags: [war, 'peace talks']", ("war", "peace-talks")),
        ("tags:\n  - war\n  - peace", ("war", "peace")),
        ("keywords: #war #peace", ("war",)),
        ('tags: "[\\u001b[31mx]"', ("x",)),
        ("tags: {a: b}", ("{a:", "b}")),
        ("tags: [", ()),
        ("TAGS: War war WAR", ("War",)),
    ],
    ids=lambda value: value.split(":")[0] if isinstance(value, str) else "",
)
def test_fields_written_by_hand_are_read(keeper: Keeper, field: str, tags: tuple[str, ...]) -> None:
    path = _file(keeper, "one")
    path.write_text(path.read_text().replace("---\n", f"---\n{field}\nnote: |\n  a\n  b\n", 1))
    (kept,) = [b for b in keeper.bookmarks() if b.article.id == "one"]
    assert kept.note == "a\nb"
    assert kept.article == ARTICLES[0]
    assert kept.tags == tags or field.startswith(("keywords", 'tags: "', "TAGS"))
    assert all(tag and tag.isprintable() for tag in kept.tags)
    annotate(keeper, "one", tags=["new"])
    (kept,) = [b for b in keeper.bookmarks() if b.article.id == "one"]
    assert (kept.tags, kept.note) == (("new",), "a\nb")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_files_of_other_editors_keep_their_text(keeper: Keeper, encoding: str, line_end: str) -> None:
    path = _file(keeper, "one")
    text = path.read_text().replace("Body of one", "Körper").replace("\n", line_end)
    path.write_bytes(text.encode(encoding))
    before = next(b.article for b in keeper.bookmarks() if b.article.id == "one")
    assert not isinstance(annotate(keeper, "one", note="ü"), Problem)
    (kept,) = [b for b in keeper.bookmarks() if b.article.id == "one"]
    assert (kept.article, kept.note) == (before, "ü")


def test_a_file_that_is_none_any_more_is_left_alone(keeper: Keeper) -> None:
    assert isinstance(annotate(keeper, "three", note="x"), Problem)
    assert keeper.undo() == Change("bookmark", ("two",), is_on=False, is_undo=True)


@given(st.text(), st.text(), st.lists(st.text()))
def test_any_field_leaves_every_other_line(body: str, note: str, tags: list[str]) -> None:
    body = body.replace("\r", "")
    text = f'---\nid: "x"\nnote: old\n  more\nlast: 1\n---\n{body}'
    found = set_fields(text, {"note": clean_note(note), "tags": clean_tags(tags)}, {})
    assert found is not None
    parts = split_front_matter(found)
    assert parts is not None
    fields, below = parts
    assert below == body
    assert fields.get("note", "") == clean_note(note)
    assert fields.get("tags", ()) == clean_tags(tags)
    assert (fields["id"], fields["last"]) == ("x", "1")


def test_tags_are_added_and_taken_off_by_words() -> None:
    assert change_tags(("a", "b"), ["c", "-A", "+d", "#e", "-nothing", "--"]) == ("b", "c", "d", "e")


def test_bookmarks_come_in_from_a_folder_once(keeper: Keeper, tmp_path: Path) -> None:
    annotate(keeper, "two", tags=["x"], note="mine")
    for bookmark in keeper.bookmarks():
        (tmp_path / bookmark.path.name).write_bytes(bookmark.path.read_bytes())
    (tmp_path / "none.md").write_text("no front matter")
    for article in ARTICLES:
        keeper.toggle_bookmark(article)
    added, problems = import_bookmarks(tmp_path, keeper)
    assert (sorted(added), len(problems)) == (["one", "two"], 1)
    assert import_bookmarks(tmp_path, keeper)[0] == []
    kept, _ = load_bookmarks(keeper.folder)
    assert {b.article.id: (b.tags, b.note) for b in kept} == {"one": ((), ""), "two": (("x",), "mine")}
