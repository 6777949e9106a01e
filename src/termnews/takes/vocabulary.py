"""Text to terms: what two texts are compared by."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from termnews.domain.place import Countries
from termnews.takes.names import COUNTRY_MARK, Names, load_names
from termnews.takes.words import STOP_WORDS, WORD, fold_word, is_title_case, stem_word

_TOKEN = re.compile(rf"{COUNTRY_MARK}[A-Z]{{2}}|{WORD.pattern}|[.!?:;,\n“”\"()]")
_ENDS_SENTENCE = frozenset(".!?:;\n“\"")
_ENDS_PHRASE = _ENDS_SENTENCE | frozenset(",”()")


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
    _terms_by_word: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, text: str) -> list[str]:
        """Return the terms of a text in its order."""
        return self.read_closely(text).terms

    def read_closely(self, text: str, *, is_headline: bool = False) -> Reading:
        """Return the terms of a text, which of them are names, and which stand together."""
        reading = Reading()
        if not text:
            return reading
        tokens = _TOKEN.findall(self.names.join_phrases(text))
        marks_names = not (is_headline and is_title_case(tokens))
        known = self._terms_by_word
        is_start, before = True, ""
        for token in tokens:
            if token in _ENDS_PHRASE:
                is_start, before = is_start or token in _ENDS_SENTENCE, ""
                continue
            found = known.get(token)
            if found is None:
                found = known[token] = self._find_terms(token)
            if found:
                reading.terms += found
                if marks_names and _is_capitalised(token) and (not is_start or token.isupper()):
                    reading.names.update(found)
                if before:
                    reading.pairs.add((before, found[0]))
            is_start, before = False, found[-1] if found else ""
        return reading

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


def _is_capitalised(token: str) -> bool:
    return token[0].isupper() or token[0] == COUNTRY_MARK
