"""What is new since the reader left: found after the first frame, told in one line."""

from termnews.newsroom.briefing import Brief, brief_words, find_brief, keep_visit, last_visit
from termnews.newsroom.opening import Opening, utc_now
from termnews.ui.choosing import ChoosingApp
from termnews.ui.commands import first_key


def begin_brief(app: ChoosingApp, opening: Opening) -> None:
    """Find what is new in a live library, say it in one line, and remember that it has been seen."""
    state = app.keeper.state

    def find() -> None:
        visit = last_visit(state)
        brief = find_brief(opening, visit) if visit.at else Brief(None)
        app.call_from_thread(_tell, app, opening, brief)

    app.run_worker(find, thread=True, exclusive=True, group="brief", exit_on_error=False)


def _tell(app: ChoosingApp, opening: Opening, brief: Brief) -> None:
    app.brief = brief
    if brief.articles:
        app.notify(f"{brief_words(brief)} {first_key('brief')} shows them.", markup=False, timeout=8)
    remember_visit(app, opening)


def remember_visit(app: ChoosingApp, opening: Opening) -> None:
    """Remember that what is there now has been seen."""
    app.keep(lambda: keep_visit(app.keeper.state, opening, utc_now()))
