"""Running programs that the reader names: words are split as a shell would, and no shell is run."""

import json
import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from termnews.domain.article import Article, Caption, Heading, ListItem, Picture, Quote
from termnews.domain.markdown import write_markdown
from termnews.domain.text import clean_lines
from termnews.library.state import State

PATIENCE = 60.0
"""Seconds that a program may take whose output is shown."""
MOST_OUTPUT = 200_000
"""Characters of output that are shown."""
_KEPT = 20
_HISTORY = "pipes"


@dataclass(frozen=True, slots=True)
class Output:
    """What a program said."""

    text: str
    """Both outputs, clean, cut where they are too long."""
    why: str = ""
    """What went wrong; empty when nothing did."""


def split_command(command: str) -> list[str]:
    """Return program and arguments.

    Raises:
        ValueError: a quotation is not closed, or there is nothing to run.
    """
    words = shlex.split(command)
    if not words:
        raise ValueError("nothing to run")
    return words


def article_text(article: Article) -> str:
    """Return an article as plain text, the headline first, blocks a blank line apart."""
    details = " · ".join(filter(None, (article.outlet, f"{article.published:%Y-%m-%d}" if article.published else "")))
    parts = [article.headline, "\n".join(filter(None, (details, article.byline, article.link)))]
    for block in article.blocks:
        match block:
            case Picture():
                continue
            case Caption(text, credit):
                parts.append(f"[{text}]" + (f" ({credit})" if credit else ""))
            case Heading(text):
                parts.append(text.upper() if text.isascii() else text)
            case Quote(text):
                parts.append(f"“{text}”")
            case ListItem(text):
                parts.append(f"- {text}")
            case _:
                parts.append(block.text)
    return "\n\n".join(filter(None, parts)) + "\n"


def run_with_text(command: Sequence[str], text: str, patience: float = PATIENCE) -> Output:
    """Give a program text to read, wait for it, and return what it said."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as said:
        given.write(text.encode("utf-8", "replace"))
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 -- the reader's own command
                list(command), stdin=given, stdout=said, stderr=said, timeout=patience, check=False,
                start_new_session=True,
            )  # fmt: skip
            why = f"{command[0]} ended with {done.returncode}" if done.returncode else ""
        except subprocess.TimeoutExpired:
            why = f"{command[0]} took longer than {patience:.0f} seconds and was ended"
        except (OSError, ValueError) as error:
            return Output("", f"{command[0]} cannot be run: {getattr(error, 'strerror', None) or error}")
        said.seek(0)
        found = said.read(4 * MOST_OUTPUT).decode("utf-8", "replace")
    shown = clean_lines(found)
    if len(shown) > MOST_OUTPUT:
        shown = f"{shown[:MOST_OUTPUT]}\n… truncated"
    return Output(shown, why)


def run_in_terminal(command: Sequence[str], text: str | None = None) -> str:
    """Let a program have the terminal, with text to read when given; return what went wrong."""
    with tempfile.TemporaryFile() as given:
        given.write((text or "").encode("utf-8", "replace"))
        given.seek(0)
        try:
            done = subprocess.run(list(command), stdin=None if text is None else given, check=False)  # noqa: S603
        except (OSError, ValueError) as error:
            return f"{command[0]} cannot be run: {getattr(error, 'strerror', None) or error}"
    return f"{command[0]} ended with {done.returncode}" if done.returncode else ""


def editor_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the editor that VISUAL or EDITOR names, or else vi.

    Raises:
        ValueError: a quotation is not closed.
    """
    return shlex.split(environment.get("VISUAL") or environment.get("EDITOR") or "vi") or ["vi"]


def edit_text(text: str, name: str, environment: Mapping[str, str] = os.environ) -> tuple[str, str]:
    """Let the reader's editor have a copy of a text; return the text as it was left, and what went wrong."""
    with tempfile.TemporaryDirectory(prefix="termnews-") as folder:  # its owner's only
        path = Path(folder) / name
        path.write_text(text, "utf-8", newline="\n")
        try:
            why = run_in_terminal([*editor_command(environment), str(path)])
        except ValueError as error:
            why = f"The editor cannot be run: {error}"
        try:
            return path.read_text("utf-8", "replace"), why
        except OSError as error:
            return text, why or f"{name}: {error.strerror}"


def edit_article(article: Article) -> str:
    """Let the reader's editor have a copy of an article as Markdown; return what went wrong."""
    return edit_text(write_markdown(article, {}), "article.md")[1]


def past_commands(state: State) -> list[str]:
    """Return the commands that were run before, the newest first."""
    with suppress(ValueError):
        found = json.loads(state.setting(_HISTORY, "[]"))
        if isinstance(found, list):
            return [str(command) for command in found][:_KEPT]
    return []


def keep_command(state: State, command: str) -> None:
    """Remember a command for the next time."""
    kept = [command, *(c for c in past_commands(state) if c != command)]
    state.keep_setting(_HISTORY, json.dumps(kept[:_KEPT], ensure_ascii=False))
