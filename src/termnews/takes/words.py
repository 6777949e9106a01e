"""Words as they are compared: split, folded, stemmed, without the ones that every text has."""

import re

from termnews.domain.text import fold_text
from termnews.takes.lists import load_list

WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*")
"""A word with its inner points, apostrophes and hyphens."""

STOP_WORDS = load_list("stop")
"""Folded words that say nothing about what happened."""

_POSSESSIVE = re.compile(r"['’]s?$")
_VOWEL = re.compile("[aeiouy]")


def fold_word(word: str) -> str:
    """Return a word without case, accents, apostrophes and a possessive; points stay in numbers only."""
    folded = _POSSESSIVE.sub("", fold_text(word))
    if folded[:1].isdigit():
        return folded
    return folded.replace("'", "").replace(".", "")


def stem_word(word: str) -> str:
    """Strip the commonest endings of a folded word: lightly, so that different words stay different."""
    if len(word) <= 3 or word[0].isdigit():  # noqa: PLR2004 nothing to strip
        return word
    word = _strip_plural(word)
    for suffix in ("ing", "ed"):
        base = word.removesuffix(suffix)
        if base != word and len(base) >= 3 and _VOWEL.search(base):  # noqa: PLR2004 "ring", "bed"
            word = base[:-1] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz" else base  # noqa: PLR2004
            break
    return word[:-1] if word.endswith("e") and len(word) > 4 else word  # noqa: PLR2004 "price", not "tree"


def _strip_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 "ties"
        return word[:-3] + "y"
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def is_title_case(words: list[str]) -> bool:
    """Tell whether a headline capitalises nearly every longer word, so that capitals mark no names in it."""
    longer = [w for w in words if len(w) > 3 and w[0].isalpha()]  # noqa: PLR2004 "with", not "the"
    return len(longer) >= 3 and sum(w[0].isupper() for w in longer) > 0.7 * len(longer)  # noqa: PLR2004
