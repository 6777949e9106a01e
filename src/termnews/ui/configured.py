"""A window that follows `config.toml`; imported only where there is one."""

from dataclasses import replace
from pathlib import Path

from textual.theme import BUILTIN_THEMES

from termnews.domain.problems import Problem
from termnews.newsroom.config import Config, load_config, place_complaints
from termnews.newsroom.config_values import Complaint, find_nearest
from termnews.ui.keymaps import make_keymap
from termnews.ui.rebinding import rebind
from termnews.ui.themes import theme_names


def follow_settings(folder: Path) -> tuple[Config, list[Problem]]:
    """Read the settings and let their keys count; what cannot be used is told, and the usual counts in its place."""
    settings, problems = load_config(folder)
    complaints: list[Complaint] = []
    if settings.keys or settings.keymap != "termnews":
        keymap = make_keymap(settings.keymap, settings.keys)
        rebind(keymap.commands)
        complaints += keymap.complaints
    names = theme_names()
    if settings.look.theme and settings.look.theme not in names:
        nearest = find_nearest(settings.look.theme, names)
        meant = f"; did you mean {nearest}?" if nearest else ""
        why = "whose texts are too faint to be read" if settings.look.theme in BUILTIN_THEMES else "which is no theme"
        complaints.append(Complaint(("look", "theme"), f"is {settings.look.theme[:40]!r}, {why}{meant}"))
    return settings, [*problems, *place_complaints(folder, complaints)]


def spoken(settings: Config) -> Config:
    """Return settings that keep the window plain for a screen reader."""
    return replace(settings, look=replace(settings.look, screen_reader=True))
