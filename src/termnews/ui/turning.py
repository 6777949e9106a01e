"""Lines of the screen with text from right to left in the order in which it is seen, each letter in its own style."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.segment import Segment
from rich.style import Style

from termnews.ui.bidi import RIGHT, to_visual
from termnews.ui.wrapping import MARK

Piece = tuple[str, Style | None]
_GAPS = re.compile("( {2,})")
"""What stands between columns of a line: a number behind one is not of the word before it."""


def turn(segments: Sequence[Segment]) -> list[Segment]:
    """Return a line's segments with each stretch from right to left turned; a marked one begins at the right."""
    turned: list[Segment] = []
    marked: list[Piece] | None = None
    for segment in segments:
        if segment.control:
            turned.append(segment)
            continue
        for at, part in enumerate(segment.text.split(MARK)):
            if at:
                turned += _set(marked or [], is_right=True)
                marked = [] if marked is None else None
            if marked is not None:
                marked.append((part, segment.style))
            elif part:
                for stretch in _GAPS.split(part):
                    turned += _set([(stretch, segment.style)], is_right=False)
    return turned + list(_set(marked or [], is_right=True))


def _set(pieces: Sequence[Piece], *, is_right: bool) -> Iterator[Segment]:
    text = "".join(part for part, _ in pieces)
    if not is_right and not RIGHT.search(text):
        yield from (Segment(part, style) for part, style in pieces)
        return
    styles = [style for part, style in pieces for _ in part]
    seen = [(part, styles[at]) for at, part in to_visual(text, is_right=is_right)]
    for style, run in groupby(seen, key=lambda one: one[1]):
        yield Segment("".join(part for part, _ in run), style)
