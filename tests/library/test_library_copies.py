"""Copies of one text share a row of a list."""

from array import array

from library_sample import LONDON, PORT_LOUIS, UNDATED, VILNIUS, WASHINGTON, filled_library

from termnews.domain.selection import Selection
from termnews.library.store import Library


def _with_copies() -> Library:
    library = filled_library()
    stories = dict.fromkeys((LONDON.id, VILNIUS.id, WASHINGTON.id, UNDATED.id), "wire")
    library.set_stories(stories, copies={VILNIUS.id: LONDON.id, WASHINGTON.id: LONDON.id})
    return library


def _rows(library: Library, *article_ids: str) -> "array[int]":
    return array("q", (library.find_row(i) or 0 for i in article_ids))


def test_a_list_without_copies_stays_as_it_is() -> None:
    library = filled_library()
    rows = library.find_rows(Selection())
    folded = library.copies.fold(rows)
    assert folded.rows is rows
    assert folded.copies == {}


def test_copies_fold_into_the_row_of_the_original() -> None:
    library = _with_copies()
    rows = _rows(library, WASHINGTON.id, PORT_LOUIS.id, LONDON.id, VILNIUS.id, UNDATED.id)
    folded = library.copies.fold(rows)
    assert folded.rows == _rows(library, PORT_LOUIS.id, LONDON.id, UNDATED.id)
    assert folded.copies == {rows[2]: [rows[0], rows[3]]}


def test_without_the_original_the_first_of_the_list_stands_for_all() -> None:
    library = _with_copies()
    rows = _rows(library, WASHINGTON.id, PORT_LOUIS.id, VILNIUS.id)
    folded = library.copies.fold(rows)
    assert folded.rows == rows[:2]
    assert folded.copies == {rows[0]: [rows[2]]}


def test_a_copy_alone_in_a_list_is_shown() -> None:
    library = _with_copies()
    rows = _rows(library, VILNIUS.id, PORT_LOUIS.id)
    folded = library.copies.fold(rows)
    assert folded.rows == rows
    assert folded.copies == {}


def test_a_copy_whose_original_is_gone_is_shown() -> None:
    library = filled_library()
    library.set_stories({LONDON.id: "wire", VILNIUS.id: "wire"}, copies={VILNIUS.id: "gone", LONDON.id: "gone"})
    rows = library.find_rows(Selection())
    assert library.copies.fold(rows).rows == rows
