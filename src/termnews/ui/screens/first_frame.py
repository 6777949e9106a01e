"""One first frame instead of three: nothing is drawn before the text beside the lists is set for its place."""

from collections.abc import Callable

from termnews.ui.screens.panes import PaneScreen

_LONGEST = 0.5
"""Seconds after which the frame is drawn in any case."""


class HeldScreen(PaneScreen):
    """Draws its first frame when `release` says so.

    One private name of Textual's is used, as there is no public one: `_compositor_refresh`, which draws. Where it has
    another name, frames are drawn as they come.
    """

    _is_held = False
    _then: Callable[[], object] | None = None

    def hold(self) -> None:
        """Draw nothing until the release."""
        self._is_held = True
        self.set_timer(_LONGEST, self.release)  # whatever becomes of the text

    def release(self) -> None:
        """Draw what there is, and from now on whatever changes."""
        if not self._is_held:
            return
        self._is_held = False
        self._compositor_refresh()
        if self._then is not None:
            self.app.call_after_refresh(self._then)

    def is_held_for(self, then: Callable[[], object]) -> bool:
        """Tell whether the first frame is still to come; if so, something is done after it."""
        if self._is_held:
            self._then = then
        return self._is_held

    def _compositor_refresh(self) -> None:
        if not self._is_held:
            super()._compositor_refresh()
