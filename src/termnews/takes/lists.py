"""Lists of words, read once from word_lists.txt."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("word_lists.txt")


def load_list(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return _load()[name]


@cache
def _load() -> Mapping[str, frozenset[str]]:
    words: dict[str, list[str]] = {}
    name = ""
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith(" "):
            words[name] += line.split()
        elif line and not line.startswith("#"):
            name = line.removesuffix(":")
            words[name] = []
    return {name: frozenset(found) for name, found in words.items()}
