"""Text from right to left for terminals that only know left to right: letters in the order in which they are seen.

After the Unicode Bidirectional Algorithm (UAX #9, without explicit directions, which are removed where text comes in),
a line at a time. Arabic letters take the form that joins them to their neighbours, since such terminals do not join
them either. Every letter keeps its cells.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A letter of a script that is written from right to left."""
_STRONG = {"L": "L", "R": "R", "AL": "R"}
_NUMBERS = frozenset({"EN", "AN"})
_NEUTRAL = frozenset({"ON", "WS", "B", "S", "BN"})
_MIRRORED = dict(zip("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤", strict=True))
_OPENING = dict(zip("([{«‹", ")]}»›", strict=True))
_JOINER, _NON_JOINER, _TATWEEL = "\u200d", "\u200c", "\u0640"


class Forms(NamedTuple):
    """What an Arabic letter looks like alone, at the end, at the beginning and in the middle; empty for none."""

    isolated: str = ""
    final: str = ""
    initial: str = ""
    medial: str = ""


def to_visual(text: str, *, is_right: bool, is_joined: bool = True) -> list[tuple[int, str]]:
    """Return a line's letters, each with its accents, from left to right as seen, with where each stood."""
    clusters = _clusters(text)
    base = 1 if is_right else 0
    levels = _levels([text[at] for at, _ in clusters], base)
    shown = [part for _, part in clusters]
    if is_joined:
        shown = _join(shown)
    order = list(range(len(clusters)))
    for level in range(max(levels, default=0), 0, -1):
        order = _turn(order, levels, level)
    return [(clusters[i][0], _mirror(shown[i]) if levels[i] % 2 else shown[i]) for i in order]


def _clusters(text: str) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for at, character in enumerate(text):
        if found and (unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}):
            found[-1] = (found[-1][0], found[-1][1] + character)
        else:
            found.append((at, character))
    return found


def _levels(characters: Sequence[str], base: int) -> list[int]:
    around = "R" if base else "L"
    types = _resolve_weak([unicodedata.bidirectional(c) or "L" for c in characters], around)
    _resolve_brackets(characters, types, around)
    _resolve_neutral(types, around)
    levels = [base + (1 if t != around else 0) if t in {"L", "R"} else 2 for t in types]
    for at in range(len(characters) - 1, -1, -1):  # what ends a line stands at its end
        if not characters[at].isspace():
            break
        levels[at] = base
    return levels


def _resolve_weak(types: list[str], around: str) -> list[str]:
    """Decide what numbers and the signs in them belong to (rules W1 to W7)."""
    last = around
    for at, kind in enumerate(types):
        if kind in _STRONG:
            last = kind
        elif kind == "EN" and last == "AL":
            types[at] = "AN"
    types = [_STRONG.get(kind, kind) for kind in types]
    for at in range(1, len(types) - 1):
        if types[at] in {"ES", "CS"} and types[at - 1] == types[at + 1] and types[at - 1] in _NUMBERS:
            types[at] = types[at - 1] if types[at] == "CS" or types[at - 1] == "EN" else types[at]
    for found in re.finditer(r"T+", "".join("T" if kind == "ET" else "." for kind in types)):
        beside = {types[at] for at in (found.start() - 1, found.end()) if 0 <= at < len(types)}
        types[found.start() : found.end()] = ["EN" if "EN" in beside else "ON"] * len(found[0])
    last = around
    for at, kind in enumerate(types):
        last = kind if kind in {"L", "R"} else last
        types[at] = "L" if kind == "EN" and last == "L" else "ON" if kind in {"ES", "CS"} else kind
    return types


def _resolve_brackets(characters: Sequence[str], types: list[str], around: str) -> None:
    """Let both brackets of a pair belong to what they hold (rule N0)."""
    for start, end in sorted(_pairs(characters)):
        inside = {_direction(kind) for kind in types[start + 1 : end]} - {""}
        if around in inside:
            types[start] = types[end] = around
        elif inside:
            before = next((d for kind in reversed(types[:start]) if (d := _direction(kind))), around)
            types[start] = types[end] = before


def _pairs(characters: Sequence[str]) -> Iterator[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    for at, character in enumerate(characters):
        if character in _OPENING:
            waiting.append((_OPENING[character], at))
        elif any(character == closing for closing, _ in waiting):
            while waiting:
                closing, start = waiting.pop()
                if closing == character:
                    yield start, at
                    break


def _direction(kind: str) -> str:
    return "R" if kind in _NUMBERS else kind if kind in {"L", "R"} else ""


def _resolve_neutral(types: list[str], around: str) -> None:
    """Let what has no direction go with its neighbours when they agree, and with the line else (rules N1, N2)."""
    at = 0
    while at < len(types):
        end = at
        while end < len(types) and types[end] in _NEUTRAL | {"NSM", "ET"}:
            end += 1
        if end > at:
            before = _direction(types[at - 1]) if at else around
            after = _direction(types[end]) if end < len(types) else around
            types[at:end] = [before if before == after else around] * (end - at)
        at = end + 1


def _turn(order: list[int], levels: Sequence[int], level: int) -> list[int]:
    """Reverse every run of a level or higher (rule L2)."""
    turned: list[int] = []
    run: list[int] = []
    for at in order:
        if levels[at] >= level:
            run.append(at)
        else:
            turned += [*reversed(run), at]
            run = []
    return turned + run[::-1]


def _mirror(part: str) -> str:
    return _MIRRORED.get(part[0], part[0]) + part[1:]


def _join(parts: Sequence[str]) -> list[str]:
    """Give Arabic letters the form that joins them to their neighbours, where there is one."""
    forms = _forms()
    joined = list(parts)
    for at, part in enumerate(parts):
        own = forms.get(part[0])
        if own is None:
            continue
        is_after = at > 0 and bool(own.final) and _joins_on(parts[at - 1], forms)
        is_before = bool(own.initial) and at + 1 < len(parts) and _is_joined_to(part, parts[at + 1], forms)
        form = own[(3 if is_before else 1) if is_after else (2 if is_before else 0)] or own.isolated
        joined[at] = (form or part[0]) + part[1:]
    return joined


def _joins_on(before: str, forms: Mapping[str, Forms]) -> bool:
    """Tell whether a letter reaches out to the one after it."""
    return _NON_JOINER not in before and (before[0] == _TATWEEL or bool(forms.get(before[0], Forms()).initial))


def _is_joined_to(part: str, after: str, forms: Mapping[str, Forms]) -> bool:
    return _NON_JOINER not in part and (after[0] == _TATWEEL or bool(forms.get(after[0], Forms()).final))


@cache
def _forms() -> Mapping[str, Forms]:
    """Return the forms of Arabic letters, from their compatibility decompositions."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE70, 0xFEFD)):
        kind, _, rest = unicodedata.decomposition(chr(code)).partition(" ")
        if kind.strip("<>") in Forms._fields and rest and " " not in rest:
            found.setdefault(chr(int(rest, 16)), {})[kind.strip("<>")] = chr(code)
    return {letter: Forms(**forms) for letter, forms in found.items()}
