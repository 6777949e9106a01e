"""The globe in the whole window."""

from collections.abc import Collection

from textual.app import App, ComposeResult
from textual.containers import Vertical

from termnews.domain.place import Countries, fold_name
from termnews.ui.commands import bindings
from termnews.ui.heat import COUNTED, Heat
from termnews.ui.screens.leaving import LeftOnce
from termnews.ui.widgets.bars import Masthead, StatusBar
from termnews.ui.widgets.country_pane import CountryPane
from termnews.ui.widgets.globe import Globe
from termnews.ui.widgets.prompt import Prompt


class WorldScreen(LeftOnce[str]):
    """Gives back the code of the country to read, or nothing."""

    DEFAULT_CSS = """
    WorldScreen Globe:focus { background-tint: transparent; }
    """
    BINDINGS = [*bindings("leave_pane", "back_or_quit", "search", "find_country")]
    HINTS = ("enter_country", "search", "heat", "night", "flatten", "next_mode", "back_or_quit", "help")

    def __init__(self, pane: CountryPane, globe: Globe) -> None:
        """Make a large globe that shows what the one in the pane of countries shows."""
        super().__init__(id="world")
        self._countries = pane.countries
        self.globe = Globe(pane.countries, lambda: globe.look, id="world-globe")
        self.show_heat(pane.heat)
        self.globe.arcs, self.globe.told_in = globe.arcs, globe.country
        self.globe.moment = pane.moment
        self._country = globe.country

    def show_heat(self, heat: Heat) -> None:
        """Colour the globe by numbers, and say which."""
        self.globe.news, self.globe.values = heat.articles, heat.values
        self.globe.counted = COUNTED["articles" if heat.values is heat.articles else heat.kind]

    def compose(self) -> ComposeResult:
        """Yield the bars and the globe."""
        yield Masthead()
        with Vertical(id="world-place"):
            yield self.globe
        yield StatusBar()

    def on_mount(self) -> None:
        """Begin where the reader is."""
        self.watch(self.globe, "is_flat", self._show_hints)
        self.globe.country = self._country
        self.set_focus(self.globe)
        self._say_picked()

    def _show_hints(self, is_flat: bool) -> None:  # noqa: FBT001 - Textual calls it so
        self.query_one(StatusBar).show(self.HINTS, 0, {"flatten": "Globe"} if is_flat else {})

    def _say_picked(self) -> None:
        code = self.globe.country
        count = self.globe.news.get(code, 0)
        name = self._countries.name_of(code) if code else "The world"
        details = f"{count} article{'s' * (count != 1)}" if code else f"{len(self.globe.news)} countries with news"
        self.query_one(Masthead).show(name, (details,))

    def on_globe_picked(self, event: Globe.Picked) -> None:
        """Say what is picked."""
        event.stop()
        self._say_picked()

    def on_globe_entered(self, event: Globe.Entered) -> None:
        """Read the picked country."""
        event.stop()
        if self.globe.news.get(self.globe.country):
            self.dismiss(self.globe.country)
        else:
            self.notify(f"No news from {self._countries.name_of(self.globe.country)} here.", markup=False)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Fly to the country that is meant."""
        event.stop()
        if code := _find_country(event.text, self._countries, self.globe.news):
            self.globe.country = code
            self._say_picked()

    def on_prompt_left(self, event: Prompt.Left) -> None:
        """Go back to the globe."""
        event.stop()
        self.set_focus(self.globe)
        self.query(Prompt).remove()

    def action_in_pane(self, name: str, action: str) -> None:
        """Ask for a country's name, by the keys of the search and of the country list alike."""
        del name, action
        if not self.query(Prompt):
            self.mount(Prompt(placeholder="country"), before="#world-place")
        self.query_one(Prompt).focus()

    def action_leave_pane(self) -> None:
        """Go back."""
        self.dismiss()

    def action_back_or_quit(self) -> None:
        """Go back."""
        self.dismiss()


def _find_country(text: str, countries: Countries, news: Collection[str]) -> str:
    """Return the country with every word's beginning in its name: rather one with news, and one that begins so."""
    words = fold_name(text)
    found = []
    for code in countries if words else ():
        name = fold_name(countries.name_of(code))
        parts = name.split()
        if all(any(part.startswith(word) for part in parts) for word in words.split()) or words == code.casefold():
            found.append((code not in news, not name.startswith(words), name, code))
    return min(found)[-1] if found else ""


def open_world(app: App[None], countries: CountryPane) -> None:
    """Open the globe in the whole window, turned to where the reader is; what is picked there is picked in the list."""
    if globe := countries.globe:
        world = WorldScreen(countries, globe)

        def leave(code: str | None) -> None:
            globe.look = world.globe.look
            globe.refresh()
            countries.pick_country(code)

        app.push_screen(world, leave)
