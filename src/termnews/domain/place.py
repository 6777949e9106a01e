"""Countries: codes, names, demonyms, positions."""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

ALIASES: Mapping[str, str] = {
    "america": "US", "bosnia and herzegovina": "BA", "britain": "GB", "burma": "MM", "cape verde": "CV",
    "congo": "CD", "cote d ivoire": "CI", "czech republic": "CZ", "democratic republic of the congo": "CD",
    "dr congo": "CD", "drc": "CD", "east timor": "TL", "england": "GB", "great britain": "GB", "holland": "NL",
    "hong kong": "HK", "ivory coast": "CI", "macau": "MO", "macedonia": "MK", "myanmar": "MM", "palestine": "PS",
    "republic of ireland": "IE", "republic of korea": "KR", "republic of the congo": "CG", "russian federation": "RU",
    "scotland": "GB", "swaziland": "SZ", "trinidad and tobago": "TT", "turkey": "TR", "turkiye": "TR", "uae": "AE",
    "uk": "GB", "united states of america": "US", "us": "US", "usa": "US", "vatican": "VA", "viet nam": "VN",
    "wales": "GB",
}  # fmt: skip
"""Names in common use that are not the table's own, folded by `fold_name`."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory that has outlets of its own."""

    code: str
    """ISO 3166-1 alpha-2, or XK for Kosovo."""
    name: str
    demonym: str
    """The adjective, such as "Lithuanian"."""
    region: str
    latitude: float
    """Degrees north of the equator, of a point inside the country."""
    longitude: float
    """Degrees east of Greenwich."""
    flag: str
    """The flag as an emoji of two regional-indicator letters."""
    capital: str


def fold_name(name: str) -> str:
    """Return a name without case, accents and punctuation, for comparing."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    kept = (" " if not c.isalnum() else c for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


class Countries(Mapping[str, Country]):
    """The table of countries by ISO code, in the order of their names."""

    def __init__(self, countries: tuple[Country, ...]) -> None:
        """Build the table; codes must be unique."""
        self._by_code = {c.code: c for c in sorted(countries, key=lambda c: fold_name(c.name))}

    __eq__ = object.__eq__
    __hash__ = object.__hash__  # one table a run: what is made from it can be kept by it

    def __getitem__(self, code: str) -> Country:
        """Return the country with an ISO code."""
        return self._by_code[code]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the codes in the order of names."""
        return iter(self._by_code)

    def __len__(self) -> int:
        """Count the countries."""
        return len(self._by_code)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return dict(ALIASES) | {fold_name(c.name): c.code for c in self._by_code.values()}

    def find_code(self, name: str) -> str | None:
        """Return the ISO code for a name or a code in any case, None when unknown."""
        if (upper := name.strip().upper()) in self._by_code:
            return upper
        folded = fold_name(name)
        return self._by_name.get(folded) or self._by_name.get(folded.removeprefix("the "))

    def name_of(self, code: str) -> str:
        """Return the name for a code, or a word that says it is unknown."""
        country = self._by_code.get(code)
        return country.name if country else "Unknown country"


def parse_countries(text: str) -> Countries:
    """Read the table of countries from CSV text with a header line."""
    rows = csv.DictReader(text.splitlines())
    return Countries(
        tuple(
            Country(
                code=row["iso2"],
                name=row["name"],
                demonym=row["demonym"],
                region=row["region"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                flag=row["flag"],
                capital=row["capital"],
            )
            for row in rows
        )
    )
