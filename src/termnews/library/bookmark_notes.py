"""Tags and a note in a bookmark's own file: two fields of its front matter; every other line stays as it is."""

import codecs
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from termnews.domain.front_matter import Field, set_fields
from termnews.domain.text import MAX_FILE_BYTES, clean_text
from termnews.library.safe_files import read_whole, write_whole

MOST_TAGS = 32
LONGEST_TAG = 40
LONGEST_NOTE = 10_000
_OTHERS = {"tag": "tags", "keywords": "tags", "notes": "note", "comment": "note"}
"""What people call the fields, and our names for them."""
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BETWEEN = re.compile(r"[,;\s]+")
_NOT_IN_TAGS = re.compile(r"[\s,;\"'\[\]]+")


def clean_tag(text: str) -> str:
    """Return a tag as it is kept: one word, without a number sign; "" for what is none."""
    return _NOT_IN_TAGS.sub("-", clean_text(text)).strip("-#")[:LONGEST_TAG].rstrip("-")


def clean_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Return tags as they are kept, each once, whatever its case."""
    found: dict[str, str] = {}
    for tag in filter(None, map(clean_tag, tags)):
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())[:MOST_TAGS]


def clean_note(text: str) -> str:
    """Return a note without control characters and empty ends; its lines stay."""
    lines = [clean_text(line) for line in text[:LONGEST_NOTE].splitlines()]
    return "\n".join(lines).strip()


def read_tags(fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the tags that a file's fields name, however they are written."""
    value = _find(fields, "tags")
    return clean_tags(_BETWEEN.split(value) if isinstance(value, str) else value)


def read_note(fields: Mapping[str, Field]) -> str:
    """Return the note in a file's fields."""
    value = _find(fields, "note")
    return clean_note(value if isinstance(value, str) else "\n".join(value))


def _find(fields: Mapping[str, Field], name: str) -> Field:
    names = (name, *(other for other, ours in _OTHERS.items() if ours == name))
    return next((fields[n] for n in names if fields.get(n)), "")


def write_notes(
    path: Path, decode: Callable[[bytes], str], *, tags: Sequence[str] | None, note: str | None
) -> tuple[bytes, bytes]:
    """Set tags or note of a bookmark's file, None for as they are; return its bytes before and now.

    Raises:
        OSError: it cannot be read or written, or is no bookmark any more; nothing is changed.
    """
    before = read_whole(path, MAX_FILE_BYTES)
    fields: dict[str, str | Sequence[str]] = {}
    if tags is not None:
        fields["tags"] = clean_tags(tags)
    if note is not None:
        fields["note"] = clean_note(note)
    text = set_fields(decode(before), fields, _OTHERS)
    if text is None:
        raise OSError(0, "has no front matter any more", str(path))
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    after = mark + text.encode("utf-8", "replace")
    if before.startswith(_UTF_16_MARKS):
        after = text.encode("utf-16", "replace")
    if len(after) > MAX_FILE_BYTES:
        raise OSError(0, "would be too large", str(path))
    if after != before:
        write_whole(path, after)
    return before, after
