"""JSON Feed, version 1 and 1.1, raw."""

import json
from collections.abc import Iterator, Mapping

from termnews.ingest.feed_entries import RawEntry
from termnews.ingest.feed_items import Channel

_LONGEST_NUMBER = 20


def read_json(text: str) -> Mapping[str, object] | str:
    """Return the object of a JSON Feed, or why it is none."""
    try:
        found = json.loads(text, strict=False, parse_int=_number, parse_constant=str)
    except RecursionError:
        return "is nested too deeply"
    except ValueError:
        return "is not valid JSON"
    if not isinstance(found, dict) or not isinstance(found.get("items"), list):
        return "is JSON but no feed"
    return found


def read_json_channel(feed: Mapping[str, object]) -> Channel:
    """Read what a feed says of itself."""
    return Channel(_string(feed, "title"), _string(feed, "home_page_url"), _string(feed, "language"))


def read_json_items(feed: Mapping[str, object], base: str) -> Iterator[RawEntry]:
    """Read the items one by one."""
    items = feed["items"]
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        html = _string(item, "content_html")
        text = _string(item, "content_text") or _string(item, "summary")
        yield RawEntry(
            id=_string(item, "id"),
            headline=_string(item, "title"),
            links=(_string(item, "url"), _string(item, "external_url"), _string(item, "id")),
            body=html if len(html) >= len(text) else text,
            is_plain=len(html) < len(text),
            dates=(_string(item, "date_published"), _string(item, "date_modified")),
            byline=", ".join(filter(None, _authors(item))) or ", ".join(filter(None, _authors(feed))),
            language=_string(item, "language"),
            pictures=(_string(item, "image"), _string(item, "banner_image"), *_attached(item)),
            base=base,
        )


def _string(values: Mapping[str, object], name: str) -> str:
    found = values.get(name)
    if isinstance(found, str):
        return found.encode("utf-8", "replace").decode()
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""


def _authors(values: Mapping[str, object]) -> Iterator[str]:
    authors = values.get("authors")
    for author in (*(authors[:8] if isinstance(authors, list) else ()), values.get("author")):
        if isinstance(author, dict):
            yield _string(author, "name")


def _attached(item: Mapping[str, object]) -> Iterator[str]:
    attachments = item.get("attachments")
    for attached in attachments[:20] if isinstance(attachments, list) else ():
        if isinstance(attached, dict) and _string(attached, "mime_type").startswith("image/"):
            yield _string(attached, "url")


def _number(digits: str) -> int | str:
    """Read a whole number; one that is longer than any is kept as its digits."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits
