"""What must come through a translation as it was: links and numbers; and how to tell that texts were mixed up."""

import re
import unicodedata
from collections.abc import Sequence

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
_LARGEST_GROWTH, _GROWTH_ALLOWED = 8, 200
"""A translation that is this many times longer, and this many characters besides, is no translation."""
_MIXED_UP = 2


def has_words(text: str) -> bool:
    """Tell whether there is anything to translate: a letter outside links."""
    return bool(_LETTER.search(LINK.sub("", text)))


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
    if digits.endswith("000") and digits.rstrip("0") in there.split("\n"):
        return True
    groups = [_digits_of(group).lstrip("0") for group in _GROUP.findall(number)]
    return len(groups) > 1 and all(group in there for group in groups)


def are_mixed_up(texts: Sequence[str], translations: Sequence[str]) -> bool:
    """Tell whether several translations have nothing of their own text, but something of another one's."""
    anchors = [_anchors(text) for text in texts]
    found = [_anchors(translation) for translation in translations]
    strays = sum(
        bool(own) and not own & there and any(own & other for other in found)
        for own, there in zip(anchors, found, strict=True)
    )
    return strays >= _MIXED_UP


def _anchors(text: str) -> frozenset[str]:
    """Return what most languages of one script write alike: names, numbers, links."""
    plain = LINK.sub(" ", text)
    numbers = {d for n in _NUMBER.findall(plain) if len(d := _digits_of(n)) >= _LEAST_DIGITS}
    names = {fold_text(word) for word in _NAME.findall(plain) if word[0].isupper()}
    return frozenset(numbers | names | set(LINK.findall(text)))


def _digits_of(number: str) -> str:
    return "".join(str(unicodedata.digit(c)) for c in number if c.isdecimal())
