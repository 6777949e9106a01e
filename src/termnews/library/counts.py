"""Counts that the country list shows."""

import sqlite3
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from termnews.library.rows import decode_time


@dataclass(frozen=True, slots=True)
class CountryCount:
    """How much a country's outlets report."""

    code: str
    """ISO code; empty for outlets whose country is unknown."""
    total: int
    unread: int


@dataclass(frozen=True, slots=True)
class SmartCounts:
    """How much there is over all countries."""

    total: int
    unread: int
    bookmarked: int
    overlooked: int
    """Overlooked stories, not articles."""


class Counts:
    """Counts that are seldom wanted; safe to use from several threads."""

    def __init__(self, connection: sqlite3.Connection, lock: AbstractContextManager[object]) -> None:
        """Count through a connection."""
        self._connection = connection
        self._lock = lock

    def days(self) -> tuple[datetime | None, datetime | None]:
        """Return when the oldest and the newest dated article were published."""
        ends = "SELECT (SELECT min(published) FROM article), (SELECT max(published) FROM article)"
        with self._lock:
            oldest, newest = self._connection.execute(ends).fetchone()
        return decode_time(oldest), decode_time(newest)

    def outlets(self, country: str) -> int:
        """Return how many outlets of a country have articles."""
        sql = "SELECT count(DISTINCT outlet) FROM article WHERE country = ?"
        with self._lock:
            return int(self._connection.execute(sql, (country,)).fetchone()[0])


def count_countries(connection: sqlite3.Connection, *, is_muting: bool = False) -> list[CountryCount]:
    """Return the counts of every country that has articles, by code, without what is muted."""
    where = "WHERE row NOT IN temp.muted" if is_muting else ""
    rows = connection.execute(f"SELECT country, count(*), sum(is_read = 0) FROM article {where} GROUP BY country")  # noqa: S608
    return [CountryCount(*row) for row in rows]


def count_smart(connection: sqlite3.Connection, countries: Sequence[CountryCount]) -> SmartCounts:
    """Return the counts over all countries, given those of every country; bookmarks are never muted."""
    others = """SELECT (SELECT count(*) FROM article WHERE is_bookmarked = 1),
                       (SELECT count(*) FROM story WHERE verdict = 'overlooked')"""
    return SmartCounts(
        sum(c.total for c in countries), sum(c.unread for c in countries), *connection.execute(others).fetchone()
    )
