"""Counts that the country list shows."""

import sqlite3
from dataclasses import dataclass


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


def count_countries(connection: sqlite3.Connection) -> list[CountryCount]:
    """Return the counts of every country that has articles, by code."""
    rows = connection.execute("SELECT country, count(*), sum(is_read = 0) FROM article GROUP BY country")
    return [CountryCount(*row) for row in rows]


def count_smart(connection: sqlite3.Connection) -> SmartCounts:
    """Return the counts over all countries."""
    return SmartCounts(
        *connection.execute(
            """SELECT (SELECT count(*) FROM article),
                      (SELECT count(*) FROM article WHERE is_read = 0),
                      (SELECT count(*) FROM article WHERE is_bookmarked = 1),
                      (SELECT count(*) FROM story WHERE verdict = 'overlooked')"""
        ).fetchone()
    )
