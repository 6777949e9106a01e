"""Telling of a refresh while it runs and when it is over: in the status bar, by a word that comes up, as problems."""

from termnews.domain.problems import Problem
from termnews.domain.refresh import Finished, OutletFailed, Synced
from termnews.newsroom.opening import Opening
from termnews.ui.messages import RefreshTold
from termnews.ui.refresh_words import disabled_words, end_words, failure, progress_words
from termnews.ui.refreshing import RefreshingApp
from termnews.ui.widgets.bars import StatusBar


def tell_refresh(app: RefreshingApp, opening: Opening, status: StatusBar | None, told: RefreshTold) -> None:
    """Tell of an event, or that nothing more comes; of a refresh that nobody asked for only what is new."""
    event = told.event
    if event is None:
        _end(app, status)
        _tell_problem(app, opening, told.problem)
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


def _tell_problem(app: RefreshingApp, opening: Opening, problem: Problem | None) -> None:
    if problem is None:
        return
    if problem not in opening.problems:
        opening.problems.append(problem)
    if not app.is_quiet_refresh:
        words = problem.why if problem.where == "refresh" else f"{problem.where}: {problem.why}"
        app.notify(f"The refresh has ended: {words}.", severity="error", markup=False, timeout=10)


def _end(app: RefreshingApp, status: StatusBar | None) -> None:
    if status is not None:
        status.say("")
    for screen in app.screen_stack:
        if show := getattr(screen, "show_refreshed", None):
            show()
