"""What a reader does with the outlets: sees how they are doing, adds, removes, switches them, has them asked again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from termnews.domain.health import FeedHealth
from termnews.domain.languages import find_language
from termnews.domain.outlet import Feed, Outlet
from termnews.domain.place import Countries
from termnews.domain.problems import Problem
from termnews.domain.text import MAX_NAME, clean_text, cut_text
from termnews.ingest.catalogue import guess_country
from termnews.ingest.links import host_of, web_link
from termnews.newsroom.catalogue import load_catalogue
from termnews.newsroom.health import load_healths
from termnews.newsroom.settings import Folders

_LANGUAGE = re.compile(r"[a-z]{0,3}")


class OutletRefusedError(ValueError):
    """What was given makes no outlet; the words say why."""

    def __init__(self, field: str, why: str) -> None:
        """Refuse because of what stands in "link", "country" or "language"."""
        super().__init__(why)
        self.field = field


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An outlet and how its feeds have been doing."""

    outlet: Outlet
    healths: tuple[FeedHealth, ...] = ()
    """Of the feeds that have been asked."""

    @property
    def is_given_up(self) -> bool:
        """Whether a feed of it is gone and is not asked any more."""
        return any(health.is_disabled for health in self.healths)

    @property
    def trouble(self) -> FeedHealth | None:
        """The feed that is doing worst; None when all are well."""
        ill = [h for h in self.healths if h.why or h.is_disabled]
        return max(ill, key=lambda h: (h.is_disabled, h.failures), default=None)


def load_outlets(folders: Folders) -> tuple[tuple[KnownOutlet, ...], tuple[Problem, ...]]:
    """Return all outlets by country and name, and what could not be read of them."""
    catalogue = load_catalogue(folders.config)
    healths, problems = load_healths(folders)
    known = tuple(
        KnownOutlet(outlet, tuple(healths[f.link] for f in outlet.feeds if f.link in healths))
        for outlet in catalogue.outlets
    )
    return known, (*catalogue.problems, *problems)


def make_outlet(link: str, name: str, country: str, language: str, countries: Countries) -> Outlet:
    """Return an outlet of the reader's from what was typed; the name and country may be left to the address.

    Raises:
        OutletRefusedError: the address, the country or the language is none.
    """
    address = web_link(link.strip() if "://" in link else f"https://{link.strip()}" if "." in link else link)
    if not address:
        raise OutletRefusedError("link", f"{clean_text(link)!r} is no http(s) address")
    code = countries.find_code(country) if country.strip() else guess_country(address, countries)
    if code is None:
        raise OutletRefusedError("country", f"no country is called {clean_text(country)!r}")
    tongue = find_language(language) or language.strip().lower()
    if not _LANGUAGE.fullmatch(tongue):
        raise OutletRefusedError("language", f"no language is called {clean_text(language)!r}")
    called = cut_text(clean_text(name).strip(), MAX_NAME) or host_of(address).removeprefix("www.")
    return Outlet(called, code, tongue, (Feed(address),), is_own=True)


def find_matches(known: Sequence[KnownOutlet], words: str, countries: Countries) -> list[KnownOutlet]:
    """Return the outlets that all words say something of: name, country, language, kind, ownership, state, address."""
    wanted = words.casefold().split()
    if not wanted:
        return list(known)
    return [k for k in known if all(word in text for text in [_searched(k, countries)] for word in wanted)]


def _searched(known: KnownOutlet, countries: Countries) -> str:
    outlet = known.outlet
    state = "given up" if known.is_given_up else "failing" if known.trouble else ""
    parts = (
        outlet.name, outlet.country, countries.name_of(outlet.country), outlet.language, outlet.kind, outlet.ownership,
        outlet.label, "yours" if outlet.is_own else "", *outlet.tags, state, *(f.link for f in outlet.feeds),
        "is:on" if outlet.is_on else "is:off",
    )  # fmt: skip
    return " ".join(parts).casefold()
