"""The tags of bookmarks beside a library, for `tag:`; what is true of them stands in the bookmarks' files."""

import sqlite3
from collections.abc import Mapping, Sequence

_MAKE = "CREATE TEMP TABLE IF NOT EXISTS tag (article_id TEXT NOT NULL, name TEXT NOT NULL)"
CLAUSE = "article.id IN (SELECT article_id FROM temp.tag WHERE name = ?)"
"""What selects the articles with a tag, whose name comes with `fold_tag`."""


def fold_tag(tag: str) -> str:
    """Return a tag as it is compared."""
    return tag.casefold().lstrip("#")


def make_tag_table(connection: sqlite3.Connection) -> None:
    """Make sure that tags can be asked for."""
    connection.execute(_MAKE)


def set_tags(connection: sqlite3.Connection, tags: Mapping[str, Sequence[str]]) -> None:
    """Say which tags articles have, by article id; earlier ones are forgotten."""
    make_tag_table(connection)
    connection.execute("DELETE FROM temp.tag")
    rows = [(article_id, fold_tag(tag)) for article_id, names in tags.items() for tag in names]
    connection.executemany("INSERT INTO temp.tag VALUES (?, ?)", rows)
