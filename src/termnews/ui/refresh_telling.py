"""Telling of a refresh while it runs and when it is over: in the status bar, by a word that comes up, as problems."""

from termnews.domain.refresh import Finished, OutletFailed, RefreshEvent, Synced
from termnews.newsroom.opening import Opening
from termnews.ui.refresh_words import disabled_words, end_words, failure, progress_words
from termnews.ui.refreshing import RefreshingApp
from termnews.ui.widgets.bars import StatusBar


def tell_refresh(app: RefreshingApp, opening: Opening, status: StatusBar | None, event: RefreshEvent | None) -> None:
    """Tell of an event, or that nothing more comes; of a refresh that nobody asked for only what is new."""
    if event is None:
        _end(app, status)
        return
    if (problem := failure(event)) and problem not in opening.problems:
        opening.problems.append(problem)
    match event:
        case OutletFailed(is_disabled=True):
            app.notify(disabled_words(event), severity="warning", markup=False, timeout=10)
        case Synced(here=here) if here:
            app.keep(app.keeper.read_again)
            if not opening.is_sample:
                app.show_news()
        case Finished(added=added) if added or not app.is_quiet_refresh:
            app.notify(end_words(event), markup=False)
    if status is not None and (words := progress_words(event)):
        status.say(words)


def _end(app: RefreshingApp, status: StatusBar | None) -> None:
    if status is not None:
        status.say("")
    for screen in app.screen_stack:
        if show := getattr(screen, "show_refreshed", None):
            show()
