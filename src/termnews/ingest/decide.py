"""Old and new to what to do: which entries of a feed are articles that nobody has, and which change one.

The same article never doubles: it is known by its link, by the feed's own id, or by an outlet saying nearly the same
again. An id or a link that a feed gives to several entries tells nothing and is passed over.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import crc32

from termnews.domain.article import Article, Block, Caption, Picture, block_text
from termnews.domain.outlet import Feed, FeedEntry, Outlet
from termnews.domain.text import fold_text
from termnews.ingest.links import link_key

_SKETCH = 8
"""Hashes kept of a text."""
_NEAR = 7
"""Hashes of two texts that must be the same for the texts to be."""
_SHINGLE = 4
_SKETCHED_WORDS = 60
_LEAST_WORDS = 25
"""A shorter text is compared by its headline only."""
_SAME_HEADLINE_WORDS = 4
_SAME_HEADLINE_WITHIN = timedelta(hours=12)
_SAME_TEXT_WITHIN = timedelta(days=2)
_ALIKE = 0.25
"""Share of headline words that two versions of one article have in common at least."""
_REPUBLISHED_ALIKE = 0.5
_FAR_AHEAD = timedelta(days=1)
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""Words, and where no spaces part them each sign."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where entries come from."""

    outlet: Outlet
    feed: Feed
    language: str = ""
    """What the feed says of itself."""


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """What is remembered of an article that came from a feed, to know it again."""

    article_id: str
    outlet: str
    """The outlet's key."""
    entry_id: str
    """What the feed calls it; empty when that tells nothing."""
    link_key: str
    """Likewise."""
    headline: str
    """Folded."""
    published: datetime
    """As shown; when it was first seen for want of a date."""
    digest: str
    """Changes with the headline, the byline or the text of the feed."""
    sketch: tuple[int, ...] = ()
    """Hashes of the text, each below 2**32; empty for a short text."""


@dataclass(frozen=True, slots=True)
class Decision:
    """An article to be saved and what to remember of it."""

    article: Article
    known: KnownEntry
    is_new: bool
    """Whether nobody has it; otherwise it takes the place of the one with its id."""


def wanted_links(entries: Iterable[FeedEntry]) -> frozenset[str]:
    """Return the link keys by which articles of any outlet have to be looked up for `decide_entries`."""
    return frozenset(filter(None, (link_key(entry.link) for entry in entries)))


def decide_entries(
    source: Source, entries: Sequence[FeedEntry], known: Iterable[KnownEntry], now: datetime
) -> tuple[Decision, ...]:
    """Return what is new or changed, in the order of the feed.

    `known` holds what is remembered of the outlet, and of whatever article has one of the entries' links.
    """
    outlet = source.outlet
    memory = _Memory(outlet.key, known)
    ids, links = Counter(e.id for e in entries), Counter(link_key(e.link) for e in entries)
    decisions: list[Decision] = []
    for entry in entries:
        key = link_key(entry.link)
        traits = _traits(outlet, entry, key if links[key] == 1 else "", entry.id if ids[entry.id] == 1 else "", now)
        before = memory.find(traits)
        if before is not None and (before.outlet != outlet.key or before.digest == traits.digest):
            continue
        decision = _decide(source, entry, traits, before, now)
        memory.add(decision.known)
        decisions.append(decision)
    return tuple(decisions)


def choose_blocks(before: Sequence[Block], after: Sequence[Block]) -> tuple[Block, ...]:
    """Return the longer of two texts of one article: a summary must not take a whole text's place, nor a wall."""
    return tuple(after if count_words(after) >= count_words(before) else before)


def count_words(blocks: Sequence[Block]) -> int:
    """Count the words of a text, without what belongs to pictures."""
    return sum(len(block_text(block).split()) for block in blocks if not isinstance(block, Picture | Caption))


def _traits(outlet: Outlet, entry: FeedEntry, key: str, entry_id: str, now: datetime) -> KnownEntry:
    """Return what an entry would be remembered by if it were new."""
    texts = [block_text(block) for block in entry.blocks if not isinstance(block, Picture)]
    name = key or entry_id or f"{entry.headline}\n{entry.link}"
    return KnownEntry(
        article_id=_hash(f"{outlet.key}\n{name}", 6),
        outlet=outlet.key,
        entry_id=entry_id,
        link_key=key,
        headline=fold_text(entry.headline),
        published=_moment(entry, None, now),
        digest=_hash("\n".join((entry.headline, entry.byline, *texts)), 8),
        sketch=_sketch(" ".join(texts)),
    )


def _decide(source: Source, entry: FeedEntry, traits: KnownEntry, before: KnownEntry | None, now: datetime) -> Decision:
    outlet = source.outlet
    known = replace(
        traits,
        article_id=before.article_id if before else traits.article_id,
        published=_moment(entry, before, now),
    )
    article = Article(
        id=known.article_id,
        headline=entry.headline,
        outlet=outlet.name,
        country=outlet.country,
        published=known.published,
        blocks=entry.blocks,
        byline=entry.byline,
        link=entry.link,
        language=source.feed.language or outlet.language or entry.language or source.language,
    )
    return Decision(article, known, before is None)


def _moment(entry: FeedEntry, before: KnownEntry | None, now: datetime) -> datetime:
    """Return when to say that it was published: never later than now, and when first seen for want of a date."""
    if entry.published is not None and entry.published <= now + _FAR_AHEAD:
        return min(entry.published, now)
    return before.published if before else now


class _Memory:
    """What is known of one outlet's articles, to be asked by any trait."""

    def __init__(self, outlet: str, known: Iterable[KnownEntry]) -> None:
        self._outlet = outlet
        self._by_id: dict[str, KnownEntry] = {}
        self._by_link: dict[str, KnownEntry] = {}
        self._by_entry: dict[str, KnownEntry] = {}
        self._by_headline: defaultdict[str, dict[str, KnownEntry]] = defaultdict(dict)
        self._by_hash: defaultdict[int, dict[str, KnownEntry]] = defaultdict(dict)
        for one in known:
            self.add(one)

    def add(self, one: KnownEntry) -> None:
        if one.link_key:
            self._by_link[one.link_key] = one
        if one.outlet != self._outlet:
            return
        self._by_id[one.article_id] = one
        if one.entry_id:
            self._by_entry[one.entry_id] = one
        self._by_headline[one.headline][one.article_id] = one
        for part in one.sketch:
            self._by_hash[part][one.article_id] = one

    def find(self, traits: KnownEntry) -> KnownEntry | None:
        """Return the article that an entry is, None when it is none that is known."""
        found = self._by_link.get(traits.link_key) or self._by_id.get(traits.article_id)
        if found:
            return found
        same = self._by_entry.get(traits.entry_id)
        if same and _alikeness(same.headline, traits.headline) >= _REPUBLISHED_ALIKE:
            return same
        return next(self._find_same_words(traits), None)

    def _find_same_words(self, traits: KnownEntry) -> Iterator[KnownEntry]:
        if len(_WORDS.findall(traits.headline)) >= _SAME_HEADLINE_WORDS:
            for one in self._by_headline.get(traits.headline, {}).values():
                if abs(one.published - traits.published) <= _SAME_HEADLINE_WITHIN:
                    yield one
        shared = Counter(key for part in traits.sketch for key in self._by_hash.get(part, ()))
        for article_id, count in shared.most_common(3):
            one = self._by_id[article_id]
            if count >= _NEAR and _is_version(one, traits):
                yield one


def _is_version(one: KnownEntry, other: KnownEntry) -> bool:
    """Tell two versions of an article from two days of a column that always begins alike."""
    return (
        abs(one.published - other.published) <= _SAME_TEXT_WITHIN
        and _DIGITS.findall(one.headline) == _DIGITS.findall(other.headline)
        and _alikeness(one.headline, other.headline) >= _ALIKE
    )


def _alikeness(one: str, other: str) -> float:
    """Return the share of words that two folded headlines have in common."""
    words, others = set(_WORDS.findall(one)), set(_WORDS.findall(other))
    return len(words & others) / len(words | others) if words or others else 1.0


def _sketch(text: str) -> tuple[int, ...]:
    """Return the smallest hashes of a text's runs of words: near texts share most of them."""
    words = text[:2000].lower().split()[:_SKETCHED_WORDS]
    if len(words) < _LEAST_WORDS:
        return ()
    said = " ".join(words).encode("utf-8", "replace").split(b" ")
    runs = [b" ".join(said[at : at + _SHINGLE]) for at in range(len(said) - _SHINGLE + 1)]
    return tuple(sorted(set(map(crc32, runs)))[:_SKETCH])


def _hash(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=size).hexdigest()
