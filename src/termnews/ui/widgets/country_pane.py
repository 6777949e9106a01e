"""The pane of countries: the picker and the type-ahead above it."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.message import Message

from termnews.domain.place import Countries
from termnews.domain.query import Selection
from termnews.library.counts import CountryCount, SmartCounts
from termnews.ui.widgets.country_picker import CountryPicker
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.prompt import Prompt


class CountryPane(Pane):
    """Posts `Picked` when another selection is picked."""

    @dataclass
    class Picked(Message):
        """A country or a smart selection is picked."""

        selection: Selection
        name: str

    def __init__(self, countries: Countries, *, has_flags: bool) -> None:
        """Make an empty pane."""
        super().__init__(id="countries")
        self.picker = CountryPicker(countries, has_flags=has_flags, id="picker")

    def compose(self) -> ComposeResult:
        """Yield the picker."""
        yield self.picker

    @property
    def body(self) -> CountryPicker:
        """The picker."""
        return self.picker

    def show_counts(self, counts: Sequence[CountryCount], smart: SmartCounts) -> None:
        """Show the countries and how much there is of each."""
        self.picker.show_counts(counts, smart)
        self.show_title("Countries", str(len(counts)))

    def _say_picked(self) -> None:
        if row := self.picker.row:
            self.post_message(self.Picked(row.selection, row.name))

    def on_row_list_moved(self, event: CountryPicker.Moved) -> None:
        """Say what is picked."""
        event.stop()
        self._say_picked()

    def on_row_list_chosen(self, event: CountryPicker.Chosen) -> None:
        """Go on with what was clicked."""
        event.stop()
        self._say_picked()
        self.post_message(self.Entered())

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Narrow the list as a name is typed."""
        event.stop()
        self.picker.show_matches(event.text)

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Show all countries again, with the cursor on the one that was found."""
        event.stop()
        row = self.picker.row
        self.end_prompt()
        if row:
            self.picker.pick(row.selection)
            self._say_picked()
        if event.is_kept:
            self.post_message(self.Entered())

    def action_find_country(self) -> None:
        """Ask for a country's name."""
        self.ask("country")

    def action_next_country(self, step: int) -> None:
        """Pick the next row from wherever the keys go."""
        self.picker.move_to(self.picker.cursor + step)

    def action_enter_pane(self) -> None:
        """Go on into the list."""
        self.post_message(self.Entered())
