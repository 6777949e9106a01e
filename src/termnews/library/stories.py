"""Stories in the library: who is in one, and what follows from that.

`article.takes` and the `story` table follow from `article.story` alone; `retell` brings them up to date.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from operator import itemgetter

from termnews.domain.story import Story

_OLDEST_FIRST = "published IS NULL, published, row"
_OF_STORY = "story = ? AND story <> ''"
"""The second half lets SQLite use the index of articles that are in a story."""
_TOLD_BY = f"SELECT id FROM article WHERE {_OF_STORY} ORDER BY {_OLDEST_FIRST}"  # noqa: S608 -- constants
_TOLD_FROM = f"SELECT country, published FROM article WHERE {_OF_STORY}"  # noqa: S608 -- a constant
_KEEP_TAKES = f"UPDATE article SET takes = ? WHERE {_OF_STORY}"  # noqa: S608 -- a constant


def is_overlooked(countries: Collection[str]) -> bool:
    """Whether a story with articles from these countries is reported from two or more of them and by no US outlet."""
    known = {country for country in countries if country}
    return len(known) > 1 and "US" not in known


def place_articles(connection: sqlite3.Connection, story_by_article: Mapping[str, str]) -> None:
    """Put the articles into their stories, out of the ones they were in; an empty story is none."""
    changed: set[str] = set()
    for article_id, story_id in story_by_article.items():
        row = connection.execute("SELECT story FROM article WHERE id = ?", (article_id,)).fetchone()
        if row and row[0] != story_id:
            changed |= {row[0], story_id}
            connection.execute("UPDATE article SET story = ?, takes = 0 WHERE id = ?", (story_id, article_id))
    retell(connection, changed)


def retell(connection: sqlite3.Connection, story_ids: Iterable[str]) -> None:
    """Work out again the takes of the stories' articles, and whether the stories are overlooked."""
    for story_id in filter(None, story_ids):
        rows = connection.execute(_TOLD_FROM, (story_id,)).fetchall()
        connection.execute("DELETE FROM story WHERE id = ?", (story_id,))
        if rows:
            newest = max((published for _, published in rows if published is not None), default=None)
            connection.execute(
                "INSERT INTO story (id, newest, is_overlooked) VALUES (?, ?, ?)",
                (story_id, newest, is_overlooked([country for country, _ in rows])),
            )
            connection.execute(_KEEP_TAKES, (len(rows) - 1, story_id))


def find_story_ids(connection: sqlite3.Connection, article_ids: Iterable[str]) -> set[str]:
    """Return the stories that some articles are in."""
    rows = (connection.execute("SELECT story FROM article WHERE id = ?", (i,)).fetchone() for i in article_ids)
    return {row[0] for row in rows if row and row[0]}


def find_story(connection: sqlite3.Connection, article_id: str) -> Story | None:
    """Return the story that an article shares with others, None when it stands alone."""
    row = connection.execute("SELECT story FROM article WHERE id = ? AND takes > 0", (article_id,)).fetchone()
    if row is None:
        return None
    told = connection.execute(_TOLD_BY, row)
    return Story(row[0], tuple(article_id for (article_id,) in told))


def list_stories(connection: sqlite3.Connection) -> list[Story]:
    """Return the stories of two or more articles, the newest first."""
    rows = connection.execute(
        f"""SELECT article.story, article.id FROM article JOIN story ON story.id = article.story
            WHERE takes > 0 ORDER BY newest DESC, article.story, {_OLDEST_FIRST}"""  # noqa: S608 -- a constant
    )
    return [Story(story, tuple(row[1] for row in told)) for story, told in groupby(rows, itemgetter(0))]
