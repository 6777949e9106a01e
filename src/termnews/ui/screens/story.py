"""A whole story: its takes side by side, who told it first, what each says alone."""

from collections.abc import Collection

from textual.app import ComposeResult
from textual.strip import Strip

from termnews.newsroom.opening import Opening
from termnews.newsroom.viewing import explain, find_view
from termnews.ui.commands import bindings
from termnews.ui.messages import AS_IS, CorrectionAsked, HeadlinesWanted, TranslationWanted
from termnews.ui.screens.leaving import LeftOnce
from termnews.ui.screens.why import WhyScreen
from termnews.ui.typeset import Line
from termnews.ui.typeset_story import typeset_head
from termnews.ui.widgets.bars import Masthead, StatusBar
from termnews.ui.widgets.story_columns import StoryColumns
from termnews.ui.widgets.typeset_view import TypesetView


class StoryHead(TypesetView):
    """What stands above the columns."""

    DEFAULT_CSS = """
    StoryHead { height: auto; max-height: 50%; padding: 0 1; background: $surface; overflow-y: hidden; }
    """

    def __init__(self) -> None:
        """Make an empty head."""
        super().__init__(id="story-head")
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: tuple[Line, ...]) -> None:
        """Show lines; the head is as high as they need."""
        self._lines = lines
        self.styles.height = len(lines)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        line = self._lines[y] if y < len(self._lines) else Line()
        return Strip(self.segments(line)).adjust_cell_length(self.size.width, self.base_style)


class StoryScreen(LeftOnce[str]):
    """Gives back the id of the article to read, or nothing."""

    BINDINGS = bindings("enter_pane", "leave_pane", "back_or_quit", "next_pane", "choose_take", "walk_takes")
    HINTS = ("enter_pane", "walk_takes", "why", "apart", "undo", "back_or_quit", "help")

    def __init__(self, opening: Opening, article_id: str) -> None:
        """Make the screen of the story that an article tells; it must tell one."""
        super().__init__(id="story")
        self._opening = opening
        self._origin = article_id
        view = find_view(opening, article_id)
        if view is None:
            raise LookupError(article_id)
        self._view = view
        self.head = StoryHead()
        self.columns = StoryColumns(view, opening.countries)

    def compose(self) -> ComposeResult:
        """Yield the bars and the columns."""
        yield Masthead()
        yield self.head
        yield self.columns
        yield StatusBar()

    def on_mount(self) -> None:
        """Begin at the article the reader comes from."""
        self.query_one(Masthead).show("Viewpoints", (self._opening.name,))
        self.query_one(StatusBar).show(self.HINTS, 0)
        ids = [take.article.id for take in self._view.takes]
        self.columns.go_to(ids.index(self._origin) if self._origin in ids else 0)
        self.set_focus(self.columns)

    def on_resize(self) -> None:
        """Set the head in another width."""
        self._show_head()

    def _show_head(self) -> None:
        self.head.show(typeset_head(self._view, self._opening.countries, max(8, self.size.width - 2)))

    def show_regrouped(self) -> None:
        """Show the story as it is after a correction; leave when it is none any more."""
        view = find_view(self._opening, self._origin)
        if view is None:
            self.dismiss()
            return
        self._view = view
        self.columns.show(view)
        self._show_head()

    def on_story_columns_seen(self, event: StoryColumns.Seen) -> None:
        """Say which columns are in sight where not all are."""
        details = (event.words, self._opening.name) if event.words else (self._opening.name,)
        self.query_one(Masthead).show("Viewpoints", details)
        articles = [t.article for t in self._view.takes if t.article.id in event.article_ids]
        foreign = [article for article in articles if article.language not in AS_IS]
        if heads := [article for article in foreign if article.original is None]:
            self.post_message(HeadlinesWanted(heads))
        for article in foreign:
            self.post_message(TranslationWanted(article))

    def show_translated(self, changed: Collection[str]) -> None:
        """Show takes as they read now, the columns staying where they are."""
        if any(take.article.id in changed for take in self._view.takes):
            self.show_regrouped()

    def on_story_columns_chosen(self, event: StoryColumns.Chosen) -> None:
        """Read a take that was clicked."""
        self.dismiss(event.article_id)

    def action_enter_pane(self) -> None:
        """Read the chosen take."""
        self.dismiss(self.columns.article_id)

    def action_leave_pane(self) -> None:
        """Go back to where the reader came from."""
        self.dismiss()

    def action_back_or_quit(self) -> None:
        """Go back to where the reader came from."""
        self.dismiss()

    def action_in_pane(self, name: str, action: str, *arguments: int) -> None:
        """Do here what a pane does on the home screen."""
        del name
        getattr(self, f"action_{action}")(*arguments)

    def action_next_pane(self, step: int) -> None:
        """Choose the next column."""
        self.columns.go_to(self.columns.column + step)

    def action_walk_takes(self, step: int) -> None:
        """Choose the next column."""
        self.columns.go_to(self.columns.column + step)

    def action_choose_take(self, number: int) -> None:
        """Read a take by its number."""
        if number <= len(self._view.takes):
            self.dismiss(self._view.takes[number - 1].article.id)

    def explain_chosen(self) -> None:
        """Say why the chosen take is in this story."""
        chosen = self.columns.article_id
        outlets = {take.article.id: take.article.outlet for take in self._view.takes}
        other = self._origin if chosen != self._origin else next((i for i in outlets if i != chosen), chosen)
        if why := explain(self._opening, other, chosen):
            self.app.push_screen(WhyScreen(why, (outlets.get(chosen, ""), outlets.get(other, ""))))

    def take_chosen_out(self) -> None:
        """Take the chosen take out of this story."""
        chosen = self.columns.article_id
        others = [t.article.id for t in self._view.takes if t.article.id != chosen]
        self.post_message(CorrectionAsked([(chosen, other) for other in others], is_together=False))
        if chosen == self._origin and others:
            self._origin = others[0]
