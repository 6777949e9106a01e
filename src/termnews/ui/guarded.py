"""An app that draws nothing a terminal would obey, and says a clear word instead of printing a fault's innards."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from textual.actions import ActionParseResult
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen

from termnews.ui.outgoing import OutgoingFilter


class GuardedApp(App[None]):
    """What every window of termnews has below it."""

    ALLOW_SELECT = False
    """Textual fails when the mouse is pressed on a widget that has just gone, and no widget here can be selected in."""
    _outgoing = OutgoingFilter()
    is_mending = False
    """Whether an edition that failed is being replaced: what its panes say meanwhile is known."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let every line pass the last wall after Textual's own filters."""
        return [*super().get_line_filters(), self._outgoing]

    @property
    def fault(self) -> Exception | None:
        """What ended the window, None when the reader did; Textual keeps it under a private name."""
        fault: Exception | None = getattr(self, "_exception", None)
        return fault

    async def run_action(
        self,
        action: "str | ActionParseResult",  # the alias is no type when the program runs
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or click asks for, but nothing any more once the window is being left."""
        if self.return_code is not None:
            return False
        return await super().run_action(action, default_namespace, namespaces)

    def push_screen(self, screen: "Screen[Any] | str", *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - Textual's
        """Show a screen over the others, unless it is open, or was left and is not gone yet: two would fail."""
        name = screen.id if isinstance(screen, Screen) else None
        if name and any(node.id == name for node in self._nodes):
            return AwaitComplete()
        return super().push_screen(screen, *arguments, **named)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text; nothing, as an empty line being cut, leaves what was copied before."""
        if text:
            super().copy_to_clipboard(text)

    def pop_screen(self) -> AwaitComplete:
        """Take the top screen away, but never the first one, which lies above Textual's blank one.

        A screen that is left twice before it is gone, by two quick keys or clicks, takes the one below it along.
        """
        return super().pop_screen() if len(self.screen_stack) > 2 else AwaitComplete()  # noqa: PLR2004

    def recover(self, error: Exception) -> bool:
        """Go on after what has failed, and return True; False when that cannot be."""
        from termnews.ui.mending import mend  # noqa: PLC0415 - as rare as a failing disk

        return self.return_code is None and mend(self, error)

    async def _dispatch_message(self, message: Message) -> None:
        """Go on with the next message where Textual would listen to none any more."""
        try:
            await super()._dispatch_message(message)
        except (OSError, sqlite3.Error) as error:
            if not self.recover(error):
                raise

    def _handle_exception(self, error: Exception) -> None:
        """Let what fails while the window is taken down not change how it was left."""
        code = self.return_code
        if self.recover(error):
            return
        super()._handle_exception(error)
        if code is not None:
            self._return_code = code

    def _print_error_renderables(self) -> None:
        """Print nothing: Textual would print values of variables, texts from outside among them."""
        self._exit_renderables.clear()
