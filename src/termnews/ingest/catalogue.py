"""The outlets that ship with termnews and those of the reader, who wins.

Both stand in tables of the same columns, a feed a line; the lines of one outlet stand together and the first tells what
holds for all of it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from termnews.domain.outlet import KINDS, OWNERSHIPS, Feed, Outlet
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_NAME, clean_text, cut_text
from termnews.ingest.links import host_of, web_link

COLUMNS = (
    "country", "outlet", "language", "kind", "ownership", "homepage", "is_on", "feed", "section", "feed_language",
    "full_text", "tags",
)  # fmt: skip
"""The first line of a table; the last two may be missing."""
REMOVED = "removed"
"""Stands in `is_on` when the reader does not want to see an outlet at all."""
MAX_OWN = 10_000
"""Lines of the reader's own table."""
_YES = frozenset({"yes", "on", "true", "1"})
_WORDLESS_ENDS = frozenset(
    {"ai", "am", "cc", "co", "fm", "gg", "io", "la", "ly", "me", "sh", "to", "tv", "ws", "nu", "tk", "st"}
)
"""Ends of hosts that say nothing of a country."""

Own = Mapping[str, Outlet | None]
"""What the reader changed, by outlet key; None for an outlet that was removed."""


def parse_catalogue(text: str) -> tuple[Outlet, ...]:
    """Read the table that ships with termnews, whose lines a test has checked."""
    rows = csv.DictReader(io.StringIO(text))
    return tuple(_make_outlet(list(lines)) for _, lines in groupby(rows, lambda row: (row["country"], row["outlet"])))


def parse_own(text: str, name: str, countries: Countries) -> tuple[Own, tuple[Problem, ...]]:
    """Read the reader's own table; a line that cannot be used is a Problem and the others count."""
    lines: dict[str, list[dict[str, str]]] = {}
    problems: list[Problem] = []
    try:
        for at, line in enumerate(csv.DictReader(io.StringIO(text)), 2):
            row, why = _check(line, countries)
            if why or at > MAX_OWN:
                problems.append(Problem(name, f"line {at}: {why or 'is one too many'}"))
            else:
                lines.setdefault(f"{row['country']}/{row['outlet']}", []).append(row)
            if at > MAX_OWN:
                break
    except csv.Error as error:
        problems.append(Problem(name, f"is no table: {error}"))
    own = {
        key: None if rows[0]["is_on"] == REMOVED else replace(_make_outlet(rows), is_own=True)
        for key, rows in lines.items()
    }
    return own, tuple(problems)


def write_own(own: Own) -> str:
    """Return the reader's table as text."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for key, outlet in own.items():
        table.writerows(_rows(key, outlet))
    return out.getvalue()


def merge_outlets(shipped: Iterable[Outlet], own: Own) -> tuple[Outlet, ...]:
    """Return all outlets in the order of their countries and names; what the reader says wins, field by field."""
    merged: dict[str, Outlet] = {}
    for outlet in shipped:
        if outlet.key not in own:
            merged[outlet.key] = outlet
        elif (change := own[outlet.key]) is not None:
            merged[outlet.key] = _override(outlet, change)
    for key, change in own.items():
        if change is not None and key not in merged and change.feeds:
            merged[key] = change
    return tuple(sorted(merged.values(), key=lambda outlet: (outlet.country, outlet.name.casefold())))


def switch(own: Own, outlet: Outlet, *, is_on: bool) -> Own:
    """Return the reader's outlets with one switched on or off."""
    change = own.get(outlet.key) or replace(outlet, feeds=outlet.feeds if outlet.is_own else ())
    return {**own, outlet.key: replace(change, is_on=is_on)}


def switch_full(own: Own, outlet: Outlet, *, is_full: bool) -> Own:
    """Return the reader's outlets with one whose articles' pages a refresh fetches, or no longer."""
    change = own.get(outlet.key) or replace(outlet, feeds=outlet.feeds if outlet.is_own else ())
    return {**own, outlet.key: replace(change, has_full_text=is_full)}


def add(own: Own, outlet: Outlet, shipped: Iterable[Outlet] = ()) -> Own:
    """Return the reader's outlets with one more; its feeds stand behind those of the same outlet that is there.

    One of `shipped` that was not removed is there too. What was said of it and is not said anew stays.
    """
    known = next((o for o in shipped if o.key == outlet.key), None)
    before = own.get(outlet.key, known)
    if before is None:
        return {**own, outlet.key: replace(outlet, is_own=True)}
    there = before.feeds or (known.feeds if known else ())
    added = replace(
        outlet,
        language=outlet.language or before.language,
        feeds=tuple({feed.link: feed for feed in (*there, *outlet.feeds)}.values()),
        kind=outlet.kind or before.kind,
        ownership=outlet.ownership or before.ownership,
        homepage=outlet.homepage or before.homepage,
        is_own=True,
        has_full_text=outlet.has_full_text or before.has_full_text,
        tags=tuple(dict.fromkeys((*before.tags, *outlet.tags))),
    )
    return {**own, outlet.key: added}


def remove(own: Own, outlet: Outlet, shipped: Iterable[Outlet]) -> Own:
    """Return the reader's outlets without one; one that ships with termnews is marked as removed."""
    if any(known.key == outlet.key for known in shipped):
        return {**own, outlet.key: None}
    return {key: known for key, known in own.items() if key != outlet.key}


def find_outlet(outlets: Sequence[Outlet], words: str) -> Outlet | None:
    """Return the outlet that is meant by its key, its name, or the address of one of its feeds; None when none is."""
    wanted = words.strip().casefold()
    named = (
        o for o in outlets if wanted in {o.key.casefold(), o.name.casefold(), *(f.link.casefold() for f in o.feeds)}
    )
    return next(named, None)


def guess_country(link: str, countries: Countries) -> str:
    """Return the country that the end of a host names, empty when it names none."""
    end = host_of(link).rpartition(".")[2]
    if end in _WORDLESS_ENDS:
        return ""
    return countries.find_code(end) or "" if len(end) == 2 else ""  # noqa: PLR2004 the length of a country's domain


def _make_outlet(rows: Sequence[Mapping[str, str]]) -> Outlet:
    first = rows[0]
    return Outlet(
        name=first["outlet"],
        country=first["country"],
        language=first["language"],
        feeds=tuple(Feed(row["feed"], row["section"] or "front", row["feed_language"]) for row in rows if row["feed"]),
        kind=first["kind"],
        ownership=first["ownership"],
        homepage=first["homepage"],
        is_on=first["is_on"] in _YES,
        has_full_text=first.get("full_text") in _YES,
        tags=tuple(tag for tag in (first.get("tags") or "").split("|") if tag),
    )


def _check(row: dict[str, str], countries: Countries) -> tuple[dict[str, str], str]:
    """Return a line cleaned and nothing, or why it cannot be used."""
    cleaned = {column: cut_text(clean_text(row.get(column) or ""), 2 * MAX_NAME) for column in COLUMNS}
    feed = row.get("feed") or ""
    code = countries.find_code(cleaned["country"]) if cleaned["country"] else ""
    cleaned |= {"country": code or "", "feed": web_link(feed), "homepage": web_link(cleaned["homepage"])}
    cleaned["outlet"] = cut_text(cleaned["outlet"], MAX_NAME) or host_of(cleaned["feed"]).removeprefix("www.")
    cleaned["is_on"] = cleaned["is_on"].lower() or "yes"
    if code is None:
        return cleaned, "names no country"
    if feed and not cleaned["feed"]:
        return cleaned, "is no http(s) address"
    if not cleaned["outlet"]:
        return cleaned, "names neither an outlet nor a feed"
    if cleaned["kind"] not in KINDS | {""} or cleaned["ownership"] not in OWNERSHIPS | {""}:
        return cleaned, "has a kind or ownership that is none"
    return cleaned, ""


def _rows(key: str, outlet: Outlet | None) -> Iterator[Sequence[str]]:
    if outlet is None:
        country, _, name = key.partition("/")
        yield (country, name, "", "", "", "", REMOVED, "", "", "", "", "")
        return
    for feed in outlet.feeds or (Feed("", ""),):
        yield (
            outlet.country, outlet.name, outlet.language, outlet.kind, outlet.ownership, outlet.homepage,
            "yes" if outlet.is_on else "no", feed.link, feed.section, feed.language,
            "yes" if outlet.has_full_text else "no", "|".join(tag.replace("|", " ") for tag in outlet.tags),
        )  # fmt: skip


def _override(outlet: Outlet, change: Outlet) -> Outlet:
    return replace(
        outlet,
        language=change.language or outlet.language,
        feeds=change.feeds or outlet.feeds,
        kind=change.kind or outlet.kind,
        ownership=change.ownership or outlet.ownership,
        homepage=change.homepage or outlet.homepage,
        is_on=change.is_on,
        is_own=bool(change.feeds),
        has_full_text=change.has_full_text,
        tags=change.tags,
    )
