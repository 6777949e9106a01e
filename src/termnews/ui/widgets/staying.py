"""Showing a list anew without moving what the reader looks at."""

from termnews.library.store import Library
from termnews.ui.widgets.article_pane import ArticlePane


def show_anew(pane: ArticlePane, library: Library) -> None:
    """List the same selection again; the cursor stays on its article, and that on its line of the screen.

    Where its article is not listed any more, the cursor goes to the next one that is.
    """
    shown = pane.list
    line = shown.cursor * shown.row_height - shown.scroll_offset.y
    current, following = shown.current, shown.rows_below()
    pane.show(pane.selection, pane.name_shown, current.id if current else "")
    if current and shown.find_index(library.find_row(current.id) or 0) is None:
        listed = shown.rows_listed()
        kept = next((row for row in following if row in listed), 0)
        shown.set_count(shown.row_count, shown.find_index(kept) or 0)
    shown.scroll_to(y=shown.cursor * shown.row_height - line, animate=False, immediate=True)
