"""Forgiving a typo: what else a word that nothing has may stand for."""

from collections.abc import Callable
from dataclasses import replace

from termnews.domain.query import Query, Word
from termnews.domain.spelling import is_forgivable, one_typo_away
from termnews.library.folding import fold_typed, is_dense
from termnews.library.search import any_of, match_expression, word_expressions

MOST_SPELLINGS = 8
"""Words that a misspelt one may stand for."""

Count = Callable[[str], int]
"""How many articles a full-text query finds."""
Test = Callable[[str], bool]
"""Whether it finds any."""


def forgive(query: Query, count: Count, is_anywhere: Test) -> Query:
    """Add near spellings to what finds nothing: to unknown words, and if that is not enough, to all long enough."""
    for is_known_spared in (True, False):
        words = tuple(_respell(word, count, is_anywhere, is_known_spared=is_known_spared) for word in query.words)
        forgiving = replace(query, words=words)
        if words != query.words and is_anywhere(match_expression(forgiving)):
            return forgiving
    return query


def _respell(word: Word, count: Count, is_anywhere: Test, *, is_known_spared: bool) -> Word:
    parts = fold_typed(word.text)
    if word.is_negated or word.is_phrase or len(parts) != 1 or is_dense(parts[0]) or not is_forgivable(parts[0]):
        return word
    if is_known_spared and count(next(word_expressions(word))):
        return word
    near = [s for s in one_typo_away(parts[0]) if is_anywhere(any_of([s], is_open=word.is_open))]
    whole = [s for s in near if not word.is_open or is_anywhere(any_of([s], is_open=False))]
    counts = {s: count(any_of([s], is_open=word.is_open)) for s in whole or near}
    best = sorted(counts, key=lambda spelling: (-counts[spelling], spelling))[:MOST_SPELLINGS]
    return replace(word, spellings=tuple(best))
