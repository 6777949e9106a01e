"""The themes termnews brings."""

from textual.theme import Theme


def _theme(  # noqa: PLR0913, PLR0917 -- a palette is that many colours
    name: str,
    ground: tuple[str, str, str, str],
    text: str,
    colours: tuple[str, str, str],
    told: tuple[str, str, str],
    cursor: tuple[str, str, str],
    *,
    is_dark: bool,
) -> Theme:
    """Make a theme.

    `ground` is background, surface, panel and boost; `colours` primary, secondary and accent; `told` success, warning
    and error; `cursor` the row in use, its text, and the row where keys go elsewhere.
    """
    return Theme(
        name,
        *colours[:2],
        *told[1:],
        told[0],
        colours[2],
        text,
        *ground,
        dark=is_dark,
        variables={
            "block-cursor-background": cursor[0],
            "block-cursor-foreground": cursor[1],
            "block-cursor-blurred-background": cursor[2],
            "scrollbar": cursor[2],
            "scrollbar-background": ground[1],
            "scrollbar-hover": cursor[0],
            "border": colours[2],
            "input-cursor-background": text,
            "input-cursor-foreground": ground[0],
        },
    )


# fmt: off
THEMES = (
    _theme("termnews", ("#10151f", "#151c29", "#1e2838", "#26324a"), "#dfe5ee", ("#7cb7ff", "#8ad1c2", "#ffb454"),
           ("#8fd694", "#ffd166", "#ff8a8a"), ("#2a4a7a", "#ffffff", "#223049"), is_dark=True),
    _theme("termnews-paper", ("#fbf8f1", "#f4efe4", "#e6dfd0", "#ece5d6"), "#22201c", ("#1f4e8c", "#235a51", "#8f3b06"),
           ("#2a5f2a", "#6f4800", "#972020"), ("#cfe0f5", "#14110c", "#e4e2da"), is_dark=False),
    _theme("termnews-ember", ("#1a1310", "#211915", "#2d221c", "#382a22"), "#f0e3d4", ("#ffb38a", "#d9c68f", "#ff9e64"),
           ("#b7cf8c", "#ffd27f", "#ff9a8d"), ("#6b3a1f", "#fff6ea", "#3b2a20"), is_dark=True),
    _theme("termnews-fjord", ("#0d1b1e", "#122428", "#1a3137", "#213d44"), "#dcebe9", ("#7fd6e0", "#9fd8b4", "#f2c879"),
           ("#8edc9f", "#f5d76e", "#ff9c94"), ("#1d5a66", "#ffffff", "#1e3f47"), is_dark=True),
    _theme("termnews-dawn", ("#fcf7f8", "#f6eef0", "#ecdfe3", "#f1e6e9"), "#2b2230", ("#5b3a8c", "#7a3560", "#a1274f"),
           ("#2b6340", "#7a4a00", "#a3202f"), ("#e0d3f2", "#1c1422", "#ece4ea"), is_dark=False),
    _theme("termnews-mono", ("#141414", "#1a1a1a", "#262626", "#303030"), "#e4e4e4", ("#ffffff", "#d0d0d0", "#ffffff"),
           ("#e4e4e4", "#ffffff", "#ffffff"), ("#d0d0d0", "#101010", "#3a3a3a"), is_dark=True),
    _theme("termnews-eink", ("#ffffff", "#ffffff", "#ffffff", "#eeeeee"), "#000000", ("#000000", "#000000", "#000000"),
           ("#000000", "#000000", "#000000"), ("#000000", "#ffffff", "#dddddd"), is_dark=False),
    _theme("termnews-contrast", ("#000000", "#000000", "#000000", "#1a1a1a"), "#ffffff",
           ("#9ad1ff", "#8dffd6", "#ffe14d"), ("#7dff8a", "#ffe14d", "#ffa3a3"), ("#ffe14d", "#000000", "#404040"),
           is_dark=True),
)
# fmt: on
