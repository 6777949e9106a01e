"""Choosing translators: what the reader set is turned into translators, languages and places.

Nothing leaves this machine unless the reader has named a service. The settings are a mapping as `config.toml` gives it:

    languages = ["en", "de"]            # what the reader reads: left alone

    [translate]
    backends = ["local", "deepl"]       # in order of preference; without it: local, then every service named below
    daily_characters = 20000            # for services with a key, together; 0 for no limit
    index = "https://..."               # where languages are installed from

    [translate.libretranslate]
    url = "http://localhost:5000"

    [translate.deepl]
    key_command = "pass show deepl"     # or key = "...", or TERMNEWS_DEEPL_KEY in the environment

    [translate.chat]
    url = "http://localhost:11434/v1"
    model = "gemma3"
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from termnews.domain.problems import Problem
from termnews.newsroom.settings import Folders
from termnews.translate.base import TARGET, Translator
from termnews.translate.keys import Key, KeyUnavailableError, find_key
from termnews.translate.local import Local, Models
from termnews.translate.packages import INDEX, Package, find_packages

BACKENDS = ("local", "libretranslate", "deepl", "chat")
DAILY_CHARACTERS = 20_000
"""About eight articles a day: a month of it stays within a free plan of half a million characters and a bit."""
Settings = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The translators that the settings name, and what is wrong with those that cannot be used."""

    translators: tuple[Translator, ...]
    problems: tuple[Problem, ...]


def languages_folder(folders: Folders) -> Path:
    """Return the folder of installed languages."""
    return folders.data / "languages"


def memory_file(folders: Folders) -> Path:
    """Return the file of the translation memory."""
    return folders.cache / "translations.db"


def load_settings(folders: Folders) -> Settings:
    """Read what `config.toml` says; nothing when it cannot be read, which opening it elsewhere tells."""
    try:
        return tomllib.loads((folders.config / "config.toml").read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def read_languages(settings: Settings) -> frozenset[str]:
    """Return the codes of the languages that the reader reads; English when the settings do not say."""
    told = settings.get("languages")
    codes = [code.lower() for code in told if isinstance(code, str)] if isinstance(told, list) else []
    return frozenset(codes) or frozenset({TARGET})


def daily_characters(settings: Settings) -> int:
    """Return how many characters a day may be sent to services with a key, 0 for any number."""
    told = _table(settings, "translate").get("daily_characters")
    return told if isinstance(told, int) and told >= 0 else DAILY_CHARACTERS


def index_link(settings: Settings) -> str:
    """Return the address of the index that languages are installed from."""
    link = _table(settings, "translate").get("index")
    return link if isinstance(link, str) and link else INDEX


def choose_translators(settings: Settings, folders: Folders, environment: Mapping[str, str] = os.environ) -> Chosen:
    """Return the translators that the settings name, in their order of preference."""
    table = _table(settings, "translate")
    named = table.get("backends")
    order = [name for name in named if isinstance(name, str)] if isinstance(named, list) else list(BACKENDS)
    translators: list[Translator] = []
    problems = [Problem(name, "is no translator that termnews knows") for name in order if name not in BACKENDS]
    for name in order:
        is_asked_for = isinstance(named, list)
        if name == "local":
            found = list(_local_translators(folders))
        elif name in BACKENDS:
            found = list(_service(name, _table(table, name), environment, is_asked_for=is_asked_for))
        else:
            continue
        translators += [one for one in found if not isinstance(one, Problem)]
        problems += [one for one in found if isinstance(one, Problem)]
    return Chosen(tuple(translators), tuple(problems))


def _local_translators(folders: Folders) -> Iterator[Translator | Problem]:
    models = Models()
    for found in find_packages(languages_folder(folders)):
        yield Local(found, models) if isinstance(found, Package) else found


def _service(
    name: str, table: Settings, environment: Mapping[str, str], *, is_asked_for: bool
) -> Iterator[Translator | Problem]:
    """Yield a service if it is set up; nothing when it is not and nobody named it."""
    link, model = _text(table, "url"), _text(table, "model")
    try:
        key = find_key(name, table, environment)
    except KeyUnavailableError as error:
        yield Problem(name, str(error))
        return
    needed = {"libretranslate": bool(link), "deepl": bool(key), "chat": bool(link and model)}
    if needed[name]:
        yield _make_service(name, link, model, key)
    elif table or is_asked_for:
        lacks = {"libretranslate": "url", "deepl": "key or key_command", "chat": "url and model"}
        yield Problem(name, f"needs {lacks[name]} in [translate.{name}] of config.toml")


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


def _table(settings: Settings, name: str) -> Settings:
    found = settings.get(name)
    return found if isinstance(found, dict) else {}


def _text(table: Settings, name: str) -> str:
    found = table.get(name)
    return found.strip() if isinstance(found, str) else ""
