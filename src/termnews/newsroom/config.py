"""What the reader sets in `config.toml`; an unusable value is told with its line, and the usual one counts.

The schema is the dataclasses below: a table is a dataclass, a setting one of its fields, the field's type the values
that are taken, its documentation string the word for it in `config default` and in the manual.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from termnews.domain.problems import Problem

if TYPE_CHECKING:
    from termnews.newsroom.config_values import Complaint

NAME = "config.toml"
_MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Live:
    """News from outlets."""

    keep_days: int = 90
    """How many days articles stay that are not bookmarked."""
    refresh_minutes: int = 0
    """How often an open window refreshes by itself; 0 for never."""
    allow_private: bool = False
    """Whether feeds on this machine or this network may be asked for."""
    full_text: bool = False
    """Whether a refresh also fetches the pages of outlets whose feed gives a summary only."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the window looks like."""

    theme: str = ""
    """The theme to begin with; "" for the one that was chosen last."""
    globe: Literal["auto", "octants", "dots", "sextants", "blocks", "letters"] = "auto"
    """How the globe is drawn; "auto" asks what the terminal can draw."""
    heat: Literal["articles", "unread", "takes"] = "articles"
    """What makes a country of the globe bright."""
    cell_aspect: float = 0.0
    """How many times higher than wide a cell of the terminal is; 0 to ask the terminal."""
    right_to_left: Literal["auto", "terminal", "termnews"] = "auto"
    """Who puts Arabic, Hebrew and Persian in order; "auto" leaves it to terminals that are known to do it."""
    muted: Literal["hidden", "dimmed"] = "hidden"
    """Whether articles of mute rules are left out of lists, or only dimmed."""
    first_screen: bool = True
    """Whether what the next start shows first is kept in the cache, headlines and all: so it is there at once."""
    screen_reader: bool = False
    """Whether the window is kept plain for a screen reader: no globe, no pictures, what is in use said in its title."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a keyword alert is told outside the window."""

    notify: Literal["none", "osc9", "osc777", "desktop"] = "none"
    """How the terminal or the desktop is told of a match."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Passing articles on."""

    pipe: str = ""
    """The command that the pipe key offers first, such as "wc -w"; no shell is run."""
    folder: str = "."
    """Where saved articles go."""


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """A LibreTranslate server."""

    url: str = ""
    """Its address, such as "http://localhost:5000"."""
    key: str = ""
    """Its key, if it wants one."""
    key_command: str = ""
    """A command that prints the key."""


@dataclass(frozen=True, slots=True)
class DeepL:
    """DeepL, a service that wants a key."""

    url: str = ""
    """Another address than DeepL's own."""
    key: str = ""
    """The key; TERMNEWS_DEEPL_KEY in the environment wins."""
    key_command: str = ""
    """A command that prints the key."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat server on any machine that speaks the `/v1/chat/completions` protocol."""

    url: str = ""
    """Its address, such as "http://localhost:11434/v1"."""
    model: str = ""
    """The model's name there."""
    key: str = ""
    """Its key, if it wants one."""
    key_command: str = ""
    """A command that prints the key."""


@dataclass(frozen=True, slots=True)
class Translate:
    """Who translates."""

    backends: tuple[Literal["local", "libretranslate", "deepl", "chat"], ...] = ()
    """The translators to use, the preferred one first; [] for local and then every service that is set up."""
    daily_characters: int = 20_000
    """How many characters a day may be sent to services with a key, together; 0 for no limit."""
    index: str = ""
    """The address languages are installed from; "" for the usual one."""
    libretranslate: LibreTranslate = LibreTranslate()
    deepl: DeepL = DeepL()
    chat: Chat = Chat()


@dataclass(frozen=True, slots=True)
class Sync:
    """The server that outlets, read marks and stars are shared with."""

    kind: Literal["freshrss", "miniflux", "other"] = "other"
    """Which server it is; "freshrss" completes the address with "/api/greader.php"."""
    url: str = ""
    """The address of its Google Reader API, such as "https://example.org/api/greader.php"; "" for none."""
    user: str = ""
    """The name to log in with."""
    password: str = ""
    """The password, or the API's own one."""
    password_command: str = ""
    """A command that prints the password; TERMNEWS_SYNC_PASSWORD in the environment wins."""
    outlets: bool = True
    """Whether outlets are shared too, not marks only."""


@dataclass(frozen=True, slots=True)
class Config:
    """The reader's settings."""

    keymap: Literal["termnews", "newsboat", "vim"] = "termnews"
    """Whose keys."""
    languages: tuple[str, ...] = ("en",)
    """The languages that are not translated."""
    live: Live = Live()
    look: Look = Look()
    telling: Telling = Telling()
    sharing: Sharing = Sharing()
    translate: Translate = Translate()
    sync: Sync = Sync()
    keys: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """Keys of single actions: an action's name, and a key or a list of keys."""
    searches: Mapping[str, str] = field(default_factory=dict)
    """Saved searches: a name, and a query."""
    mute: Mapping[str, str] = field(default_factory=dict)
    """Mute rules: a name, and a query whose articles are hidden."""
    alerts: Mapping[str, str] = field(default_factory=dict)
    """Keyword alerts: a name, and a query whose new articles are marked and told of."""


def place_complaints(folder: Path, complaints: "Iterable[Complaint]") -> Iterator[Problem]:
    """Yield problems with the lines of what another module complains of, such as keys that are bound twice."""
    from termnews.newsroom.config_values import place  # noqa: PLC0415 - most have no file

    try:
        text = (folder / NAME).read_text("utf-8-sig")
    except (OSError, ValueError):
        text = ""
    yield from place(complaints, text, NAME)


def load_config(folder: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read the reader's settings; a file that is not there is none."""
    try:
        with (folder / NAME).open("rb") as file:
            content = file.read(_MOST_BYTES)
    except FileNotFoundError:
        return Config(), ()
    except OSError as error:
        return Config(), (Problem(NAME, f"cannot be read: {error.strerror}"),)
    return read_config(content)


def read_config(content: bytes) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings that a file's bytes hold; each problem names its line."""
    from termnews.newsroom.config_values import read_file  # noqa: PLC0415 - most have no file

    return read_file(Config(), content, NAME)
