"""Outlets in the window: the screen of them, and what is done there; every change can be undone."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from termnews.domain.outlet import Outlet
from termnews.ingest.catalogue import Own, add, remove, switch
from termnews.newsroom.catalogue import Catalogue
from termnews.newsroom.health import revive_outlet as revive
from termnews.newsroom.keeping import Change
from termnews.newsroom.opening import utc_now
from termnews.newsroom.outlets import change_outlets
from termnews.newsroom.settings import Folders, find_folders
from termnews.ui.refreshing import RefreshingApp

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_outlets(app: "TermnewsApp") -> None:
    """Open the screen of all outlets, or leave it."""
    from termnews.ui.screens.outlets import OutletsScreen  # noqa: PLC0415 - it needs this module

    if isinstance(app.screen, OutletsScreen):
        app.screen.dismiss()
    else:
        app.push_screen(OutletsScreen(find_folders(), app.opening.countries, utc_now()))


def switch_outlet(app: RefreshingApp, folders: Folders, outlet: Outlet) -> None:
    """Switch an outlet on or off; one that is switched on is asked again, also where it was given up."""
    is_on = not outlet.is_on

    def job() -> Change:
        change = _change(app, folders, outlet, lambda catalogue: switch(catalogue.own, outlet, is_on=is_on))
        if is_on:
            revive(folders, outlet)
        return change

    app.keep(job)


def remove_outlet(app: RefreshingApp, folders: Folders, outlet: Outlet) -> None:
    """Remove an outlet: one of the reader's for good, one that comes with termnews from sight."""

    def job() -> Change:
        change = _change(app, folders, outlet, lambda catalogue: remove(catalogue.own, outlet, catalogue.shipped))
        app.notify(f"{outlet.name} is removed. U brings it back.", markup=False, timeout=4)
        return change

    app.keep(job)


def add_outlet(app: RefreshingApp, folders: Folders, outlet: Outlet) -> None:
    """Add an outlet."""

    def job() -> Change:
        change = _change(app, folders, outlet, lambda catalogue: add(catalogue.own, outlet))
        app.notify(f"{outlet.name} is added. r asks its country's outlets for news.", markup=False, timeout=4)
        return change

    app.keep(job)


def revive_outlet(app: RefreshingApp, folders: Folders, outlet: Outlet) -> None:
    """Have feeds asked again that were given up, or that a refresh would not ask for a while."""

    def job() -> Change:
        revive(folders, outlet)
        app.notify(f"{outlet.name} is asked again at the next refresh.", markup=False, timeout=3)
        return Change("outlets", (outlet.key,), is_on=True)

    app.keep(job)


def _change(app: RefreshingApp, folders: Folders, outlet: Outlet, change: Callable[[Catalogue], Own]) -> Change:
    """Change the reader's file, on the thread that keeps things, and remember how to take that back."""
    before = change_outlets(folders, change)
    app.keeper.state.push_undo("outlets", {"before": before, "key": outlet.key}, utc_now())
    return Change("outlets", (outlet.key,), is_on=True)
