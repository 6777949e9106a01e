"""The pane of the article being read, with its takes."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static

from termnews.domain.place import Countries
from termnews.domain.story import Reading
from termnews.ui.commands import find_command
from termnews.ui.messages import AS_IS, HeadlinesWanted, TranslationWanted
from termnews.ui.widgets.pictured_pane import PicturedPane
from termnews.ui.widgets.reader import Reader
from termnews.ui.widgets.takes_bar import TakesBar

_VERSIONS = ((False, False), (True, False), (False, True))
"""How an article with an original is read: in translation, as published, in both."""


class ReaderPane(PicturedPane):
    """Posts `TakeChosen`, `TakesWalked` and `ReturnAsked`; shows what it is given."""

    DEFAULT_CSS = """
    ReaderPane {
        background: $background;
        & > #welcome { padding: 2 4; color: $foreground 70%; display: none; }
        &.-empty > #welcome { display: block; }
        &.-empty > #reader { display: none; }
        & > #takes-bar { display: none; }
        &.-with-takes > #takes-bar { display: block; }
    }
    """
    DEFAULT_CLASSES = "-empty"

    @dataclass
    class Set(Message):
        """The text is set for the pane's width."""

    @dataclass
    class TakeChosen(Message):
        """A take of the article is to be read; counted from 1."""

        number: int

    @dataclass
    class TakesWalked(Message):
        """The next take of the story, or the one before, is to be read."""

        step: int

    @dataclass
    class ReturnAsked(Message):
        """The article where the jump began is wanted again."""

    def __init__(self, countries: Countries) -> None:
        """Make an empty pane."""
        super().__init__(countries, id="reading")
        self.takes_bar = TakesBar(countries, id="takes-bar")
        self._trail_words = ""
        self._reading: Reading | None = None
        self._version = 0

    def compose(self) -> ComposeResult:
        """Yield the text, its takes, and what stands there when there is none."""
        yield self.reader
        yield Static("Pick an article to read it here.", id="welcome", markup=False)
        yield self.takes_bar

    def on_mount(self) -> None:
        """Keep the title true while the text is scrolled."""
        self.watch(self.reader, "scroll_y", self._say_progress, init=False)

    def on_reader_resized(self, event: Reader.Resized) -> None:
        """Say how much is seen now."""
        event.stop()
        self._say_progress()
        self.post_message(self.Set())

    @property
    def body(self) -> Reader:
        """The text."""
        return self.reader

    @property
    def article_id(self) -> str:
        """The article on show, empty when there is none."""
        return self.reader.reading.article.id if self.reader.reading else ""

    def show(self, reading: Reading | None, *, is_kept: bool, position: int = 0, trail_words: str = "") -> None:
        """Show an article from a block on, and where a walk through takes stands."""
        self._trail_words = trail_words
        is_same = self._reading is not None and reading is not None and self._reading.article.id == reading.article.id
        has_versions = reading is not None and reading.article.original is not None
        self._reading, self._version = reading, self._version if is_same and has_versions else 0
        self.set_class(reading is None, "-empty")
        takes = reading.takes if reading else ()
        if not takes:
            self.remove_class("-with-takes")
        if self.has_class("-with-takes"):
            self.takes_bar.show(takes)
        shown, has_both = _as_version(reading, self._version)
        self.reader.show(shown, is_kept=is_kept, position=position, has_both=has_both)
        for wanted in _wants(reading) if reading else ():
            self.app.post_message(wanted)  # one that a screen causes to be made would not go beyond that screen
        self._say_progress()

    def _say_progress(self) -> None:
        details = f"{self.reader.percent} %" if self.reader.reading else ""
        if self._trail_words:
            details = f"{self._trail_words} · {details}"
        self.show_title("Article", details)

    def on_row_list_chosen(self, event: TakesBar.Chosen) -> None:
        """Read the take that was clicked."""
        event.stop()
        self.post_message(self.TakeChosen(self.takes_bar.cursor + 1))

    def on_row_list_moved(self, event: TakesBar.Moved) -> None:
        """The cursor in the takes is nobody else's concern."""
        event.stop()

    def on_reader_take_clicked(self, event: Reader.TakeClicked) -> None:
        """Read the take that was clicked in the text."""
        event.stop()
        self.post_message(self.TakeChosen(event.number))

    async def on_reader_finished(self, event: Reader.Finished) -> None:
        """Go on with the next unread article."""
        event.stop()
        await self.run_action(find_command("next_unread").action)

    def action_choose_take(self, number: int) -> None:
        """Read a take."""
        self.post_message(self.TakeChosen(number))

    def action_walk_takes(self, step: int) -> None:
        """Read the next take."""
        self.post_message(self.TakesWalked(step))

    def action_go_back(self) -> None:
        """Return to where the jump began."""
        self.post_message(self.ReturnAsked())

    def action_takes_panel(self) -> None:
        """Show the takes below the text and go there, or put them away."""
        if self.has_class("-with-takes"):
            self.remove_class("-with-takes")
            self.screen.set_focus(self.reader)
        elif self.reader.reading and self.reader.reading.takes:
            self.takes_bar.show(self.reader.reading.takes)
            self.add_class("-with-takes")
            self.screen.set_focus(self.takes_bar)
        else:
            self.notify("No other outlet here tells this story.", markup=False)

    def action_translation(self) -> None:
        """Show the translation, the original, or both, in turn; the takes stay where they are."""
        if self._reading is None:
            return
        if self._reading.article.original is None:
            if self._reading.article.language not in AS_IS:
                self.post_message(TranslationWanted(self._reading.article, is_asked_for=True))
            else:
                self.notify("This article is as it was published.", markup=False)
            return
        self._version = (self._version + 1) % len(_VERSIONS)
        shown, has_both = _as_version(self._reading, self._version)
        kept, position = self.reader.is_kept, self.reader.position
        self.reader.show(shown, is_kept=kept, position=position, has_both=has_both)

    def action_copy_link(self) -> None:
        """Copy the article's address, or its headline when it has none."""
        if self.reader.reading is None:
            return
        article = self.reader.reading.article
        self.app.copy_to_clipboard(article.link or f"{article.headline} ({article.outlet})")
        self.notify("Link copied." if article.link else "No link here: headline copied.", markup=False)

    def leave(self) -> bool:
        """Put the takes away when the keys go to them."""
        if not self.takes_bar.has_focus:
            return False
        self.action_takes_panel()
        return True

    def action_enter_pane(self) -> None:
        """Read the take below the cursor when the keys go to the takes."""
        if self.takes_bar.has_focus:
            self.post_message(self.TakeChosen(self.takes_bar.cursor + 1))


def _as_version(reading: Reading | None, version: int) -> tuple[Reading | None, bool]:
    """Return a reading in one of `_VERSIONS`, and whether its original stands beside it."""
    is_original, has_both = _VERSIONS[version]
    if reading is not None and is_original:
        from termnews.domain.translation import as_published  # noqa: PLC0415 - most articles read in one language

        return Reading(as_published(reading.article), reading.takes), has_both
    return reading, has_both


def _wants(reading: Reading) -> Iterator[Message]:
    """Yield what asks for that which would be read in another language."""
    if reading.article.language not in AS_IS:
        yield TranslationWanted(reading.article)
    heads = [listed.headline for listed in reading.takes if listed.headline]
    if foreign := [head for head in heads if head.language not in AS_IS and not head.original]:
        yield HeadlinesWanted(foreign, reading.article.id)
