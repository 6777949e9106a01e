"""Making a rule of what is searched for: a saved search, a mute rule or an alert; the same again takes it away."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from termnews.domain.problems import Problem
from termnews.newsroom.change import Change
from termnews.newsroom.changing import change_setting
from termnews.newsroom.config import NAME
from termnews.newsroom.config_file import ConfigRefusedError
from termnews.newsroom.keeping import Keeper
from termnews.newsroom.rules import ALERTS, MUTE, SEARCHES, Rule, Rules, as_words, load_rules
from termnews.ui.commands import first_key

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp


def do_keep_search(app: "TermnewsApp") -> None:
    """Save what is searched for, or delete the saved search that is on show."""
    _turn(app, SEARCHES)


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


def _turn(app: "TermnewsApp", table: str) -> bool:
    """Make a rule of the present search, or take away the one that says the same; tell whether it is being made."""
    if app.home is None or app.screen is not app.home:
        return False
    words = as_words(app.home.articles.selection)
    if not words:
        app.notify(f"Search for something first: {first_key('search')}", markup=False)
        return False
    if problems := app.opening.library.search.read(app.home.articles.selection).problems:
        app.notify(f"This search is not understood: {problems[0].as_problem().why}.", severity="error", markup=False)
        return False
    rules = load_rules(app.keeper.folders.config, app.opening.countries, app.keeper.clock())
    rule = _find(rules, table, words)
    app.keep(partial(_change, app.keeper, rule or Rule(table, words, words), is_on=rule is None))
    return rule is None


def _find(rules: Rules, table: str, words: str) -> Rule | None:
    return next((rule for rule in getattr(rules, table) if rule.words == words), None)


def _change(keeper: Keeper, rule: Rule, *, is_on: bool) -> Change | Problem | None:
    value = rule.words if is_on else None
    try:
        return change_setting(keeper.state, keeper.folders.config, (rule.table, rule.name), value, now=keeper.clock())
    except ConfigRefusedError as refused:
        return Problem(NAME, str(refused))
