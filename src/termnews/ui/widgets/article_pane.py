"""The pane of headlines: the list, and the search above it."""

from dataclasses import dataclass, replace
from datetime import datetime

from textual.app import ComposeResult
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Static

from termnews.domain.place import Countries
from termnews.domain.query import Selection
from termnews.library.store import Library
from termnews.ui.commands import first_key
from termnews.ui.messages import BookmarkAsked, CorrectionAsked, ReadMarkAsked
from termnews.ui.widgets.article_list import ArticleList
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.prompt import Prompt

SEARCH_HINT = "search: all words, in any order"
_PREVIEW_DELAY = 0.06
"""Seconds the cursor must rest before its article is read: longer than a held key's repeat (33 ms)."""


class ArticlePane(Pane):
    """Shows the articles of `selection`; posts `Previewed` and `Opened`, and what the reader wants kept."""

    DEFAULT_CSS = """
    ArticlePane {
        & > #empty { padding: 1 2; color: $foreground 70%; display: none; height: 1fr; background: $surface; }
        &.-empty > #empty { display: block; }
        &.-empty > #articles-list { display: none; }
    }
    """

    @dataclass
    class Previewed(Message):
        """The cursor rests on an article."""

        article_id: str

    @dataclass
    class Opened(Message):
        """An article is to be read."""

        article_id: str

    def __init__(self, library: Library, countries: Countries, now: datetime) -> None:
        """Make a pane that lists articles of a library, with ages as of `now`."""
        super().__init__(id="articles")
        self._library = library
        self._delay: Timer | None = None
        self._partner = ""
        self.selection = Selection()
        self.name_shown = "All countries"
        self.list = ArticleList(library.headlines, countries, now, id="articles-list")

    def compose(self) -> ComposeResult:
        """Yield the list, and what stands there when it is empty."""
        yield self.list
        yield Static(id="empty", markup=False)

    @property
    def body(self) -> ArticleList:
        """The list."""
        return self.list

    def show(self, selection: Selection, name: str, article_id: str = "") -> None:
        """List a selection, with the cursor on an article of it when it is there."""
        self.selection, self.name_shown = selection, name
        ids = self._library.find_rows(selection)
        row = self._library.find_row(article_id) if article_id else None
        self.list.show_rows(self._library.copies.fold(ids), row, names_country=not selection.country)
        self.set_class(not ids, "-empty")
        if not ids:
            self.query_one("#empty", Static).update(_empty_words(selection))
        title = f"“{selection.words}” in {name}" if selection.words else name
        problems = self._library.search.read(selection).problems if selection.words else ()
        self.show_title(title, problems[0].as_problem().why if problems else str(len(ids)))

    def follow(self, article_id: str) -> bool:
        """Put the cursor on an article; False when it is not in the list."""
        row = self._library.find_row(article_id)
        index = self.list.find_index(row) if row is not None else None
        if index is None:
            return False
        self.list.move_to(index)
        return True

    def preview(self) -> None:
        """Say what the cursor stands on, when there is anything."""
        if headline := self.list.current:
            self.post_message(self.Previewed(headline.id))

    def on_row_list_moved(self, event: ArticleList.Moved) -> None:
        """Say what the cursor stands on once it rests."""
        event.stop()
        if self._delay is not None:
            self._delay.stop()
        self._delay = self.set_timer(_PREVIEW_DELAY, self.preview)

    def on_row_list_chosen(self, event: ArticleList.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self.action_enter_pane()

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Search as the words are typed."""
        event.stop()
        self.show(replace(self.selection, words=event.text.strip()), self.name_shown)
        self.preview()

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Go on to the results, or back to the whole list."""
        event.stop()
        if event.is_kept:
            self.screen.set_focus(self.list)
        else:
            self.leave()

    def leave(self) -> bool:
        """Show the whole list again; False when nothing was searched."""
        was_searching = bool(self.selection.words) or bool(self.query(Prompt))
        current = self.list.current
        self.end_prompt()
        if was_searching:
            self.show(replace(self.selection, words=""), self.name_shown, current.id if current else "")
        return was_searching

    def _open_row(self, index: int | None) -> None:
        if index is not None and (headline := self.list.headline(index)):
            self.list.move_to(index)
            self.post_message(self.Opened(headline.id))

    def action_search(self) -> None:
        """Ask for words to search for."""
        self.ask(SEARCH_HINT, self.selection.words)

    def action_enter_pane(self) -> None:
        """Open the article below the cursor."""
        self._open_row(self.list.cursor)

    def action_next_article(self, step: int) -> None:
        """Open the next article of the list."""
        self._open_row(self.list.cursor + step)

    def action_next_unread(self, step: int) -> None:
        """Open the nearest unread article after or before the cursor."""
        index = self.list.find_unread(self.list.cursor, step)
        if index is None:
            self.notify("No more unread articles in this list.", markup=False)
        self._open_row(index)

    def action_mark_all_read(self) -> None:
        """Ask for the whole list to be marked read."""
        self.post_message(ReadMarkAsked(self._library.unread_ids(self.selection), is_read=True))

    def action_toggle_read(self) -> None:
        """Ask for the read mark below the cursor to be turned over."""
        if headline := self.list.current:
            ids = [headline.id, *self.list.same_text(headline.id)]
            self.post_message(ReadMarkAsked(ids, is_read=not headline.is_read))

    def action_bookmark(self) -> None:
        """Ask for a bookmark on the article below the cursor, or for its end."""
        if (headline := self.list.current) and (article := self._library.find_article(headline.id)):
            self.post_message(BookmarkAsked(article))

    def action_together(self) -> None:
        """Remember the article below the cursor; the second time, ask for both to be one story."""
        if (headline := self.list.current) is None:
            return
        if self._partner and self._partner != headline.id:
            self.post_message(CorrectionAsked([(self._partner, headline.id)], is_together=True))
            self._partner = ""
        else:
            self._partner = headline.id
            self.notify(f"Now press {first_key('together')} on the article that tells the same story.", markup=False)


def _empty_words(selection: Selection) -> str:
    if selection.words:
        return "Nothing has all of these words.\n\nEsc shows the whole list again."
    if selection.is_bookmarked:
        key = first_key("bookmark")
        return (
            f"No bookmarks in this edition yet.\n\nPress {key} on an article to keep its whole text as a file of yours."
        )
    if selection.is_overlooked:
        return "No story here was told abroad and missed in the United States."
    if selection.is_unread:
        return f"Everything is read.\n\nPress {first_key('undo')} to undo, or pick a country."
    return "No articles here.\n\nOpen a folder of page captures with: termnews PATH"
