"""Dates as people write them: in many languages, often without a year."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import NamedTuple

from termnews.domain.text import fold_text

MONTH_NAMES = """
jan feb mar apr may jun jul aug sep oct nov dec
january february march april may june july august september october november december
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
januar februar marz april mai juni juli august september oktober november dezember
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
januari februari maart april mei juni juli augustus september oktober november december
stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
januari februari maret april mei juni juli agustus september oktober november desember
ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november december
ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince
januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december
ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου
يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
"""
"""A language a line, folded by `fold_text`: the form that stands in a date."""

WEEKDAY_NAMES = """
mon tue wed thu fri sat sun
monday tuesday wednesday thursday friday saturday sunday
lunes martes miercoles jueves viernes sabado domingo
segunda terca quarta quinta sexta sabado domingo
lundi mardi mercredi jeudi vendredi samedi dimanche
montag dienstag mittwoch donnerstag freitag samstag sonntag
lunedi martedi mercoledi giovedi venerdi sabato domenica
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
poniedzialek wtorek sroda czwartek piatek sobota niedziela
понедельник вторник среда четверг пятница суббота воскресенье
понеділок вівторок середа четвер п'ятниця субота неділя
pazartesi sali carsamba persembe cuma cumartesi pazar
senin selasa rabu kamis jumat sabtu minggu
luni marti miercuri joi vineri sambata duminica
mandag tisdag onsdag torsdag fredag lordag sondag
mandag tirsdag onsdag torsdag fredag lordag sondag
pondeli utery streda ctvrtek patek sobota nedele
hetfo kedd szerda csutortok pentek szombat vasarnap
δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη
الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد
सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार
月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日
星期一 星期二 星期三 星期四 星期五 星期六 星期日
월요일 화요일 수요일 목요일 금요일 토요일 일요일
"""
"""A language a line, Monday first, folded by `fold_text`."""

FILLER_WORDS = """
the of on at de del d den der le la el las a al di il er st nd rd th г р года року y e o h hs hrs uhr kl om am pm
published updated posted date utc gmt est edt cet cest bst
"""
"""Words of a date that tell nothing."""

_LONGEST = 80
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
"""From the oldest newspaper to before a year that none will see."""
_A_LEAP_YEAR = 2000
_YEAR_DIGITS = 4
_DAY_DIGITS = 2
_FUTURE_WEIGHT = 3
"""A file is written after what it tells: a year ahead of it counts as three behind."""
_MONTH_WEIGHT = 0.3
"""What "September 2025" tells beside a full date."""
_YEAR_WEIGHT = 0.5
"""What it tells that the text names the year anywhere: an anniversary's date must not outweigh it."""
_YEAR_DAYS = 365.2425


def _number_names(table: str) -> dict[str, int]:
    rows = (fold_text(row).split() for row in table.strip().splitlines())
    return {name: number for row in rows for number, name in enumerate(row, 1)}


_MONTHS = _number_names(MONTH_NAMES) | {"sept": 9, "maerz": 3}
_WEEKDAYS = _number_names(WEEKDAY_NAMES) | {"feira": 0, "tues": 2, "thur": 4, "thurs": 4, "星期天": 7}
_FILLERS = frozenset(FILLER_WORDS.split())
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[\u0300-\u036f\u0591-\u05c7\u0900-\u0903\u093a-\u094f']*[^\W\d_]*)*")
_EASTERN = re.compile(r"(?:(\d{4})[年년]\s*)?(\d{1,2})[月월]\s*(\d{1,2})[日일]")
_CLOCK = re.compile(
    r"[T,]?\s*\b\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\.?)?(?:\s*(?:Z\b|[+-]\d\d:?\d\d))?", re.IGNORECASE
)
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)$")
_DIGIT = re.compile(r"\d")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª|°|o)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[6-9]|2[01])\d\d")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A day as a line names it."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    """1 is Monday; None when not named."""
    moment: datetime | None = None
    """The exact time in UTC when the line has one with its zone."""


class _Words(NamedTuple):
    month: int | None
    weekday: int | None
    numbers: list[int]


def parse_date(line: str) -> WrittenDate | None:
    """Read a line that is a date and nothing else; None for any other line."""
    if len(line) > _LONGEST or not _DIGIT.search(line):
        return None
    if _STAMP.match(line):
        return _parse_stamp(line)
    folded = fold_text(line)
    if eastern := _EASTERN.search(folded):
        words = _read_words(folded[: eastern.start()] + " " + folded[eastern.end() :])
        year, month, day = (int(number) if number else None for number in eastern.groups())
        return _written(year, month, day, words.weekday) if words and not words.numbers else None
    folded = _ORDINAL.sub("", folded)
    words = _read_words(_CLOCK.sub(" ", folded))
    return _arrange(words) if words else None


def settle_date(written: WrittenDate, text: str, modified: date | None) -> datetime | None:
    """Return the moment meant, in UTC; `text` and then `modified` tell the year when the date has none."""
    if written.moment:
        return written.moment
    year = written.year or _choose_year(written, text, modified)
    day = _make_day(year, written.month, written.day) if year else None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def dates_within(text: str) -> list[tuple[date, float]]:
    """Return the dates with a year that text mentions and how much each tells: 1 for a full date, less for a month."""
    found = (_date_around(text, match.start(), match.end()) for match in _YEAR.finditer(text))
    return [evidence for evidence in found if evidence]


def _parse_stamp(line: str) -> WrittenDate | None:
    try:
        moment = datetime.fromisoformat(line).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return WrittenDate(moment.month, moment.day, moment.year, moment=moment)


def _read_words(folded: str) -> _Words | None:
    """Sort a line's words; None when one has no place in a date."""
    month = weekday = None
    numbers: list[int] = []
    for token in _TOKEN.findall(folded):
        if token.isdecimal() and len(token) <= _YEAR_DIGITS:
            numbers.append(int(token))
        elif token in _MONTHS and month is None:
            month = _MONTHS[token]
        elif token in _WEEKDAYS:
            weekday = _WEEKDAYS[token] or weekday
        elif token not in _FILLERS:
            return None
    return _Words(month, weekday, numbers)


def _arrange(words: _Words) -> WrittenDate | None:
    """Tell day, month and year apart; in 3/4/2025 the day stands first, unless the weekday says otherwise."""
    match words:
        case (int(month), weekday, [day]):
            return _written(None, month, day, weekday)
        case (int(month), weekday, [one, other]):
            return _written(max(one, other), month, min(one, other), weekday)
        case (None, weekday, [year, month, day]) if year >= _FIRST_YEAR:
            return _written(year, month, day, weekday)
        case (None, weekday, [one, other, year]):
            day_first, month_first = _written(year, other, one, weekday), _written(year, one, other, weekday)
            is_swapped = month_first and weekday and date(year, one, other).isoweekday() == weekday
            return month_first if is_swapped else day_first or month_first
        case _:
            return None


def _written(year: int | None, month: int | None, day: int | None, weekday: int | None) -> WrittenDate | None:
    if not month or not day or (year is not None and not _FIRST_YEAR <= year < _LAST_YEAR):
        return None
    return WrittenDate(month, day, year, weekday) if _make_day(year or _A_LEAP_YEAR, month, day) else None


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _choose_year(written: WrittenDate, text: str, modified: date | None) -> int | None:
    """Return the year nearest to the evidence in which the day has its weekday."""
    days = _possible_days(written.month, written.day, written.weekday)
    if not days:
        return None
    evidence = dates_within(text)
    if not evidence:
        return _nearest(days, modified).year if modified else None
    named = {int(year) for year in _YEAR.findall(text)}
    candidates = {day for year in named for day in _neighbours(days, date(year, 12, 31)) if day.year == year}
    candidates.update(day for at, _ in evidence for day in _neighbours(days, at))
    return max(candidates, key=lambda day: (_support(day, evidence) + _YEAR_WEIGHT * (day.year in named), day)).year


@lru_cache(maxsize=512)
def _possible_days(month: int, day: int, weekday: int | None) -> tuple[date, ...]:
    """Return the day in each year in which it has the weekday, oldest first."""
    days = (_make_day(year, month, day) for year in range(_FIRST_YEAR, _LAST_YEAR))
    return tuple(found for found in days if found and weekday in {None, found.isoweekday()})


def _neighbours(days: tuple[date, ...], at: date) -> tuple[date, ...]:
    """Return the days next before and next after a date."""
    after = bisect_left(days, at)
    return days[max(0, after - 1) : after + 1]


def _support(day: date, evidence: list[tuple[date, float]]) -> float:
    """Return how well a day fits dates that a text mentions: many near ones count more than one at the very day."""
    return sum(weight / (0.1 + abs((day - at).days) / _YEAR_DAYS) for at, weight in evidence)


def _nearest(days: tuple[date, ...], modified: date) -> date:
    """Return the day nearest to when the file was written; one after that counts for further away than it is."""

    def distance(day: date) -> int:
        ahead = (day - modified).days - 1
        return ahead * _FUTURE_WEIGHT if ahead > 0 else -ahead

    return min(_neighbours(days, modified), key=distance)


def _date_around(text: str, start: int, end: int) -> tuple[date, float] | None:
    """Read the date to which a year at `start` belongs; None when it stands alone."""
    if text[start - 1 : start].isdecimal() or text[end : end + 1].isdecimal():
        return None
    year = int(text[start:end])
    if (iso := re.match(r"[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text[end : end + 8])) and (
        day := _make_day(year, int(iso[1]), int(iso[2]))
    ):
        return day, 1.0
    before = [word for word in _TOKEN.findall(fold_text(text[max(0, start - 30) : start])) if word not in _FILLERS]
    match before[-2:]:
        case [day, month] if month in _MONTHS and _is_day(day):
            full = _make_day(year, _MONTHS[month], int(day))
        case [month, day] if month in _MONTHS and _is_day(day):
            full = _make_day(year, _MONTHS[month], int(day))
        case [*_, month] if month in _MONTHS:
            return date(year, _MONTHS[month], 15), _MONTH_WEIGHT
        case _:
            return None
    return (full, 1.0) if full else None


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= _DAY_DIGITS
