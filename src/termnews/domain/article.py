"""What an outlet published, as immutable values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the body."""

    text: str
    level: int = 2
    """1 (largest) to 6."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Text set apart as somebody's words."""

    text: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's place in the body; a Caption that belongs to it follows."""

    alt: str
    """The alternative text as published: often untranslated, often cut off."""
    link: str = ""
    """Where it is: an address of the web, or the path of a file beside its seed, which is written nowhere; or empty."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands below a picture."""

    text: str
    credit: str = ""
    """Who made the picture, without brackets."""


Block = Paragraph | Heading | Quote | ListItem | Picture | Caption


@dataclass(frozen=True, slots=True)
class Original:
    """What an article said as it was published, beside its translation."""

    language: str
    """ISO 639-1 code of the text as published."""
    headline: str
    blocks: tuple[Block, ...] = ()
    """One for each block of the article, of the same kind, in the same order."""
    translator: str = ""
    """Who translated, as the reader is told; empty when that is not known."""
    translated: datetime | None = None
    """When, UTC; None when that is not known."""


@dataclass(frozen=True, slots=True)
class Article:
    """One report by one outlet."""

    id: str
    """Stable across runs and machines: 12 hexadecimal digits for seeds."""
    headline: str
    outlet: str
    """The outlet's name; empty when unknown."""
    country: str
    """ISO 3166-1 alpha-2 code of the outlet's country; empty when unknown."""
    published: datetime | None
    """UTC; midnight exactly when only the day is known; None when no date is known."""
    blocks: tuple[Block, ...] = ()
    labels: tuple[str, ...] = ()
    """Labels of alternative takes that the page itself listed, in its order."""
    byline: str = ""
    link: str = ""
    """The article's address, http(s) only; empty when unknown."""
    language: str = "en"
    """ISO 639-1 code of the text in `headline` and `blocks`; as published while only a part is translated."""
    original: Original | None = None
    """The text as published when `headline` and `blocks` are a translation of it."""
    voice: str = ""
    """Whose voice its outlet is, such as "state media"; empty for most, and never stored."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The light row of an article that a list shows."""

    id: str
    headline: str
    outlet: str
    country: str
    published: datetime | None
    takes: int = 0
    """How many other articles tell the same story."""
    is_read: bool = False
    is_bookmarked: bool = False
    language: str = "en"
    """ISO 639-1 code of the text as it reads; that of the headline may be English already."""
    original: str = ""
    """ISO 639-1 code of the text as published when it reads in translation; empty when it does not."""
    voice: str = ""
    """As an article's."""


def outlet_words(shown: Article | Headline) -> str:
    """Return an outlet's name as it is written in a line, with whose voice it is where that has to be known."""
    name = shown.outlet or "Unknown outlet"
    return f"{name} ({shown.voice})" if shown.voice else name


def block_text(block: Block) -> str:
    """Return the words of a block."""
    return block.alt if isinstance(block, Picture) else block.text


def body_text(article: Article) -> str:
    """Return the body's words, a block a line, without pictures' alternative texts."""
    return "\n".join(block_text(b) for b in article.blocks if not isinstance(b, Picture))


def word_count(article: Article) -> int:
    """Count the words of the body, captions left out."""
    return sum(len(block_text(b).split()) for b in article.blocks if not isinstance(b, Picture | Caption))
