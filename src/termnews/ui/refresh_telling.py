"""Telling of a refresh while it runs and when it is over: in the status bar, by a word that comes up, as problems."""

from termnews.domain.refresh import Finished, OutletFailed, RefreshEvent
from termnews.newsroom.opening import Opening
from termnews.ui.refresh_words import disabled_words, end_words, failure, progress_words
from termnews.ui.refreshing import RefreshingApp
from termnews.ui.widgets.bars import StatusBar


def tell_refresh(app: RefreshingApp, opening: Opening, status: StatusBar | None, event: RefreshEvent | None) -> None:
    """Tell of an event, or that nothing more comes; of a refresh that nobody asked for only what is new."""
    if event is None:
        if status is not None:
            status.say("")
        for screen in app.screen_stack:
            if show := getattr(screen, "show_refreshed", None):
                show()
        return
    if (problem := failure(event)) and problem not in opening.problems:
        opening.problems.append(problem)
    if isinstance(event, OutletFailed) and event.is_disabled:
        app.notify(disabled_words(event), severity="warning", markup=False, timeout=10)
    if status is not None and (words := progress_words(event)):
        status.say(words)
    if words := end_words(event):
        is_told = not app.is_quiet_refresh or (isinstance(event, Finished) and event.added > 0)
        if is_told:
            app.notify(words, markup=False)
