"""What a refresh tells while it runs, as values that travel as lines of JSON."""

import json
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class OutletStarted:
    """A feed of an outlet is being fetched."""

    outlet: str
    country: str
    feed: str


@dataclass(frozen=True, slots=True)
class OutletDone:
    """A feed was read."""

    outlet: str
    country: str
    feed: str
    added: int = 0
    updated: int = 0
    is_unchanged: bool = False
    """The server said that nothing is new."""


@dataclass(frozen=True, slots=True)
class OutletFailed:
    """A feed could not be read; the refresh goes on."""

    outlet: str
    country: str
    feed: str
    reason: str
    """One sentence, lower case, without a full stop."""
    is_disabled: bool = False
    """It will not be asked again until the reader wants it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come."""

    done: int
    total: int
    """Feeds."""
    added: int
    """Articles in the library that were not there before."""
    outlet: str = ""
    """One that is being fetched."""
    work: str = ""
    """What is counted when it is not feeds: "pages" or "pictures", which come after them."""


@dataclass(frozen=True, slots=True)
class TranslationProgress:
    """How far what is new is translated; what it tells of is kept."""

    done: int
    total: int
    """Articles."""
    is_of_headlines: bool = False
    why: str = ""
    """Why it goes no further, empty while it does."""


@dataclass(frozen=True, slots=True)
class Synced:
    """Marks and outlets were shared with the reader's own server."""

    here: int
    """Changes on this side."""
    there: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A refresh is over; everything it told of is kept."""

    done: int
    failed: int
    added: int
    updated: int
    seconds: float
    is_cancelled: bool = False


RefreshEvent = OutletStarted | OutletDone | OutletFailed | Progress | Synced | TranslationProgress | Finished

_KINDS = {
    kind.__name__: kind
    for kind in (OutletStarted, OutletDone, OutletFailed, Progress, Synced, TranslationProgress, Finished)
}


def write_event(event: RefreshEvent) -> str:
    """Return an event as one line of JSON, without its line end."""
    return json.dumps(
        {"event": type(event).__name__} | {name: getattr(event, name) for name in event.__dataclass_fields__}
    )


def parse_event(line: str | bytes) -> RefreshEvent | None:
    """Read a line of JSON; None when it is no event, so that a stray line on a pipe breaks nothing."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    kind = _KINDS.get(str(values.pop("event", ""))) if isinstance(values, dict) else None
    if kind is None:
        return None
    known = {field.name: field.type for field in fields(kind)}
    if not all(name in known and _is_of(value, known[name]) for name, value in values.items()):
        return None
    try:
        return kind(**values)
    except TypeError:
        return None


def _is_of(value: object, wanted: object) -> bool:
    if wanted is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is wanted
