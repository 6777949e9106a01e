"""Moments as readers say them."""

from datetime import UTC, datetime, timedelta

import pytest

from termnews.domain.calendar import age, full_date, is_day_only, span

NOW = datetime(2025, 12, 14, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=0), "0m"),
        (timedelta(minutes=59), "59m"),
        (timedelta(hours=1), "1h"),
        (timedelta(hours=23, minutes=59), "23h"),
        (timedelta(days=1), "1d"),
        (timedelta(days=6, hours=23), "6d"),
        (timedelta(days=7), "7 Dec"),
        (timedelta(days=365), "14 Dec ’24"),
        (-timedelta(days=1), "15 Dec"),
    ],
)
def test_ages_are_short(ago: timedelta, said: str) -> None:
    assert age(NOW - ago, NOW) == said


def test_a_day_is_today_not_hours_ago() -> None:
    assert age(datetime(2025, 12, 14, tzinfo=UTC), NOW) == "today"
    assert age(datetime(2025, 12, 13, tzinfo=UTC), NOW) == "1d"
    assert age(None, NOW) == ""


def test_full_dates_have_a_time_only_when_it_is_known() -> None:
    assert full_date(datetime(2025, 12, 13, tzinfo=UTC)) == "Saturday 13 December 2025"
    assert full_date(datetime(2025, 2, 9, 14, 5, tzinfo=UTC)) == "Sunday 9 February 2025, 14:05 UTC"
    assert full_date(None) == "no date"
    assert is_day_only(datetime(2025, 2, 9, tzinfo=UTC))
    assert not is_day_only(datetime(2025, 2, 9, 0, 0, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ((2025, 12, 3), (2025, 12, 13), "3–13 December 2025"),
        ((2025, 11, 30), (2025, 12, 2), "30 November – 2 December 2025"),
        ((2024, 12, 31), (2025, 1, 1), "31 December 2024 – 1 January 2025"),
        ((2025, 12, 3), (2025, 12, 3), "3 December 2025"),
    ],
)
def test_spans_do_not_repeat_themselves(first: tuple[int, int, int], last: tuple[int, int, int], said: str) -> None:
    assert span(datetime(*first, tzinfo=UTC), datetime(*last, tzinfo=UTC)) == said
    assert span(None, datetime(*last, tzinfo=UTC)) == ""
