"""A picture of the web into the cache: asked for, looked at apart, made small, kept."""

from contextlib import closing, suppress
from pathlib import Path

from termnews.domain.article import Article, Picture
from termnews.domain.problems import Problem
from termnews.domain.text import checked_link
from termnews.ingest.fetching import Fetched, FetchRequest
from termnews.library.state import State
from termnews.newsroom.picturing import keep_picture, keep_refusal
from termnews.newsroom.reading_apart import ReadingProcess
from termnews.newsroom.settings import Folders

_ACCEPT_PICTURE = "image/webp, image/jpeg, image/png, image/gif, image/*;q=0.5"


def wants_pictures(folders: Folders) -> bool:
    """Tell whether the reader has not put pictures away."""
    state, _ = State.open(folders.state_file)
    with closing(state):
        return state.setting("pictures") != "off"


def picture_links(article: Article) -> list[str]:
    """Return the addresses of an article's pictures that are on the web, each once."""
    links = (block.link for block in article.blocks if isinstance(block, Picture))
    return list(dict.fromkeys(filter(checked_link, links)))


def first_picture(article: Article) -> str:
    """Return the address of an article's first picture that has one, empty when none has."""
    return next(iter(picture_links(article)), "")


def ask_picture(link: str) -> FetchRequest:
    """Return the request for a picture, which its site's robots.txt may forbid."""
    return FetchRequest(link, link, accept=_ACCEPT_PICTURE)


def take_picture(reading: ReadingProcess, cache: Path, outlet: str, fetched: Fetched) -> Problem | None:
    """Put a picture that has come into the cache, or why not; a Problem when it cannot be taken."""
    if fetched.why:
        return Problem(outlet, f"a picture {fetched.why}")
    kind = fetched.content_type.lower()
    if kind and not kind.startswith(("image/", "application/octet-stream", "binary/")):
        return Problem(outlet, "a picture is none")
    found = reading.shrink_picture(fetched.data, outlet)
    with suppress(OSError):  # a cache that takes nothing is a window without pictures
        if isinstance(found, Problem):
            keep_refusal(cache, fetched.request.link, found.why)
        else:
            keep_picture(cache, fetched.request.link, found)
    return found if isinstance(found, Problem) else None
