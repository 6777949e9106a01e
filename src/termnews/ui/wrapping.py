"""Lines of a given width in cells, for every script."""

import re
import unicodedata

from rich.cells import cell_len, chop_cells, set_cell_size

_PIECES = re.compile(r"\S+\s*")
_WIDE = r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])"
"""Kana and Han, which may be broken between any two characters; most texts have none, and never compile it."""
_FIRST_WIDE = "\u3040"


MARK = "\u200f"
"""Stands before and after a stretch that begins at the right; typeset text has it, and no terminal gets it."""
_STRONG = frozenset({"L", "R", "AL"})


def begins_right(text: str) -> bool:
    """Tell whether a paragraph is written from right to left: its first letter that has a direction says so."""
    if text.isascii():
        return False
    return next((d for c in text if (d := unicodedata.bidirectional(c)) in _STRONG), "L") != "L"


def fit(text: str, width: int) -> str:
    """Return text cut with an ellipsis, or padded, to exactly `width` cells."""
    if width < 1:
        return ""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    kept = set_cell_size(text, width - 1).rstrip() + "…"
    return kept + " " * (width - cell_len(kept))


def wrap(text: str, width: int) -> list[str]:
    """Return text as lines of at most `width` cells, broken at spaces where there are any."""
    width = max(1, width)
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, width):
        bare = piece.rstrip()
        size = cell_len(bare)
        if used + size > width and line:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += size + cell_len(piece[len(bare) :])
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _pieces(text: str, width: int) -> list[str]:
    """Split text into what may not be broken, each with the space after it, none wider than a line."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if piece.isascii() and len(piece) <= width:
            pieces.append(piece)
            continue
        bare = piece.rstrip()
        parts = [part for part in re.split(_WIDE, bare) if part] if max(bare, default="") >= _FIRST_WIDE else [bare]
        fitting = [chunk for part in parts for chunk in (chop_cells(part, width) if cell_len(part) > width else [part])]
        fitting[-1] += piece[len(bare) :]
        pieces += fitting
    return pieces


def clip(lines: list[str], count: int, width: int) -> list[str]:
    """Return at most `count` lines, the last one ending in an ellipsis when some were left out."""
    if len(lines) <= count:
        return lines
    kept = lines[:count]
    last = kept[-1]
    if cell_len(last) >= width:
        last = set_cell_size(last, width - 1).rstrip()
    kept[-1] = f"{last}…"
    return kept
