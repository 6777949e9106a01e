"""How a label says who tells: "Ukrainian Perspective on ...", "... as Seen from Chile"."""

import re
from dataclasses import dataclass

from termnews.takes.names import COUNTRY_MARK
from termnews.takes.vocabulary import Vocabulary

_KINDS = (
    "perspectives?|views?|viewpoints?|takes?|angles?|reactions?|responses?"
    "|coverage|reports?|analys[ie]s|opinions?|voices?"
)
_BY_PEOPLE = re.compile(
    rf"(?:the |an? )?(.{{2,40}}?) (?:{_KINDS}) (?:on|of|from|about|to|for|over|in) (.+)", re.IGNORECASE
)
_SEEN_FROM = re.compile(
    r"(.+?),? (?:as )?(?:seen|viewed|told|reported|heard) (?:from|by|in) (?:the )?(.+)", re.IGNORECASE
)
_VIEW_FROM = re.compile(rf"(?:the |an? )?(?:{_KINDS}) from (?:the )?(.{{2,40}}?)(?::| on| of) (.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LabelWords:
    """A label, taken apart."""

    teller: str
    """The code of the country that tells; empty when the label names none."""
    terms: tuple[str, ...]
    """What it is about, each term once."""


def read_label(label: str, vocabulary: Vocabulary) -> LabelWords:
    """Take a label apart into who tells and what about."""
    for frame, people, topic in ((_VIEW_FROM, 1, 2), (_BY_PEOPLE, 1, 2), (_SEEN_FROM, 2, 1)):
        if (match := frame.fullmatch(label)) and (teller := _only_country(match[people], vocabulary)):
            return LabelWords(teller, _once(vocabulary.read(match[topic])))
    return LabelWords("", _once(vocabulary.read(label)))


def topic_of(label: str) -> str:
    """Return what a label is about, in its own words, without who tells it."""
    for frame, topic in ((_VIEW_FROM, 2), (_BY_PEOPLE, 2), (_SEEN_FROM, 1)):
        if match := frame.fullmatch(label):
            return match[topic]
    return label


def _only_country(text: str, vocabulary: Vocabulary) -> str:
    """Return the code when the text names one country and nothing else."""
    terms = vocabulary.read(text)
    return terms[0].removeprefix(COUNTRY_MARK) if len(terms) == 1 and terms[0].startswith(COUNTRY_MARK) else ""


def _once(terms: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
