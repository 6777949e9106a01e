"""The themes termnews brings beside Textual's own."""

from textual.theme import BUILTIN_THEMES, Theme

THEMES = (
    Theme(
        name="termnews",
        primary="#7cb7ff",
        secondary="#8ad1c2",
        accent="#ffb454",
        warning="#ffd166",
        error="#ff6b6b",
        success="#8fd694",
        foreground="#dfe5ee",
        background="#10151f",
        surface="#151c29",
        panel="#1e2838",
        boost="#26324a",
        dark=True,
        variables={
            "block-cursor-background": "#2a4a7a",
            "block-cursor-foreground": "#ffffff",
            "block-cursor-blurred-background": "#223049",
            "scrollbar": "#34435c",
            "scrollbar-background": "#151c29",
            "scrollbar-hover": "#4a5f80",
        },
    ),
    Theme(
        name="termnews-paper",
        primary="#1f4e8c",
        secondary="#2c6e63",
        accent="#a3460b",
        warning="#8a5a00",
        error="#a32020",
        success="#2f6b2f",
        foreground="#22201c",
        background="#fbf8f1",
        surface="#f4efe4",
        panel="#e6dfd0",
        boost="#ece5d6",
        dark=False,
        variables={
            "block-cursor-background": "#cfe0f5",
            "block-cursor-foreground": "#14110c",
            "block-cursor-blurred-background": "#e4e2da",
        },
    ),
)


def theme_names() -> list[str]:
    """Return the names of all themes, ours first."""
    return [theme.name for theme in THEMES] + sorted(BUILTIN_THEMES)
