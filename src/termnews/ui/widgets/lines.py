"""A scroll view of lines whose number may change without the window being laid out again."""

from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView

from termnews.ui.blending import blend, readable_style


class LineView(ScrollView):
    """Keeps its styles until the theme changes."""

    DEFAULT_CSS = """
    LineView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        """Make a view without lines."""
        super().__init__(id=id)
        self._styles_kept: dict[tuple[str, Style | None], Style] = {}

    @property
    def base_style(self) -> Style:
        """The widget's own style."""
        key = ("", None)
        if key not in self._styles_kept:
            self._styles_kept[key] = readable_style(self.rich_style)
        return self._styles_kept[key]

    def style_of(self, name: str, base: Style | None = None) -> Style:
        """Return a component class as a style on top of a base, the widget's own when none is given."""
        key = (name, base)
        if key not in self._styles_kept:
            self._styles_kept[key] = blend(self, name, base or self.base_style)
        return self._styles_kept[key]

    def notify_style_update(self) -> None:
        """Draw again in a theme's new colours."""
        self._styles_kept.clear()
        self.forget_lines()
        super().notify_style_update()

    def forget_lines(self) -> None:
        """Forget what was drawn."""

    def expect_lines(self, count: int) -> None:
        """Let there be a scrollbar, if one is likely, before it is known in what width lines are to be set."""
        if not self.size:
            self.virtual_size = Size(0, count)

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are.

        Setting `virtual_size` lays the whole window out again; that is needed only when the scrollbar comes or goes, or
        when the widget's own height follows from its lines.
        """
        size = Size(0, count)
        has_bar = self.show_vertical_scrollbar
        is_fixed = self.size.height > 0 and not self.styles.auto_dimensions
        if is_fixed and has_bar == (count > self.size.height):
            self.set_reactive(ScrollView.virtual_size, size)
            if has_bar:
                self.vertical_scrollbar.window_virtual_size = count
            self.scroll_y = min(self.scroll_y, self.max_scroll_y)
            self.refresh()
        else:
            self.virtual_size = size

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, two lines kept in sight."""
        self.action_move(pages * max(1, self.size.height - 2))

    def action_jump(self, end: int) -> None:
        """Scroll to the top (0) or the end (-1)."""
        self.scroll_to(y=self.max_scroll_y if end else 0, animate=False, immediate=True)
