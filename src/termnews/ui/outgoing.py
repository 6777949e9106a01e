"""The last wall before the terminal: nothing that a widget draws may command it."""

import re

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from termnews.domain.commanding import COMMANDING

_COMMANDING = re.compile(COMMANDING)


_TURNING = r"[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
"""A letter written from right to left, or the mark of `typeset` that a stretch is."""


class OutgoingFilter(LineFilter):
    """Leaves control, bidi-control, invisible and surrogate characters out of every line; its width stays.

    Tags stay behind the black flag alone, where they make the flags of regions. Text from right to left is put in the
    order in which it is read, for terminals that do not do so themselves.
    """

    turns: bool = False
    """Whether to put it in order."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return segments that only draw."""
        del background
        if all(s.text.isascii() and s.text.isprintable() and not (s.style and s.style.link) for s in segments):
            return segments
        if self.turns and any(re.search(_TURNING, s.text) for s in segments):
            from termnews.ui.turning import turn  # noqa: PLC0415 - not before there is such a text

            segments = turn(segments)
        return [_plain(segment) for segment in segments]


def _plain(segment: Segment) -> Segment:
    text, style, control = segment
    if not text.isascii() or not text.isprintable():  # some of what hides counts as printable
        text = _COMMANDING.sub(_blank, text)
    if style is not None and style.link and _COMMANDING.search(style.link):
        style = style.update_link(None)
    return Segment(text, style, control)


def _blank(match: re.Match[str]) -> str:
    return " " * cell_len(match[0])
