"""The three panes: countries, articles, reader; each follows the others."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from termnews.domain.calendar import span
from termnews.domain.selection import Selection
from termnews.domain.steps import Steps
from termnews.newsroom.change import Change
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening
from termnews.ui.between_keys import BetweenKeys
from termnews.ui.commands import bindings, first_key
from termnews.ui.messages import PositionLeft, ReadMarkAsked
from termnews.ui.screens.walking import WalkingScreen
from termnews.ui.widgets.article_pane import ArticlePane
from termnews.ui.widgets.bars import Masthead, StatusBar
from termnews.ui.widgets.country_pane import CountryPane
from termnews.ui.widgets.reader_pane import ReaderPane

if TYPE_CHECKING:
    from termnews.newsroom.rules import RuledRows, Rules


_LIKELY = 6
"""Lines of a block with the space below it, as a guess."""


class HomeScreen(WalkingScreen):
    """Lets the panes hear of each other: what is picked is listed, what is opened is read."""

    AUTO_FOCUS = ""  # `on_mount` says where the keys go, so that styles are worked out once
    DEFAULT_CLASSES = "-at-articles"
    ORDER = ("countries", "articles", "reading")
    HINTS = {
        "countries": ("enter_pane", "find_country", "search", "bookmarks", "help", "palette", "back_or_quit"),
        "articles": ("enter_pane", "leave_pane", "bookmark", "search", "next_unread", "help", "back_or_quit"),
        "reading": ("choose_take", "walk_takes", "story", "go_back", "bookmark", "zen", "leave_pane", "help"),
    }
    BINDINGS = bindings(
        "enter_pane", "leave_pane", "next_pane", "read_on", "next_unread", "next_article", "toggle_read",
        "pictures", "translation", "zen", "choose_take", "walk_takes", "takes_panel", "go_back",
        "bookmark", "copy_link", "search", "find_country", "next_country", "back_or_quit", "together",
    )  # fmt: skip

    def __init__(
        self, opening: Opening, keeper: Keeper, now: datetime, environment: Mapping[str, str], *, has_flags: bool
    ) -> None:
        """Make the screen of an edition, with ages as of `now`."""
        super().__init__(opening)
        self._keeper = keeper
        self._previewing = BetweenKeys(self)
        self.masthead = Masthead()
        self.countries = CountryPane(opening.countries, environment, has_flags=has_flags)
        self.articles = ArticlePane(opening.library, opening.countries, now)
        self.reading = ReaderPane(opening.countries)
        self.status = StatusBar()

    def compose(self) -> ComposeResult:
        """Yield the bars and the panes."""
        self.fit()
        yield self.masthead
        with Horizontal(id="panes"):
            yield self.countries
            yield self.articles
            yield self.reading
        yield self.status

    def on_mount(self) -> None:
        """Begin with all countries, the newest article beside them."""
        self.show_counts()
        self.articles.show(Selection(), "All countries")
        if newest := self.articles.list.current:
            self.reading.remove_class("-empty", update=False)  # all styles are worked out after this
            self._read(newest.id)
            if self.has_class("-three"):  # only then the text is in sight
                reading = self._opening.find_reading(newest.id)
                self.reading.reader.expect_lines(len(reading.article.blocks) * _LIKELY if reading else 0)
                self.hold()
        if self.has_class("-two"):
            self.hold()
        self.go_to("articles")

    def on_unmount(self) -> None:
        """Keep where the article on show was left."""
        if shown := self.reading.article_id:
            position = self.reading.reader.position
            self._keeper.attempt(lambda: self._keeper.keep_position(shown, position))

    def show_counts(self) -> None:
        """Show how much there is, and how much of it is unread."""
        library = self._opening.library
        counts = library.country_counts()
        smart = library.smart_counts(counts)
        self.countries.picker.count_unread = library.search.count_unread
        self.countries.show_counts(counts, smart)
        places = "1 country" if len(counts) == 1 else f"{len(counts)} countries"
        details = [f"{smart.unread} unread of {smart.total}", places]
        if days := span(*self._opening.days()):
            details.append(days)
        hint = f" · {first_key('refresh')} for today's news" if self._opening.is_sample else ""
        self.masthead.show(f"{self._opening.name}{hint}", details)
        self.show_hints()

    def show_hints(self) -> None:
        """Show what the keys do in the pane that takes them, and how many problems there are."""
        hints = self.HINTS[self.pane_in_use]
        if self._trail is None:
            hints = tuple(h for h in hints if h != "go_back")
        self.status.show(hints, len(self._opening.problems) + len(self._keeper.problems))

    def show_regrouped(self) -> None:
        """Show the takes that have been found, and copies of one text in one row."""
        from termnews.ui.widgets.staying import show_anew  # noqa: PLC0415 - as rare as news

        self.show_counts()
        show_anew(self.articles, self._opening.library)
        self._read(self.reading.article_id, position=self.reading.reader.position)

    def show_translated(self) -> None:
        """Show the article on show as it reads now, at the same place."""
        self._read(self.reading.article_id, position=self.reading.reader.position)

    def show_news(self) -> None:
        """Show what has come since, with the cursor on the same article."""
        from termnews.ui.widgets.staying import show_anew  # noqa: PLC0415 - as rare as news

        self.show_counts()
        show_anew(self.articles, self._opening.library)

    def show_ruled(self, rules: "Rules", ruled: "RuledRows") -> None:
        """Show saved searches, and lists as mute rules and alerts leave them."""
        self.countries.picker.searches = {rule.name: (rule.words, ruled.searches[rule.name]) for rule in rules.searches}
        self.show_counts()
        self.articles.show(self.articles.selection, self.articles.name_shown, self.reading.article_id)

    def show_change(self, change: Change) -> None:
        """Show marks that are safe now."""
        self.show_counts()
        self.articles.list.refresh_rows()
        if self.articles.selection.is_bookmarked or (change.is_undo and self.articles.selection.is_unread):
            self.articles.show(self.articles.selection, self.articles.name_shown, self.reading.article_id)
        if self.reading.article_id in change.ids:
            self.reading.reader.show_kept(is_kept=self._keeper.is_kept(self.reading.article_id))

    def _read(self, article_id: str, *, position: int | None = None) -> None:
        """Show an article, where it was left unless a block is given."""
        self._previewing.stop()
        if shown := self.reading.article_id:
            self.post_message(PositionLeft(shown, self.reading.reader.position))
        reading = self._opening.find_reading(article_id)
        if position is None:
            position = self._keeper.state.position(article_id)
        words = ""
        if self._trail is not None:
            words = f"take {self._trail.at + 1} of {len(self._trail.ids)}"
        kept = self._keeper.is_kept(article_id)
        self.reading.show(reading, is_kept=kept, position=position, trail_words=words)
        self.countries.picker.show_here(reading.article.country if reading else "")

    def _open(self, article_id: str, *, position: int | None = None) -> None:
        self._read(article_id, position=position)
        if reading := self.reading.reader.reading:
            codes = [listed.headline.country for listed in reading.takes if listed.headline]
            self.countries.turn_to(reading.article.country, codes)
        self.go_to("reading")
        ids = [article_id, *self.articles.list.same_text(article_id)]
        self.post_message(ReadMarkAsked(ids, is_read=True, is_undoable=False))

    def _follow(self, article_id: str) -> None:
        """Let the list, and the picker where it must, stand on an article."""
        if self.articles.follow(article_id):
            return
        reading = self._opening.find_reading(article_id)
        code = reading.article.country if reading else ""
        self.countries.picker.pick(Selection(country=code))
        self.articles.show(Selection(country=code), self._opening.countries.name_of(code), article_id)

    def on_country_pane_picked(self, event: CountryPane.Picked) -> None:
        """List what is picked."""
        self._trail = None
        self.articles.show(event.selection, event.name)
        self.articles.preview()

    def on_country_pane_fitted(self, event: CountryPane.Fitted) -> None:
        """Draw the first frame where no text is in sight."""
        event.stop()
        if not self.has_class("-three"):
            self.call_after_refresh(self.release)

    def on_reader_pane_set(self, event: ReaderPane.Set) -> None:
        """Draw the first frame, which the text was all that was missing of; what else has been resized is laid out."""
        event.stop()
        self.call_after_refresh(self.release)

    def on_article_pane_previewed(self, event: ArticlePane.Previewed) -> None:
        """Show the article that the cursor rests on."""
        if event.article_id != self.reading.article_id:
            self._previewing.begin(self._preview(event.article_id))

    def _preview(self, article_id: str) -> Steps[None]:
        """Show an article unless the cursor has moved on meanwhile."""
        finding = self._opening.find_reading_in_steps(article_id)
        for _ in finding:
            yield
            if (current := self.articles.list.current) is None or current.id != article_id:
                return
        self._trail = None
        self._read(article_id)

    def on_article_pane_opened(self, event: ArticlePane.Opened) -> None:
        """Read an article."""
        is_shown = event.article_id == self.reading.article_id
        self._trail = self._trail if is_shown else None
        self._open(event.article_id, position=self.reading.reader.position if is_shown else None)
