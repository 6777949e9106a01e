"""The dates of feeds, in all the styles in which the world writes them, to moments in UTC."""

import re
from datetime import UTC, datetime, timedelta, timezone

from termnews.domain.dates import WrittenDate, parse_date
from termnews.domain.text import fold_text

_HOURS: dict[str, float] = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "met": 1, "mez": 1, "wat": 1,
    "cest": 2, "mest": 2, "mesz": 2, "eet": 2, "cat": 2, "sast": 2, "eest": 3, "eat": 3, "msk": 3, "trt": 3,
    "ast": -4, "gst": 4,
    "irst": 3.5, "aft": 4.5, "pkt": 5, "uzt": 5, "ist": 5.5, "slst": 5.5, "npt": 5.75, "bdt": 6, "mmt": 6.5, "ict": 7,
    "wib": 7, "wita": 8, "wit": 9, "hkt": 8, "sgt": 8, "myt": 8, "pht": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5,
    "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "brt": -3, "art": -3,
    "clt": -4, "bot": -4, "vet": -4, "adt": -3, "est": -5, "edt": -4, "cot": -5, "pet": -5, "ect": -5, "cst": -6,
    "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "hkst": 9,
}  # fmt: skip
"""Hours ahead of UTC of the letters that feeds write."""
_HOURS_THERE: dict[tuple[str, str], float] = {
    ("ist", "IL"): 2, ("ist", "IE"): 1, ("idt", "IL"): 3, ("cst", "CN"): 8, ("cst", "TW"): 8, ("cst", "MO"): 8,
    ("cst", "HK"): 8, ("cst", "CU"): -5, ("cdt", "CU"): -4, ("bst", "BD"): 6, ("ast", "SA"): 3, ("ast", "KW"): 3,
    ("ast", "BH"): 3, ("ast", "QA"): 3, ("ast", "IQ"): 3, ("ast", "YE"): 3, ("est", "AU"): 10, ("edt", "AU"): 11,
    ("pst", "PH"): 8, ("pst", "PK"): 5, ("mst", "MY"): 8, ("mst", "MM"): 6.5, ("sst", "SG"): 8, ("wst", "WS"): 13,
    ("amt", "AM"): 4, ("get", "GE"): 4, ("azt", "AZ"): 4, ("amt", "BR"): -4, ("gst", "GS"): -2, ("ect", "LC"): -4,
    ("sst", "WS"): 13, ("cat", "US"): -10,
}  # fmt: skip
"""Letters that mean another zone where the outlet is."""
_LONGEST = 100
_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?",
    re.IGNORECASE,
)
_RFC = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{4}|\d\d),?\s+"
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([+-]\d\d:?\d\d|[A-Za-z]{1,5})?(?:\s*\([^()]{0,40}\))?"
)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_SHORT_MONTHS = """
gen ene janv jan янв січ oca sty ιαν
fev fevr feb фев лют sub lut φεβ
mrt mars mar мар бер marz mrz μαρ
avr abr apr апр квіт nis kwi απρ
mag maj mai май трав mei may μαι
giu juin jun июн черв haz cze ιουν
lug juil jul июл лип tem lip ιουλ
ago aou авг серп agu sie aug αυγ
set sept сен вер eyl wrz сент σεπ
ott out okt oct окт жовт eki paz οκτ
nov ноя нояб лист kas lis νοε
dic dez des дек груд ara gru dec δεκ
"""
"""Short for months, folded, a month a line; those that `parse_date` knows may stand here too."""
_FULL_MONTHS = {
    short: name for line, name in zip(_SHORT_MONTHS.split("\n")[1:], _MONTHS, strict=False) for short in line.split()
}
_CLOCK = re.compile(
    r"(?:[T,]|\bat\b|\bà\b|\bum\b|\bkl\.?)?\s*\b([01]?\d|2[0-4])[:h]([0-5]\d)(?::([0-5]\d|60))?(?:[.,]\d+)?"
    r"\s*([ap]\.?m\b\.?)?"
    r"\s*(?:(?:GMT|UTC|UT)?\s*([+-]\d{1,2}:?(?:\d\d)?)\b|\(?\b([A-Za-z]{1,5})\b\)?)?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\[?\b[A-Z][A-Za-z]{2,20}/[A-Za-z_/+-]{2,30}\]?")
_WORD = re.compile(r"[^\W\d_]{1,20}\.?")
_FIRST_WORD = re.compile(r"\A[^\W\d_]{1,12}\.?,?\s+(?=\d)")
_ZONE = re.compile(r"([+-])(\d{1,2}):?(\d\d)?$")
_MONTH_FIRST = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b")
_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?")
_NUMERALS = {ord(a): str(n) for zero in "٠۰०০" for n, a in ((n, chr(ord(zero) + n)) for n in range(10))}
_OLD_YEARS = 100
_TURN = 70
"""A year of two digits from here on is of the last century."""
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)
"""Nothing in a feed is older: 1970 stands for "not known"."""
_NOON = 12
_LAST_HOUR = 24


def parse_feed_date(text: str, country: str = "", offset: timedelta = timedelta()) -> datetime | None:
    """Return the moment that a feed's date means, in UTC; None when it cannot be told.

    `country` settles letters such as IST or CST, `offset` is what to take for the outlet's clock where no zone stands.
    """
    line = " ".join(text.split())
    if not line or len(line) > _LONGEST:
        return None
    line = _PLACE.sub("", line).strip()
    try:
        moment = _read(line.translate(_NUMERALS), country, offset)
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and moment >= _FIRST else None


def _read(line: str, country: str, offset: timedelta) -> datetime | None:
    if match := _ISO.fullmatch(line):
        year, month, day, hour, minute, second, zone = match.groups()
        return _moment((int(year), int(month), int(day)), (hour, minute, second), _shift(zone, country, offset))
    if (match := _RFC.fullmatch(line)) and match[2].lower() in _MONTHS:
        day, name, year, hour, minute, second, zone = match.groups()
        date = (_whole_year(int(year)), _MONTHS[name.lower()], int(day))
        return _moment(date, (hour, minute, second), _shift(zone, country, offset))
    if match := _EPOCH.fullmatch(line):
        return datetime.fromtimestamp(int(match[1]), UTC)
    return _read_freely(line, country, offset)


def _read_freely(line: str, country: str, offset: timedelta) -> datetime | None:
    """Take the clock out and read what is left as a day."""
    clock = _CLOCK.search(line)
    day = (line[: clock.start()] + " " + line[clock.end() :]) if clock else line
    if country == "US":
        day = _MONTH_FIRST.sub(r"\3-\1-\2", day)
    written = _read_day(day)
    if written is None and clock and clock[6]:
        # The letters behind the clock were a month or a weekday, not a zone.
        written = _read_day(line[: clock.start()] + " " + clock[6] + line[clock.end() :])
    if written is None or written.year is None:
        return None
    date = (written.year, written.month, written.day)
    if not clock:
        return _moment(date, (None, None, None), timedelta())
    hour = _half_day(int(clock[1]), clock[4])
    return _moment(date, (str(hour), clock[2], clock[3]), _shift(clock[5] or clock[6], country, offset))


def _read_day(text: str) -> WrittenDate | None:
    """Read a day; short names of weekdays are spelt in many ways, so a first word may be passed over."""
    day = _WORD.sub(_full_month, text.strip(" ,-|"))
    return parse_date(day) or parse_date(_FIRST_WORD.sub("", day))


def _full_month(match: re.Match[str]) -> str:
    return _FULL_MONTHS.get(fold_text(match[0].rstrip(".")), match[0])


def _half_day(hour: int, half: str | None) -> int:
    if not half or hour > _NOON:
        return hour
    return hour % _NOON + (_NOON if half[0] in "pP" else 0)


def _moment(date: tuple[int, int, int], clock: tuple[str | None, ...], shift: timedelta) -> datetime:
    """Put day and time together; 24:00 is the next day and a leap second the last of its minute."""
    hour, minute, second = (int(part or 0) for part in clock)
    if hour > _LAST_HOUR or minute >= 60 or second > 60:  # noqa: PLR2004 a clock's own
        raise ValueError(hour, minute, second)
    midnight = datetime(*date, tzinfo=timezone(shift))
    moment = midnight + timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return moment.astimezone(UTC) if clock[0] is not None else midnight.replace(tzinfo=UTC)


def _shift(zone: str | None, country: str, offset: timedelta) -> timedelta:
    if not zone:
        return offset
    if match := _ZONE.match(zone):
        shift = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        shift = shift if match[1] == "+" else -shift
        return shift if abs(shift) < timedelta(days=1) else offset
    letters = zone.lower()
    hours = _HOURS_THERE.get((letters, country), _HOURS.get(letters))
    return offset if hours is None else timedelta(hours=hours)


def _whole_year(year: int) -> int:
    if year >= _OLD_YEARS:
        return year
    return year + (1900 if year >= _TURN else 2000)
