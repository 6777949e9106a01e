"""Keys of services: taken from the environment, the configuration or a command, and never shown."""

import shlex
import subprocess
from collections.abc import Mapping
from urllib.parse import urlsplit

_SECONDS = 20.0
_LONGEST = 4_096


class Key:
    """A key that shows itself only when asked to."""

    __slots__ = ("_words",)

    def __init__(self, words: str) -> None:
        """Hold a key."""
        self._words = words

    def __bool__(self) -> bool:
        """Tell whether there is one."""
        return bool(self._words)

    def __repr__(self) -> str:
        """Say that there is one, not which."""
        return "Key(…)" if self._words else "Key()"

    def __reduce__(self) -> str:
        """Refuse to be written down."""
        raise TypeError("a key is not written down")

    def reveal(self) -> str:
        """Return the key, to be sent to its service."""
        return self._words


NO_KEY = Key("")


class KeyUnavailableError(Exception):
    """A key that cannot be had, and why; the words hold neither key nor command."""


def is_web_link(link: str) -> bool:
    """Tell whether an address leads to a host on the web, the own network or this computer."""
    try:
        parts = urlsplit(link)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def find_key(service: str, table: Mapping[str, object], environment: Mapping[str, str]) -> Key:
    """Return the key of a service: from the environment, then `key`, then what the command in `key_command` prints.

    Raises:
        KeyUnavailableError: the command failed, or what was found can be no key.
    """
    named = environment.get(f"TERMNEWS_{service.upper()}_KEY", "").strip()
    written = table.get("key", "")
    command = table.get("key_command", "")
    if not isinstance(written, str) or not isinstance(command, str):
        raise KeyUnavailableError("has a key or key_command that is no text")
    words = named or written.strip() or (_run(command) if command else "")
    if len(words) > _LONGEST or not words.isascii() or any(c.isspace() or not c.isprintable() for c in words):
        raise KeyUnavailableError("has a key with characters that no key has")
    return Key(words)


def read_command(command: str) -> str:
    """Return the first line that a command of the reader prints, without a shell; "" where it fails or prints none.

    Raises:
        OSError, ValueError, subprocess.TimeoutExpired: it cannot be run, or takes too long.
    """
    done = subprocess.run(  # noqa: S603 -- the reader's own command
        shlex.split(command), stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
    )
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return lines[0] if lines and not done.returncode else ""


def _run(command: str) -> str:
    try:
        found = read_command(command).strip()
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        why = f"took longer than {_SECONDS:g} seconds" if isinstance(error, subprocess.TimeoutExpired) else "cannot run"
        # Without the cause: it would tell the command and what it printed.
        raise KeyUnavailableError(f"has a key_command that {why}") from None
    if not found:
        raise KeyUnavailableError("has a key_command that gave no key")
    return found
