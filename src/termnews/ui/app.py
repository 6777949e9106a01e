"""The window: owns the open edition and what is kept, workers and themes; no layout."""

import gc
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from termnews.domain.problems import Problem
from termnews.newsroom.change import Change
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.opening import Opening
from termnews.ui.commands import bindings, deed_bindings, first_key
from termnews.ui.messages import BookmarkAsked, CorrectionAsked, Grouped, Kept, PositionLeft, ReadMarkAsked, RefreshTold
from termnews.ui.screens.home import HomeScreen
from termnews.ui.translating import TranslatingApp


class TermnewsApp(TranslatingApp):
    """Keeps what screens ask to be kept, and tells them when it is safe."""

    TITLE = "termnews"
    CSS_PATH = Path(__file__).with_name("termnews.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("theme", "problems", "help", "palette", "quit_now", "undo", "bookmarks", "story", "world", "refresh"),
        *deed_bindings(),
    ]

    def __init__(
        self,
        opening: Opening,
        keeper: Keeper,
        clock: Callable[[], datetime],
        environment: Mapping[str, str],
        *,
        has_flags: bool,
    ) -> None:
        """Make the window of an edition; `environment` says what the terminal can draw."""
        super().__init__(keeper)
        self.opening = opening
        """The edition on show."""
        self._clock = clock
        self._environment = environment
        self._has_flags = has_flags
        opening.corrections = keeper.state.corrections()

    def on_mount(self) -> None:
        """Show the edition at once; the stories follow."""
        self.begin_rules()
        self.push_screen(
            HomeScreen(self.opening, self.keeper, self._clock(), self._environment, has_flags=self._has_flags)
        )
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Do what can wait until something is on the screen."""
        if self.home and self.home.is_held_for(self._begin):
            return
        gc.collect()
        self._group()
        if self.opening.library.keeps_marks:
            from termnews.ui.catching_up import begin_catching_up  # noqa: PLC0415 - other editions have all marks

            begin_catching_up(self.keeper, self.post_message)
        if self.is_spoken:
            from termnews.ui.aloud import Announcer  # noqa: PLC0415 - most see the window

            self.announcer = Announcer(self)
        elif self.home:
            self.home.countries.show_globe(self.settings, self.keeper)
            kept = self.keeper.state.setting("pictures")
            self.home.reading.show_pictures(self._environment, kept, self.settings)
        if self._refresh_timer is None:
            self.plan_refreshes()
        if self.opening.checked is not None:
            from termnews.ui.briefing import begin_brief  # noqa: PLC0415 - after the first frame

            begin_brief(self, self.opening)
        gc.freeze()
        gc.enable()

    @property
    def home(self) -> HomeScreen | None:
        """The screen of the edition, None until it is there."""
        return next((s for s in self.screen_stack if isinstance(s, HomeScreen)), None)

    @work(thread=True, exclusive=True, group="group", exit_on_error=True)
    def _group(self) -> None:
        self.post_message(Grouped(self.opening.group()))

    def on_grouped(self, event: Grouped) -> None:
        """Show the takes, or whose voice outlets are where they were shown already."""
        self.rule_anew()
        if not event.is_changed and self.home:
            self.home.articles.list.refresh_rows()
            self.home.show_translated()
            return
        for screen in self.screen_stack:
            if show := getattr(screen, "show_regrouped", None):
                show()

    def on_correction_asked(self, event: CorrectionAsked) -> None:
        """Keep what the reader says of stories; they are found anew once it is safe."""
        self.keep(lambda: self.keeper.correct(event.pairs, is_together=event.is_together))

    def on_bookmark_asked(self, event: BookmarkAsked) -> None:
        """Keep an article, or let it go."""
        self.keep(lambda: self.keeper.toggle_bookmark(event.article))

    def on_read_mark_asked(self, event: ReadMarkAsked) -> None:
        """Keep read marks."""
        self.keep(lambda: self.keeper.mark_read(event.ids, is_read=event.is_read, is_undoable=event.is_undoable))

    def on_position_left(self, event: PositionLeft) -> None:
        """Keep where an article was left."""
        self.keep(lambda: self.keeper.keep_position(event.article_id, event.position))

    def on_kept(self, event: Kept) -> None:
        """Draw what is safe now, or say what could not be kept."""
        match event.result:
            case Problem(where, why):
                self.keeper.problems.append(event.result)
                if self.home:
                    self.home.show_hints()
                self.notify(f"{where}: {why}", severity="error", markup=False)
            case Change() as change:
                from termnews.newsroom.change_words import say  # noqa: PLC0415 - nothing is kept before the first key

                if words := say(change, first_key("undo")):
                    self.notify(words, markup=False, timeout=3)
                if change.kind == "correction":
                    self.opening.corrections = self.keeper.state.corrections()
                    self._group()
                elif change.kind == "config":
                    self.rule_anew()
                for screen in self.screen_stack:
                    if show := getattr(screen, "show_change", None):
                        show(change)

    def action_refresh(self, is_all: bool) -> None:  # noqa: FBT001 - from a key binding
        """Ask outlets for news: all of them, or those of the picked country."""
        code = self.home.articles.selection.country if self.home else ""
        self.refresh_outlets(() if is_all or not code else (code,))

    def on_refresh_told(self, event: RefreshTold) -> None:
        """Show how far a refresh is, and what it brought when it is over."""
        if event.event is None:
            self._refresh = None
            self.show_news()
        from termnews.ui.refresh_telling import tell_refresh  # noqa: PLC0415 - as rare as a refresh

        tell_refresh(self, self.opening, self.home.status if self.home else None, event)

    def show_news(self) -> None:
        """Show what a refresh brought: more of the live edition, or the live edition in place of the sample."""
        from termnews.ui.mending import look_anew  # noqa: PLC0415 - only a refresh needs it

        if not look_anew(self) and self.opening.checked is not None:
            self.opening.renew(self._clock())
            self.rule_anew()
            from termnews.ui.briefing import remember_visit  # noqa: PLC0415 - as above

            remember_visit(self, self.opening)
            if self.home:
                self.home.show_news()

    def show_edition(self, opening: Opening) -> None:
        """Put another edition in the place of the one on show."""
        self.keeper.finish()
        self.opening = opening
        self.keeper.adopt(opening.library)
        self.opening.corrections = self.keeper.state.corrections()
        self.begin_rules()
        self.switch_screen(
            HomeScreen(self.opening, self.keeper, self._clock(), self._environment, has_flags=self._has_flags)
        )
        self.call_after_refresh(self._begin)

    def action_undo(self) -> None:
        """Take the last change back."""
        self.keep(self.keeper.undo)

    def action_story(self) -> None:
        """Show the story of the article on the home screen, all its takes side by side, or go back there."""
        home = self.home
        if home is None or self.screen is not home:
            if self.screen.id == "story":
                self.screen.dismiss()
            return
        if self.opening.library.story_of(home.reading.article_id) is None:
            words = "No other outlet here tells this story." if self.opening.is_grouped else "Still comparing articles…"
            self.notify(words, markup=False)
            return
        from termnews.ui.screens.story import StoryScreen  # noqa: PLC0415 - not needed to begin

        self.push_screen(StoryScreen(self.opening, home.reading.article_id), home.read_take)

    def action_world(self) -> None:
        """Show the globe in the whole window, or go back."""
        if self.home is not None and self.screen is self.home:
            from termnews.ui.screens.world import open_world  # noqa: PLC0415 - not needed to begin

            open_world(self, self.home.countries)
        elif self.screen.id == "world":
            self.screen.dismiss()

    def action_open(self, name: str) -> None:
        """Open a screen by its name: help, problems, bookmarks or palette."""
        from termnews.ui.screens.opening import open_screen  # noqa: PLC0415 - not needed to begin

        open_screen(self, name, self.opening, self.keeper, self._clock())

    def action_quit_now(self) -> None:
        """Leave."""
        self.exit()
