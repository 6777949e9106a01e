"""A paragraph to sentences for models that know one sentence at a time, and back to one paragraph.

No word is lost: the sentences of a paragraph, with single spaces between where it had white space, are the paragraph.
"""

import re
from collections.abc import Sequence

from termnews.translate.marks import LINK

_END = re.compile(
    r"(?<=[.!?…])[\"'»”’)\]]*\s+(?=[\"'«“‘„(\[¿¡–—-]*[^\W_a-zß-öø-ÿ])"  # an end, white space, no small letter
    r"|(?<=[。！？।॥۔])[」』”’）]*\s*|(?<=؟)\s+"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'«“„])(?:[^\W\d_]|Sr|Sra|Dr|Dra|Mr|Mrs|Ms|St|Prof|Gen|Sen|Rep|Gov|Lt|Col|Nr|No|No\.|Art|Mme|Mlle|ca|z\.B|d\.h|u\.a|bzw|vs"
    r"|EE\.UU|S\.A|p\.m|a\.m|jr|im|al|ul|św|г|ул|им|т\.е|proc|tūkst|mln|mlrd)\.$",
    re.IGNORECASE,
)
_BREAKS = ";:،؛、，,—–"
_LEAST = 0.3
"""The share of the limit before which nothing is cut off."""
_CAPTURED = re.compile(r"\s*$")


def split_sentences(paragraph: str) -> list[str]:
    """Return the sentences of a paragraph; what only looks like an end, as in "Dr. Rossi" or "3. Mai", is none."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(paragraph):
        cut = _CAPTURED.sub("", paragraph[start : end.end()])
        if cut and not _goes_on(cut):
            found.append(cut)
            start = end.end()
    last = paragraph[start:].strip()
    return [*found, last] if last else found


def join_sentences(sentences: Sequence[str]) -> str:
    """Return English sentences as one paragraph."""
    return " ".join(filter(None, (sentence.strip() for sentence in sentences)))


def cut_long(text: str, limit: int) -> list[str]:
    """Return a text in parts of at most `limit` characters, cut at the last sentence, comma or space that fits."""
    parts: list[str] = []
    rest = text.strip()
    while len(rest) > limit:
        at = _cut_before(rest, limit)
        parts.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*parts, rest] if rest else parts


def split_links(text: str) -> list[tuple[str, bool]]:
    """Return a text's stretches with whether each is a link or address, which no model may touch."""
    stretches: list[tuple[str, bool]] = []
    start = 0
    for link in LINK.finditer(text):
        stretches += [(text[start : link.start()], False), (link[0], True)]
        start = link.end()
    return [(part, is_link) for part, is_link in [*stretches, (text[start:], False)] if part]


def _goes_on(sentence: str) -> bool:
    """Tell an abbreviation, an initial or a date's number from the end of a sentence."""
    return bool(_ABBREVIATION.search(sentence)) or bool(re.search(r"(?:^|\s)\d{1,2}\.$", sentence))


def _cut_before(text: str, limit: int) -> int:
    least = int(limit * _LEAST)
    ends = [end.end() for end in _END.finditer(text, least, limit) if not _goes_on(text[: end.end()].rstrip())]
    if ends:
        return ends[-1]
    for signs in (_BREAKS, " "):
        at = max(text.rfind(sign, least, limit) for sign in signs)
        if at > 0:
            return at + 1
    return limit
