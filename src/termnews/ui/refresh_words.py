"""What is said of a refresh."""

from termnews.domain.problems import Problem
from termnews.domain.refresh import Finished, OutletFailed, Progress, RefreshEvent, Synced, TranslationProgress


def progress_words(event: RefreshEvent) -> str:
    """Return what the status bar says of an event; empty when it says nothing new."""
    match event:
        case Progress(done, total, _, outlet, work) if work:
            return f"Fetching {work}: {done} of {total} · {outlet}"
        case Progress(done, total, added, outlet) if total:
            words = f"Refreshing {done} of {total} · {added} new"
            return f"{words} · {outlet}" if outlet else words
        case TranslationProgress(done, total, is_of_headlines, why):
            words = f"Translating {'headline ' * is_of_headlines}{done} of {total}"
            return f"{words}: {why}" if why else words
        case Synced(here, there):
            return f"Shared with your server: {here} changes here, {there} there"
        case _:
            return ""


def end_words(event: RefreshEvent) -> str:
    """Return what is said when a refresh is over; empty before."""
    if not isinstance(event, Finished):
        return ""
    if not event.done and not event.is_cancelled:
        return (
            "No outlet to ask just now: those that are on were asked minutes ago, or want to be left alone for a while."
        )
    words = f"{event.added} new article{'s' * (event.added != 1)} from {event.done} feed{'s' * (event.done != 1)}"
    if event.failed:
        words += f", {event.failed} could not be read: ! lists them"
    return f"Stopped: {words}." if event.is_cancelled else f"{words}."


def disabled_words(event: OutletFailed) -> str:
    """Return what is said of an outlet whose feed is not asked any more."""
    return f"{event.outlet} is given up: {event.reason}. O lists the outlets; e there asks it again."


def failure(event: RefreshEvent) -> Problem | None:
    """Return the problem that an event tells of."""
    if isinstance(event, TranslationProgress) and event.why:
        return Problem("translation", event.why)
    return Problem(event.outlet, event.reason) if isinstance(event, OutletFailed) else None
