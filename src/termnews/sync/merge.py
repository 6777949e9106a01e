"""Two sides and what both agreed on last, to what each has to change. Pure.

Read marks: the side that changed since the last time is right; where there was no last time, read anywhere is read.
Stars: a star on either side stays, unless both sides had it the last time and one has taken it away since, on purpose,
and the other has not set it anew since. Outlets: what is new on one side comes to the other, and what was on both and
is gone from one goes from the other.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from termnews.sync.base import Mark, Subscription


@dataclass(frozen=True, slots=True)
class LocalMark:
    """An article here."""

    article_id: str
    is_read: bool
    is_starred: bool
    starred: datetime | None = None
    """When its star was set, None when that is not known."""
    unstarred: datetime | None = None
    """When the reader took its star away, None when nobody did: a file may also have been lost."""


@dataclass(frozen=True, slots=True)
class RemoteMark:
    """An article there."""

    key: str
    """By which it is known here: its address, normalised."""
    is_read: bool
    is_starred: bool
    is_sure: bool = True
    """Whether the server said so itself: an article that it has forgotten has lost no star."""


@dataclass(slots=True)
class Marks:
    """What has to be changed, by article ids here and item ids there, and what both sides will agree on."""

    read_here: list[str] = field(default_factory=list)
    unread_here: list[str] = field(default_factory=list)
    star_here: list[str] = field(default_factory=list)
    """Item ids: their articles may not be here yet."""
    unstar_here: list[str] = field(default_factory=list)
    read_there: list[str] = field(default_factory=list)
    unread_there: list[str] = field(default_factory=list)
    star_there: list[str] = field(default_factory=list)
    unstar_there: list[str] = field(default_factory=list)
    agreed: dict[str, Mark] = field(default_factory=dict)
    """By item id."""


def merge_marks(
    there: Mapping[str, RemoteMark],
    here: Mapping[str, LocalMark],
    agreed: Mapping[str, Mark],
    last: datetime | None,
) -> Marks:
    """Decide over the articles of the server, by item id; `here` by key, `agreed` at the time of the `last` sync."""
    marks = Marks()
    for item_id, remote in there.items():
        local = here.get(remote.key)
        if local is None and not remote.is_starred:
            continue
        known = local or LocalMark("", is_read=remote.is_read, is_starred=False)
        before = agreed.get(item_id)
        is_read = _merge_read(before, known.is_read, remote.is_read)
        is_starred = _merge_star(before, known, remote, last)
        _note(marks, item_id, known, remote, Mark(is_read, is_starred))
    return marks


def _merge_read(before: Mark | None, here: bool, there: bool) -> bool:  # noqa: FBT001 - two sides of one question
    if here == there:
        return here
    return True if before is None else not before.is_read


def _merge_star(before: Mark | None, here: LocalMark, there: RemoteMark, last: datetime | None) -> bool:
    if here.is_starred == there.is_starred:
        return here.is_starred
    if before is None or not before.is_starred or last is None:
        return True
    if there.is_starred:
        was_taken = here.unstarred is not None and here.unstarred > last
        return not was_taken
    was_set_anew = here.starred is not None and here.starred > last
    return was_set_anew or not there.is_sure


def _note(marks: Marks, item_id: str, here: LocalMark, there: RemoteMark, mark: Mark) -> None:
    if here.article_id and mark.is_read != here.is_read:
        (marks.read_here if mark.is_read else marks.unread_here).append(here.article_id)
    if mark.is_read != there.is_read:
        (marks.read_there if mark.is_read else marks.unread_there).append(item_id)
    if mark.is_starred and not here.is_starred:
        marks.star_here.append(item_id)
    elif here.is_starred and not mark.is_starred:
        marks.unstar_here.append(here.article_id)
    if mark.is_starred != there.is_starred and there.is_sure:
        (marks.star_there if mark.is_starred else marks.unstar_there).append(item_id)
    marks.agreed[item_id] = mark


@dataclass(slots=True)
class Feeds:
    """Which feeds have to come and go, by address there and here."""

    add_here: list[Subscription] = field(default_factory=list)
    off_here: list[str] = field(default_factory=list)
    add_there: list[str] = field(default_factory=list)
    remove_there: list[Subscription] = field(default_factory=list)
    agreed: set[str] = field(default_factory=set)


def merge_feeds(
    there: Iterable[Subscription],
    on: Collection[str],
    wanted: Iterable[str],
    agreed: Collection[str],
    starred: Collection[str] = (),
) -> Feeds:
    """Decide over feeds.

    Args:
        there: what the server reads.
        on: the addresses that are read here.
        wanted: those of them that the reader chose: only these are told to the server.
        agreed: the addresses that both sides had the last time.
        starred: ids of subscriptions that hold stars: they are not removed, for their stars would go with them.
    """
    feeds, links = Feeds(), {s.link: s for s in there}
    for link, subscription in links.items():
        if link in on:
            feeds.agreed.add(link)
        elif link not in agreed:
            feeds.add_here.append(subscription)
            feeds.agreed.add(link)
        elif subscription.id in starred:
            feeds.agreed.add(link)
        else:
            feeds.remove_there.append(subscription)
    if links:  # a server without any feed was set up anew, and nothing is gone on purpose
        feeds.off_here = [link for link in agreed if link in on and link not in links]
    feeds.add_there = [link for link in wanted if link not in links and link not in feeds.off_here]
    feeds.agreed.update(feeds.add_there)
    return feeds
