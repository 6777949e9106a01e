"""Both sides and what they agreed on to what changes: no star is lost that nobody took away on purpose."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from termnews.sync.base import Mark, Subscription
from termnews.sync.merge import LocalMark, RemoteMark, merge_feeds, merge_marks

LAST = datetime(2026, 1, 15, 12, tzinfo=UTC)
BEFORE, AFTER = LAST - timedelta(hours=1), LAST + timedelta(hours=1)


def _merge(here: LocalMark, there: RemoteMark, agreed: Mark | None) -> Mark:
    marks = merge_marks({"1": there}, {"k": here}, {"1": agreed} if agreed else {}, LAST)
    return marks.agreed["1"]


@pytest.mark.parametrize(("here", "there"), list(product([False, True], repeat=2)))
def test_read_anywhere_is_read_the_first_time(*, here: bool, there: bool) -> None:
    mark = _merge(LocalMark("a", here, False), RemoteMark("k", there, False), None)
    assert mark.is_read == (here or there)


@pytest.mark.parametrize("before", [False, True])
def test_the_side_that_changed_since_is_right(*, before: bool) -> None:
    agreed = Mark(before, False)
    assert _merge(LocalMark("a", not before, False), RemoteMark("k", before, False), agreed).is_read != before
    assert _merge(LocalMark("a", before, False), RemoteMark("k", not before, False), agreed).is_read != before


@pytest.mark.parametrize("agreed", [None, Mark(False, False)])
def test_a_new_star_on_either_side_comes_to_the_other(agreed: Mark | None) -> None:
    here = merge_marks({"1": RemoteMark("k", False, True)}, {"k": LocalMark("a", False, False)}, {}, LAST)
    assert here.star_here == ["1"]
    there = merge_marks(
        {"1": RemoteMark("k", False, False)}, {"k": LocalMark("a", False, True)}, {"1": agreed} if agreed else {}, LAST
    )
    assert there.star_there == ["1"]
    assert there.unstar_here == []


def test_a_star_taken_away_here_goes_there_and_a_lost_file_does_not() -> None:
    agreed, there = {"1": Mark(False, True)}, {"1": RemoteMark("k", False, True)}
    taken = merge_marks(there, {"k": LocalMark("a", False, False, unstarred=AFTER)}, agreed, LAST)
    assert (taken.unstar_there, taken.star_here) == (["1"], [])
    for unstarred in (None, BEFORE):
        lost = merge_marks(there, {"k": LocalMark("a", False, False, unstarred=unstarred)}, agreed, LAST)
        assert (lost.unstar_there, lost.star_here) == ([], ["1"])


def test_a_star_taken_away_there_goes_here_unless_it_was_set_anew_or_is_only_forgotten() -> None:
    agreed, there = {"1": Mark(False, True)}, {"1": RemoteMark("k", False, False)}
    old, anew = LocalMark("a", False, True, starred=BEFORE), LocalMark("a", False, True, starred=AFTER)
    assert merge_marks(there, {"k": old}, agreed, LAST).unstar_here == ["a"]
    assert merge_marks(there, {"k": anew}, agreed, LAST).star_there == ["1"]
    forgotten = merge_marks({"1": RemoteMark("k", False, False, is_sure=False)}, {"k": old}, agreed, LAST)
    assert (forgotten.unstar_here, forgotten.star_there) == ([], [])


def test_no_star_is_lost_but_by_a_readers_hand() -> None:
    moments: tuple[datetime | None, ...] = (None, BEFORE, AFTER)
    sides = product([False, True], repeat=4)
    for (here, there, before, sure), (set_at, taken_at) in product(sides, product(moments, moments)):
        local = LocalMark("a", False, here, set_at if here else None, None if here else taken_at)
        mark = _merge(local, RemoteMark("k", False, there, sure), Mark(False, before))
        if (here or there) and not mark.is_starred:
            was_taken_here = not here and taken_at == AFTER
            was_taken_there = not there and sure and set_at != AFTER
            assert before
            assert was_taken_here or was_taken_there


def test_what_is_not_here_is_left_alone_unless_it_has_a_star() -> None:
    marks = merge_marks({"1": RemoteMark("x", True, False), "2": RemoteMark("y", True, True)}, {}, {}, None)
    assert marks.star_here == ["2"]
    assert (marks.read_there, marks.unread_there, set(marks.agreed)) == ([], [], {"2"})


def _sub(number: int) -> Subscription:
    return Subscription(f"feed/{number}", f"https://{number}.example/rss")


def test_feeds_come_to_both_sides() -> None:
    feeds = merge_feeds([_sub(1), _sub(2)], {_sub(2).link, _sub(3).link, "default"}, [_sub(3).link], ())
    assert feeds.add_here == [_sub(1)]
    assert feeds.add_there == [_sub(3).link]
    assert feeds.agreed == {_sub(1).link, _sub(2).link, _sub(3).link}
    assert (feeds.off_here, feeds.remove_there) == ([], [])


def test_feeds_go_from_both_sides_but_not_with_their_stars() -> None:
    agreed = {_sub(n).link for n in (1, 2, 3)}
    feeds = merge_feeds([_sub(1), _sub(2)], {_sub(3).link}, [_sub(3).link], agreed, {"feed/2"})
    assert feeds.remove_there == [_sub(1)]
    assert feeds.off_here == [_sub(3).link]
    assert feeds.add_there == []
    assert _sub(2).link in feeds.agreed


def test_a_server_without_feeds_switches_nothing_off() -> None:
    feeds = merge_feeds([], {_sub(3).link}, [_sub(3).link], {_sub(3).link})
    assert (feeds.off_here, feeds.add_there) == ([], [_sub(3).link])
