"""An app that draws nothing a terminal would obey, and says a clear word instead of printing a fault's innards."""

from collections.abc import Sequence

from textual.app import App
from textual.filter import LineFilter

from termnews.ui.outgoing import OutgoingFilter


class GuardedApp(App[None]):
    """What every window of termnews has below it."""

    ALLOW_SELECT = False
    """Textual fails when the mouse is pressed on a widget that has just gone, and no widget here can be selected in."""
    _outgoing = OutgoingFilter()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let every line pass the last wall after Textual's own filters."""
        return [*super().get_line_filters(), self._outgoing]

    @property
    def fault(self) -> Exception | None:
        """What ended the window, None when the reader did; Textual keeps it under a private name."""
        fault: Exception | None = getattr(self, "_exception", None)
        return fault

    def _print_error_renderables(self) -> None:
        """Print nothing: Textual would print values of variables, texts from outside among them."""
        self._exit_renderables.clear()
