"""The names of the themes that are offered, without Textual: commands check settings by them."""

OURS = (
    *("termnews", "termnews-paper", "termnews-ember", "termnews-fjord", "termnews-dawn", "termnews-mono"),
    *("termnews-eink", "termnews-contrast"),
)
"""Those that termnews brings, in the order of the key."""
READABLE = (
    *("catppuccin-macchiato", "catppuccin-mocha", "dracula", "flexoki", "gruvbox", "monokai"),
    *("rose-pine", "rose-pine-moon", "textual-dark", "tokyo-night"),
)
"""Textual's own in which everything drawn has the contrast of WCAG 2 at level AA; a test computes it."""
FAINT = (
    *("ansi-dark", "ansi-light", "atom-one-dark", "atom-one-light", "catppuccin-frappe", "catppuccin-latte", "nord"),
    *("rose-pine-dawn", "solarized-dark", "solarized-light", "textual-light"),
)
"""Textual's own that have not."""


def theme_names() -> list[str]:
    """Return the names of the themes that are offered, ours first."""
    return [*OURS, *READABLE]


def doubt_theme(name: str) -> str:
    """Return what is wrong with a theme's name in the settings, empty when nothing is."""
    if not name or name in OURS or name in READABLE:
        return ""
    from termnews.newsroom.config_values import find_nearest  # noqa: PLC0415 - only where something is wrong

    nearest = find_nearest(name, theme_names())
    why = "whose texts are too faint to be read" if name in FAINT else "which is no theme"
    return f"is {name[:40]!r}, {why}{f'; did you mean {nearest}?' if nearest else ''}"
