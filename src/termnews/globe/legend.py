"""What the colours of the globe mean, in its lower left corner."""

from collections.abc import Iterator
from itertools import pairwise

from termnews.globe.classes import BRIGHTEST, HOTTEST, TAKE, byte_of, land
from termnews.globe.labels import Kind, Label
from termnews.globe.lens import Frame
from termnews.globe.paint import Shown, heat

_LEAST_COLUMNS, _LEAST_ROWS = 60, 18
"""Cells from which there is room for a legend."""
Part = tuple[str, int | None]
"""A text, and the class whose colour it has; None for words."""
_STEP, _TAKES = "██", "tells the same story"


def place_legend(frame: Frame, shown: Shown, words: str) -> list[Label]:
    """Return the labels that say what the steps of heat are: `words` names what is counted; none where they crowd."""
    most = max(shown.values.values(), default=0)
    if not words or not most or frame.columns < _LEAST_COLUMNS or frame.rows < _LEAST_ROWS:
        return []
    lines: list[list[Part]] = []
    if not {*shown.takes, shown.country}.issuperset(code for code, value in shown.values.items() if value):
        first = heat(1, most)
        steps: list[Part] = [(_STEP, land(step, 0)) for step in range(first, HOTTEST + 1)]
        lines.append([*([("1 ", None)] if first < HOTTEST else []), *steps, (f" {most} {words}", None)])
    if shown.takes:
        lines.append([(_STEP, TAKE), (f" {_TAKES}", None)])
    return [label for up, parts in enumerate(lines, 2) for label in _line(frame.rows - up, parts)]


def _line(row: int, parts: list[Part]) -> Iterator[Label]:
    starts = [2]
    for text, _ in parts:
        starts.append(starts[-1] + len(text))
    for (start, _), (text, kind) in zip(pairwise(starts), parts, strict=True):
        if kind is None:
            yield Label(row, start, text, Kind.WORD, "")
        else:
            yield Label(row, start, text, Kind.STEP, "", byte_of(kind, BRIGHTEST))
