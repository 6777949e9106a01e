"""How common words are outside the window: a table made by scripts/common_words.py."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("common_words.txt")


@cache
def load_rates() -> Mapping[str, float]:
    """Read how often each common term comes, per term of running text."""
    rates: dict[str, float] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        per_million, *terms = line.split()
        rates.update(dict.fromkeys(terms, int(per_million) / 1e6))
    return rates
