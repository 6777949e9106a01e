"""All bookmarks, from every edition: the kept texts and where their files are."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from termnews.domain.place import Countries
from termnews.domain.story import Reading
from termnews.library.bookmarks import Bookmark
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

if TYPE_CHECKING:  # opened by who keeps what is in another language
    from termnews.ui.interpreting_kept import InterpretingKept


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
        self._kept: dict[str, Bookmark] = {}
        self._interpreting: InterpretingKept | None = None
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
        kept = self._interpreting.take(kept) if self._interpreting else kept
        self._kept = {b.article.id: b for b in kept}
        fill_shelf(self._shelf, kept)
        self.articles.list.tags = {b.article.id: b.tags for b in kept if b.tags}
        self.query_one(Masthead).show("Bookmarks", (f"{len(kept)} kept", f"in {show_path(self._keeper.folder)}"))
        selection = replace(self.articles.selection, is_bookmarked=True)
        self.articles.show(selection, "Bookmarks", article_id)
        self.articles.preview()
        if not kept:
            self.reading.show(None, is_kept=False)

    @property
    def interpreting(self) -> "InterpretingKept":
        """Who is asked for translations of what is kept."""
        if self._interpreting is None:
            from termnews.ui.interpreting_kept import InterpretingKept  # noqa: PLC0415 - few keep what they translate

            self._interpreting = InterpretingKept(self.app, self, self.show_translated)
            self._interpreting.take(list(self._kept.values()))
        return self._interpreting

    def show_translated(self, changed: set[str]) -> None:
        """Show what reads in translation now, at the same place."""
        kept = self.interpreting.take([self._kept[i] for i in changed if i in self._kept])
        self._kept |= {b.article.id: b for b in kept}
        fill_shelf(self._shelf, kept)
        self.articles.list.refresh_rows()
        if self.reading.article_id in changed:
            self._show(self.reading.article_id, self.reading.reader.position)

    def on_unmount(self) -> None:
        """Let nobody translate for a screen that is gone."""
        if self._interpreting is not None:
            self._interpreting.end()

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

    def _show(self, article_id: str, position: int = 0) -> None:
        if article := self._shelf.find_article(article_id):
            pictured = share_pictures(article, self._edition.find_article(article_id))
            self.reading.show(Reading(pictured), is_kept=True, position=position)

    def on_article_pane_opened(self, event: ArticlePane.Opened) -> None:
        """Read a bookmark."""
        self.on_article_pane_previewed(ArticlePane.Previewed(event.article_id))
        self.go_to("reading")
