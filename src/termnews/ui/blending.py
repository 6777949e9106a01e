"""Component classes as Rich styles, with see-through colours mixed with what lies behind."""

from rich.style import Style
from textual.color import Color
from textual.widget import Widget


def blend(widget: Widget, name: str, base: Style) -> Style:
    """Return a component class of a widget on top of a base; a background of its own wins over the base's."""
    styles = widget.get_component_styles(name)
    behind = Color.from_rich_color(base.bgcolor) if base.bgcolor else widget.background_colors[1]
    if styles.has_rule("background") and styles.background.a:
        behind = behind + styles.background
    style = base + Style(bgcolor=behind.rich_color) + styles.text_style
    if styles.has_rule("color"):
        style += Style(color=(behind + styles.color).rich_color)
    return style
