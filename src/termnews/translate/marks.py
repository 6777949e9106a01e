"""What must come through a translation as it was: links and numbers; and how to tell that texts were mixed up."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import chain, combinations
from statistics import median

from termnews.domain.text import fold_text

LINK = re.compile(
    r"https?://[^\s<>\"'«»“”）)\]]+(?<![.,;:!?…。、])|www\.[^\s<>\"'«»“”）)\]]+(?<![.,;:!?…。、])"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@\w{2,30}",
    re.IGNORECASE,
)
"""A link, a mail address or the name of an account."""
_NUMBER = re.compile(r"\d+(?:[.,:/'’\u00a0\u202f\u066b\u066c]\d+| \d{3}(?!\d))*")
_GROUP = re.compile(r"\d+")
_NAME = re.compile(r"[^\W\d_]{4,}")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_DIGITS = 2
"""A single digit is often written as a word: "los 3 estados", "the three states"."""
_PARTS_OF_A_DATE, _MONTHS = 3, 12
_LARGEST_GROWTH, _GROWTH_ALLOWED = 8, 200
"""A translation that is this many times longer, and this many characters besides, is no translation."""
_STEADY = 20
"""Characters added to both sides: a short text may well double."""
_FAR_OFF = 0.9
"""In logarithms of lengths, for two texts together: natural differences stay below half of it."""


def has_words(text: str) -> bool:
    """Tell whether there is anything to translate: a letter outside links."""
    may_have_links = "@" in text or "//" in text or "www." in text.lower()
    return bool(_LETTER.search(LINK.sub("", text) if may_have_links else text))


def is_plausible(text: str, translation: str) -> bool:
    """Tell whether a translation may be shown: not empty, not endless."""
    return bool(translation.strip()) and len(translation) <= _LARGEST_GROWTH * len(text) + _GROWTH_ALLOWED


def lost_marks(text: str, translation: str) -> list[str]:
    """Return the links and the numbers of two digits and more that a translation does not have, in their order.

    A number counts as kept when its digits are there, whatever their script and whatever stands between them:
    "٢٠٢٥", "1.200" and "1,200", "12万" and "120,000".
    """
    there = "\n".join(map(_digits_of, _NUMBER.findall(translation)))
    links = [link for link in LINK.findall(text) if link not in translation]
    return links + [number for number in _NUMBER.findall(LINK.sub(" ", text)) if not _is_there(number, there)]


def _is_there(number: str, there: str) -> bool:
    """Tell whether a number's digits are there: together, or group by group as in "12.05.2025", "12 May 2025"."""
    digits = _digits_of(number)
    if len(digits) < _LEAST_DIGITS or digits in there:
        return True
    stem = digits.rstrip("0")
    if (len(stem) >= _LEAST_DIGITS or digits.endswith("000")) and stem in there.split("\n"):
        return True
    groups = [_digits_of(group).lstrip("0") or "0" for group in _GROUP.findall(number)]
    is_date = len(groups) == _PARTS_OF_A_DATE
    return len(groups) > 1 and all(group in there or (is_date and int(group) <= _MONTHS) for group in groups)


def are_mixed_up(texts: Sequence[str], translations: Sequence[str]) -> bool:
    """Tell whether translations stand beside the wrong texts.

    Two signs are looked for: a name, number or link of one text alone that is in another's translation and not in its
    own; and two translations whose lengths fit each other's texts far better than their own.
    """
    pairs = list(zip(texts, translations, strict=True))
    return len(set(translations)) < len(pairs) or _has_stray(pairs) or _has_swapped_lengths(pairs)


def _has_stray(pairs: Sequence[tuple[str, str]]) -> bool:
    anchors = [_anchors(text) for text, _ in pairs]
    found = [_anchors(translation) for _, translation in pairs]
    counts = Counter(chain.from_iterable(anchors))
    everywhere = set(chain.from_iterable(found))
    return any(
        counts[anchor] == 1 and anchor in everywhere and anchor not in there
        for own, there in zip(anchors, found, strict=True)
        for anchor in own
    )


def _has_swapped_lengths(pairs: Sequence[tuple[str, str]]) -> bool:
    sizes = [(math.log(len(text) + _STEADY), math.log(len(translation) + _STEADY)) for text, translation in pairs]
    return any(
        abs(one - mine) + abs(other - theirs) - abs(one - theirs) - abs(other - mine) > _FAR_OFF
        for (one, mine), (other, theirs) in combinations(_around_the_median(sizes), 2)
    )


def _around_the_median(sizes: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return sizes as if no language were longer than the other."""
    growth = median(translated - own for own, translated in sizes) if sizes else 0.0
    return [(own, translated - growth) for own, translated in sizes]


def _anchors(text: str) -> frozenset[str]:
    """Return what most languages of one script write alike: names, numbers, links."""
    plain = LINK.sub(" ", text)
    numbers = {d for n in _NUMBER.findall(plain) if len(d := _digits_of(n)) >= _LEAST_DIGITS}
    names = {fold_text(word) for word in _NAME.findall(plain) if word[0].isupper()}
    return frozenset(numbers | names | set(LINK.findall(text)))


def _digits_of(number: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in number if c.isdecimal())
