"""The pane of headlines: the list, and the search above it."""

from dataclasses import dataclass
from datetime import datetime

from textual.message import Message
from textual.timer import Timer

from termnews.domain.place import Countries
from termnews.domain.selection import Selection
from termnews.library.store import Library
from termnews.ui.commands import first_key
from termnews.ui.messages import BookmarkAsked, CorrectionAsked, ReadMarkAsked
from termnews.ui.widgets.article_list import ArticleList
from termnews.ui.widgets.listing_pane import ListingPane

_PREVIEW_DELAY = 0.06
"""Seconds the cursor must rest before its article is read: longer than a held key's repeat (33 ms)."""


class ArticlePane(ListingPane):
    """Shows the articles of `selection`, see `ListingPane`; posts what is seen, opened, and wanted kept."""

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
        super().__init__(library, countries, now)
        self._delay: Timer | None = None
        self._partner = ""

    def empty_words(self) -> str:
        """Return what stands in the place of an empty list."""
        return _empty_words(self.selection)

    def preview(self) -> None:
        """Say what the cursor stands on, when there is anything."""
        if headline := self.list.current:
            self.post_message(self.Previewed(headline.id))

    def on_row_list_moved(self, event: ArticleList.Moved) -> None:
        """Say what the cursor stands on once it rests."""
        event.stop()
        self.preview_soon()

    def preview_soon(self) -> None:
        """Say what the cursor stands on once that has been so for a moment."""
        if self._delay is not None:
            self._delay.stop()
        self._delay = self.set_timer(_PREVIEW_DELAY, self.preview)

    def on_row_list_chosen(self, event: ArticleList.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self.action_enter_pane()

    def _open_row(self, index: int | None) -> None:
        if index is not None and (headline := self.list.headline(index)):
            self.list.move_to(index)
            self.post_message(self.Opened(headline.id))

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
    if selection.saved and not selection.words:
        return "Nothing matches this saved search yet."
    if selection.words:
        return "Nothing has all of these words.\n\nEsc shows the whole list again."
    if selection.is_bookmarked:
        key = first_key("bookmark")
        return f"No bookmarks here yet.\n\nPress {key} on an article to keep its whole text as a file of yours."
    if selection.is_overlooked:
        return "No story here was told abroad and missed in the United States."
    if selection.is_unread:
        return f"Everything is read.\n\nPress {first_key('undo')} to undo, or pick a country."
    return "No articles here.\n\nOpen a folder of page captures with: termnews PATH"
