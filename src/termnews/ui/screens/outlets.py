"""All outlets by country: who they are, how they are doing, which of them a refresh reads."""

from collections.abc import Callable, Sequence
from datetime import datetime

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message

from termnews.domain.outlet import Outlet
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.newsroom.change import Change
from termnews.newsroom.health import revive_outlet
from termnews.newsroom.outlets import KnownOutlet, load_outlets
from termnews.newsroom.settings import Folders
from termnews.ui.commands import bindings
from termnews.ui.outlet_changes import add_outlet, remove_outlet, switch_outlet
from termnews.ui.refreshing import RefreshingApp
from termnews.ui.screens.leaving import LeftOnce
from termnews.ui.widgets.bars import Masthead, StatusBar
from termnews.ui.widgets.outlet_list import OutletCard, OutletPane
from termnews.ui.widgets.rows import RowList

_HINTS = (
    "switch_outlet", "find_outlet", "add_outlet", "remove_outlet", "revive_outlet", "refresh_outlet", "leave_pane",
    "help",
)  # fmt: skip


class OutletsScreen(LeftOnce[None]):
    """The list, and the card of the outlet below the cursor; what is asked for is kept before it is shown."""

    HORIZONTAL_BREAKPOINTS = [(0, "-one"), (60, "-two"), (100, "-three")]
    CSS = """
    OutletsScreen {
        & > #outlet-panes { height: 1fr; layout: vertical; }
        & > #outlet-panes > OutletPane { height: 1fr; width: 1fr; }
        & > #outlet-panes > OutletCard { height: 10; border-top: heavy $panel-lighten-1; }
        &.-three > #outlet-panes { layout: horizontal; }
        &.-three > #outlet-panes > OutletCard { height: 1fr; width: 42%; }
    }
    """
    BINDINGS = bindings(
        "switch_outlet", "add_outlet", "remove_outlet", "revive_outlet", "find_outlet", "refresh_outlet",
        "leave_pane", "back_or_quit",
    )  # fmt: skip

    class Loaded(Message):
        """The outlets have been read."""

        def __init__(self, known: Sequence[KnownOutlet], problems: Sequence[Problem]) -> None:
            """Say what was read, and what could not be."""
            super().__init__()
            self.known, self.problems = known, problems

    def __init__(self, folders: Folders, countries: Countries, now: datetime) -> None:
        """Make the screen of the outlets of some folders, with ages as of `now`."""
        super().__init__(id="outlets-screen")
        self._folders = folders
        self._countries = countries
        self.pane = OutletPane(countries, now)
        self.card = OutletCard(countries, now)
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Yield the bars, the list and the card."""
        yield Masthead()
        with Horizontal(id="outlet-panes"):
            yield self.pane
            yield self.card
        yield StatusBar()

    def on_mount(self) -> None:
        """Read the outlets while the screen is drawn."""
        self.query_one(StatusBar).show(_HINTS, 0)
        self.query_one(Masthead).show("Outlets", ("reading …",))
        self.set_focus(self.pane.list)
        self.load()

    @work(thread=True, exclusive=True, group="outlets")
    def load(self) -> None:
        """Read the outlets and how they are doing."""
        self.post_message(self.Loaded(*load_outlets(self._folders)))

    @work(thread=True, exclusive=True, group="outlets")
    def _revive(self, outlet: Outlet) -> None:
        try:
            revive_outlet(self._folders, outlet)
        except OSError as error:
            self.notify(f"Nothing was kept: {error.strerror or error}", severity="error", markup=False)
        else:
            self.notify(f"{outlet.name} is asked again at the next refresh.", markup=False, timeout=3)
        self.post_message(self.Loaded(*load_outlets(self._folders)))

    def on_outlets_screen_loaded(self, event: Loaded) -> None:
        """Show what was read."""
        known = event.known
        on, ill = [k for k in known if k.outlet.is_on], [k for k in known if k.outlet.is_on and k.trouble]
        places = len({k.outlet.country for k in on})
        details = [f"{len(on)} of {len(known)} on", f"{places} countries", f"{len(ill)} failing" if ill else ""]
        details += ["termnews import, export opml: lists of other readers"]
        self.query_one(Masthead).show("Outlets", [d for d in details if d])
        self.pane.show_outlets(known, self._wanted)
        self._wanted = ""
        for problem in event.problems:
            self.notify(f"{problem.where}: {problem.why}", severity="warning", markup=False)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the card of the outlet below the cursor."""
        event.stop()
        self.card.show(self.pane.list.current)

    def show_change(self, change: Change) -> None:
        """Read the outlets again once a change is safe."""
        if change.kind == "outlets":
            self._wanted = change.ids[0] if change.ids else ""
            self.load()

    def show_refreshed(self) -> None:
        """Read the outlets again after a refresh."""
        self.load()

    @property
    def _outlet(self) -> Outlet | None:
        current = self.pane.list.current
        return current.outlet if current else None

    def _do(self, change: Callable[[RefreshingApp, Folders, Outlet], None]) -> None:
        if (outlet := self._outlet) is not None:
            change(self._window, self._folders, outlet)

    @property
    def _window(self) -> RefreshingApp:
        app: RefreshingApp = self.app  # type: ignore[assignment]
        return app

    def action_switch_outlet(self) -> None:
        """Switch the outlet below the cursor on or off."""
        self._do(switch_outlet)

    def action_remove_outlet(self) -> None:
        """Remove the outlet below the cursor."""
        self._do(remove_outlet)

    def action_revive_outlet(self) -> None:
        """Have the feeds of the outlet below the cursor asked again."""
        if (outlet := self._outlet) is not None:
            self._revive(outlet)

    def action_add_outlet(self) -> None:
        """Ask for an outlet to be added."""
        from termnews.ui.screens.adding import AddScreen  # noqa: PLC0415 - most look and add none

        def add(outlet: Outlet | None) -> None:
            if outlet is not None:
                add_outlet(self._window, self._folders, outlet)

        self.app.push_screen(AddScreen(self._countries), add)

    def action_refresh_outlet(self) -> None:
        """Ask the outlets of the country below the cursor for news."""
        if (outlet := self._outlet) is not None and outlet.country:
            self._window.refresh_outlets((outlet.country,))

    def action_find_outlet(self) -> None:
        """Ask for words that narrow the list."""
        self.pane.action_find_outlet()

    def action_leave_pane(self) -> None:
        """Show all outlets again, or leave."""
        if not self.pane.leave():
            self.dismiss()

    def action_back_or_quit(self) -> None:
        """Leave."""
        self.dismiss()
