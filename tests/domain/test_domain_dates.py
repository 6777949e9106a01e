"""Dates as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.domain.dates import WrittenDate, dates_within, parse_date, settle_date


@pytest.mark.parametrize(
    "line",
    [
        "December 13, 2025",
        "Saturday, December 13, 2025",
        "Saturday, Dec. 13th, 2025",
        "13 December 2025",
        "Sat, 13 Dec 2025 10:00:00 +0000",
        "Published: December 13, 2025 at 3:45 PM EST",
        "2025-12-13",
        "2025/12/13",
        "13.12.2025",
        "13/12/2025",
        "12/13/2025",
        "sábado, 13 de diciembre de 2025",
        "sábado, 13 de dezembro de 2025",
        "samedi 13 décembre 2025",
        "Samstag, 13. Dezember 2025",
        "sabato 13 dicembre 2025",
        "zaterdag 13 december 2025",
        "sobota, 13 grudnia 2025",
        "суббота, 13 декабря 2025 г.",
        "13 грудня 2025 року",
        "13 Aralık 2025 Cumartesi",
        "Sabtu, 13 Desember 2025",
        "lördag 13 december 2025",
        "13. prosince 2025",
        "Σάββατο, 13 Δεκεμβρίου 2025",
        "السبت 13 ديسمبر 2025",
        "السبت ١٣ ديسمبر ٢٠٢٥",
        "शनिवार, 13 दिसंबर 2025",
        "2025年12月13日 土曜日",
        "2025年12月13日 星期六",
        "2025년 12월 13일 토요일",
    ],
)
def test_one_day_in_many_forms(line: str) -> None:
    written = parse_date(line)
    assert written is not None
    assert (written.year, written.month, written.day, written.weekday in {None, 6}) == (2025, 12, 13, True)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("Saturday, December 13", WrittenDate(12, 13, None, 6)),
        ("Thursday, February 29", WrittenDate(2, 29, None, 4)),
        ("12월 3일", WrittenDate(12, 3)),
        ("miércoles, 3 de diciembre", WrittenDate(12, 3, None, 3)),
        ("3/4/2025", WrittenDate(4, 3, 2025)),
        ("Thursday 4/3/2025", WrittenDate(4, 3, 2025, 4)),
        ("Tuesday 4/3/2025", WrittenDate(3, 4, 2025, 2)),
    ],
)
def test_what_a_line_names_is_kept(line: str, written: WrittenDate) -> None:
    assert parse_date(line) == written


def test_a_moment_with_its_zone_is_kept_in_utc() -> None:
    written = parse_date("2025-12-13T01:30:00+05:30")
    assert written is not None
    assert settle_date(written, "", None) == datetime(2025, 12, 12, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "", "0", "13", "2025", "December", "December 2025", "Saturday", "12/13", "Caturday, Dog 13",
        "Saturday, February 31", "December 13, 99999", "December 13, 0044", "32/01/2025", "2025-13-13",
        "9999-99-99T99:99:99Z", "0001-01-01T00:00:00+14:00", "Sample Desk, Riga", "On December 13 it began",
        "Chapter 13 of December", "1 2 3 4 5", "13 December 13 December 13",
    ],
)  # fmt: skip
def test_other_lines_are_no_dates(line: str) -> None:
    assert parse_date(line) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on December 12, 2025.", [(date(2025, 12, 12), 1)]),
        ("on 12 December 2025", [(date(2025, 12, 12), 1)]),
        ("el 12 de diciembre de 2025, y", [(date(2025, 12, 12), 1)]),
        ("12. Dezember 2025", [(date(2025, 12, 12), 1)]),
        ("at 2025-12-12T10:00", [(date(2025, 12, 12), 1)]),
        ("in September 2025, and 31 February 2025", [(date(2025, 9, 15), 0)]),
        ("in 2025 some 2020 of 12025 people; 20251 and $1,994", []),
    ],
)
def test_dates_in_running_text(text: str, found: list[tuple[date, int]]) -> None:
    assert [(day, int(weight)) for day, weight in dates_within(text)] == found


SATURDAY = WrittenDate(12, 13, None, 6)
"""December 13 is a Saturday in 2003, 2008, 2014, 2025, 2031."""


@pytest.mark.parametrize(
    ("text", "modified", "year"),
    [
        ("", date(2025, 12, 20), 2025),
        ("", date(2025, 12, 1), 2025),
        ("", date(2027, 7, 1), 2025),
        ("", date(2029, 7, 1), 2025),
        ("", date(2014, 12, 14), 2014),
        ("", None, None),
        ("On 9 February 2025.", date(2014, 12, 14), 2025),
        ("Last September 2025.", date(2014, 12, 14), 2025),
        ("In November 2019.", None, 2014),
        ("In October 2020.", None, 2025),
        ("On 9 February 2014.", date(2025, 12, 14), 2014),
        ("On 24 February 2022.", date(2025, 12, 14), 2025),
        ("On 1 May 1991, 2 June 1992, 3 July 1993 and 9 February 2025.", None, 2025),
        ("On 8 May 1945, eighty years before 2025.", None, 2025),
        ("On 8 May 1945. In September 2025 again.", None, 2025),
        ("By 31 December 2030, says the treaty of 4 March 2024 as changed on 5 June 2025.", None, 2025),
    ],
)
def test_the_year_is_the_one_the_text_speaks_of(text: str, modified: date | None, year: int | None) -> None:
    moment = settle_date(SATURDAY, text, modified)
    assert (moment.year if moment else None) == year


def test_a_leap_day_finds_its_year() -> None:
    leap = parse_date("Thursday, February 29")
    assert leap is not None
    assert settle_date(leap, "", date(2025, 1, 1)) == datetime(2024, 2, 29, tzinfo=UTC)


@given(st.dates(date(1900, 1, 1), date(2150, 1, 1)), st.integers(-200, 200))
def test_a_day_written_near_a_date_is_found_again(day: date, distance: int) -> None:
    evidence = day + timedelta(days=distance)
    written = parse_date(f"{day:%A}, {day:%B} {day.day}")
    assert written is not None
    assert settle_date(written, f"on {evidence.day} {evidence:%B} {evidence.year}", None) == datetime(
        day.year, day.month, day.day, tzinfo=UTC
    )


@given(st.text(max_size=90))
def test_any_line_is_a_date_or_none(line: str) -> None:
    written = parse_date(line)
    if written:
        settle_date(written, line, date(2025, 1, 1))


@given(st.text("0123456789 -/.:TZ+年月日Dec ember,stMon", max_size=40), st.text("0123456789 -/.Dec ember", max_size=60))
def test_digits_in_any_order_are_no_trouble(line: str, text: str) -> None:
    if written := parse_date(line):
        settle_date(written, text, date(2025, 1, 1))
