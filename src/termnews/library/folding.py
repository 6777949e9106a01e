"""Folding for search: what two spellings of a word must have in common to match.

Both sides of a search, the stored text and what was typed, go through here, and nothing else decides what a word is.
Folded text holds ASCII, with letters and digits as the words, and letters, digits and vowel signs beyond ASCII.

Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese words have no spaces that a search could go by, or run into
their particles: they are cut into overlapping pairs of letters, so that any part of a sentence can be found. Arabic
articles, conjunctions and prepositions are written onto the noun, and pronouns behind it: the noun is stored without
what stands before it too, and every Arabic word that is typed may be the beginning of a longer one.

Patterns are compiled by `re` at their first use: together they take 5 ms, which a start without a search need not pay.
"""

import re
import unicodedata
from itertools import pairwise

from termnews.domain.scripts import ARABIC, DENSE
from termnews.domain.text import fold_text

MAX_WORDS = 32
"""More words than this are not looked for."""

_MAX_TYPED = 1_000
_DENSE = f"([{DENSE}]+)"
_BEYOND_ASCII = r"[^\x00-\x7f]+(?:[ \n]+[^\x00-\x7f]+)*"
_RUN_BEYOND_ASCII = r"[^\x00-\x7f]+"
_NO_WORD = r"[^0-9a-z\x80-\U0010ffff]+"
_ARABIC_NOUN = "(?<![^ \n])[\u0627\u0648\u0641\u0628\u0643\u0644\u0633][^ \n]{2,}"
"""A word that may begin with what is written onto it."""
_AND_SO, _BY_AS_FOR_WILL = "\u0648\u0641", "\u0628\u0643\u0644\u0633"
_THE, _FOR_THE = "\u0627\u0644", "\u0644\u0644"


class _Folds(dict[int, str]):
    """The fold of every character met so far."""

    def __missing__(self, code: int) -> str:
        folded = fold_text(chr(code))
        self[code] = kept = "".join(c if _is_of_word(c) else " " for c in folded)
        return kept


def _is_of_word(character: str) -> bool:
    return character.isascii() or unicodedata.category(character)[0] in "LMN"


_FOLDS = _Folds()


def fold_stored(text: str) -> str:
    """Return text as the index holds it."""
    lowered = text.lower()
    return lowered if lowered.isascii() else re.sub(_BEYOND_ASCII, _fold_run, lowered)


def _fold_run(run: re.Match[str]) -> str:
    folded = unicodedata.normalize("NFC", run[0]).translate(_FOLDS)
    if folded.isascii():
        return folded
    if re.search(_DENSE, folded):
        folded = re.sub(_DENSE, _pairs_of, folded)
    nouns = [noun for word in re.findall(_ARABIC_NOUN, folded) for noun in _bare_nouns(word)]
    return " ".join((folded, *nouns, "")) if nouns else folded


def _pairs_of(run: re.Match[str]) -> str:
    letters = run[0]
    return " ".join(("", *map("".join, pairwise(letters)), letters[-1], ""))


def _bare_nouns(word: str) -> list[str]:
    """Return an Arabic word without its conjunction, then without its preposition, then without its article."""
    bare = [word]
    if bare[-1][0] in _AND_SO:
        bare.append(bare[-1][1:])
    if bare[-1].startswith(_FOR_THE):
        bare.append(bare[-1][2:])
    elif bare[-1][:1] in tuple(_BY_AS_FOR_WILL):
        bare.append(bare[-1][1:])
    if bare[-1].startswith(_THE):
        bare.append(bare[-1][2:])
    return [noun for noun in bare[1:] if len(noun) > 1]


def fold_plain(text: str) -> str:
    """Return the folded words of a text with one space between, none cut: for comparing whole phrases."""
    return " ".join(filter(None, re.split(_NO_WORD, fold_characters(text))))


def fold_typed(text: str) -> list[str]:
    """Return the words to look for, each once; the last may stand for the beginning of a word."""
    folded = fold_characters(text[:_MAX_TYPED])
    words = [part for word in re.split(_NO_WORD, folded) if word for part in _cut_dense(word)][:MAX_WORDS]
    return [*(word for word in dict.fromkeys(words[:-1]) if word != words[-1]), *words[-1:]]


def is_dense(word: str) -> bool:
    """Tell whether a folded word is of a script whose words are cut into pairs."""
    return bool(re.match(_DENSE, word))


def is_arabic(word: str) -> bool:
    """Tell whether a folded word is in Arabic letters."""
    return bool(re.match(f"[{ARABIC}]", word))


def fold_characters(text: str) -> str:
    """Return text with each letter folded and each sign beyond ASCII as a space; no word is cut."""
    return re.sub(_RUN_BEYOND_ASCII, _fold_each, text.lower())


def _fold_each(run: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", run[0]).translate(_FOLDS)


def _cut_dense(word: str) -> list[str]:
    parts: list[str] = []
    for piece in filter(None, re.split(_DENSE, word)):
        pairs = ["".join(pair) for pair in pairwise(piece)] if re.match(_DENSE, piece) else []
        parts += pairs or [piece]
    return parts
