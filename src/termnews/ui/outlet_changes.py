"""What is done with outlets in the window: kept before it is shown, and undone like everything else."""

from collections.abc import Callable

from termnews.domain.outlet import Outlet
from termnews.domain.problems import Problem
from termnews.ingest.catalogue import Own, add, remove, switch
from termnews.newsroom.catalogue import OWN_NAME, Catalogue, load_catalogue
from termnews.newsroom.change import Change
from termnews.newsroom.changing import change_outlets
from termnews.newsroom.health import revive_outlet
from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import Folders
from termnews.ui.refreshing import RefreshingApp


def switch_outlet(app: RefreshingApp, folders: Folders, outlet: Outlet) -> None:
    """Switch an outlet on or off; one that is switched on is asked again, also where it was given up."""
    is_on = not outlet.is_on
    if is_on:
        app.keep(lambda: revive_outlet(folders, outlet))
    _change(app, folders, outlet, lambda catalogue: switch(catalogue.own, outlet, is_on=is_on))


def remove_outlet(app: RefreshingApp, folders: Folders, outlet: Outlet) -> None:
    """Remove an outlet: one of the reader's for good, one that comes with termnews from sight."""
    _change(app, folders, outlet, lambda catalogue: remove(catalogue.own, outlet, catalogue.shipped))


def add_outlet(app: RefreshingApp, folders: Folders, outlet: Outlet) -> None:
    """Add an outlet."""
    _change(app, folders, outlet, lambda catalogue: add(catalogue.own, outlet, catalogue.shipped))


def _change(app: RefreshingApp, folders: Folders, outlet: Outlet, change: Callable[[Catalogue], Own]) -> None:
    def job() -> Change | Problem:
        catalogue = load_catalogue(folders.config)
        if not catalogue.is_readable:
            return Problem(OWN_NAME, "nothing is changed, because it cannot be read")
        own = change(catalogue)
        return change_outlets(app.keeper.state, folders.config, own, (outlet.name,), now=utc_now())

    app.keep(job)
