"""What a take is about, in words of its own headline."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from termnews.takes.lists import load_list
from termnews.takes.verbs import NUMBER, is_verb
from termnews.takes.vocabulary import Vocabulary
from termnews.takes.words import STOP_WORDS, WORD, fold_word

_PIECE = re.compile(rf"(?:\w+-)*(?:[A-Z]\.){{2,}}|{WORD.pattern}|[^\w\s]+")
_YEAR = re.compile(r"(?:19|20)\d\ds?")
_MOST_WORDS = 4
_WORD_COST = 1.1
"""What a word must be worth to be part of a topic."""
_PHRASE_BONUS = 1.5
"""What two words are worth more than one."""
_GLUE = frozenset({"of", "in", "for", "and", "the", "on", "over"})
"""Small words that may stand inside a topic."""
_MONEY = frozenset("$€£¥₹")
_HEADS = load_list("heads")
_TIMES = frozenset({"year", "years", "day", "days", "month", "season", "week"})
_MONTHS = load_list("months")
_SMALL = _GLUE | {"a", "an", "by", "from", "as", "to", "with", "at"}
"""Words that stay small in a title."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    terms: tuple[str, ...]
    """Empty for a small word."""

    @property
    def is_edge(self) -> bool:
        """Whether a topic may begin or end with the word: not with a number that is no year."""
        return bool(self.terms) and (not self.text[0].isdigit() or _YEAR.fullmatch(self.text) is not None)


def find_topic(
    headline: str, worth: Mapping[str, float], vocabulary: Vocabulary, avoided: frozenset[str] = frozenset()
) -> str:
    """Return the run of words in a headline that says most, as `find_topics` does; empty when there is none."""
    return next(iter(find_topics(headline, worth, vocabulary, avoided)), "")


def find_topics(
    headline: str, worth: Mapping[str, float], vocabulary: Vocabulary, avoided: frozenset[str] = frozenset()
) -> list[str]:
    """Return the runs of words in a headline that name a thing, titled, the one that says most first.

    `worth` gives the value of a term; words whose terms are in `avoided` do not begin or end a topic.
    """
    values: dict[str, float] = {}
    for run in _runs(headline, vocabulary):
        for span in _spans(run, avoided):
            value = _value(span, worth)
            if value > 0:
                values.setdefault(_title([w.text for w in span]), value)
    return sorted(values, key=lambda topic: -values[topic])


def _value(span: tuple[_Word, ...], worth: Mapping[str, float]) -> float:
    told = [w for w in span if w.terms]
    if all(w.text[0].isdigit() for w in told):
        return 0.0
    value = sum(worth.get(t, 0.0) for t in dict.fromkeys(t for w in told for t in w.terms))
    bonus = _PHRASE_BONUS if len(told) > 1 else 0.0
    bonus -= sum(_may_part(one, other) for one, other in pairwise(span))
    return value + bonus - _WORD_COST * len(told) - 0.5 * (len(span) - len(told))


def _runs(headline: str, vocabulary: Vocabulary) -> Iterator[list[_Word]]:
    """Split a headline at verbs, at punctuation and at small words that no topic has inside."""
    pieces = _PIECE.findall(headline)
    folded = [_fold(piece, headline) for piece in pieces]
    run: list[_Word] = []
    for piece, before, word, after in zip(pieces, ["", *folded], folded, [*folded[1:], ""], strict=False):
        if _ends_topic(word, before, after):
            if run:
                yield run
            run = []
        elif word in _GLUE:
            run.append(_Word(piece, ()))
        else:
            run.append(_Word(piece, tuple(vocabulary.read(piece)) or (word,)))
    if run:
        yield run


def _fold(piece: str, headline: str) -> str:
    """Return a word folded, a number for money, nothing for other signs; "ID" is not the "id" of "I'd"."""
    if piece[0] in _MONEY:
        return NUMBER
    folded = fold_word(piece) if piece[0].isalnum() else ""
    is_name = len(piece) > 1 and piece.isupper() and folded in STOP_WORDS and not headline.isupper()
    return piece if is_name else folded


def _ends_topic(word: str, before: str, after: str) -> bool:
    if word == "the":
        return before not in _GLUE
    if word in _GLUE or word in _TIMES:
        return False
    return not word or word == NUMBER or word in STOP_WORDS or word in _MONTHS or is_verb(word, before, after)


def _spans(run: list[_Word], avoided: frozenset[str]) -> Iterator[tuple[_Word, ...]]:
    """Yield the parts of a run that begin and end with a telling word, never cut off before a noun's last word."""
    for start, first in enumerate(run):
        if not first.is_edge or avoided.issuperset(first.terms) or _is_idle(first, run[start + 1 : start + 2]):
            continue
        content = 0
        for end in range(start, len(run)):
            last = run[end]
            content += bool(last.terms)
            if content > _MOST_WORDS:
                break
            if _is_last(last, run[end + 1 : end + 2]) and last.is_edge and not avoided.issuperset(last.terms):
                yield tuple(run[start : end + 1])


def _is_idle(word: _Word, following: list[_Word]) -> bool:
    """Tell whether a word says nothing without what follows: "foot" in "one foot in the door"."""
    return bool(following) and not following[0].terms and word.text.lower() in _HEADS


def _is_last(word: _Word, following: list[_Word]) -> bool:
    """Tell whether a name ends here: with "seat" in "the seat Peru gave back", not with "grain" in "grain deal"."""
    if not following or not following[0].is_edge:
        return True
    return _may_part(word, following[0])


def _may_part(one: _Word, other: _Word) -> bool:
    return bool(one.terms) and one.text.islower() and other.text[0].isupper()


def _title(words: list[str]) -> str:
    titled = [w.lower() if i and w.lower() in _SMALL else _capitalise(w) for i, w in enumerate(words)]
    return " ".join(titled).removesuffix("’s").removesuffix("'s").removesuffix("’")


def _capitalise(word: str) -> str:
    """Capitalise a word unless it brings its own capitals, as "iPhone" does."""
    return word if any(c.isupper() for c in word[1:]) else word[:1].upper() + word[1:]
