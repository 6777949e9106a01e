"""Where the words of a search stand in lines that are drawn. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from termnews.domain.matching import Span, find_spans
from termnews.domain.query import Query
from termnews.domain.scripts import DENSE
from termnews.ui.typeset import Line, Page

MATCH = "+match"
"""Ends the role of a span that matches."""
_MARKED = frozenset({"headline", "text", "heading", "quote", "caption"})
"""The roles in which matches are shown: an article's own words."""


def find_line_spans(lines: Sequence[str], query: Query) -> list[list[Span]]:
    """Return for each line of a broken text where it matches; a phrase may go on in the next line."""
    begins: list[int] = []
    whole = ""
    for line in lines:
        whole += _joint(whole, line)
        begins.append(len(whole))
        whole += line
    found = find_spans(whole, query)
    return [
        [
            (max(start, begin) - begin, min(end, begin + len(line)) - begin)
            for start, end in found
            if start < begin + len(line) and end > begin
        ]
        for begin, line in zip(begins, lines, strict=True)
    ]


def _joint(before: str, line: str) -> str:
    """Return what stood between two lines: nothing within writing that has no spaces."""
    is_dense = bool(re.match(f"[{DENSE}]", before[-1:]) and re.match(f"[{DENSE}]", line[:1]))
    return " " if before and not is_dense else ""


def cut(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, and whether each is a match."""
    at = 0
    for start, end in spans:
        yield from ((text[at:start], False) for _ in range(start > at))
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def mark_page(page: Page, query: Query) -> Page:
    """Return a page with the matches of a search as spans of their own."""
    lines: list[Line] = []
    for _, run in groupby(page.lines, lambda line: (line.block, _role(line))):
        lines += _mark_run(list(run), query)
    return replace(page, lines=tuple(lines))


def _role(line: Line) -> str:
    role = line.spans[-1][1] if line.spans else ""
    return role if role in _MARKED else ""


def _mark_run(run: Sequence[Line], query: Query) -> Iterator[Line]:
    role = _role(run[0])
    if not role:
        yield from run
        return
    texts = [line.spans[-1][0] for line in run]
    for line, text, spans in zip(run, texts, find_line_spans(texts, query), strict=True):
        pieces = ((piece, role + MATCH if is_match else role) for piece, is_match in cut(text, spans))
        yield replace(line, spans=(*line.spans[:-1], *pieces)) if spans else line
