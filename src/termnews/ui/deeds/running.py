"""Giving the article to a command or to the reader's editor."""

import os
from typing import TYPE_CHECKING

from termnews.newsroom.config import load_config
from termnews.newsroom.running import (
    Output,
    article_text,
    edit_article,
    keep_command,
    past_commands,
    run_in_terminal,
    run_with_text,
    split_command,
)
from termnews.ui.commands import first_key
from termnews.ui.current import wanted_article
from termnews.ui.deeds.linking import with_terminal
from termnews.ui.screens.asking import AskScreen, ask
from termnews.ui.screens.output import OutputScreen

if TYPE_CHECKING:
    from termnews.ui.app import TermnewsApp

_TAKES_TERMINAL = frozenset({"less", "more", "most", "vi", "vim", "nvim", "nano", "view", "fzf", "bat"})
_HINT = "It gets the text as its input; no shell is run. ! in front gives it the whole terminal. ↑ earlier commands."


def do_pipe(app: "TermnewsApp") -> None:
    """Ask for a command, and give it the article's text."""
    article = wanted_article(app)
    if article is None:
        return
    text = article_text(article)
    offered = load_config(app.keeper.folders.config)[0].sharing.pipe
    earlier = past_commands(app.keeper.state)
    first = offered or (earlier[0] if earlier else "")
    ask(app, AskScreen("Pipe the article to", _HINT, first, earlier), lambda line: _pipe(app, line, text))


def _pipe(app: "TermnewsApp", line: str, text: str) -> None:
    try:
        command = split_command(line.removeprefix("!"))
    except ValueError as error:
        app.notify(f"Not run: {str(error).lower()}.", severity="warning", markup=False)
        return
    app.keep(lambda: keep_command(app.keeper.state, line))
    if line.startswith("!") or os.path.basename(command[0]) in _TAKES_TERMINAL:  # noqa: PTH119 - any word
        with_terminal(app, lambda: run_in_terminal(command, text))
        return

    def run() -> None:
        app.call_from_thread(_show, app, line, run_with_text(command, text))

    app.run_worker(run, thread=True, exclusive=True, group="pipe")


def _show(app: "TermnewsApp", line: str, output: Output) -> None:
    if output.why:
        app.notify(f"{output.why}.", severity="warning", markup=False)
    if output.text.strip():
        hint = f"{first_key('leave_pane')} closes"
        app.push_screen(OutputScreen(line, output.text.rstrip().splitlines(), hint))
    elif not output.why:
        app.notify(f"{line}: done.", markup=False, timeout=3)


def do_edit(app: "TermnewsApp") -> None:
    """Open a copy of the article, as Markdown, in the editor that VISUAL or EDITOR names."""
    if article := wanted_article(app):
        with_terminal(app, lambda: edit_article(article))
