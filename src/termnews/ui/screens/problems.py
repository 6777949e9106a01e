"""What could not be read, and why."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.widgets import Static

from termnews.domain.problems import Problem
from termnews.ui.commands import bindings
from termnews.ui.screens.leaving import LeftOnce
from termnews.ui.widgets.bars import StatusBar
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.rows import RowList
from termnews.ui.wrapping import clip, wrap


class ProblemList(RowList):
    """A problem a row: where, then why."""

    row_height = 3

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Make a list of problems."""
        super().__init__(id="problem-list")
        self._problems = tuple(problems)

    def on_mount(self) -> None:
        """Show them."""
        self.set_count(len(self._problems))

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Draw a problem."""
        problem = self._problems[index]
        why = clip(wrap(problem.why, width - 4), 2, width - 4)
        lines = [[Segment("! ", self.style_of("row--mark", base)), Segment(problem.where, base + Style(bold=True))]]
        lines += ([Segment(f"  {text}", self.style_of("row--quiet", base))] for text in why)
        lines += ([] for _ in range(self.row_height - len(lines)))
        return lines


class ProblemPane(Pane):
    """The list under its title."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Make a pane of problems."""
        super().__init__(id="problems")
        self._list = ProblemList(problems)
        self._count = len(problems)

    @property
    def body(self) -> ProblemList:
        """The list."""
        return self._list

    def compose(self) -> ComposeResult:
        """Yield the list, or a word of relief."""
        if self._count:
            yield self._list
        else:
            yield Static("\n  Everything could be read.", markup=False)

    def on_mount(self) -> None:
        """Say how many there are."""
        self.show_title("Problems", f"{self._count}; the rest of the edition is open" if self._count else "0")


class ProblemsScreen(LeftOnce[None]):
    """Every problem of this run with its reason."""

    BINDINGS = [*bindings("back_or_quit", "leave_pane")]

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Make a screen of problems."""
        super().__init__()
        self._problems = tuple(problems)

    def compose(self) -> ComposeResult:
        """Yield the list and the keys."""
        yield ProblemPane(self._problems)
        yield StatusBar()

    def on_mount(self) -> None:
        """Say which keys lead out."""
        self.query_one(StatusBar).show(("leave_pane", "back_or_quit", "help"), 0)

    def action_leave_pane(self) -> None:
        """Go back."""
        self.dismiss()

    def action_back_or_quit(self) -> None:
        """Go back."""
        self.dismiss()
