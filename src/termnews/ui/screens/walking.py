"""Walking through the takes of a story, from a screen of three panes, and back to where it began."""

from typing import TYPE_CHECKING

from termnews.domain.selection import Selection
from termnews.domain.story import Reading
from termnews.newsroom.opening import Opening
from termnews.ui.screens.first_frame import HeldScreen
from termnews.ui.widgets.article_pane import ArticlePane
from termnews.ui.widgets.country_pane import CountryPane
from termnews.ui.widgets.listing_pane import SEARCH_HINT, ListingPane
from termnews.ui.widgets.reader_pane import ReaderPane

if TYPE_CHECKING:
    from termnews.ui.trail import Trail


class WalkingScreen(HeldScreen):
    """Keeps the trail; a screen made of it says what opening an article means, and how list and picker follow."""

    countries: CountryPane
    articles: ArticlePane
    reading: ReaderPane

    def __init__(self, opening: Opening, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        """Make a screen of an edition, with no walk begun."""
        super().__init__(id=id)
        self._opening = opening
        self._trail: Trail | None = None

    def _open(self, article_id: str, *, position: int | None = None) -> None:
        raise NotImplementedError

    def _follow(self, article_id: str) -> None:
        raise NotImplementedError

    def on_listing_pane_sought(self, event: ListingPane.Sought) -> None:
        """Mark the matches of a search in the text too."""
        self.reading.reader.show_matches(event.query)

    def read_take(self, article_id: str | None) -> None:
        """Read a take of the article on show; Backspace returns."""
        reading = self._opening.find_reading(self.reading.article_id)
        if article_id and reading and article_id != self.reading.article_id:
            trail = self._trail or self._begin_trail(reading)
            self._walk(trail.jump(article_id, reading.take_ids))

    def on_reader_pane_take_chosen(self, event: ReaderPane.TakeChosen) -> None:
        """Read a take, or search for one that leads nowhere yet."""
        reading = self._opening.find_reading(self.reading.article_id)
        if reading is None or not 1 <= event.number <= len(reading.takes):
            return
        take = reading.takes[event.number - 1].take
        if not take.is_resolved:
            self.countries.picker.pick(Selection())
            from termnews.newsroom.viewing import search_words  # noqa: PLC0415 - not needed to begin

            self.articles.show(Selection(words=search_words(take)), "All countries")
            self.articles.ask(SEARCH_HINT, self.articles.selection.words)
            self.notify("Not in this edition: searched for instead.", markup=False)
            return
        self.read_take(take.article_id)

    def on_reader_pane_takes_walked(self, event: ReaderPane.TakesWalked) -> None:
        """Read the next take of the story, or the one before."""
        reading = self._opening.find_reading(self.reading.article_id)
        if reading is None or not reading.take_ids:
            self.notify("No other outlet here tells this story.", markup=False)
            return
        trail = self._trail or self._begin_trail(reading)
        walked = trail.step(event.step)
        if walked == trail:
            self.notify("No further take. Backspace returns to where you began.", markup=False)
        elif walked.at < 0:
            self.on_reader_pane_return_asked()
        else:
            self._walk(walked)

    def _begin_trail(self, reading: Reading) -> "Trail":
        from termnews.ui.trail import Origin, Trail  # noqa: PLC0415 - not needed to begin

        article = reading.article
        place = self.reading.reader.scroll_offset.y
        origin = Origin(article.id, place, self.articles.selection, self.articles.name_shown)
        return Trail(origin, reading.take_ids)

    def _walk(self, trail: "Trail") -> None:
        self._trail = trail
        self._open(trail.article_id)
        self._follow(trail.article_id)

    def on_reader_pane_return_asked(self) -> None:
        """Return to where the jump began, at the same line; without a jump, leave the pane."""
        if self._trail is None:
            self.action_leave_pane()
            return
        origin, self._trail = self._trail.origin, None
        if self.articles.selection != origin.selection:
            self.countries.picker.pick(origin.selection)
            self.articles.show(origin.selection, origin.name)
        self.articles.follow(origin.article_id)
        self._open(origin.article_id)
        self.reading.reader.scroll_to(y=origin.position, animate=False, immediate=True)
