"""Which words of a headline are verbs: lists and a few endings, enough to find the things a headline names."""

from termnews.takes.lists import load_list
from termnews.takes.words import stem_word

_VERBS = load_list("verbs")
_EITHER = load_list("either")
_IRREGULAR = load_list("irregular")
_THINGS = load_list("things")
_DEEDS = load_list("deeds")
_NO_FORMS = load_list("ed")
_MODIFIERS = load_list("modifiers")
_ARTICLES = load_list("articles")
_SMALL = load_list("small")
_ADVERBS = load_list("adverbs")
_INTENTS = load_list("intents")
_BEING = frozenset({"are", "be", "been", "is", "was", "were"})
_COURTS = frozenset({"court", "judge", "jury", "panel", "tribunal"})
NUMBER = "0"
"""Stands for a number or an amount of money beside a word."""


def is_verb(word: str, before: str, after: str) -> bool:
    """Tell whether a folded word of a headline is a verb, an adverb or another word that no thing is called by.

    `before` and `after` are the folded words beside it, empty where a phrase begins or ends.
    """
    if word in _IRREGULAR or word in _ADVERBS or _is_past(word) or _is_done(word, before, after):
        return True
    base = _find_base(word)
    if base is None or word in _DEEDS:
        return False
    if word in _THINGS:
        return after in _ARTICLES or (word not in _MODIFIERS and _is_object(after))
    return base not in _EITHER or before == "to" or word != base or (_is_plural(before) and before not in _MODIFIERS)


def _is_done(word: str, before: str, after: str) -> bool:
    """Tell whether its neighbours make a verb of a word: "are monitoring", "plans to", "court rules", "posts $21bn"."""
    if word.endswith("ing"):
        return before in _BEING or before in _ADVERBS
    if word == "rules" and before in _COURTS:
        return True
    return (word in _INTENTS and after in {"to", "for"}) or (word in _THINGS and after == NUMBER and bool(before))


def _is_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > 3 and word not in _NO_FORMS  # noqa: PLR2004 "fed", "red"


def _is_object(word: str) -> bool:
    """Tell whether a word right behind may be what a verb acts on: "India plans lunar samples", not "plans for"."""
    return word.isalpha() and word not in _SMALL and word not in _IRREGULAR


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))  # noqa: PLR2004 "gas"


def _find_base(word: str) -> str | None:
    stem = stem_word(word)
    bare = (word.removesuffix("es"), word.removesuffix("d"), word.removesuffix("s"))
    doubled = stem + stem[-1:] if len(stem) > 2 else stem  # noqa: PLR2004 "dropping", not "ad" for "add"
    bases = (word, stem, f"{stem}e", doubled, *bare)
    return next((base for base in bases if base in _VERBS or base in _EITHER), None)
