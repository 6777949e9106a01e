"""Component classes as Rich styles: see-through colours mixed with what lies behind, and never too faint to read."""

from rich.style import Style
from textual.color import BLACK, WHITE, Color
from textual.widget import Widget

LEAST_CONTRAST = 4.5
"""Of text to its ground, as WCAG 2 asks at level AA."""
_STEPS = 10
_KNEE = 0.04045
"""Where the curve of sRGB begins to bend."""


def blend(widget: Widget, name: str, base: Style) -> Style:
    """Return a component class of a widget on top of a base; a background of its own wins over the base's.

    Whatever the theme, its text can be read; only what is called a rule may be fainter.
    """
    styles = widget.get_component_styles(name)
    behind = Color.from_rich_color(base.bgcolor) if base.bgcolor else widget.background_colors[1]
    if styles.has_rule("background") and styles.background.a:
        behind = behind + styles.background
    style = base + Style(bgcolor=behind.rich_color) + styles.text_style
    if styles.has_rule("color"):
        style += Style(color=(behind + styles.color).rich_color)
    return style if name.endswith("--rule") else readable_style(style)


def readable_style(style: Style) -> Style:
    """Return a style whose text can be read on its ground; colours that are the terminal's own are left to it."""
    if style.color is None or style.bgcolor is None or style.color.is_default or style.bgcolor.is_default:
        return style
    colour, behind = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
    found = readable(colour, behind)
    return style if found is colour else style + Style(color=found.rich_color)


def readable(colour: Color, behind: Color) -> Color:
    """Return a colour, or the nearest one to it on the way to black or white that can be read on a ground."""
    if contrast(colour, behind) >= LEAST_CONTRAST:
        return colour
    end = max(BLACK, WHITE, key=lambda end: contrast(end, behind))
    for step in range(1, _STEPS):
        nearer = colour.blend(end, step / _STEPS)
        if contrast(nearer, behind) >= LEAST_CONTRAST:
            return nearer
    return end


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (c / 12.92 if c <= _KNEE else ((c + 0.055) / 1.055) ** 2.4 for c in colour.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
