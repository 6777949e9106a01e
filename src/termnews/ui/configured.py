"""A window that follows `config.toml`; imported only where there is one."""

from dataclasses import replace
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.newsroom.config import Config, load_config, place_complaints
from termnews.newsroom.config_values import Complaint
from termnews.ui.keymaps import make_keymap
from termnews.ui.rebinding import rebind
from termnews.ui.theme_names import doubt_theme


def follow_settings(folder: Path) -> tuple[Config, list[Problem]]:
    """Read the settings and let their keys count; what cannot be used is told, and the usual counts in its place."""
    settings, problems = load_config(folder)
    complaints: list[Complaint] = []
    if settings.keys or settings.keymap != "termnews":
        keymap = make_keymap(settings.keymap, settings.keys)
        rebind(keymap.commands)
        complaints += keymap.complaints
    if why := doubt_theme(settings.look.theme):
        complaints.append(Complaint(("look", "theme"), why))
    return settings, [*problems, *place_complaints(folder, complaints)]


def spoken(settings: Config) -> Config:
    """Return settings that keep the window plain for a screen reader."""
    return replace(settings, look=replace(settings.look, screen_reader=True))
