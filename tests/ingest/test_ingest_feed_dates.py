"""Dates as the world's feeds write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.ingest.feed_dates import parse_feed_date

TEN = datetime(2025, 12, 13, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Sat, 13 Dec 2025 10:00:00 GMT", 0), ("Sat, 13 Dec 2025 10:00:00 +0200", -2), ("13 Dec 25 10:00 Z", 0),
        ("Saturday, 13-Dec-25 10:00:00 UTC", 0), ("Sat, 13 Dec 2025 10:00:00 EST", 5),
        ("Sat, 13 Dec 2025 10:00:00 JST", -9),
        ("Sat, 13 Dec 2025 10:00:00 WIB", -7), ("13 Dec 2025 10:00 IST", -5.5), ("Sat, 13 Dec 2025 10:00:00 GMT+2", -2),
        ("Sat, 13 Dec 2025 10:00:00 UTC+02:00", -2), ("Sat, 13 Dec 2025 10:00:00 +0000 (UTC)", 0),
        ("Sat Dec 13 10:00:00 +0000 2025", 0),
        ("2025-12-13T10:00:00Z", 0), ("2025-12-13T10:00:00.123456789Z", 0), ("2025-12-13 10:00:00 +0530", -5.5),
        ("2025-12-13T10:00-05", 5),
        ("20251213T100000Z", 0), ("2025-12-13T10:00:00+0100[Europe/Paris]", -1), ("2025/12/13 10:00", 0),
        ("13.12.2025 10:00", 0),
        ("13/12/2025 10:00:00", 0), ("12/13/2025 10:00 AM", 0), ("December 13, 2025, 10:00 am EST", 5),
        ("Saturday, December 13, 2025 - 10:00", 0),
        ("13 Dec, 2025 06:00 PM IST", 2.5), ("2025년 12월 13일 10:00", 0), ("2025年12月13日 10:00", 0),
        ("sam, 13 déc 2025 10:00:00 +0100", -1),
        ("Sáb, 13 Dez 2025 10:00:00 -0300", 3), ("Сб, 13 дек 2025 10:00:00 +0300", -3), ("13 декабря 2025, 10:00", 0),
        ("13 Aralık 2025 10:00", 0),
        ("sobota 13 grudnia 2025, 10:00", 0), ("Sa., 13. Dez. 2025 10:00", 0), ("Sab, 13 Des 2025 10:00:00 +0700",
        -7), ("Σαβ, 13 Δεκ 2025 10:00 +0200", -2),
        ("١٣/١٢/٢٠٢٥ ١٠:٠٠", 0), ("1765620000", 0), ("1765620000123", 0),
        ("Published: Saturday, 13 December 2025 10:00", 0),
    ],
)  # fmt: skip
def test_styles_of_the_world(text: str, hours: float) -> None:
    assert parse_feed_date(text) == TEN + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("text", "there", "hours"),
    [
        ("13 Dec 2025 10:00 IST", "IL", -2),
        ("13 Dec 2025 10:00 CST", "CN", -8),
        ("13 Dec 2025 10:00 CST", "US", 6),
        ("13 Dec 2025 10:00 BST", "BD", -6),
    ],
)
def test_letters_mean_what_they_mean_there(text: str, there: str, hours: float) -> None:
    assert parse_feed_date(text, there) == TEN + timedelta(hours=hours)


def test_months_come_first_in_america() -> None:
    assert parse_feed_date("3/4/2025 10:00", "US") == datetime(2025, 3, 4, 10, 0, tzinfo=UTC)
    assert parse_feed_date("3/4/2025 10:00", "NZ") == datetime(2025, 4, 3, 10, 0, tzinfo=UTC)


def test_an_outlets_clock_counts_where_no_zone_stands() -> None:
    assert parse_feed_date("2025-12-13 10:00", "NP", timedelta(hours=5, minutes=45)) == TEN - timedelta(
        hours=5, minutes=45
    )
    assert parse_feed_date("2025-12-13 10:00 +0000", "NP", timedelta(hours=5, minutes=45)) == TEN
    assert parse_feed_date("2025-12-13", "NP", timedelta(hours=5)) == datetime(2025, 12, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Sat, 13 Dec 2025 24:00:00 GMT", datetime(2025, 12, 14, tzinfo=UTC)),
        ("2025-12-13T10:00:60Z", datetime(2025, 12, 13, 10, 0, 59, tzinfo=UTC)),
    ],
)
def test_clocks_at_their_edges(text: str, moment: datetime) -> None:
    assert parse_feed_date(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "now", "tomorrow at 10:00", "Fri, 31 Feb 2025 10:00:00 GMT", "2025-02-30T10:00:00Z", "0001-01-01T00:00:00Z",
    "-1", "9" * 60,
     "Thu, 01 Jan 1970 00:00:00 +0000", "+292277026597-01-01T00:00:00Z", "13 December", "x" * 1000, "2025-12-13T99:99"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert parse_feed_date(text) is None


@given(
    st.one_of(
        st.text(max_size=60),
        st.from_regex(r"\d{1,4}[-/. ]\d{1,4}[-/. ]\d{1,4}( \d\d?:\d\d( [A-Za-z+-]{1,5}\d{0,4})?)?", fullmatch=True),
    )
)
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse_feed_date(text, "US", timedelta(hours=3))
    assert found is None or found.tzinfo is UTC
