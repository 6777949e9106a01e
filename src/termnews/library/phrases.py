"""Exact phrases: the index knows words only, so an article that has them all is read."""

import json
import re
import sqlite3
from functools import lru_cache

from termnews.library.folding import fold_plain, is_arabic, is_dense

FUNCTION = "holds_phrase"
"""What SQL calls `holds_phrase`: after the words, whether the last may be unfinished, headline, outlet and content."""

_LETTERS = re.compile("[\u00aa-\u024f\u0370-\u1fff\u2c00-\U0010ffff]")
"""Letters that folding changes; typographic signs are none."""


def add_phrase_function(connection: sqlite3.Connection) -> None:
    """Let the SQL of a connection look for phrases."""
    connection.create_function(FUNCTION, 5, holds_phrase, deterministic=True)


def holds_phrase(phrase: str, is_open: int, headline: str, outlet: str, content: str) -> bool:
    """Tell whether folded words stand side by side in the headline, the outlet or a block of the stored content."""
    pattern, quick = _patterns(phrase, bool(is_open))
    if pattern.search(fold_plain(headline)) or pattern.search(fold_plain(outlet)):
        return True
    if quick and not quick.search(content.lower()) and not _LETTERS.search(content):
        return False
    return any(pattern.search(fold_plain(block[1])) for block in json.loads(content)[0] if block[0] != "a")


@lru_cache(maxsize=64)
def _patterns(phrase: str, is_open: bool) -> tuple[re.Pattern[str], re.Pattern[str] | None]:  # noqa: FBT001 -- a key
    """Return what finds a phrase in folded text, and what never misses it in text without letters beyond ASCII."""
    is_free = is_dense(phrase[-1:]) or is_arabic(phrase[-1:]) or is_open
    beginning = "" if is_dense(phrase[:1]) or is_arabic(phrase[:1]) else r"(?<!\S)"
    pattern = re.compile(beginning + re.escape(phrase) + ("" if is_free else r"(?!\S)"))
    if not phrase.isascii():
        return pattern, None
    return pattern, re.compile("[^0-9a-z]+".join(map(re.escape, phrase.split(" "))))
