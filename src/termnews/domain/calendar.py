"""Moments as readers say them."""

from datetime import datetime, timedelta

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def is_day_only(moment: datetime) -> bool:
    """Tell whether only the day is known, which is written as midnight exactly."""
    return (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)


def full_date(moment: datetime | None) -> str:
    """Return "Saturday 13 December 2025", with the time in UTC when it is known."""
    if moment is None:
        return "no date"
    day = f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return day if is_day_only(moment) else f"{day}, {moment:%H:%M} UTC"


def plain_date(moment: datetime) -> str:
    """Return "13 December 2025"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def age(moment: datetime | None, now: datetime) -> str:
    """Return how old something is in few cells: "5m", "3h", "2d", then "13 Dec", then "13 Dec ’25"."""
    if moment is None:
        return ""
    gap = now - moment
    if timedelta(0) <= gap < timedelta(days=7):
        return _recent(gap, is_day_only=is_day_only(moment))
    day = f"{moment.day} {MONTHS[moment.month - 1][:3]}"
    return day if moment.year == now.year else f"{day} ’{moment.year % 100:02d}"


def _recent(gap: timedelta, *, is_day_only: bool) -> str:
    if gap.days:
        return f"{gap.days}d"
    if is_day_only:
        return "today"
    minutes = gap.seconds // 60
    return f"{minutes // 60}h" if minutes >= 60 else f"{minutes}m"  # noqa: PLR2004 - minutes of an hour


def span(first: datetime | None, last: datetime | None) -> str:
    """Return the days from first to last: "3–13 December 2025", or nothing when there are none."""
    if first is None or last is None:
        return ""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first.date() == last.date():
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {MONTHS[first.month - 1]}"
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"
