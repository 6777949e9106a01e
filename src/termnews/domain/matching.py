"""Where in a text a search matches, to be shown."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from termnews.domain.query import Query, Word
from termnews.domain.scripts import ARABIC, DENSE
from termnews.domain.text import fold_text

Span = tuple[int, int]
"""Where a match begins and ends, in characters of the text."""

_OTHER = r"\x00-/:-`{-\x7f"
"""All but digits, small letters and what is beyond ASCII; the complement takes 40 times as long to compile."""
_BEGINNING = rf"(?:(?<![^{_OTHER}])|(?<=[{DENSE}]))"
_END = rf"(?:(?![^{_OTHER}])|(?=[{DENSE}]))"
_GAP = rf"[{_OTHER}]+"
_PLAIN = ((_BEGINNING, "(?<![0-9a-z])"), (_END, "(?![0-9a-z])"), (_GAP, "[^0-9a-z]+"))
"""What comes to the same in ASCII, and is compiled much sooner, which every key of a search pays."""


def find_spans(text: str, query: Query) -> list[Span]:
    """Return where the wanted words of a query stand in a text, in order, without overlaps.

    Case and accents do not matter; forgiven spellings count; of an unfinished word what was typed is marked.
    """
    is_plain = text.isascii()
    patterns = _patterns(query.wanted, is_plain)
    if not patterns or not text:
        return []
    if is_plain:
        folded = text.lower()
        return _merge([match.span() for pattern in patterns for match in pattern.finditer(folded)])
    folded, starts, ends = _fold_with_places(text)
    found = (match.span() for pattern in patterns for match in pattern.finditer(folded))
    return _merge([(starts[start], ends[end - 1]) for start, end in found])


@lru_cache(maxsize=64)
def _patterns(words: tuple[Word, ...], is_plain: bool) -> Sequence[re.Pattern[str]]:  # noqa: FBT001 - so it is cached
    found = (pattern for word in words for pattern in _word_patterns(word))
    return [re.compile(_plainly(pattern) if is_plain else pattern) for pattern in found]


def _plainly(pattern: str) -> str:
    for full, plain in _PLAIN:
        pattern = pattern.replace(full, plain)
    return pattern


def _word_patterns(word: Word) -> Iterator[str]:
    pieces = re.findall(rf"[^{_OTHER}]+", _fold_with_places(unicodedata.normalize("NFC", word.text))[0])
    if word.is_phrase and pieces:
        yield _bounded(_GAP.join(map(re.escape, pieces)), pieces[0], pieces[-1], is_open=word.is_open)
        return
    for piece in pieces:
        yield _bounded(re.escape(piece), piece, piece, is_open=word.is_open and piece is pieces[-1])
    for spelling in word.spellings:
        yield _bounded(re.escape(spelling), spelling, spelling, is_open=word.is_open)


def _bounded(pattern: str, first: str, last: str, *, is_open: bool) -> str:
    """Let a pattern match whole words only, in scripts that have them."""
    unbounded = rf"[{DENSE}{ARABIC}]"
    beginning = "" if re.match(unbounded, first[0]) else _BEGINNING
    return beginning + pattern + ("" if is_open or re.match(unbounded, last[-1]) else _END)


def _fold_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """Return folded text, and for each of its characters where in the text its letter begins and ends."""
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _is_continuing(text[end]):
            continue
        letters = _fold_letter(text[begin:end])
        folded.append(letters)
        starts += [begin] * len(letters)
        ends += [end] * len(letters)
        begin = end
    return "".join(folded), starts, ends


def _is_continuing(character: str) -> bool:
    """Tell marks, and the vowels and finals of Hangul that is spelled out, from what begins a letter."""
    return character > "\u02ff" and (unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff")


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    folded = fold_text(unicodedata.normalize("NFC", letter.lower()))
    return "".join(c if c.isascii() or unicodedata.category(c)[0] in "LMN" else " " for c in folded)


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
