"""Text to terms: what two texts are compared by."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from termnews.domain.place import Countries
from termnews.takes.names import COUNTRY_MARK, Names, load_names
from termnews.takes.words import STOP_WORDS, WORD, fold_word, is_title_case, stem_word

_TOKEN = re.compile(rf"{COUNTRY_MARK}[A-Z]{{2}}|{WORD.pattern}|[.!?:;,\n“”\"()]")
_ENDS_SENTENCE = frozenset('.!?:;\n“"')
_ENDS_PHRASE = _ENDS_SENTENCE | frozenset(",”()")

_MOST_KNOWN = 200_000
"""Words remembered before a vocabulary begins anew: some 30 MB."""


@dataclass(slots=True)
class Reading:
    """A text, read."""

    terms: list[str] = field(default_factory=list)
    """In the order of the text."""
    names: set[str] = field(default_factory=set)
    """Those that are capitalised inside a sentence."""
    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Those that stand side by side, nothing between them."""


@dataclass(slots=True)
class Vocabulary:
    """Reads texts into terms, remembering every word it has seen."""

    names: Names
    _known: dict[str, tuple[tuple[str, ...], bool, bool]] = field(default_factory=dict)
    """For each word its terms, whether it is capitalised, and whether all of it is."""

    def read(self, text: str) -> list[str]:
        """Return the terms of a text in its order."""
        return self.read_closely(text).terms

    def read_closely(self, text: str, *, is_headline: bool = False) -> Reading:
        """Return the terms of a text, which of them are names, and which stand together."""
        tokens = _TOKEN.findall(self.names.join_phrases(text))
        marks_names = not (is_headline and is_title_case(tokens))
        reading = Reading()
        is_start, before = True, ""
        for token in tokens:
            if token in _ENDS_PHRASE:
                is_start, before = is_start or token in _ENDS_SENTENCE, ""
                continue
            found, is_capitalised, is_upper = self._known.get(token) or self._learn(token)
            if found:
                reading.terms += found
                if is_capitalised and marks_names and (is_upper or not is_start):
                    reading.names.update(found)
                if before:
                    reading.pairs.add((before, found[0]))
                before = found[-1]
            else:
                before = ""
            is_start = False
        return reading

    def _learn(self, word: str) -> tuple[tuple[str, ...], bool, bool]:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        is_capitalised = word[0].isupper() or word[0] == COUNTRY_MARK
        learned = self._known[word] = (self._find_terms(word), is_capitalised, is_capitalised and word.isupper())
        return learned

    def _find_terms(self, token: str) -> tuple[str, ...]:
        if token[0] == COUNTRY_MARK:
            return (token,)
        if named := self.names.find_term(token):
            return (named,)
        parts = token.split("-") if "-" in token else [token]
        terms = (self.names.find_term(part) or self._stem(part) for part in parts if part)
        return tuple(term for term in terms if term)

    def _stem(self, part: str) -> str:
        folded = fold_word(part)
        if folded in STOP_WORDS or (len(folded) < 2 and not folded.isdigit()):  # noqa: PLR2004 a single letter
            return ""
        return stem_word(folded)


@lru_cache(maxsize=4)
def load_vocabulary(countries: Countries) -> Vocabulary:
    """Make a vocabulary that knows the countries by all their names."""
    return Vocabulary(load_names(countries))
