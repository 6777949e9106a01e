"""A view of typeset lines: how the roles that `typeset` names look."""

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from termnews.ui.typeset import Line
from termnews.ui.widgets.lines import LineView

_ROLES = (
    "headline", "place", "outlet", "quiet", "rule", "key", "take", "unresolved", "text", "heading", "quote", "caption",
    "credit", "alt", "mark", "match",
)  # fmt: skip


class TypesetView(LineView):
    """Draws the spans of typeset lines."""

    DEFAULT_CSS = """
    TypesetView {
        & > .text--headline { text-style: bold; color: $primary; }
        & > .text--place { text-style: bold; color: $accent; }
        & > .text--outlet { text-style: bold; }
        & > .text--quiet { color: $foreground 62%; }
        & > .text--rule { color: $foreground 25%; }
        & > .text--key { text-style: bold; color: $accent; background: $boost; }
        & > .text--take { color: $primary; }
        & > .text--unresolved { color: $foreground 62%; text-style: italic; }
        & > .text--heading { text-style: bold; }
        & > .text--quote { text-style: italic; }
        & > .text--caption { color: $foreground 80%; text-style: italic; }
        & > .text--credit { color: $foreground 55%; }
        & > .text--alt { color: $foreground 55%; }
        & > .text--mark { color: $accent; }
        & > .text--match { background: $warning 35%; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {f"text--{role}" for role in _ROLES}

    def segments(self, line: Line, base: Style | None = None) -> Iterator[Segment]:
        """Yield a line's spans on a base style, the widget's own when none is given."""
        base = base or self.base_style
        is_spoken = self.app.has_class("-spoken")  # some screen readers read lines out
        for text, role in line.spans:
            shown = " " * cell_len(text) if role == "rule" and is_spoken else text
            yield Segment(shown, self._style_of_role(role, base))

    def _style_of_role(self, role: str, base: Style) -> Style:
        role, plus, over = role.partition("+")
        style = base if role == "text" else self.style_of(f"text--{role}", base)
        return self.style_of(f"text--{over}", style) if plus else style
