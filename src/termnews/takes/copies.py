"""Copies of one wire text: several outlets print it, few change more than the headline."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from termnews.domain.article import Article, Caption, Picture, block_text
from termnews.domain.text import fold_text

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')]*\s+|\n+")
_NOT_WORDS = re.compile(r"[\W_]+")
_SHORTEST = 30
"""Characters of a sentence that tells texts apart; "He did not say why." is in many."""
_SHARED = 2
_SHARE = 0.3
"""Of the shorter text's sentences."""
_REPEATED = 3
"""In so many articles of one outlet a sentence is its boilerplate."""


def find_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Return for each copy's id the id of the article that had the text first.

    Texts are copies when they share two sentences and three in ten of the shorter one's. Undated articles come last.
    """
    ordered = sorted(articles, key=lambda a: (a.published is None, a.published or _NO_DATE, a.id))
    sentences = _distinctive(ordered)
    users: defaultdict[str, list[int]] = defaultdict(list)
    originals: dict[str, str] = {}
    for at, own in enumerate(sentences):
        shared = Counter(earlier for sentence in own for earlier in users[sentence])
        enough = [e for e, n in shared.items() if n >= _SHARED and n >= _SHARE * min(len(own), len(sentences[e]))]
        if enough:
            first = ordered[min(enough)].id
            originals[ordered[at].id] = originals.get(first, first)
        for sentence in own:
            users[sentence].append(at)
    return originals


def find_story_copies(articles: Iterable[Article], stories: Mapping[str, str]) -> dict[str, str]:
    """Return for each copy's id the id of the article of its story that had the text first."""
    told: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if story_id := stories.get(article.id):
            told[story_id].append(article)
    copies: dict[str, str] = {}
    for group in told.values():
        copies |= find_copies(group)
    return copies


def split_sentences(article: Article) -> list[str]:
    """Return the body's sentences as published, captions and pictures left out."""
    blocks = (block_text(b) for b in article.blocks if not isinstance(b, Picture | Caption))
    return [s for text in blocks for part in _SENTENCE_END.split(text) if (s := part.strip())]


def _distinctive(articles: Sequence[Article]) -> list[dict[str, None]]:
    """Return each article's longer sentences, folded, in order and without what its outlet repeats."""
    folded = [dict.fromkeys(_fold(s) for s in split_sentences(a) if len(s) >= _SHORTEST) for a in articles]
    used = Counter((a.outlet, s) for a, own in zip(articles, folded, strict=True) if a.outlet for s in own)
    return [{s: None for s in own if used[a.outlet, s] < _REPEATED} for a, own in zip(articles, folded, strict=True)]


def _fold(sentence: str) -> str:
    return _NOT_WORDS.sub(" ", fold_text(sentence)).strip()
