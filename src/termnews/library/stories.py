"""Stories in the library: who is in one, and what follows from that.

`article.takes` and the `story` table follow from `article.story` and `article.strand` alone; `retell` brings them up to
date.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from termnews.domain.story import Story, Verdict


class Place(NamedTuple):
    """Where an article stands among the others."""

    story: str
    """Empty for one that stands alone."""
    strand: int
    copy_of: str
    """The id of the article whose text it has; empty for an original."""


_OLDEST_FIRST = "published IS NULL, published, row"
_OF_STORY = "story = ? AND story <> ''"
"""The second half lets SQLite use the index of articles that are in a story."""
_TOLD_BY = f"SELECT id, strand FROM article WHERE {_OF_STORY} ORDER BY {_OLDEST_FIRST}"  # noqa: S608 -- constants
_TOLD_WHEN = f"SELECT published, strand FROM article WHERE {_OF_STORY}"  # noqa: S608 -- a constant
_KEEP_STORY = """
    INSERT INTO story (id, newest) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET newest = excluded.newest
"""
_KEEP_TAKES = f"UPDATE article SET takes = ? WHERE {_OF_STORY} AND strand = ?"  # noqa: S608 -- a constant
_PLACE = "UPDATE article SET story = ?, strand = ?, copy_of = ?, takes = 0 WHERE id = ?"


def place_articles(
    connection: sqlite3.Connection,
    story_by_article: Mapping[str, str],
    verdicts: Mapping[str, Verdict],
    strands: Mapping[str, int],
    copies: Mapping[str, str],
) -> None:
    """Put the articles into their stories, out of the ones they were in; an empty story is none.

    `strands` and `copies` give the strand, and the article whose text it is, where they are not 0 and none.
    """
    changed: set[str] = set()
    for article_id, story_id in story_by_article.items():
        row = connection.execute("SELECT story, strand, copy_of FROM article WHERE id = ?", (article_id,)).fetchone()
        place = Place(story_id, strands.get(article_id, 0), copies.get(article_id, ""))
        if row and row != place:
            changed |= {row[0], story_id}
            connection.execute(_PLACE, (*place, article_id))
    retell(connection, changed)
    connection.executemany("UPDATE story SET verdict = ? WHERE id = ?", [(v.value, i) for i, v in verdicts.items()])


def retell(connection: sqlite3.Connection, story_ids: Iterable[str]) -> None:
    """Work out again the takes of the stories' articles; a story keeps its verdict until it is judged anew."""
    for story_id in filter(None, story_ids):
        rows = connection.execute(_TOLD_WHEN, (story_id,)).fetchall()
        if not rows:
            connection.execute("DELETE FROM story WHERE id = ?", (story_id,))
            continue
        newest = max((published for published, _ in rows if published is not None), default=None)
        connection.execute(_KEEP_STORY, (story_id, newest))
        sizes = Counter(strand for _, strand in rows)
        connection.executemany(_KEEP_TAKES, [(size - 1, story_id, strand) for strand, size in sizes.items()])


def find_story_ids(connection: sqlite3.Connection, article_ids: Iterable[str]) -> set[str]:
    """Return the stories that some articles are in."""
    rows = (connection.execute("SELECT story FROM article WHERE id = ?", (i,)).fetchone() for i in article_ids)
    return {row[0] for row in rows if row and row[0]}


def find_story(connection: sqlite3.Connection, article_id: str) -> Story | None:
    """Return the story that an article shares with others, None when it stands alone."""
    row = connection.execute(
        "SELECT story.id, verdict FROM article JOIN story ON story.id = article.story WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    told = connection.execute(_TOLD_BY, row[:1]).fetchall()
    return _make_story(row[0], row[1], told) if len(told) > 1 else None


def list_stories(connection: sqlite3.Connection) -> list[Story]:
    """Return the stories of two or more articles, the newest first."""
    rows = connection.execute(
        f"""SELECT article.story, verdict, article.id, strand FROM article JOIN story ON story.id = article.story
            ORDER BY newest DESC, article.story, {_OLDEST_FIRST}"""  # noqa: S608 -- a constant
    )
    grouped = ((key, [row[2:] for row in told]) for key, told in groupby(rows, itemgetter(0, 1)))
    return [_make_story(story, verdict, told) for (story, verdict), told in grouped if len(told) > 1]


def _make_story(story_id: str, verdict: str, told: Sequence[tuple[str, int]]) -> Story:
    ids, strands = tuple(article_id for article_id, _ in told), tuple(strand for _, strand in told)
    return Story(story_id, ids, Verdict(verdict), strands if any(strands) else ())
