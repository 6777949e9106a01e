"""Pictures in a captured page: an untranslated, often cut-off line, and below it the caption with its credit."""

import re

from termnews.domain.article import Caption, Picture

_LONGEST_ALT = 120
_LONGEST_BARE_ALT = 60
"""An alternative text is cut off near 35 characters; hard-wrapped paragraphs have longer lines."""
_LONGEST_CREDIT = 120
_AGENCY = re.compile(
    r"\bvia [A-Z]|\S/\S|[©ⓒ]"
    r"|\b(?:AA|AFP|ANSA|AP|BELTA|CCTV|DPA|dpa|EFE|EPA|KCNA|MTI|PA|PAP|PTI|TASS|UNHCR|UPI|Anadolu|Belga|Bloomberg|Getty"
    r"|Handout|IMAGO|Imago|Keystone|Kyodo|Lusa|NurPhoto|Pool|REUTERS|Reuters|Ritzau|Shutterstock|Sputnik|Xinhua|Yonhap"
    r"|[Aa]rchive|[Ff]ile|[Pp]hoto(?:graph)?(?: by)?:?|[Pp]ress [Oo]ffice|[Pp]ress [Ss]ervice)\b"
)
_NAMED_CREDIT = re.compile(
    r"(?:(?<=[\s.!?…\"”»|—–-])|^)((?:Photo(?:graph)?|Picture|Image|Credit|Foto|Bild|Photographie|Crédit|Crédito|Фото)"
    r"(?: credit| by)?\s?:\s?.{2,90}|(?:©|\(c\))\s?.{2,90})$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_][^\W\d_][.!?…])[\"”»]? |(?<=[)\d][.!?…]) |[。！？]")
_NOT_CREDIT = frozenset((
    "L", "R", "C", "Left", "Right", "Centre", "Center", "Top", "Bottom", "Above", "Below", "File", "Background",
))  # fmt: skip
_CLOSING = {")": "(", "）": "（", "]": "["}
_STOPS = ".!?…,;:–—-。！？،؟।"


def read_picture(alt: str, caption: str, *, is_pair: bool) -> tuple[Picture, Caption] | None:
    """Return touching lines as a picture, None when they are running text; `is_pair`: no third line touches them."""
    if len(alt) > _LONGEST_ALT or (len(alt) > _LONGEST_BARE_ALT and alt[-1] in _STOPS):
        return None
    text, credit = split_credit(caption)
    if not credit and not (is_pair and _is_bare_picture(alt, caption)):
        return None
    return Picture(alt), Caption(text, credit)


def split_credit(caption: str) -> tuple[str, str]:
    """Split a caption from its credit; the credit is empty when none is recognised."""
    bare = caption[:-1].rstrip() if caption[-2:-1] in _CLOSING and caption[-1] == "." else caption
    if opening := _CLOSING.get(bare[-1:]):
        start = _matching(bare, opening)
        inside = bare[start + 1 : -1].strip()
        if start > 0 and _is_credit(inside):
            return bare[:start].rstrip(), inside
    if named := _NAMED_CREDIT.search(caption):
        return caption[: named.start()].rstrip(" |—–-"), named[1]
    for end in reversed(list(_SENTENCE_END.finditer(caption))[-6:]):
        tail = caption[end.end() :].strip()
        if tail and len(tail) <= _LONGEST_CREDIT and tail[-1] not in ".!?" and _AGENCY.search(tail):
            return caption[: end.end()].rstrip(), tail
    return caption, ""


def _matching(text: str, opening: str) -> int:
    """Return where the bracket opens that the last character closes, -1 when nowhere."""
    depth = 0
    for at in range(len(text) - 1, max(-1, len(text) - _LONGEST_CREDIT - 3), -1):
        depth += (text[at] == text[-1]) - (text[at] == opening)
        if depth == 0:
            return at
    return -1


def _is_credit(inside: str) -> bool:
    """Tell a maker's name from a remark such as "right" or "2019"."""
    if not 1 < len(inside) <= _LONGEST_CREDIT or inside in _NOT_CREDIT or inside[-1] in "!?":
        return False
    return bool(_AGENCY.search(inside)) or (
        any(c.isalpha() and not c.islower() for c in inside) and not inside[0].islower()
    )


def _is_bare_picture(alt: str, caption: str) -> bool:
    """Tell a cut-off line and a sentence below it from a paragraph of two lines."""
    return (
        len(alt) <= _LONGEST_BARE_ALT
        and alt[-1] not in _STOPS
        and not caption[0].islower()
        and len(caption) * 10 >= len(alt) * 9
    )
