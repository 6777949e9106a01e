"""Choosing translators: what the reader set is turned into translators, languages and places.

Nothing leaves this machine unless the reader has named a service.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from termnews.domain.languages import find_language
from termnews.domain.problems import Problem
from termnews.newsroom.config import Chat, Config, DeepL, LibreTranslate
from termnews.newsroom.settings import Folders
from termnews.newsroom.translation_places import languages_folder
from termnews.translate.base import TARGET, Translator
from termnews.translate.keys import Key, KeyUnavailableError, find_key, is_web_link
from termnews.translate.local import Local, Models
from termnews.translate.packages import INDEX, Package, find_packages

BACKENDS = ("local", "libretranslate", "deepl", "chat")
"""The order in which they are asked when the reader names none."""
_LACKS = {"libretranslate": "url", "deepl": "key or key_command", "chat": "url and model"}
_Service = LibreTranslate | DeepL | Chat


@dataclass(frozen=True, slots=True)
class Chosen:
    """The translators that the settings name, and what is wrong with those that cannot be used."""

    translators: tuple[Translator, ...]
    problems: tuple[Problem, ...]


def read_languages(config: Config) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """Return the codes of the languages that the reader reads, English when none is named, and what is none."""
    found = {name: find_language(name) for name in config.languages}
    problems = tuple(Problem("languages", f"{name!r} is no language") for name, code in found.items() if not code)
    return frozenset(filter(None, found.values())) or frozenset({TARGET}), problems


def index_link(config: Config) -> str:
    """Return the address of the index that languages are installed from."""
    return config.translate.index or INDEX


def choose_translators(config: Config, folders: Folders, environment: Mapping[str, str] = os.environ) -> Chosen:
    """Return the translators that the settings name, in their order of preference."""
    settings = config.translate
    translators: list[Translator] = []
    problems: list[Problem] = []
    for name in dict.fromkeys(settings.backends or BACKENDS):
        if name == "local":
            found = list(_local_translators(folders))
        else:
            found = list(_service(name, getattr(settings, name), environment, is_asked_for=bool(settings.backends)))
        translators += [one for one in found if not isinstance(one, Problem)]
        problems += [one for one in found if isinstance(one, Problem)]
    return Chosen(tuple(translators), tuple(problems))


def _local_translators(folders: Folders) -> Iterator[Translator | Problem]:
    models = Models(max(1, (os.cpu_count() or 2) - 1))  # one is left to whoever reads meanwhile
    for found in find_packages(languages_folder(folders)):
        yield Local(found, models) if isinstance(found, Package) else found


def _service(
    name: str, service: _Service, environment: Mapping[str, str], *, is_asked_for: bool
) -> Iterator[Translator | Problem]:
    """Yield a service if it is set up; nothing when it is not and nobody named it."""
    link, model = service.url.strip(), service.model.strip() if isinstance(service, Chat) else ""
    try:
        key = find_key(name, asdict(service), environment)
    except KeyUnavailableError as error:
        yield Problem(name, str(error))
        return
    needed = {"libretranslate": bool(link), "deepl": bool(key), "chat": bool(link and model)}
    if link and not is_web_link(link):
        yield Problem(name, f"url in [translate.{name}] of config.toml is no address such as http://localhost:5000")
    elif needed[name]:
        yield _make_service(name, link, model, key)
    elif service != type(service)() or is_asked_for:
        yield Problem(name, f"needs {_LACKS[name]} in [translate.{name}] of config.toml")


def _make_service(name: str, link: str, model: str, key: Key) -> Translator:
    # Only who has a service pays for importing the network.
    if name == "deepl":
        from termnews.translate.deepl import DeepL  # noqa: PLC0415 - see above

        return DeepL(key, link)
    if name == "libretranslate":
        from termnews.translate.libretranslate import LibreTranslate  # noqa: PLC0415 - see above

        return LibreTranslate(link, key)
    from termnews.translate.chat import Chat  # noqa: PLC0415 - see above

    return Chat(link, model, key)
