"""The parts of a captured page, found by what they look like: any may be missing, repeated or in another order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from termnews.domain.dates import WrittenDate, parse_date
from termnews.domain.place import Countries
from termnews.domain.text import MAX_TAKES
from termnews.ingest.captions import read_picture

_BANNERS = frozenset(("overview logo", "article main image"))
_TAKES = re.compile(r"alternative takes?\s*(?::|\(?\d+\)?)?", re.IGNORECASE)
_FOOTER_START = "get the full experience in the app"
_FOOTER = frozenset((
    "scroll the globe, pick a country, see their news", "international stories that aren't found anywhere else",
    "global news, local perspective", "don't miss what gets missed", "unfiltered, uncensored, unbiased",
    "explore international stories overlooked by american media",
    "articles are translated to english so you get a unique view into their world",
    "apple app store badge", "app store badge", "download on the app store",
    "google play badge", "google play store badge", "get it on google play",
))  # fmt: skip
_FOOTER_COUNT = re.compile(r"\d+\+? countries, [\d,]+\+? news sites, [\d,]+\+? articles a day")
_LONGEST_FRAME_LINE = 90
_LONGEST_STRAY_TAIL = 600
"""Characters of unknown text behind the footer's first line that are still taken for the footer."""
_HEADER_LINES = 8
_LONGEST_FIRST_PAGE = 3000
"""Lines behind which a second page in the same text is no longer looked for."""
_LAST_PLACE = 5
"""A country or date further down is no part of the header if text stands before it."""
_LONGEST_NAME = 60
_LONGEST_LABEL = 160
_LONGEST_TITLE = 100
_PROSE_LENGTH = 60
_STOPS = ".。।؟…"
_OUTLET_WORDS, _HEADLINE_WORDS = 3, 6
"""A first line so short above a line so long is the outlet above its headline."""
_SMALL_WORDS = 3
"""A title may leave words of so many letters in lower case."""


class Sign(NamedTuple):
    """What a header line says besides words."""

    code: str
    """The country it names."""
    date: WrittenDate | None


class Line(NamedTuple):
    """A line that is not blank."""

    text: str
    gap: int
    """Blank lines before it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page taken apart."""

    headline: str = ""
    outlet: str = ""
    country: str = ""
    """ISO code; empty when no line names a country."""
    date: WrittenDate | None = None
    byline: str = ""
    """Header lines that are none of the others."""
    labels: tuple[str, ...] = ()
    body: tuple[Line, ...] = ()
    evidence: int = 0
    """How many things were found that only a captured page has."""


def read_page(text: str, countries: Countries) -> Page:
    """Take clean text apart."""
    lines = _read_lines(text)
    content = _drop_frame(lines, countries)
    found = int(len(content) < len(lines))
    at = next((i for i, line in enumerate(content) if _is_takes_title(line.text)), None)
    labels: tuple[str, ...] = ()
    before: list[Line] = []
    after = content
    if at is not None:
        labels, end = _read_labels(content, at)
        before, after = content[:at], _drop_repeated_takes(content[end:], labels)
        found += 1
    start = before or after
    signs = [_read_sign(line.text, countries) for line in start[:_HEADER_LINES]]
    end = _find_body(start, signs, is_closed=bool(before))
    body = [*start[end:], *(after if before else ())]
    return _read_header(start[:end], signs[:end], body, labels, found)


def _read_sign(text: str, countries: Countries) -> Sign:
    if day := parse_date(text):
        return Sign("", day)
    return Sign(countries.find_code(text) or "" if len(text) <= _LONGEST_NAME else "", None)


def _read_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    gap = 0
    for line in text.split("\n"):
        if line:
            lines.append(Line(line, gap))
            gap = 0
        else:
            gap += 1
    return lines


def _drop_frame(lines: list[Line], countries: Countries) -> list[Line]:
    """Leave out what the app puts around every page; a second page in the same text goes with the footer."""
    kept: list[Line] = []
    gap = 0
    kind = ""
    for at, line in enumerate(lines):
        last, kind = kind, _frame_kind(line.text) if len(line.text) <= _LONGEST_FRAME_LINE else ""
        if not kind:
            kept.append(Line(line.text, max(gap, line.gap)) if gap else line)
            gap = 0
            continue
        gap = max(gap, line.gap)
        is_second = kind == "banner" != last and _HEADER_LINES < len(kept) < _LONGEST_FIRST_PAGE
        if (is_second and _starts_page(lines, at, countries)) or (kind == "start" and kept and _is_footer(lines, at)):
            break
    return kept


def _frame_kind(text: str) -> str:
    folded = text.lower().replace("’", "'").strip(".\ufffd")
    if folded in _BANNERS:
        return "banner"
    if folded == _FOOTER_START:
        return "start"
    return "footer" if folded in _FOOTER or _FOOTER_COUNT.fullmatch(folded) else ""


def _is_footer(lines: list[Line], start: int) -> bool:
    """Tell whether nothing of the article follows the footer's first line at `start`."""
    unknown = 0
    for line in islice(lines, start + 1, None):
        kind = _frame_kind(line.text)
        if kind in {"banner", "start"}:
            return unknown == 0
        unknown += 0 if kind else len(line.text)
        if unknown > _LONGEST_STRAY_TAIL:
            return False
    return True


def _starts_page(lines: list[Line], start: int, countries: Countries) -> bool:
    signs = [_read_sign(line.text, countries) for line in lines[start + 1 : start + 1 + _HEADER_LINES]]
    return any(sign.date for sign in signs) and any(sign.code for sign in signs)


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST_LABEL or (len(text) >= _PROSE_LENGTH and text.rstrip("\"”»')")[-1:] in ".!?。।؟…")


def _find_body(lines: list[Line], signs: list[Sign], *, is_closed: bool) -> int:
    """Return how many lines are header; `is_closed`: the list of takes follows them, so that all may be."""
    places = [at for at, sign in enumerate(signs) if sign.code or sign.date]
    limit = len(signs)
    end = next((at for at in range(1, limit) if at not in places and _ends_header(lines, at)), limit)
    is_full = any(sign.date for sign in signs) and (any(sign.code for sign in signs) or places[-1] > 1)
    if is_closed and not is_full:
        return max([end, *(at + 1 for at in places if at <= _LAST_PLACE)])
    if is_closed and places[-1] <= _LAST_PLACE:
        return places[-1] + 1
    if places:
        return min(end, places[-1] + 1)
    return next((at for at in range(1, min(end, _LAST_PLACE)) if lines[at].gap > 1), 1)


def _ends_header(lines: list[Line], at: int) -> bool:
    if _is_prose(lines[at].text):
        return True
    following = lines[at + 1] if at + 1 < len(lines) else None
    return bool(
        following
        and following.gap == 0
        and lines[at].gap
        and read_picture(lines[at].text, following.text, is_pair=False)
    )


def _read_header(header: list[Line], signs: list[Sign], body: list[Line], labels: tuple[str, ...], found: int) -> Page:
    is_whole = len(header) > 1
    country_at = next((at for at in reversed(range(len(signs))) if signs[at].code and is_whole), None)
    dated = [at for at, sign in enumerate(signs) if sign.date and is_whole]
    date_at = next((at for at in dated if at), dated[0] if dated else None)
    placed = {header[at].text for at in (country_at, date_at) if at is not None}
    others = [line for at, line in enumerate(header) if at not in {country_at, date_at}]
    wrapped = _wrapped_lines(others, header)
    headline = " ".join(line.text for line in others[:wrapped])
    rest = _distinct(line.text for line in others[wrapped:] if line.text not in placed and line.text != headline)
    if rest and len(headline.split()) <= _OUTLET_WORDS and len(rest[0].split()) >= _HEADLINE_WORDS:
        headline, rest[0] = rest[0], headline
    outlet = rest[0] if rest else ""
    return Page(
        headline=headline,
        outlet=outlet,
        country=signs[country_at].code if country_at is not None else "",
        date=signs[date_at].date if date_at is not None else None,
        byline=", ".join(rest[1:]),
        labels=labels,
        body=tuple(_drop_repeated(body, {headline, *placed, *rest})),
        evidence=found + (country_at is not None) + (date_at is not None),
    )


def _wrapped_lines(others: list[Line], header: list[Line]) -> int:
    """Count the lines of the headline: more than one when they touch and the rest of the header does not."""
    if len(others) < 3 or others[1].gap or all(line.gap == 0 for line in header[2:]):  # noqa: PLR2004 an outlet must stay
        return min(1, len(others))
    return next((at for at in range(1, len(others)) if others[at].gap), len(others) - 1)


def _drop_repeated(body: list[Line], header: set[str]) -> list[Line]:
    first = next((at for at, line in enumerate(body) if line.text not in header), len(body))
    return body[first:]


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _is_takes_title(text: str) -> bool:
    return len(text) < _LONGEST_NAME and bool(_TAKES.fullmatch(text))


def _read_labels(lines: list[Line], at: int) -> tuple[tuple[str, ...], int]:
    """Return the labels below the line at `at` and where the lines behind them begin."""
    usual = lines[at + 1].gap if at + 1 < len(lines) else 0
    end = at + 1
    sure = at + 1
    """Behind the last label that looks like one without the blank lines' help."""
    is_fenced = False
    while end < len(lines):
        line = lines[end]
        is_fenced = end > at + 1 and line.gap > max(usual, 1)
        if is_fenced or not _may_be_label(lines, end, is_dense=usual == 0):
            break
        end += 1
        if sure == end - 1 and _is_title(line.text):
            sure = end
    end = end if is_fenced or (end == len(lines) and usual == 1) else sure
    return tuple(_distinct(line.text for line in lines[at + 1 : end])[:MAX_TAKES]), end


def _may_be_label(lines: list[Line], at: int, *, is_dense: bool) -> bool:
    text = lines[at].text
    if len(text) > _LONGEST_LABEL or text[-1] in _STOPS:
        return False
    if at + 1 == len(lines) or lines[at + 1].gap:
        return True
    return is_dense and not read_picture(text, lines[at + 1].text, is_pair=False)


def _is_title(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > _SMALL_WORDS]
    capital = sum(1 for word in words if not word[0].islower())
    return len(text) <= _LONGEST_TITLE and capital * 2 >= len(words)


def _drop_repeated_takes(lines: list[Line], labels: tuple[str, ...]) -> list[Line]:
    """Leave out the same list given again."""
    kept: list[Line] = []
    again = False
    for at, line in enumerate(lines):
        if _is_takes_title(line.text) and at + 1 < len(lines) and lines[at + 1].text in labels:
            again = True
        elif not (again and line.text in labels):
            again = False
            kept.append(line)
    return kept
