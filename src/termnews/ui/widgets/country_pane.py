"""The pane of countries: the globe, the picker below it, and the type-ahead between."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.message import Message

from termnews.domain.place import Countries
from termnews.domain.selection import Selection
from termnews.library.counts import CountryCount, SmartCounts
from termnews.ui.heat import NIGHT_SETTING, SETTING, Heat, choose_kind
from termnews.ui.widgets.country_picker import CountryPicker
from termnews.ui.widgets.globe import Globe
from termnews.ui.widgets.pane import Pane
from termnews.ui.widgets.prompt import Prompt

if TYPE_CHECKING:  # not needed before the first frame
    from datetime import datetime

    from termnews.globe.terminal import Look
    from termnews.newsroom.config import Config
    from termnews.newsroom.keeping import Keeper


_NARROWEST = 24
"""Cells of a pane that has room for a globe."""
_LOWEST = 18
"""Lines of a pane that has room for a globe and a list."""


class CountryPane(Pane):
    """Posts `Picked` when another selection is picked; globe and list are one picker, and `picker` is the truth."""

    DEFAULT_CSS = """
    CountryPane > #globe { height: 0; min-height: 0; }
    """

    @dataclass
    class Picked(Message):
        """A country or a smart selection is picked."""

        selection: Selection
        name: str

    @dataclass
    class Fitted(Message):
        """The globe has its place."""

    def __init__(self, countries: Countries, environment: Mapping[str, str], *, has_flags: bool) -> None:
        """Make an empty pane; `environment` says how the terminal can draw a globe."""
        super().__init__(id="countries")
        self.countries = countries
        self.heat = Heat()
        """What the globe's colours show."""
        self.moment: datetime | None = None
        """When it is, where the night is shown."""
        self.globe: Globe | None = None
        """The globe, once it is seen."""
        self._globe = Globe(countries, lambda: _find_look(environment, self._settings), id="globe", is_waiting=True)
        self._settings: Config | None = None
        self.picker = CountryPicker(countries, has_flags=has_flags, id="picker")

    def compose(self) -> ComposeResult:
        """Yield the globe, which is drawn once the first frame is on the screen, and the picker."""
        if not self.app.has_class("-spoken"):
            yield self._globe
        yield self.picker

    def show_globe(self, settings: "Config | None" = None, keeper: "Keeper | None" = None) -> None:
        """Let the globe be seen in its place, as the reader has set it, or chose it last."""
        self._settings = settings
        self.globe = self._globe
        wanted = settings.look.heat if settings else ""
        self.show_heat(replace(self.heat, kind=choose_kind(wanted, keeper.state.setting(SETTING) if keeper else None)))
        if keeper and keeper.state.setting(NIGHT_SETTING):
            self.show_night(keeper.clock())
        if self.globe.look.mode.name == "ascii":
            self.app.add_class("-letters")
        self.globe.wake()

    def show_heat(self, heat: Heat) -> None:
        """Colour the globe by numbers."""
        self.heat = heat
        if self.globe is not None:
            self.globe.news, self.globe.values = heat.articles, heat.values

    def show_night(self, moment: "datetime | None") -> None:
        """Darken the globe where it is night at a moment; None for no night."""
        self.moment = moment
        if self.globe is not None:
            self.globe.moment = moment

    def on_resize(self) -> None:
        """Give the globe a square of the pane's width, and the list at least half of the height."""
        width, height = self.size
        has_room = width >= _NARROWEST and height >= _LOWEST
        self._globe.styles.height = min(width // 2, height // 2) if has_room else 0
        self.post_message(self.Fitted())

    def turn_to(self, code: str, takes: Collection[str] | None = None) -> None:
        """Turn the globe to a country, with lines to those that have takes on what is read there; None: it is not."""
        if takes is not None:
            self.show_heat(replace(self.heat, takes=Counter(filter(None, [code, *takes]))))
        if self.globe is not None and code:
            self.globe.arcs = tuple(c for c in dict.fromkeys(takes or ()) if c != code)
            self.globe.told_in = code
            self.globe.country = code

    @property
    def body(self) -> CountryPicker:
        """The picker."""
        return self.picker

    def show_counts(self, counts: Sequence[CountryCount], smart: SmartCounts) -> None:
        """Show the countries and how much there is of each."""
        self.picker.show_counts(counts, smart)
        articles, unread = {c.code: c.total for c in counts}, {c.code: c.unread for c in counts}
        self.show_heat(replace(self.heat, articles=articles, unread=unread))
        self.show_title("Countries", str(len(counts)))

    def _say_picked(self) -> None:
        if row := self.picker.row:
            self.turn_to(row.selection.country)
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

    def on_globe_picked(self, event: Globe.Picked) -> None:
        """Pick in the list what is picked on the globe."""
        event.stop()
        if event.code in self.heat.articles:
            self.pick_country(event.code)
        else:
            self.notify(f"No news from {self.countries.name_of(event.code)} in this edition.", markup=False)

    def pick_country(self, code: str | None) -> None:
        """Pick a country of the list; nothing for no code."""
        if code:
            self.picker.pick(Selection(country=code))
            self._say_picked()

    def on_globe_entered(self, event: Globe.Entered) -> None:
        """Go on into the list."""
        event.stop()
        self.post_message(self.Entered())

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Narrow the list as a name is typed."""
        event.stop()
        self.picker.show_matches(event.text)

    def end_typing(self, *, is_kept: bool) -> None:
        """Show all countries again, with the cursor on the one that was found."""
        row = self.picker.row
        self.end_prompt()
        if row:
            self.picker.pick(row.selection)
            self._say_picked()
        if is_kept:
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


def _find_look(environment: Mapping[str, str], settings: "Config | None") -> "Look":
    from termnews.ui.looks import find_look  # noqa: PLC0415 - not needed before the first frame

    return find_look(environment, settings)
