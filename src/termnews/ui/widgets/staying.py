"""Showing a list anew without moving what the reader looks at."""

from termnews.library.store import Library
from termnews.ui.widgets.article_pane import ArticlePane


def show_anew(pane: ArticlePane, library: Library) -> None:
    """List the same selection again; the cursor stays on its article, and that on its line of the screen.

    Where its article is not listed any more, the cursor goes to the next one that is.
    """
    shown = pane.list
    line = shown.cursor * shown.row_height - shown.scroll_offset.y
    still = set(library.find_rows(pane.selection))
    following = (shown.headline(index) for index in range(shown.cursor, shown.row_count))
    kept = next((h.id for h in following if h and library.find_row(h.id) in still), "")
    pane.show(pane.selection, pane.name_shown, kept)
    shown.scroll_to(y=shown.cursor * shown.row_height - line, animate=False, immediate=True)
