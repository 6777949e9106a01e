"""What the screens made of panes share: where keys go, and which panes a narrow window shows."""

from typing import ClassVar

from textual import events

from termnews.ui.screens.leaving import LeftOnce
from termnews.ui.widgets.pane import Pane


class PaneScreen(LeftOnce[None]):
    """A screen of panes from left to right; `ORDER` names them."""

    ORDER: ClassVar[tuple[str, ...]] = ()
    HINTS: ClassVar[dict[str, tuple[str, ...]]] = {}

    def fit(self) -> None:
        """Take the form that suits the window's width, before there are panes; Textual does so after a first frame."""
        width, points = self.app.size.width, sorted(self.app.HORIZONTAL_BREAKPOINTS or ())
        fitting = [name for least, name in points if least <= width][-1:]
        for _, name in points:
            self.set_class(name in fitting, name, update=False)  # what is in it has no styles yet

    def pane(self, name: str) -> Pane:
        """Return a pane by its name."""
        return self.query_one(f"#{name}", Pane)

    @property
    def pane_in_use(self) -> str:
        """The name of the pane that takes the keys."""
        focused = self.focused
        pane = next((w for w in focused.ancestors_with_self if isinstance(w, Pane)), None) if focused else None
        return pane.id if pane is not None and pane.id else self.ORDER[0]

    def go_to(self, name: str) -> None:
        """Let a pane take the keys."""
        self.show_pane(name)
        self.set_focus(self.pane(name).body)

    def show_pane(self, name: str) -> None:
        """Make sure that a narrow window shows a pane."""
        for other in self.ORDER:
            self.set_class(other == name, f"-at-{other}")
        if name == self.ORDER[-1]:
            self.add_class("-reading")
        elif name == self.ORDER[0]:
            self.remove_class("-reading")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the pane that takes the keys, and what they do there."""
        del event
        self.show_pane(self.pane_in_use)
        self.show_hints()

    def show_hints(self) -> None:
        """Show what the keys do in the pane that takes them."""

    def action_in_pane(self, name: str, action: str, *arguments: int) -> None:
        """Let a pane, or what is in it, do a command, wherever the keys go."""
        if not self.query(f"#{name}"):
            return  # asked for late, by a screen that was left meanwhile
        pane = self.pane(name)
        doer = pane if hasattr(pane, f"action_{action}") else pane.body
        getattr(doer, f"action_{action}")(*arguments)

    def on_pane_entered(self, event: Pane.Entered) -> None:
        """Go on into the next pane."""
        del event
        self.action_next_pane(1)

    def action_enter_pane(self) -> None:
        """Open what is marked in the pane that takes the keys."""
        self.action_in_pane(self.pane_in_use, "enter_pane")

    def action_leave_pane(self) -> None:
        """Leave zen, a search, or the pane, towards the first one; from there the screen, but never the window."""
        name = self.pane_in_use
        if self.has_class("-zen"):
            self.remove_class("-zen")
        elif self.pane(name).leave():
            return
        elif name != self.ORDER[0]:
            self.go_to(self.ORDER[self.ORDER.index(name) - 1])
        elif not self._is_first:
            self.dismiss()

    def action_back_or_quit(self) -> None:
        """Leave this screen; the first one is left by quitting."""
        if self.has_class("-zen"):
            self.remove_class("-zen")
        elif self._is_first:
            self.app.exit()
        else:
            self.dismiss()

    @property
    def _is_first(self) -> bool:
        """Whether this is the screen that the window began with; Textual's blank default screen lies below it."""
        return self.app.screen_stack[1:2] == [self]

    def action_next_pane(self, step: int) -> None:
        """Let the next pane take the keys."""
        place = self.ORDER.index(self.pane_in_use) + step
        self.remove_class("-zen")
        self.go_to(self.ORDER[place % len(self.ORDER)])

    def action_zen(self) -> None:
        """Give the last pane the whole window, or back."""
        self.toggle_class("-zen")
        self.go_to(self.ORDER[-1])
