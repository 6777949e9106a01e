"""The list of countries with news, below rows for smart selections."""

from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.segment import Segment
from rich.style import Style

from termnews.domain.place import Countries, fold_name
from termnews.domain.selection import Selection
from termnews.library.counts import CountryCount, SmartCounts
from termnews.ui.widgets.rows import RowList
from termnews.ui.wrapping import fit

_MOST_COUNTED = 5_000
"""Matches of a saved search among which the unread ones are counted."""


@dataclass(frozen=True, slots=True)
class PickerRow:
    """One row: a smart selection or a country."""

    mark: str
    """A flag, an ISO code or a sign, at most two cells."""
    name: str
    selection: Selection
    unread: int
    total: int


class CountryPicker(RowList):
    """Posts `Moved` when another row is picked; `row` is the one truth about what is picked."""

    BORDER_TITLE = "Countries"

    def __init__(self, countries: Countries, *, has_flags: bool, id: str) -> None:  # noqa: A002 - Textual's word
        """Make an empty picker; flags only where the terminal draws them."""
        super().__init__(id=id)
        self._countries = countries
        self._has_flags = has_flags
        self._all: list[PickerRow] = []
        self._rows: list[PickerRow] = []
        self._words = ""
        self._here = ""
        self.searches: Mapping[str, tuple[str, array[int]]] = {}
        """The saved searches: a name, a query, and the rows that it finds."""
        self.count_unread: Callable[[Collection[int]], int] = len
        """Counts the unread articles among some rows."""

    def show_counts(self, counts: Sequence[CountryCount], smart: SmartCounts) -> None:
        """Show the countries in the order of their names, with the cursor staying on its row."""
        by_code = {c.code: c for c in counts}
        self._all = [
            PickerRow("◉", "All countries", Selection(), smart.unread, smart.total),
            PickerRow("◌", "Overlooked", Selection(is_overlooked=True), 0, smart.overlooked),
            PickerRow("●", "Unread", Selection(is_unread=True), smart.unread, smart.unread),
            PickerRow("★", "Bookmarks", Selection(is_bookmarked=True), 0, smart.bookmarked),
        ]
        self._all += (self._search_row(name, *found) for name, found in self.searches.items())
        order = [code for code in self._countries if code in by_code]
        order += [code for code in by_code if code not in self._countries]
        self._all += (self._country_row(by_code[code]) for code in order)
        self._filter()

    def _search_row(self, name: str, words: str, rows: "array[int]") -> PickerRow:
        unread = self.count_unread(rows) if len(rows) <= _MOST_COUNTED else 0
        return PickerRow("⌕", name, Selection(saved=words), unread, len(rows))

    def _country_row(self, count: CountryCount) -> PickerRow:
        country = self._countries.get(count.code)
        mark = "??" if country is None else country.flag if self._has_flags else country.code
        name = self._countries.name_of(count.code)
        return PickerRow(mark, name, Selection(country=count.code), count.unread, count.total)

    def show_here(self, code: str) -> None:
        """Mark the country of the article that is being read."""
        before, self._here = self._here, code
        for index, row in enumerate(self._rows):
            if row.selection.country in {before, code} and row.selection.country and before != code:
                self.repaint_row(index)

    def show_matches(self, words: str) -> None:
        """Show only rows whose name has every word's beginning in it; all rows for no words."""
        self._words = words
        picked = self.row
        self._filter()
        if words and self._rows and self.row != picked:
            self.post_message(self.Moved(self))

    def _filter(self) -> None:
        picked = self.row
        words = fold_name(self._words).split()
        self._rows = [row for row in self._all if _matches(row, words)] if words else list(self._all)
        place = picked.selection if picked else Selection()
        cursor = next((n for n, row in enumerate(self._rows) if row.selection == place), 0)
        self.set_count(len(self._rows), cursor)

    @property
    def row(self) -> PickerRow | None:
        """The row that is picked; None when nothing matches."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def pick(self, selection: Selection) -> None:
        """Put the cursor on the row of a selection, all rows shown again; no message is posted."""
        self._words = ""
        self._rows = list(self._all)
        wanted = replace(selection, words="", shows_muted=False)
        cursor = next((n for n, row in enumerate(self._rows) if row.selection == wanted), 0)
        self.set_count(len(self._rows), cursor)

    def row_lines(self, index: int, width: int, base: Style) -> list[list[Segment]]:
        """Draw a row: mark, name, unread of total."""
        row = self._rows[index]
        quiet, mark = self.style_of("row--quiet", base), self.style_of("row--mark", base)
        is_country = bool(row.selection.country or row.selection.saved)
        is_done = is_country and not row.unread
        unread = f"{row.unread}/" if is_country and 0 < row.unread < row.total else ""
        counts = f"{unread}{row.total}"
        is_here = bool(self._here) and row.selection.country == self._here
        return [
            [
                Segment("▸" if is_here else " ", mark),
                Segment(fit(row.mark, 2), quiet if is_country else mark),
                Segment(" ", base),
                Segment(fit(row.name, max(1, width - len(counts) - 6)), quiet if is_done else base),
                Segment(" ", base),
                Segment(unread, mark),
                Segment(str(row.total), quiet),
                Segment(" ", base),
            ]
        ]


def _matches(row: PickerRow, words: list[str]) -> bool:
    parts = [*fold_name(row.name).split(), row.selection.country.casefold()]
    return all(any(part.startswith(word) for part in parts) for word in words)
