"""Stable ids for stories: who reads one today finds it under the same id tomorrow."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence


def name_stories(ids: Sequence[str], labels: Sequence[int], known: Mapping[str, str]) -> dict[str, str]:
    """Give each group of two or more an id: the one most of its articles had, or one made from its members.

    `known` are earlier stories by article; an id goes to one group only, the one that shares most articles with it.
    """
    members: dict[int, list[str]] = {}
    for article_id, label in zip(ids, labels, strict=True):
        members.setdefault(label, []).append(article_id)
    groups = sorted((sorted(m) for m in members.values() if len(m) > 1), key=lambda m: (-len(m), m))
    claims = Counter((known[i], at) for at, group in enumerate(groups) for i in group if known.get(i))
    names: dict[int, str] = {}
    taken: set[str] = set()
    for (story_id, at), _ in sorted(claims.items(), key=lambda claim: (-claim[1], claim[0][1], claim[0][0])):
        if at not in names and story_id not in taken:
            names[at] = story_id
            taken.add(story_id)
    taken.update(story for story in known.values() if story)
    stories = dict.fromkeys(ids, "")
    for at, group in enumerate(groups):
        stories |= dict.fromkeys(group, names.get(at) or _make_id(group, taken))
    return stories


def _make_id(group: Sequence[str], taken: set[str]) -> str:
    """Return an id that depends on the members alone, unless a story of that id exists already."""
    content = "\n".join(group)
    while (made := hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=6).hexdigest()) in taken:
        content += "\n"
    taken.add(made)
    return made


def number_strands(ids: Sequence[str], labels: Sequence[int], strands: Sequence[int]) -> dict[str, int]:
    """Number the strands of each group, the largest 0; only articles with another number are in the answer."""
    parts: dict[int, dict[int, list[str]]] = {}
    for article_id, label, strand in zip(ids, labels, strands, strict=True):
        parts.setdefault(label, {}).setdefault(strand, []).append(article_id)
    numbers: dict[str, int] = {}
    for found in parts.values():
        if len(found) > 1:
            ordered = sorted(found.values(), key=lambda members: (-len(members), min(members)))
            numbers |= {article_id: number for number, part in enumerate(ordered) if number for article_id in part}
    return numbers
