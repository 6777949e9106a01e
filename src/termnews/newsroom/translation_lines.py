"""What a window and the process that translates for it say to each other: one line of JSON each."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from termnews.domain.article import Article, Paragraph

NOT_YET = "only the headline is translated yet"


@dataclass(frozen=True, slots=True)
class Request:
    """Texts that somebody wants to read in English."""

    article_id: str
    language: str
    texts: tuple[str, ...]
    """The headline, then each part of the body; the headline alone when no more is wanted."""
    is_quick: bool = False
    """Whether only what is remembered is wanted."""

    @property
    def article(self) -> Article:
        """The texts as an article."""
        headline, *body = self.texts
        return Article(self.article_id, headline, "", "", None, tuple(map(Paragraph, body)), language=self.language)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request."""

    article_id: str
    texts: tuple[str, ...] = ()
    """As many as were asked for; none when there is no translation."""
    by: str = ""
    at: str = ""
    """ISO time."""
    why: str = ""
    """Why there is none, or why some of it is as published."""


def write_line(value: Request | Answer) -> str:
    """Return a value as one line of JSON, without its line end."""
    return json.dumps(asdict(value), ensure_ascii=True)


def parse_request(line: str) -> Request | None:
    """Read a line; None for what is no request."""
    match _parse(line):
        case {"article_id": str(i), "language": str(language), "texts": [str(head), *body], "is_quick": bool(quick)}:
            return Request(i, language, (head, *map(str, body)), quick)
    return None


def parse_answer(line: str) -> Answer | None:
    """Read a line; None for what is no answer."""
    match _parse(line):
        case {"article_id": str(i), "texts": [*texts], "by": str(by), "at": str(at), "why": str(why)}:
            return Answer(i, tuple(map(str, texts)), by, at, why)
    return None


def _parse(line: str) -> Any:  # noqa: ANN401 -- any JSON value
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
