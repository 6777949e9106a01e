"""Telling of something outside the window: through the terminal (OSC 9, OSC 777) or the desktop; off unless set."""

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from html import escape
from typing import Any, Literal

from textual.app import App

from termnews.domain.text import clean_text, cut_text
from termnews.newsroom.children import start_detached

Way = Literal["none", "osc9", "osc777", "desktop"]
_LONGEST = 200
_MAC = (
    "-e", "on run argv", "-e", "display notification (item 2 of argv) with title (item 1 of argv)", "-e", "end run",
)  # fmt: skip


def tell(app: App[Any], way: Way, title: str, words: str) -> None:
    """Tell of something as the reader has set it in `telling.notify`; what cannot be told outside is left."""
    if way == "desktop":
        if arguments := desktop_arguments(title, words):
            with suppress(OSError):
                start_detached(arguments)
    elif codes := terminal_codes(way, title, words, os.environ):
        driver = app._driver  # noqa: SLF001 - Textual's own `copy_to_clipboard` writes there too
        if driver is not None:
            driver.write(codes)


def terminal_codes(way: Way, title: str, words: str, environment: Mapping[str, str]) -> str:
    """Return what makes a terminal notify, "" for a way that is none of its; the texts are only ever texts."""
    title, words = _plain(title).replace(";", ","), _plain(words)
    match way:
        case "osc9":
            codes = f"\x1b]9;{title}: {words}\x07" if title[:1].isalpha() else f"\x1b]9;termnews: {title}: {words}\x07"
        case "osc777":
            codes = f"\x1b]777;notify;{title};{words.replace(';', ',')}\x07"
        case _:
            return ""
    if environment.get("TMUX"):
        return "\x1bPtmux;" + codes.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    return codes


def desktop_arguments(title: str, words: str, platform: str = sys.platform) -> list[str]:
    """Return the program that notifies on the desktop, each text one argument; nothing where there is none."""
    title, words = _plain(title), _plain(words)
    if platform == "darwin":
        return ["/usr/bin/osascript", *_MAC, title, words]
    program = shutil.which("notify-send")
    return [program, "--app-name=termnews", "--", title, escape(words, quote=False)] if program else []


def _plain(text: str) -> str:
    return cut_text(clean_text(text), _LONGEST)
