"""Opening an address in the reader's browser: no shell, no option, one argument; and what to ask before."""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termnews.domain.article import Article
from termnews.domain.web import quote_link, why_not_opened
from termnews.ingest.links import host_of

_IN_TERMINAL = frozenset({"w3m", "lynx", "links", "links2", "elinks", "www-browser", "browsh", "carbonyl"})
"""Browsers that draw where termnews does."""
_OPENERS = (("wslview",), ("xdg-open",), ("gio", "open"), ("gnome-open",), ("kde-open",))
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION")


@dataclass(frozen=True, slots=True)
class Browser:
    """A program that shows pages."""

    command: tuple[str, ...]
    """Program and options; the address takes the place of `%s`, or stands last."""
    is_in_terminal: bool = False
    """Whether it draws in this terminal."""

    def arguments(self, link: str) -> list[str]:
        """Return what to run: the address is one argument, whatever it holds."""
        filled = [link if word == "%s" else word for word in self.command]
        return filled if "%s" in self.command else [*filled, link]


def find_browser(environment: Mapping[str, str], platform: str = sys.platform) -> Browser | None:
    """Return the browser that BROWSER names or the desktop has; None over SSH or without a desktop."""
    for words in environment.get("BROWSER", "").split(os.pathsep):
        if (command := _split(words)) and (program := shutil.which(command[0], path=environment.get("PATH"))):
            name = program.rpartition("/")[2]
            return Browser((program, *command[1:]), name in _IN_TERMINAL)
    if environment.get("SSH_CONNECTION") and not environment.get("DISPLAY"):
        return None
    if platform == "darwin":
        return Browser(("/usr/bin/open",))
    if not any(environment.get(name) for name in _DISPLAYS):
        return None
    found = (command for command in _OPENERS if shutil.which(command[0], path=environment.get("PATH")))
    return next((Browser(command) for command in found), None)


def _split(words: str) -> list[str]:
    try:
        return [word for word in shlex.split(words) if word != "&"]
    except ValueError:
        return []


def check_link(article: Article, homes: Sequence[str]) -> tuple[str, str]:
    """Return the address to open, and why it cannot be; `homes` are the hosts of the article's outlet."""
    if not article.link:
        return "", "has no link"
    host = host_of(article.link)
    why = why_not_opened(article.link, host if host in homes else "")
    return ("", why) if why else (quote_link(article.link), "")


def is_at_home(link: str, homes: Sequence[str]) -> bool:
    """Tell whether an address leads to one of some hosts, or to a part of one."""
    host = host_of(link).removeprefix("www.")
    return any(host == home or host.endswith(f".{home}") for home in (h.removeprefix("www.") for h in homes) if home)


def homes_of(article: Article) -> list[str]:
    """Return the hosts that are known of an article's outlet."""
    from termnews.newsroom.catalogue import load_catalogue  # noqa: PLC0415 - it brings feeds with it
    from termnews.newsroom.settings import find_folders  # noqa: PLC0415 - as above

    name = article.outlet.casefold()
    found = [o for o in load_catalogue(find_folders().config).outlets if o.name.casefold() == name]
    links = [link for o in found for link in (o.homepage, *(feed.link for feed in o.feeds))]
    return list(dict.fromkeys(filter(None, map(host_of, links))))
