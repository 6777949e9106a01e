"""From a selection to the query that lists it, apart from what its words mean: see `selecting`."""

from array import array
from collections.abc import Sequence

from termnews.domain.selection import Selection

Clause = tuple[str, Sequence[object]]
"""A condition in SQL over `article`, with its parameters."""

_CONDITIONS = {
    "is_unread": "is_read = 0",
    "is_bookmarked": "is_bookmarked = 1",
    "is_overlooked": "story.verdict = 'overlooked'",
}
_BY_STORY = "story.newest DESC, story.id, "
_PACKED = "SELECT group_concat(printf('%016x', row), '') FROM ({})"


def list_sql(
    selection: Selection, column: str, *, also: Sequence[Clause] = (), muted: str = "", limit: int = -1
) -> tuple[str, list[object]]:
    """Return the SQL for one column of the selected articles, newest first, and its parameters.

    `also` must hold too; `muted` is "NOT IN" to leave muted articles out, "IN" to leave only them, and nothing for all.
    Overlooked articles come grouped by story, the newest story first.
    """
    clauses: list[Clause] = [(sql, ()) for field, sql in _CONDITIONS.items() if getattr(selection, field)]
    if selection.country:
        clauses.append(("country = ?", (selection.country,)))
    if muted:
        clauses.append((f"article.row {muted} temp.muted", ()))
    clauses += also
    table = "article JOIN story ON story.id = article.story" if selection.is_overlooked else "article"
    where = " AND ".join(sql for sql, _ in clauses) or "1"
    order = (_BY_STORY if selection.is_overlooked else "") + "published DESC, article.row"
    sql = f"SELECT article.{column} FROM {table} WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608 -- constants
    return sql, [*(parameter for _, parameters in clauses for parameter in parameters), limit]


def pack(sql: str) -> str:
    """Return the SQL that gives the row ids of another query as one text, for `unpack`.

    SQLite makes it without holding up other threads, and a year of rows never is a year of objects.
    """
    return _PACKED.format(sql)


def unpack(packed: str | None) -> "array[int]":
    """Return the row ids that `pack` gave; nothing stands for none."""
    rows = array("q", bytes.fromhex(packed or ""))
    rows.byteswap()
    return rows
