"""The fields at the top of a Markdown file, between two lines of three hyphens.

Written as `name: JSON`, which is also YAML. Read as that, and as the plain YAML that people write: bare, quoted and
folded texts, and lists in brackets or a line an item.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

Field = str | tuple[str, ...]
"""A text, or a list of texts."""

FIELD_NAME = re.compile(r"[^\W\d][\w.-]{0,60}")

_FENCE = "---"
_FIELD = re.compile(r"([^\W\d][\w .-]{0,60}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)", re.DOTALL)
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
_FOLDED = re.compile(r"[|>][+-]?\d?")
_COMMENT = re.compile(r"[ \t]#.*")
_ITEM = re.compile(r"""\s*("[^"]*"|'[^']*'|[^,\[\]]+)""")
_SINGLE_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_DECODER = json.JSONDecoder()


def write_front_matter(fields: Mapping[str, str | Sequence[str]]) -> str:
    """Return fields as lines, with the lines of hyphens around them."""
    lines = [f"{name}: {_write_value(value)}\n" for name, value in fields.items()]
    return f"{_FENCE}\n{''.join(lines)}{_FENCE}\n"


def split_front_matter(text: str) -> tuple[dict[str, Field], str] | None:
    """Return the fields, by name in lower case, and the text below them; None when text has no front matter."""
    lines = text.lstrip("\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return None
    end = next((at for at in range(1, len(lines)) if lines[at].rstrip() in {_FENCE, "..."}), 0)
    return (_read_fields(lines[1:end]), "\n".join(lines[end + 1 :])) if end else None


def set_fields(text: str, fields: Mapping[str, str | Sequence[str]], others: Mapping[str, str]) -> str | None:
    """Return text with fields of its front matter set, or gone where empty, and every other line as it is.

    `others` are names under which such a field may stand too; None for text without front matter.
    """
    end_sign = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip("\ufeff\r")), 0)
    if lines[first].lstrip("\ufeff").rstrip() != _FENCE:
        return None
    last = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() in {_FENCE, "..."}), 0)
    if not last:
        return None
    names = {*fields, *(other for other, name in others.items() if name in fields)}
    kept = list(_lines_without(lines[first + 1 : last], names))
    ending = end_sign[:-1]
    new = [f"{name}: {_write_value(value)}{ending}" for name, value in fields.items() if value]
    if sorted([*kept, *new]) == sorted(lines[first + 1 : last]):
        return text  # nothing new: a line keeps its place
    return "\n".join([*lines[: first + 1], *kept, *new, *lines[last:]])


def _lines_without(lines: Sequence[str], names: Collection[str]) -> Iterator[str]:
    is_dropped = False
    for line in lines:
        if not is_dropped or not line.startswith((" ", "\t", "- ")):
            match = _FIELD.fullmatch(line.rstrip("\r"))
            is_dropped = match is not None and match[1].lower() in names
        if not is_dropped:
            yield line


def _write_value(value: str | Sequence[str]) -> str:
    plain = json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def _read_fields(lines: list[str]) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    at = 0
    while at < len(lines):
        match = _FIELD.fullmatch(lines[at])
        at += 1
        if match:
            below = at
            while below < len(lines) and lines[below].startswith((" ", "\t", "- ")):
                below += 1
            items = [line.strip() for line in lines[at:below] if line.strip()]
            fields[match[1].lower()] = _read_value((match[2] or "").strip(), items)
            at = below
    return fields


def _read_value(first: str, below: list[str]) -> Field:
    """Read what stands behind the colon and in the indented lines below."""
    if not first and below and all(item.startswith("-") for item in below):
        return tuple(_read_text(item[1:]) for item in below)
    if _FOLDED.fullmatch(first):
        return ("\n" if first[0] == "|" else " ").join(below)
    if first[:1] == "[":
        return _read_list(" ".join([first, *below]))
    return _read_text(" ".join([first, *below]))


def _read_list(text: str) -> Field:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError):
        inner = _COMMENT.sub("", text).strip()
        return tuple(map(_read_text, _ITEM.findall(inner[1:-1]))) if inner.endswith("]") else text
    return tuple(item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in items)


def _read_text(text: str) -> str:
    text = text.strip()
    match text[:1]:
        case '"':
            try:
                value, _ = _DECODER.raw_decode(text)
            except ValueError:
                return text.strip('"')
            return str(value)
        case "'":
            quoted = _SINGLE_QUOTED.match(text)
            return quoted[1].replace("''", "'") if quoted else text
        case "#":
            return ""
    return "" if text in {"~", "null"} else _COMMENT.sub("", text, count=1).strip()
