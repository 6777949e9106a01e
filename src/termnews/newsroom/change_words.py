"""What is said of a change after it is safe."""

from termnews.newsroom.change import Change

_SAID = {
    ("bookmark", True, False): "Bookmarked.",
    ("bookmark", True, True): "Bookmark back.",
    ("bookmark", False, False): "Bookmark removed. {undo} brings it back.",
    ("bookmark", False, True): "Bookmark removed.",
    ("correction", True, False): "One story from now on. {undo} takes it back.",
    ("correction", False, False): "No longer this story. {undo} takes it back.",
    ("correction", False, True): "Undone.",
    ("note", True, False): "Written into the bookmark's file. {undo} takes it back.",
    ("note", False, True): "Undone: the bookmark's file is as it was.",
}
"""By kind, whether the mark is there now, and whether it was an undo."""

_TABLES = {"mute": "mute rule", "searches": "saved search", "alerts": "alert", "keys": "key"}
_MOST_NAMES = 3


def say(change: Change, undo: str) -> str:
    """Return a sentence, "" where none is needed; `undo` is the key or command that takes changes back."""
    match change.kind:
        case "read":
            return _say_read(change, undo)
        case "config":
            return _say_setting(change, undo)
        case "outlets":
            return _say_outlets(change, undo)
        case kind:
            return _SAID[kind, change.is_on, change.is_undo].format(undo=undo)


def _say_read(change: Change, undo: str) -> str:
    count = len(change.ids)
    if change.is_undo:
        return f"Undone: {count} article{'s' * (count != 1)} {'read' if change.is_on else 'unread'} again."
    return f"{count} articles marked read. {undo} brings them back." if count > 1 else ""


def _say_setting(change: Change, undo: str) -> str:
    table, key = change.ids
    what = f"{_TABLES[table]} “{key}”" if table in _TABLES else f"{table}.{key}".strip(".")
    if change.is_undo:
        return f"Undone: {what} is as it was."
    return f"{what[0].upper()}{what[1:]} {'set' if change.is_on else 'removed'}. {undo} takes it back."


def _say_outlets(change: Change, undo: str) -> str:
    names = ", ".join(change.ids[:_MOST_NAMES])
    more = len(change.ids) - _MOST_NAMES
    what = f"{names} and {more} more" if more > 0 else names
    return f"Undone: {what} as before." if change.is_undo else f"Outlets changed: {what}. {undo} takes it back."
