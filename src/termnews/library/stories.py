"""Stories in the library: who is in one, and what follows from that.

`article.takes` and the `story` table follow from `article.story` alone; `retell` brings them up to date.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from termnews.domain.story import Story, Verdict

_OLDEST_FIRST = "published IS NULL, published, row"
_OF_STORY = "story = ? AND story <> ''"
"""The second half lets SQLite use the index of articles that are in a story."""
_TOLD_BY = f"SELECT id FROM article WHERE {_OF_STORY} ORDER BY {_OLDEST_FIRST}"  # noqa: S608 -- constants
_TOLD_WHEN = f"SELECT published FROM article WHERE {_OF_STORY}"  # noqa: S608 -- a constant
_KEEP_STORY = """
    INSERT INTO story (id, newest) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET newest = excluded.newest
"""
_KEEP_TAKES = f"UPDATE article SET takes = ? WHERE {_OF_STORY}"  # noqa: S608 -- a constant


def place_articles(
    connection: sqlite3.Connection, story_by_article: Mapping[str, str], verdicts: Mapping[str, Verdict]
) -> None:
    """Put the articles into their stories, out of the ones they were in; an empty story is none."""
    changed: set[str] = set()
    for article_id, story_id in story_by_article.items():
        row = connection.execute("SELECT story FROM article WHERE id = ?", (article_id,)).fetchone()
        if row and row[0] != story_id:
            changed |= {row[0], story_id}
            connection.execute("UPDATE article SET story = ?, takes = 0 WHERE id = ?", (story_id, article_id))
    retell(connection, changed)
    connection.executemany("UPDATE story SET verdict = ? WHERE id = ?", [(v.value, i) for i, v in verdicts.items()])


def retell(connection: sqlite3.Connection, story_ids: Iterable[str]) -> None:
    """Work out again the takes of the stories' articles; a story keeps its verdict until it is judged anew."""
    for story_id in filter(None, story_ids):
        rows = connection.execute(_TOLD_WHEN, (story_id,)).fetchall()
        if not rows:
            connection.execute("DELETE FROM story WHERE id = ?", (story_id,))
            continue
        newest = max((published for (published,) in rows if published is not None), default=None)
        connection.execute(_KEEP_STORY, (story_id, newest))
        connection.execute(_KEEP_TAKES, (len(rows) - 1, story_id))


def find_story_ids(connection: sqlite3.Connection, article_ids: Iterable[str]) -> set[str]:
    """Return the stories that some articles are in."""
    rows = (connection.execute("SELECT story FROM article WHERE id = ?", (i,)).fetchone() for i in article_ids)
    return {row[0] for row in rows if row and row[0]}


def find_story(connection: sqlite3.Connection, article_id: str) -> Story | None:
    """Return the story that an article shares with others, None when it stands alone."""
    row = connection.execute(
        """SELECT story.id, verdict FROM article JOIN story ON story.id = article.story
           WHERE article.id = ? AND takes > 0""",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    told = connection.execute(_TOLD_BY, row[:1])
    return Story(row[0], tuple(article_id for (article_id,) in told), Verdict(row[1]))


def list_stories(connection: sqlite3.Connection) -> list[Story]:
    """Return the stories of two or more articles, the newest first."""
    rows = connection.execute(
        f"""SELECT article.story, verdict, article.id FROM article JOIN story ON story.id = article.story
            WHERE takes > 0 ORDER BY newest DESC, article.story, {_OLDEST_FIRST}"""  # noqa: S608 -- a constant
    )
    grouped = groupby(rows, itemgetter(0, 1))
    return [Story(story, tuple(row[2] for row in told), Verdict(verdict)) for (story, verdict), told in grouped]
