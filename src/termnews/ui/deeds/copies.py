"""Copies of one text in a list: folded into one row, or a row each."""

from typing import TYPE_CHECKING

from termnews.ui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_copies(app: "TermnewsApp") -> None:
    """Show the copies that the cursor's row stands for, or fold them again."""
    for pane in app.screen.query(ArticlePane):
        if not pane.list.toggle_copies():
            app.notify("No other outlet of this list printed the same text.", markup=False)
