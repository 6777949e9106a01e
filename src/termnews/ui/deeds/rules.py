"""Making a rule of what is searched for: a saved search under a name, a mute rule or an alert.

The same again takes a rule away, and lets a saved search be named otherwise or deleted.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from termnews.domain.problems import Problem
from termnews.domain.text import clean_text
from termnews.newsroom.change import Change
from termnews.newsroom.changing import change_setting
from termnews.newsroom.config import NAME
from termnews.newsroom.config_file import ConfigRefusedError
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.rules import ALERTS, MUTE, SEARCHES, Rule, as_words, load_rules, spelt_right
from termnews.ui.commands import first_key
from termnews.ui.screens.asking import AskScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp

_LONGEST_NAME = 60
"""Letters: the country list has room for no more."""


def do_keep_search(app: "TermnewsApp") -> None:
    """Ask for a name and save what is searched for; one that is saved gets another name, or is deleted."""
    if not (words := _find_words(app)):
        return
    rule = _find(app, SEARCHES, words)
    hint = "Enter gives it this name in the country list; an empty line deletes it."
    if rule is None:
        hint = "Enter puts it into the country list under this name."
    title = "Saved search" if rule else "Save this search"

    def answered(line: str | None) -> None:
        name = clean_text(line or "")[:_LONGEST_NAME]
        if line is None or (not name and rule is None) or (rule and name == rule.name):
            return
        app.keep(partial(_name, app.keeper, rule, Rule(SEARCHES, name, words) if name else None))

    app.push_screen(AskScreen(title, hint, rule.name if rule else words), answered)


def do_mute(app: "TermnewsApp") -> None:
    """Mute what is searched for, or no longer."""
    if _turn(app, MUTE) and app.home is not None:
        app.home.articles.leave()


def do_alert(app: "TermnewsApp") -> None:
    """Tell of what is searched for when it comes, or no longer."""
    _turn(app, ALERTS)


def do_show_muted(app: "TermnewsApp") -> None:
    """Show what mute rules hide in the list, or hide it again."""
    if app.home is None or app.screen is not app.home:
        return
    pane = app.home.articles
    if not app.opening.library.search.muted:
        app.notify(f"Nothing is muted. Search for something, then {first_key('mute')} mutes it.", markup=False)
        return
    current = pane.list.current
    selection = replace(pane.selection, shows_muted=not pane.selection.shows_muted)
    pane.show(selection, pane.name_shown, current.id if current else "")


def _find_words(app: "TermnewsApp") -> str:
    """Return the present search as one query, empty with a word to the reader where there is none."""
    if app.home is None or app.screen is not app.home:
        return ""
    selection = app.home.articles.selection
    if not selection.is_search:
        app.notify(f"Search for something first: {first_key('search')}", markup=False)
        return ""
    query = app.opening.library.search.read(selection)
    if query.problems:
        words = query.problems[0].as_problem().why
        app.notify(f"This search is not understood: {words}.", severity="error", markup=False)
        return ""
    return as_words(replace(selection, words=spelt_right(selection.words, query)))


def _turn(app: "TermnewsApp", table: str) -> bool:
    """Make a rule of the present search, or take away the one that says the same; tell whether it is being made."""
    if not (words := _find_words(app)):
        return False
    rule = _find(app, table, words)
    app.keep(partial(_change, app.keeper, rule or Rule(table, words, words), is_on=rule is None))
    return rule is None


def _find(app: "TermnewsApp", table: str, words: str) -> Rule | None:
    rules = load_rules(app.keeper.folders.config, app.opening.countries, app.keeper.clock())
    return next((rule for rule in getattr(rules, table) if rule.words == words), None)


def _name(keeper: Keeper, before: Rule | None, after: Rule | None) -> Change | Problem | None:
    """Put a saved search in the place of another one; None stands for none. What is undone is one of both steps."""
    done = _change(keeper, before, is_on=False) if before else None
    if after is None or isinstance(done, Problem):
        return done
    return _change(keeper, after, is_on=True)


def _change(keeper: Keeper, rule: Rule, *, is_on: bool) -> Change | Problem | None:
    value = rule.words if is_on else None
    try:
        return change_setting(keeper.state, keeper.folders.config, (rule.table, rule.name), value, now=keeper.clock())
    except ConfigRefusedError as refused:
        return Problem(NAME, str(refused))
