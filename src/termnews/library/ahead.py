"""What a first screen shows, found while its window is being made."""

import sqlite3
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Any

from termnews.domain.selection import Selection
from termnews.library.counts import CountryCount
from termnews.library.store import Library


class Ahead:
    """Finds answers in a thread; each is given once, if it is known by then and still true."""

    def __init__(self, find_version: Callable[[], object], questions: Mapping[str, Callable[[], object]]) -> None:
        """Begin with the first question; an answer is true as long as the version stays the same."""
        self._find_version = find_version
        self._answers: dict[str, tuple[object, object]] = {}
        Thread(target=self._find, args=(questions,), name="ahead", daemon=True).start()

    def _find(self, questions: Mapping[str, Callable[[], object]]) -> None:
        with suppress(sqlite3.Error):  # who asks then will be told
            for name, find in questions.items():
                version = self._find_version()
                self._answers[name] = version, find()

    def take(self, name: str) -> Any:  # noqa: ANN401 - what the question gives
        """Return an answer, None where there is none."""
        version, answer = self._answers.pop(name, (None, None))
        return answer if answer is not None and version == self._find_version() else None


class AheadLibrary(Library):
    """A library in a file, which another program may write to, and whose lists may be long."""

    _ahead: Ahead | None = None

    def look_ahead(self) -> None:
        """Begin to read what a first screen shows, for who has to do other things first."""
        rows = partial(super().find_rows, Selection())
        questions: Mapping[str, Callable[[], object]] = {"counts": super().country_counts, "rows": rows}
        self._ahead = Ahead(self._version, questions)

    def _version(self) -> tuple[int, bool]:
        """Return what changes whenever another connection has written, or articles are left out."""
        with self._lock:
            return self._connection.execute("PRAGMA data_version").fetchone()[0], self.search.is_muting

    def country_counts(self) -> list[CountryCount]:
        """Return the counts of every country that has articles, by code."""
        found: list[CountryCount] | None = self._ahead.take("counts") if self._ahead else None
        return super().country_counts() if found is None else found

    def find_rows(self, selection: Selection, limit: int = -1) -> "array[int]":
        """Return the row ids of the selected articles, see `Library`."""
        found: array[int] | None = None
        if self._ahead and limit < 0 and selection == Selection():
            found, self._ahead = self._ahead.take("rows"), None  # nothing is asked for a second time
        return super().find_rows(selection, limit) if found is None else found
