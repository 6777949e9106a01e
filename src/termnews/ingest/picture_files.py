"""Pictures beside a seed: `xx.png` is the first picture of `xx.txt`, `xx-2.png` the second.

Only regular files of the seed's own folder count: a link may lead anywhere, a pipe may never end.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from termnews.domain.article import Article, Picture
from termnews.domain.problems import Problem
from termnews.domain.text import clean_text

MOST_BYTES = 2_000_000
"""A larger picture is not read."""
ENDS = (".png", ".jpg", ".jpeg", ".webp", ".gif")
"""In the order in which they are looked for."""
_SEED_ENDS = (".txt", ".md")
_MOST = 40
"""Pictures of one article that are looked for."""
_NUMBERED = re.compile(r"(.+)-[1-9][0-9]?")
_OPEN = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY | os.O_NOFOLLOW


def is_beside_seed(path: str) -> bool:
    """Tell whether a file is a picture that goes with a seed beside it."""
    file = Path(path)
    if file.suffix.lower() not in ENDS:
        return False
    numbered = _NUMBERED.fullmatch(file.stem)
    return _has_seed(file, file.stem) or (numbered is not None and _has_seed(file, numbered[1]))


def with_pictures(article: Article, path: str) -> tuple[Article, list[Problem]]:
    """Return the article of a seed with the pictures beside it, and what is wrong with those that cannot be taken."""
    places = [(at, block) for at, block in enumerate(article.blocks) if isinstance(block, Picture)]
    if not places or Path(path).suffix.lower() not in _SEED_ENDS:
        return article, []
    blocks = list(article.blocks)
    problems = []
    for found in _find_pictures(Path(path), min(len(places), _MOST)):
        match found:
            case Problem():
                problems.append(found)
            case (number, link):
                at, picture = places[number]
                blocks[at] = replace(picture, link=link)
    return replace(article, blocks=tuple(blocks)), problems


def read_picture_file(path: str) -> bytes | Problem:
    """Return the content of a picture that was found beside a seed; a Problem when it is no longer what it was."""
    try:
        if why := _refusal(Path(path).lstat()):
            return Problem(path, f"the picture {why}")
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            why = _refusal(os.fstat(file.fileno()))
            return Problem(path, f"the picture {why}") if why else file.read(MOST_BYTES)
    except FileNotFoundError:
        return Problem(path, "the picture is no longer there")
    except (OSError, ValueError):
        return Problem(path, "the picture may not be read")


def _find_pictures(seed: Path, count: int) -> Iterator[tuple[int, str] | Problem]:
    """Yield the number, from 0 on, and the absolute path of each picture, or what is wrong with it."""
    for number in range(count):
        stem = f"{seed.stem}-{number + 1}" if number else seed.stem
        if number and _has_seed(seed, stem):
            continue
        for end in ENDS:
            file = seed.with_name(stem + end)
            try:
                why = _refusal(file.lstat())
            except (OSError, ValueError):
                continue
            link = str(file.absolute())
            if not why and _is_unwritable(link):
                why = "lies where a name is no Unicode"
            yield Problem(clean_text(file.name), why) if why else (number, link)
            break


def _is_unwritable(text: str) -> bool:
    """Tell a name of bytes that are no text, which nothing can keep."""
    return any("\ud800" <= character <= "\udfff" for character in text)


def _has_seed(file: Path, stem: str) -> bool:
    return any(file.with_name(stem + end).is_file() for end in _SEED_ENDS)


def _refusal(status: os.stat_result) -> str:
    """Say why a file is no picture that can be taken; nothing when it is one."""
    if stat.S_ISLNK(status.st_mode):
        return "is a link, which is not followed"
    if not stat.S_ISREG(status.st_mode):
        return "is not a regular file"
    return f"is larger than {MOST_BYTES // 1_000_000} MB" if status.st_size > MOST_BYTES else ""
