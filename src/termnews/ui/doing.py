"""Deeds: commands that a module of their own does when they are first asked for, so that no class collects them all."""

from importlib import import_module

from textual.app import App

_MODULES: dict[str, str] = {
    "brief": "briefing",
    "copies": "copies",
    "full_text": "full_text",
    "heat": "heat",
    "night": "night",
    "outlets": "outlets",
    "tag": "noting",
    "note": "noting",
    "open_link": "linking",
    "share": "sharing",
    "pipe": "running",
    "edit": "running",
    "mark_all_read": "marking",
    "why": "story",
    "apart": "story",
    "keep_search": "rules",
    "mute": "rules",
    "alert": "rules",
    "show_muted": "rules",
}
"""The module of `termnews.ui.deeds` that does a command, by the command's id; it has a function `do_<id>(app, ...)`."""


def do(app: App[None], name: str, *arguments: str | int) -> None:
    """Do a command; a KeyError for a name that is no deed."""
    getattr(import_module(f"termnews.ui.deeds.{_MODULES[name]}"), f"do_{name}")(app, *arguments)
