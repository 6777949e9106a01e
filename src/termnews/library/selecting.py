"""From a selection to the query that lists it."""

from termnews.domain.query import Selection
from termnews.library.search import match_expression

_CONDITIONS = {
    "is_unread": "is_read = 0",
    "is_bookmarked": "is_bookmarked = 1",
    "is_overlooked": "story.verdict = 'overlooked'",
}
_BY_STORY = "story.newest DESC, story.id, "


def select_sql(selection: Selection, column: str) -> tuple[str, list[str]]:
    """Return the query for one column of the selected articles, newest first, and its parameters.

    Overlooked articles come grouped by story, the newest story first. Words without a letter or digit match nothing.
    """
    conditions = [sql for field, sql in _CONDITIONS.items() if getattr(selection, field)]
    parameters: list[str] = []
    if selection.country:
        conditions.append("country = ?")
        parameters.append(selection.country)
    if selection.words.strip():
        expression = match_expression(selection.words)
        conditions.append("row IN (SELECT rowid FROM search WHERE search MATCH ?)" if expression else "0")
        parameters += [expression] if expression else []
    table = "article JOIN story ON story.id = article.story" if selection.is_overlooked else "article"
    where = " AND ".join(conditions) or "1"
    order = (_BY_STORY if selection.is_overlooked else "") + "published DESC, row"
    return f"SELECT article.{column} FROM {table} WHERE {where} ORDER BY {order}", parameters  # noqa: S608 -- constants
