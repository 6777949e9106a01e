"""Build the catalogue from tables of facts: python scripts/build_outlets.py OUTLETS.csv [SELECTION.csv].

Every feed of high or medium confidence goes in. Those read from the start are of high confidence only, at most five
outlets a country and twelve of the United States, the ones of SELECTION.csv first.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from termnews.ingest.catalogue import COLUMNS
from termnews.ingest.links import link_key

TARGET = Path(__file__).parents[1] / "src" / "termnews" / "data" / "outlets.csv"
MOST_PER_COUNTRY = 5
MOST_OF_US = 12
NEVER_ON = (
    "timesofisrael.com", "euractiv.com", "civil.ge", "dutchnews.nl", "eluniverso.com", "axios.com", "gulf-times.com",
    "news.google.com", "voanews.com", "rss.cnn.com", "telegraph.co.uk/rss", "spiegel.de/international",
    "rssfeeds.usatoday.com",
)  # fmt: skip
"""Feeds that robots.txt forbids, that stand in for an agency's own, or that have not moved for long."""
SECTIONS = ("front", "english", "world")
"""Which feed of an outlet is the main one; any other comes behind these."""
Row = Mapping[str, str]


def build(facts: Iterable[Row], selection: Iterable[Row] = ()) -> list[list[str]]:
    """Return the lines of the table, by country and name, an outlet's main feed first."""
    usable = _unique(row for row in facts if row["confidence"] in {"high", "medium"})
    chosen = {_key(row) for row in selection}
    outlets: dict[tuple[str, str], list[Row]] = {}
    for row in usable:
        outlets.setdefault(_key(row), []).append(row)
    for feeds in outlets.values():
        feeds.sort(key=_rank)
    on = _select(outlets, chosen)
    return [
        line
        for key in sorted(outlets, key=lambda k: (k[0], k[1].casefold()))
        for line in _lines(outlets[key], is_on=key in on)
    ]


def _select(outlets: Mapping[tuple[str, str], Sequence[Row]], chosen: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Choose what is read from the start: those chosen before, then those that most sources name."""
    count: Counter[str] = Counter()
    on: set[tuple[str, str]] = set()
    candidates = [key for key, feeds in outlets.items() if _is_sure(feeds)]
    candidates.sort(key=lambda key: (key not in chosen, -max(int(row["sources_count"]) for row in outlets[key]), key))
    for country, name in candidates:
        if count[country] < (MOST_OF_US if country == "US" else MOST_PER_COUNTRY):
            count[country] += 1
            on.add((country, name))
    return on


def _is_sure(feeds: Sequence[Row]) -> bool:
    is_never = any(part in row["feed"] for row in feeds for part in NEVER_ON)
    return not is_never and feeds[0]["confidence"] == "high"


def _rank(row: Row) -> tuple[bool, int, str]:
    section = SECTIONS.index(row["section"]) if row["section"] in SECTIONS else len(SECTIONS)
    return row["confidence"] != "high", section, row["feed"]


def _unique(rows: Iterable[Row]) -> Iterator[Row]:
    seen: set[str] = set()
    for row in rows:
        key = link_key(row["feed"]) or row["feed"]
        if key not in seen:
            seen.add(key)
            yield row


def _key(row: Row) -> tuple[str, str]:
    return row["country"], row["outlet"]


def _lines(feeds: Sequence[Row], *, is_on: bool) -> Iterator[list[str]]:
    """Write an outlet's own facts on its first line only."""
    first = feeds[0]
    for row in feeds:
        is_first = row is first
        own = [first[name] if is_first else "" for name in ("language", "kind", "ownership", "homepage")]
        language = row["language"] if row["language"] != first["language"] else ""
        yield [*_key(row), *own, ("yes" if is_on else "no") if is_first else "", row["feed"], row["section"], language]


def _read(path: str) -> list[Row]:
    with Path(path).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def main(paths: Sequence[str]) -> None:
    """Write the table and say what is in it."""
    lines = build(_read(paths[0]), _read(paths[1]) if len(paths) > 1 else ())
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS[:-2])
        table.writerows(lines)
    on = [line for line in lines if line[6] == "yes"]
    print(f"{len(lines)} feeds, {len({tuple(x[:2]) for x in lines})} outlets, {len({x[0] for x in lines})} countries")
    print(f"on: {len(on)} outlets, {len({x[0] for x in on})} countries")


if __name__ == "__main__":
    main(sys.argv[1:])
