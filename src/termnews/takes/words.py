"""Words as they are compared: split, folded, stemmed, without the ones that every text has."""

import re

from termnews.domain.text import fold_text

WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*")
"""A word with its inner points, apostrophes and hyphens."""

STOP_WORDS = frozenset(
    """a about above according after again against ago all also although always am amid among an and any are arent as at
    away back be became because been before being below between both breaking but by came can cant cannot could couldnt
    day days did didnt do does doesnt doing done dont down dr during each either else ever every few first for friday from
    further get gets getting go goes going gone got had hadnt has hasnt have havent having he hed hell her here heres hers
    herself hes him himself his how hows however i id if ill im in into is isnt it its itself ive just know last latest
    least let lets like live made make makes many may me might mine monday month months more most mr mrs ms much must my
    myself near need never new news next no nor not now of off often on once one only or other our ours ourselves out over
    own part per perhaps photos put rather really report reported reports s said same saturday saw say saying says second
    see seen several shall shant she shed shell shes should shouldnt since so some something still such sunday t take taken
    takes than that thats the their theirs them themselves then there theres these they theyd theyll theyre theyve thing
    things think this those though three through thursday thus til till time times to today together told tomorrow too took
    toward towards tuesday two under until up update updates upon us use used using very via video want wants was wasnt
    watch way we wed wednesday week weeks well went were werent weve what whats when where wheres whether which while who
    whole whom whos whose why will with within without wont would wouldnt year years yes yesterday yet you youd youll your
    youre yours yourself yourselves youve""".split()
)
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
