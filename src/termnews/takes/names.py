"""Names of countries and their people, folded to one term each: "Ukrainian" and "Ukraine" are one thing."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termnews.domain.place import ALIASES, Countries, fold_name

COUNTRY_MARK = "="
"""Begins a term that is a country's code, such as "=UA"."""

_PEOPLE: Mapping[str, str] = {
    "argentinian": "AR", "argentinean": "AR", "aussie": "AU", "azeri": "AZ", "bosnia": "BA", "brit": "GB",
    "briton": "GB", "british": "GB", "burkinabe": "BF", "congolese": "CD", "czech": "CZ", "dane": "DK",
    "dominican": "DO", "emirates": "AE", "english": "GB", "filipino": "PH", "finn": "FI", "french": "FR",
    "irish": "IE", "kazakhstani": "KZ", "kiwi": "NZ", "macedonian": "MK", "micronesian": "FM", "nepalese": "NP",
    "new zealander": "NZ", "pole": "PL", "saudi": "SA", "scot": "GB", "scottish": "GB", "singaporean": "SG",
    "spaniard": "ES", "swede": "SE", "tanzanian": "TZ", "tobagonian": "TT", "turk": "TR", "welsh": "GB",
}  # fmt: skip
"""Words for people that the table of countries lacks, or whose country is the likelier of two."""
_BODIES: Mapping[str, str] = {
    "european union": "eu", "united nations": "un", "islamic state": "isis", "isil": "isis", "daesh": "isis",
    "european": "europe", "african": "africa", "asian": "asia", "kiev": "kyiv", "kharkov": "kharkiv",
}  # fmt: skip
_CAPITALS = re.compile(r"[A-Z]{2,3}|U\.S(?:\.A)?|U\.K")
_SMALL = frozenset({"d", "of", "the"})
_UNUSABLE = frozenset({"na", "none", "", "us"})


@dataclass(frozen=True, slots=True)
class Names:
    """The terms that names of countries fold to."""

    terms: Mapping[str, str]
    """From one folded word, such as "ukrainian", to a term."""
    phrases: re.Pattern[str]
    """Matches names of several words."""
    phrase_terms: Mapping[str, str]
    """From a folded name of several words to a term."""

    def find_term(self, word: str) -> str | None:
        """Return the term of a capitalised word that names a country or its people, None for any other."""
        if not word[0].isupper():
            return None
        if _CAPITALS.fullmatch(word):
            return _abbreviation(word.replace(".", ""))
        folded = fold_name(word.removesuffix("'s").removesuffix("’s"))
        return self.terms.get(folded) or (self.terms.get(folded[:-1]) if folded.endswith("s") else None)

    def join_phrases(self, text: str) -> str:
        """Replace names of several words by their terms."""
        return self.phrases.sub(lambda match: f" {self.phrase_terms[fold_name(match[1])]} ", text)


def load_names(countries: Countries) -> Names:
    """Collect what countries and their people are called."""
    found = dict(_pairs(countries))
    words = {name: term for name, term in found.items() if " " not in name}
    phrases = {name: term for name, term in found.items() if " " in name}
    accented = {
        re.escape(c.name) for c in countries.values() if not c.name.isascii() and len(fold_name(c.name).split()) > 1
    }
    spelled = sorted(accented | {_spell(name) for name in phrases}, key=lambda s: (-len(s), s))
    pattern = re.compile(rf"({'|'.join(spelled)})(?:s\b|['’]s?\b|\b)") if spelled else re.compile(r"(?!)")
    return Names(words, pattern, phrases)


def country_term(code: str) -> str:
    """Return the term of a country's code."""
    return COUNTRY_MARK + code


def _pairs(countries: Countries) -> Iterator[tuple[str, str]]:
    """List folded names with their terms; later ones win."""
    for code, country in reversed(list(countries.items())):
        for name in (country.demonym.partition(" (")[0], country.name.partition(" (")[0]):
            if (folded := fold_name(name)) not in _UNUSABLE:
                yield folded, country_term(code)
    for table in (ALIASES, _PEOPLE):
        yield from ((name, country_term(code)) for name, code in table.items() if len(name) > 3)  # noqa: PLR2004
    yield from _BODIES.items()


def _spell(folded: str) -> str:
    """Return a pattern for a folded name as a text spells it: capitals, hyphens, "&" for "and"."""
    return r"[ \-’']".join(map(_spell_word, folded.split()))


def _spell_word(word: str) -> str:
    if word == "and":
        return "(?:and|&)"
    return word if word in _SMALL else f"{word[0].upper()}{re.escape(word[1:])}"


def _abbreviation(word: str) -> str | None:
    match word:
        case "US" | "USA":
            return country_term("US")
        case "UK":
            return country_term("GB")
        case "UAE":
            return country_term("AE")
        case "DRC":
            return country_term("CD")
        case _:
            return None
