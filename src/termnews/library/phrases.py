"""Exact phrases: the index knows words only, so an article that has them all is read.

The stored content is searched as it is, as JSON with its text folded: taking it apart would cost ten times as much.
"""

import json
import re
import sqlite3
from functools import lru_cache
from typing import Any

from termnews.library.folding import fold_characters, is_arabic, is_dense

FUNCTION = "holds_phrase"
"""What SQL calls `holds_phrase`: after the words, whether the last may be unfinished, headline, outlet and content."""

_GAP = r"(?:\\[bfnrt]|[\W_])+"
"""What parts words: also signs that JSON writes with a letter."""
_BEGINNING = r"(?:(?<![^\W_]{0})|(?<=\\[bfnrt]{0}))"
"""Stands behind the first word, so that `re` can look for the word itself."""
_END = r"(?![^\W_])"
_BLOCKS_END = "]],["
_ORIGINAL_BEGINS = '",["'
"""Stands behind the blocks only between the language and the original."""
_ORIGINAL = 5
"""Where the original stands in stored content, if there is one."""
_BLOCK = '["'
_SEARCHED = tuple("pchqi")
"""The kinds of blocks that are searched: pictures are not."""
_KIND = 'p","'
_SEARCHED_KINDS = frozenset(kind + _KIND[1:] for kind in _SEARCHED)
_TEXT_END = r'(?<!\\)"'
_FOLDED_DIFFERENTLY = "[\u00aa-\u024f\u0370-\u1fff\u2c00-\U0010ffff]"
"""Letters beyond ASCII; typographic signs are none."""


def add_phrase_function(connection: sqlite3.Connection) -> None:
    """Let the SQL of a connection look for phrases."""
    connection.create_function(FUNCTION, 5, holds_phrase, deterministic=True)


def stored_texts(content: str) -> list[str]:
    """Return the texts of the blocks of stored content that are searched, in their order; then the original's."""
    blocks, *_ = parts = json.loads(content)
    texts = [str(block[1]) for block in blocks if block[0] in _SEARCHED]
    return texts + _original_texts(parts[_ORIGINAL:])


def _original_texts(original: list[list[Any]]) -> list[str]:
    return [
        text
        for _, headline, blocks, *_ in original
        for text in (headline, *(block[1] for block in blocks if block[0] in _SEARCHED))
    ]


def holds_phrase(phrase: str, is_open: int, headline: str, outlet: str, content: str) -> bool:
    """Tell whether folded words stand side by side in the headline, the outlet or a block, translated or original."""
    pattern = _pattern(phrase, bool(is_open))
    lowered = content.lower()
    if phrase.isascii() and _is_in_block(pattern, lowered):
        return True
    if any(pattern.search(fold_characters(text)) for text in (headline, outlet)):
        return True
    if re.search(_FOLDED_DIFFERENTLY, lowered) and _is_in_block(pattern, fold_characters(content)):
        return True
    is_translated = content.find(_ORIGINAL_BEGINS, content.find(_BLOCKS_END)) > 0
    texts = _original_texts(json.loads(content)[_ORIGINAL:]) if is_translated else ()
    return any(pattern.search(fold_characters(text)) for text in texts)


def _is_in_block(pattern: re.Pattern[str], content: str) -> bool:
    """Tell whether a pattern matches within a block that is searched, and not in what stands behind the blocks."""
    for match in pattern.finditer(content, 0, max(0, content.find(_BLOCKS_END))):
        kind = content.rfind(_BLOCK, 0, match.start()) + len(_BLOCK)
        text = kind + len(_KIND)
        is_searched = content[kind:text] in _SEARCHED_KINDS and match.start() >= text
        if is_searched and not re.search(_TEXT_END, content[text : match.start()]):
            return True
    return False


@lru_cache(maxsize=64)
def _pattern(phrase: str, is_open: bool) -> re.Pattern[str]:  # noqa: FBT001 -- a key
    is_end_free = is_open or is_dense(phrase[-1:]) or is_arabic(phrase[-1:])
    first, *others = map(re.escape, phrase.split(" "))
    if not (is_dense(phrase[:1]) or is_arabic(phrase[:1])):
        first += _BEGINNING.format(first)
    return re.compile(_GAP.join((first, *others)) + ("" if is_end_free else _END))
