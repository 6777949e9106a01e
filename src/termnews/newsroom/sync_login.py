"""Logging in to the server of the settings; the password shows itself nowhere."""

import os
import subprocess
from collections.abc import Mapping
from urllib.parse import urlsplit

from termnews.ingest.links import web_link
from termnews.newsroom.config import Sync
from termnews.sync.base import SyncFailedError
from termnews.translate.keys import read_command

PASSWORD = "TERMNEWS_SYNC_PASSWORD"  # noqa: S105 -- the name of a variable
_FRESHRSS = "/api/greader.php"


def base_address(sync: Sync) -> str:
    """Return the address under which the API is.

    Raises:
        SyncFailedError: what is set is no address, or holds a password.
    """
    link = web_link(sync.url).rstrip("/")
    if not link or "@" in urlsplit(link).netloc:
        raise SyncFailedError("has no http(s) address in the settings; the password does not belong into it")
    if sync.kind == "freshrss" and not link.endswith("greader.php"):
        return link.removesuffix("/api") + _FRESHRSS
    return link


def find_password(sync: Sync, environment: Mapping[str, str] = os.environ) -> str:
    """Return the password: from the environment, the settings, or what the command prints.

    Raises:
        SyncFailedError: there is none; the words hold neither command nor password.
    """
    found = environment.get(PASSWORD, "") or sync.password
    if not found and sync.password_command:
        found = _run(sync.password_command)
    if not found:
        raise SyncFailedError(f"has no password: set {PASSWORD} or sync.password_command")
    return found


def _run(command: str) -> str:
    try:
        found = read_command(command)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        raise SyncFailedError("has a password_command that cannot be run") from None
    if not found:
        raise SyncFailedError("has a password_command that gave no password")
    return found
