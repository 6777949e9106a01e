"""What is read before it is asked for: the same as later, and never longer than it is true."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from library_sample import ARTICLES

from termnews.domain.selection import Selection
from termnews.library.ahead import Ahead
from termnews.library.library_file import open_library_file
from termnews.library.live import LiveLibrary


@pytest.fixture
def library(tmp_path: Path) -> Iterator[LiveLibrary]:
    """A library on disk that looks ahead."""
    opened = open_library_file(tmp_path / "library.db").library
    assert opened is not None
    opened.save(ARTICLES)
    opened.look_ahead()
    _await_ahead()
    yield opened
    opened.close()


def _await_ahead() -> None:
    for thread in threading.enumerate():
        if thread.name == "ahead":
            thread.join()


def test_it_is_what_would_be_read_later(library: LiveLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(library.search, "find_rows", lambda *_: asked.append("rows"))
    counts, rows = library.country_counts(), library.find_rows(Selection())
    assert asked == []
    monkeypatch.undo()
    assert (counts, rows) == (library.country_counts(), library.find_rows(Selection()))
    assert len(rows) == len(ARTICLES)


def test_what_was_written_meanwhile_is_seen(library: LiveLibrary) -> None:
    unread = library.smart_counts(library.country_counts()).unread
    library.look_ahead()
    _await_ahead()
    library.mark_read([ARTICLES[0].id], is_read=True)
    library.save([replace(ARTICLES[0], id="another")])
    assert library.smart_counts(library.country_counts()).unread == unread
    assert len(library.find_rows(Selection())) == len(ARTICLES) + 1


def test_what_is_muted_meanwhile_is_left_out(library: LiveLibrary) -> None:
    row = library.find_row(ARTICLES[0].id)
    assert row is not None
    library.search.mute([row], is_hidden=True)
    assert row not in library.find_rows(Selection())
    assert sum(c.total for c in library.country_counts()) == len(ARTICLES) - 1


def test_other_lists_are_not_taken_for_it(library: LiveLibrary) -> None:
    assert len(library.find_rows(Selection(country="LV"))) < len(ARTICLES)
    assert len(library.find_rows(Selection(), 2)) == 2
    assert len(library.find_rows(Selection())) == len(ARTICLES)


def test_an_answer_that_is_not_there_yet_is_not_waited_for() -> None:
    go_on = threading.Event()
    ahead = Ahead(lambda: 1, {"slow": go_on.wait})
    assert ahead.take("slow") is None
    go_on.set()
    _await_ahead()
    assert ahead.take("slow") is True
    assert ahead.take("slow") is None
