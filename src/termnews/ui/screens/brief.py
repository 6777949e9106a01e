"""What is new since the reader left: how much, what most countries tell, what America does not."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from termnews.newsroom.briefing import Brief, Told, brief_words, told_words
from termnews.ui.commands import bindings
from termnews.ui.screens.box import BoxScreen
from termnews.ui.widgets.rows import RowList
from termnews.ui.wrapping import fit


class ToldList(RowList):
    """A story a row: its topic, then why it stands here and who tells it."""

    DEFAULT_CSS = "ToldList { height: 1fr; margin: 1 0 0 0; }"
    row_height = 3

    def __init__(self, stories: Sequence[tuple[str, Told]]) -> None:
        """Make a list of stories, each with the word for why."""
        super().__init__(id="told")
        self._stories = tuple(stories)

    def on_mount(self) -> None:
        """Show them."""
        self.set_count(len(self._stories))

    @property
    def article_id(self) -> str:
        """The article to read the story below the cursor by; "" when there is none."""
        return self._stories[self.cursor][1].article_id if self._stories else ""

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Draw a story."""
        why, told = self._stories[index]
        quiet = self.style_of("row--quiet", base)
        return [
            [Segment(f" {fit(told.topic, width - 2)}", base + Style(bold=True))],
            [Segment(f" {why} ", self.style_of("row--mark", base)), Segment(f"· {told_words(told)}", quiet)],
            [],
        ]


class BriefScreen(BoxScreen[str]):
    """Gives back the id of the article to read, or nothing."""

    DEFAULT_CSS = """
    BriefScreen > Vertical { width: 76; height: 80%; }
    BriefScreen .quiet { color: $foreground 78%; }
    """
    BINDINGS = [*bindings("leave_pane", "enter_pane", "back_or_quit")]

    def __init__(self, brief: Brief) -> None:
        """Make the screen of a brief."""
        super().__init__(id="brief")
        self._brief = brief

    def compose(self) -> ComposeResult:
        """Yield the sentence and the stories."""
        brief = self._brief
        stories = [("Most covered", told) for told in brief.most_covered]
        stories += [("Overlooked in the United States", told) for told in brief.overlooked]
        with Vertical() as box:
            box.border_title = Content("Since you left" if brief.since else "All there is")
            yield Static(Content(brief_words(brief)), markup=False)
            yield ToldList(stories)
            words = "Enter reads the story · Esc closes" if stories else "No story here is told by several outlets yet."
            yield Static(words, classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Let the list take the keys."""
        self.query_one(ToldList).focus()

    def on_row_list_chosen(self, event: ToldList.Chosen) -> None:
        """Read what was clicked."""
        event.stop()
        self.action_enter_pane()

    def action_enter_pane(self) -> None:
        """Read the story below the cursor."""
        self.dismiss(self.query_one(ToldList).article_id)
