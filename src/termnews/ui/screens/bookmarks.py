"""All bookmarks, from every edition: the kept texts and where their files are."""

from dataclasses import replace
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Horizontal

from termnews.domain.place import Countries
from termnews.domain.story import Reading
from termnews.library.store import Library
from termnews.newsroom.change import Change
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.picturing import share_pictures
from termnews.newsroom.settings import find_folders, show_path
from termnews.newsroom.shelf import fill_shelf
from termnews.newsroom.voices import load_voices
from termnews.ui.commands import bindings
from termnews.ui.screens.panes import PaneScreen
from termnews.ui.widgets.article_pane import ArticlePane
from termnews.ui.widgets.bars import Masthead, StatusBar
from termnews.ui.widgets.listing_pane import ListingPane
from termnews.ui.widgets.reader_pane import ReaderPane


class BookmarksScreen(PaneScreen):
    """Two panes over the bookmark files: they are read afresh whenever the screen opens."""

    ORDER = ("articles", "reading")
    HINTS = {
        "articles": ("enter_pane", "bookmark", "tag", "note", "search", "undo", "back_or_quit", "help"),
        "reading": ("leave_pane", "bookmark", "tag", "note", "share", "undo", "zen", "back_or_quit", "help"),
    }
    BINDINGS = bindings(
        "enter_pane", "leave_pane", "next_pane", "read_on", "next_article", "translation", "zen", "bookmark",
        "copy_link", "search", "pictures",
        "back_or_quit",
    )  # fmt: skip

    def __init__(self, keeper: Keeper, countries: Countries, now: datetime, edition: Library) -> None:
        """Make the screen of what a keeper keeps; the edition that is open may have pictures of it."""
        super().__init__(id="bookmarks")
        self._keeper = keeper
        self._countries = countries
        self._edition = edition
        self._shelf = Library.in_memory()
        self.articles = ArticlePane(self._shelf, countries, now)
        self.articles.list.marks_unread = False
        self.reading = ReaderPane(countries)

    def compose(self) -> ComposeResult:
        """Yield the bars and the panes."""
        yield Masthead()
        with Horizontal(id="panes"):
            yield self.articles
            yield self.reading
        yield StatusBar()

    def on_mount(self) -> None:
        """Read the files and list them."""
        self._shelf.voices = load_voices(find_folders().config)
        self._list()
        self.go_to("articles")

    def _list(self, article_id: str = "") -> None:
        kept = self._keeper.bookmarks()
        fill_shelf(self._shelf, kept)
        self.articles.list.tags = {b.article.id: b.tags for b in kept if b.tags}
        self.query_one(Masthead).show("Bookmarks", (f"{len(kept)} kept", f"in {show_path(self._keeper.folder)}"))
        selection = replace(self.articles.selection, is_bookmarked=True)
        self.articles.show(selection, "Bookmarks", article_id)
        self.articles.preview()
        if not kept:
            self.reading.show(None, is_kept=False)

    def show_hints(self) -> None:
        """Show what the keys do in the pane that takes them."""
        self.query_one(StatusBar).show(self.HINTS[self.pane_in_use], 0)

    def show_change(self, change: Change) -> None:
        """Take a bookmark off the list, or bring it back."""
        if change.kind == "bookmark":
            self._shelf.mark_bookmarked(change.ids, is_bookmarked=change.is_on)
            self._list(self.reading.article_id)
        elif change.kind == "note":
            self._list(change.ids[0])
            self._show(change.ids[0])

    def on_listing_pane_sought(self, event: ListingPane.Sought) -> None:
        """Mark the matches of a search in the text too."""
        self.reading.reader.show_matches(event.query)

    def on_article_pane_previewed(self, event: ArticlePane.Previewed) -> None:
        """Show the bookmark below the cursor."""
        if event.article_id != self.reading.article_id:
            self._show(event.article_id)

    def _show(self, article_id: str) -> None:
        if article := self._shelf.find_article(article_id):
            pictured = share_pictures(article, self._edition.find_article(article_id))
            self.reading.show(Reading(pictured), is_kept=True)

    def on_article_pane_opened(self, event: ArticlePane.Opened) -> None:
        """Read a bookmark."""
        self.on_article_pane_previewed(ArticlePane.Previewed(event.article_id))
        self.go_to("reading")
