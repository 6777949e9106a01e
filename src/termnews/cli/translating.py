"""Commands over translation: who translates, which languages are installed, what is remembered.

What they do is imported when one of them runs: a window starts past here.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing
from threading import Lock
from typing import TYPE_CHECKING

import click

from termnews.cli.printing import DONE, PROBLEM, json_option, print_lines, print_value, problem_line
from termnews.domain.problems import Problem
from termnews.newsroom.settings import find_folders

if TYPE_CHECKING:
    from termnews.newsroom.config import Config
    from termnews.newsroom.translating import Installed, Step


_NICE = 5
"""The window goes first."""


@click.group()
def translate() -> None:
    """See who translates, install languages, forget translations."""


@translate.command()
@json_option
def status(*, is_json: bool) -> int:
    """Print who translates, what is installed and what is remembered."""
    from termnews.domain.languages import language_name  # noqa: PLC0415 - see above
    from termnews.newsroom.translating import translation_status  # noqa: PLC0415 - see above
    from termnews.newsroom.translation_places import how_to_begin  # noqa: PLC0415 - see above

    folders = find_folders()
    config, problems = _load_config()
    found = translation_status(config, folders)
    languages = [
        {"language": p.language, "name": language_name(p.language), "version": p.version, "bytes": p.size}
        for p in found.packages
    ]
    if is_json:
        print_value({
            "translators": list(found.translators), "languages": languages, "remembered": found.remembered,
            "characters_today": found.spent, "daily_characters": found.daily_characters, "reads": list(found.reads),
            "problems": [problem_line(problem) for problem in (*problems, *found.problems)],
        })  # fmt: skip
        return DONE
    print_lines(_group("Translators, first choice first", found.translators) or ["Nobody translates yet."])
    print_lines(_group("Languages installed", [f"{p['name']} ({p['language']}), {p['version']}" for p in languages]))
    print_lines([f"Left alone: {', '.join(map(language_name, found.reads))}."])
    print_lines([f"Remembered: {found.remembered:,} translations."])
    if found.daily_characters:
        print_lines([f"Sent to services with a key today: {found.spent:,} of {found.daily_characters:,} characters."])
    if not found.translators:
        print_lines([f"{how_to_begin()}."])
    _tell((*problems, *found.problems))
    return DONE


@translate.command("install")
@click.argument("language", metavar="LANG")
def install_command(language: str) -> int:
    """Install a language, such as `es` or `Spanish`, to translate from on this computer."""
    from termnews.domain.languages import language_name  # noqa: PLC0415 - see above
    from termnews.newsroom.translating import install  # noqa: PLC0415 - see above

    config, problems = _load_config()
    _tell(problems)
    result = _show_progress(install(_code(language), config, find_folders()))
    if isinstance(result, Problem):
        _tell([result])
        return PROBLEM
    print_lines([f"{language_name(result.language)} {result.version} is installed."])
    if result.hint:
        click.echo(result.hint, err=True)
    return DONE


@translate.command("remove")
@click.argument("language", metavar="LANG")
def remove_command(language: str) -> int:
    """Remove an installed language."""
    from termnews.domain.languages import language_name  # noqa: PLC0415 - see above
    from termnews.newsroom.translating import remove  # noqa: PLC0415 - see above

    code = _code(language)
    result = remove(code, find_folders())
    if isinstance(result, Problem):
        _tell([result])
        return PROBLEM
    print_lines([f"{language_name(code)} is removed."])
    return DONE


@translate.command()
def forget() -> int:
    """Forget all remembered translations; articles and bookmarks keep theirs."""
    from termnews.newsroom.translating import open_memory  # noqa: PLC0415 - see above

    with closing(open_memory(find_folders())) as memory:
        _tell([memory.problem] if memory.problem else [])
        print_lines([f"Forgot {memory.forget():,} translations."])
        return PROBLEM if memory.problem else DONE


@translate.command(hidden=True)
def serve() -> int:
    """Translate for a window: requests come in as lines of JSON, answers go out as such."""
    from termnews.newsroom.interpreting import serve as serve_requests  # noqa: PLC0415 - see above
    from termnews.newsroom.translating import Translating  # noqa: PLC0415 - see above
    from termnews.newsroom.translation_lines import Answer, write_line  # noqa: PLC0415 - see above

    lock = Lock()

    def tell(answer: Answer) -> None:
        with lock:
            click.echo(write_line(answer))
            sys.stdout.flush()

    os.nice(_NICE)
    with closing(Translating(_load_config()[0], find_folders())) as translating:
        serve_requests(translating, sys.stdin, tell)
    sys.stdout.flush()
    os._exit(DONE)  # whoever still listens to a stream that goes on would hold Python up


def _load_config() -> "tuple[Config, tuple[Problem, ...]]":
    from termnews.newsroom.config import load_config  # noqa: PLC0415 - see above

    return load_config(find_folders().config)


def _code(language: str) -> str:
    from termnews.domain.languages import find_language  # noqa: PLC0415 - see above

    code = find_language(language) or (language.lower() if language.isascii() and language.isalpha() else "")
    if not 2 <= len(code) <= 3:  # noqa: PLR2004 the lengths of ISO 639 codes
        raise click.BadParameter(f"no language is called {language!r}", param_hint="LANG")
    return code


def _show_progress(steps: "Iterator[Step]") -> "Installed | Problem":
    """Draw a bar on stderr while bytes come, and return what came of it."""
    from termnews.translate.packages import Progress  # noqa: PLC0415 - see above

    step = next(steps)
    if isinstance(step, Progress):
        with click.progressbar(length=max(step.total, 1), label="Downloading", file=sys.stderr) as bar:
            while isinstance(step, Progress):
                bar.length = max(step.total, step.done)
                bar.update(step.done - bar.pos)
                step = next(steps)
    return step


def _group(title: str, lines: Iterable[str]) -> list[str]:
    found = [f"  {line}" for line in lines]
    return [f"{title}:", *found] if found else []


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem_line(problem), err=True)
