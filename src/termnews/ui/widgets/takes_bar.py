"""The takes of the article being read, beside its text."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from termnews.domain.place import Countries
from termnews.domain.story import ListedTake
from termnews.ui.widgets.rows import RowList
from termnews.ui.wrapping import fit


class TakesBar(RowList):
    """Two lines a take: its label, and who tells it from where."""

    DEFAULT_CSS = """
    TakesBar {
        height: auto;
        max-height: 40%;
        border-top: solid $foreground 25%;
        border-title-color: $accent;
        border-title-style: bold;
        background: $surface;
    }
    """
    BORDER_TITLE = "Alternative takes"

    row_height = 2

    def __init__(self, countries: Countries, *, id: str) -> None:  # noqa: A002 - Textual's own word
        """Make an empty bar."""
        super().__init__(id=id)
        self._countries = countries
        self._takes: tuple[ListedTake, ...] = ()

    def show(self, takes: Sequence[ListedTake]) -> None:
        """Show takes, the first one marked; the same takes with other words leave the mark where it is."""
        is_same = [listed.take.article_id for listed in takes] == [t.take.article_id for t in self._takes]
        self._takes = tuple(takes)
        self.set_count(len(self._takes), self.cursor if is_same else 0)

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Draw a take."""
        listed = self._takes[index]
        quiet, mark = self.style_of("row--quiet", base), self.style_of("row--mark", base)
        key = f" {index + 1} " if index < 9 else "   "  # noqa: PLR2004 - keys 1 to 9
        headline = listed.headline
        if headline is None:
            who = "not in this edition: choose it to search for it"
        else:
            tongue = f"{headline.original} · " if headline.original else ""  # it reads in translation
            who = f"{self._countries.name_of(headline.country)} · {tongue}{headline.headline}"
        label = fit(listed.take.label, max(1, width - cell_len(key)))
        return [
            [Segment(key, mark), Segment(label, base + Style(bold=headline is not None))],
            [Segment("   ", base), Segment(fit(who, max(1, width - 4)), quiet)],
        ]
