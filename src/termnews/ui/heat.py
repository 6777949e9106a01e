"""What makes a country of the globe bright."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("articles", "unread", "takes")
SETTING, NIGHT_SETTING = "heat", "night"
"""What the choices are kept as."""
WORDS = {
    "articles": "Colour shows how many articles a country has.",
    "unread": "Colour shows how many articles of a country are unread.",
    "takes": "Colour shows which countries tell the story that is open.",
}

COUNTED = {"articles": "articles", "unread": "unread", "takes": "of the story"}
"""What the numbers count, for a legend."""


@dataclass(frozen=True, slots=True)
class Heat:
    """The numbers of each country, by its code, and which of them count."""

    kind: str = KINDS[0]
    articles: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[str, int] = field(default_factory=dict)
    takes: Mapping[str, int] = field(default_factory=dict)
    """Articles of the story that is open, that of the one being read among them."""

    @property
    def values(self) -> Mapping[str, int]:
        """The numbers that count; while no story is open, articles stand in for its takes."""
        match self.kind:
            case "unread":
                return self.unread
            case "takes":
                return self.takes or self.articles
            case _:
                return self.articles


def choose_kind(wanted: str, kept: str | None) -> str:
    """Return the kind to begin with: what is set when it is not the usual, else what was chosen last."""
    if wanted in KINDS[1:]:
        return wanted
    return kept if kept in KINDS else KINDS[0]
