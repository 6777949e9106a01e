"""Work that lets keys go first: in short slices, and none while a key is being answered."""

from asyncio import get_running_loop
from time import monotonic

import textual.screen
from textual import events
from textual.dom import DOMNode
from textual.message import Message

from termnews.domain.steps import Steps

_SLICE = 0.002
"""Seconds of work at once."""
_ANSWER = 0.02
"""Seconds in which the answer to a key is on the screen."""

textual.screen.UPDATE_PERIOD = 1 / 1000  # type: ignore[misc]  # Textual lets an answer wait for up to two periods after
# a frame, 33 ms of its own 1 / 60, though nothing else is to be done


class _Hands:
    """When a key was last pressed; noted in the thread that reads them, before the window hears of it."""

    pressed = float("-inf")


def note_typed(message: Message) -> None:
    """Remember that a key is on its way to the window."""
    if isinstance(message, events.Key):
        _Hands.pressed = monotonic()


class BetweenKeys:
    """Does one work at a time for a widget or screen; what is newer takes the place of what is not done yet."""

    def __init__(self, node: DOMNode) -> None:
        """Work where a node handles its messages."""
        self._node = node
        self._steps: Steps[None] | None = None

    def begin(self, steps: Steps[None]) -> None:
        """Begin at once; what takes longer than a slice goes on after other messages."""
        self._steps = steps
        self._go_on(steps)

    def stop(self) -> None:
        """Leave undone what is not done yet."""
        self._steps = None

    def _go_on(self, steps: Steps[None]) -> None:
        if steps is not self._steps:
            return
        now = monotonic()
        if (left := _Hands.pressed + _ANSWER - now) > 0:
            self._node.set_timer(left, lambda: self._go_on(steps))
            return
        try:
            while monotonic() < now + _SLICE:
                next(steps)
        except StopIteration:
            self._steps = None
        else:
            get_running_loop().call_soon(self._node.call_later, self._go_on, steps)  # after what others have to do
