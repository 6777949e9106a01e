"""Text to terms: what two texts are compared by."""

import re
from dataclasses import dataclass, field

from termnews.domain.place import Countries
from termnews.takes.names import COUNTRY_MARK, Names, load_names
from termnews.takes.words import STOP_WORDS, WORD, fold_word, is_title_case, stem_word

_TOKEN = re.compile(rf"{COUNTRY_MARK}[A-Z]{{2}}|{WORD.pattern}|[.!?:;\n“\"]")
_STARTERS = frozenset('.!?:;\n“"')


@dataclass(slots=True)
class Vocabulary:
    """Reads texts into terms, remembering every word it has seen."""

    names: Names
    _terms_by_word: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, text: str) -> list[str]:
        """Return the terms of a text in its order."""
        return self.read_names(text)[0]

    def read_names(self, text: str, *, is_headline: bool = False) -> tuple[list[str], set[str]]:
        """Return the terms of a text in its order, and those that are capitalised inside a sentence."""
        tokens = _TOKEN.findall(self.names.join_phrases(text))
        marks_names = not (is_headline and is_title_case(tokens))
        known = self._terms_by_word
        terms: list[str] = []
        proper: set[str] = set()
        is_start = True
        for token in tokens:
            if token in _STARTERS:
                is_start = True
                continue
            found = known.get(token)
            if found is None:
                found = known[token] = self._find_terms(token)
            if found:
                terms += found
                if marks_names and token[0] < "a" and (not is_start or token.isupper()) and not token[0].isdigit():
                    proper.update(found)
            is_start = False
        return terms, proper

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


def load_vocabulary(countries: Countries) -> Vocabulary:
    """Make a vocabulary that knows the countries by all their names."""
    return Vocabulary(load_names(countries))
