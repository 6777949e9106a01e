"""What a take is about, in words of its own headline."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termnews.takes.verbs import is_verb
from termnews.takes.vocabulary import Vocabulary
from termnews.takes.words import STOP_WORDS, WORD, fold_word

_PIECE = re.compile(rf"{WORD.pattern}|[^\w\s]")
_MOST_WORDS = 4
_GLUE = frozenset({"of", "on", "in", "for", "and", "the", "to", "with", "at", "over"})
"""Small words that may stand inside a topic."""
_SMALL = frozenset({*_GLUE, "a", "an", "by", "from", "as"})
"""Words that stay small in a title."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    terms: tuple[str, ...]
    """Empty for a small word."""


def find_topic(
    headline: str, worth: Mapping[str, float], vocabulary: Vocabulary, avoided: frozenset[str] = frozenset()
) -> str:
    """Return the run of words in a headline that says most, titled; empty when there is none.

    `worth` gives the value of a term; words whose terms are in `avoided` do not begin or end a topic.
    """
    best, words = 0.0, ()
    for run in _runs(headline, vocabulary):
        for start, end in _spans(run, avoided):
            span = tuple(run[start:end])
            value = sum(worth.get(t, 0.0) for t in {t for w in span for t in w.terms})
            value -= 0.4 * sum(not w.terms for w in span)
            if value > best + 1e-9:
                best, words = value, span
    return _title([w.text for w in words])


def _runs(headline: str, vocabulary: Vocabulary) -> Iterator[list[_Word]]:
    """Split a headline at verbs, at punctuation and at small words that no topic has inside."""
    run: list[_Word] = []
    for piece in _PIECE.findall(headline):
        folded = fold_word(piece)
        if _ends_topic(folded):
            if run:
                yield run
            run = []
        else:
            run.append(_Word(piece, () if folded in _GLUE else tuple(vocabulary.read(piece))))
    if run:
        yield run


def _ends_topic(folded: str) -> bool:
    return not folded[:1].isalnum() or is_verb(folded) or (folded in STOP_WORDS and folded not in _GLUE)


def _spans(run: list[_Word], avoided: frozenset[str]) -> Iterator[tuple[int, int]]:
    for start, first in enumerate(run):
        if not first.terms or avoided.issuperset(first.terms):
            continue
        content = 0
        for end in range(start, len(run)):
            if not run[end].terms:
                continue
            content += 1
            if content > _MOST_WORDS:
                break
            if not avoided.issuperset(run[end].terms):
                yield start, end + 1


def _title(words: list[str]) -> str:
    return (
        " ".join(w if w.lower() in _SMALL else w[:1].upper() + w[1:] for w in words)
        .removesuffix("’s")
        .removesuffix("'s")
    )
