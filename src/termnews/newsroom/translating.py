"""Translating articles: which translators the reader has chosen, and an article, headline first, past them.

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from termnews.domain.article import Article
from termnews.domain.problems import Problem
from termnews.domain.translation import Translation, texts_of, with_texts
from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import Folders
from termnews.translate.base import TARGET, Translator
from termnews.translate.chat import Chat
from termnews.translate.deepl import DeepL
from termnews.translate.desk import Desk, Outcome
from termnews.translate.installing import INDEX
from termnews.translate.keys import NO_KEY, Key, KeyUnavailableError, find_key
from termnews.translate.libretranslate import LibreTranslate
from termnews.translate.local import Local, Models
from termnews.translate.memory import Memory
from termnews.translate.packages import Package, find_packages

BACKENDS = ("local", "libretranslate", "deepl", "chat")
DAILY_CHARACTERS = 20_000
"""About eight articles a day: a month of it stays within a free plan of half a million characters and a bit."""
_AT_ONCE = 64
"""Headlines that are translated together."""

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


def index_link(settings: Settings) -> str:
    """Return the address of the index that languages are installed from."""
    link = _table(settings, "translate").get("index")
    return link if isinstance(link, str) and link else INDEX


def choose_translators(
    settings: Settings, folders: Folders, environment: Mapping[str, str] = os.environ
) -> Chosen:
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


class Translating:
    """Translates articles for one reader; safe to use from one worker thread."""

    def __init__(
        self, settings: Settings, folders: Folders, clock: Callable[[], datetime] = utc_now,
        environment: Mapping[str, str] = os.environ,
    ) -> None:  # fmt: skip
        """Choose translators and open the memory."""
        chosen = choose_translators(settings, folders, environment)
        self.languages = read_languages(settings)
        self.memory = Memory(memory_file(folders))
        self.problems = [*chosen.problems, *([self.memory.problem] if self.memory.problem else [])]
        told = _table(settings, "translate").get("daily_characters")
        limit = told if isinstance(told, int) and told >= 0 else DAILY_CHARACTERS
        self._clock = clock
        self._desk = Desk(chosen.translators, self.memory, clock, daily_characters=limit)

    @property
    def is_ready(self) -> bool:
        """Whether there is anyone to translate."""
        return bool(self._desk.translators)

    def close(self) -> None:
        """Let go of the memory."""
        self.memory.close()

    def is_wanted(self, article: Article) -> bool:
        """Tell whether an article is in a language that the reader does not read and is not translated yet."""
        language = _base(article.language)
        return article.original is None and bool(language) and language not in self.languages | {TARGET}

    def hint(self, article: Article) -> str:
        """Say in one line how to get a translation; empty when none is wanted or somebody translates already."""
        if not self.is_wanted(article) or self._desk.can_read(_base(article.language)):
            return ""
        return f"To read this in English: termnews translate install {_base(article.language)}"

    def translate(self, article: Article) -> Translation | Problem | None:
        """Return an article's translation, the headline asked for first; None when none is wanted.

        Parts that nobody could translate stay as published, and `Translation.why` says why; a Problem when that is
        all of them.
        """
        if not self.is_wanted(article):
            return None
        source = _base(article.language)
        headline, *body = texts_of(article)
        outcomes = self._desk.translate([headline], source) + self._desk.translate(body, source)
        return self._translation(article, outcomes)

    def recall(self, article: Article) -> Translation | None:
        """Return a translation that is wholly remembered, without asking anybody: quick enough for the window."""
        if not self.is_wanted(article):
            return None
        found = self._desk.recall(texts_of(article), _base(article.language))
        outcomes = [outcome for outcome in found if outcome is not None]
        translation = self._translation(article, outcomes) if len(outcomes) == len(found) else None
        return translation if isinstance(translation, Translation) else None

    def translate_headlines(self, articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
        """Yield the ids and English headlines of articles, in batches, as they come; those that fail are left out.

        They are remembered, so that translating the article later asks for its body only.
        """
        wanted = iter([article for article in articles if self.is_wanted(article)])
        while part := list(islice(wanted, _AT_ONCE)):
            for language in dict.fromkeys(_base(article.language) for article in part):
                same = [article for article in part if _base(article.language) == language]
                outcomes = self._desk.translate([article.headline for article in same], language)
                yield from ((a.id, o.text) for a, o in zip(same, outcomes, strict=True) if o.translator)

    def translate_all(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Translation | Problem]]:
        """Yield articles with their translations one by one, for the background; those that need none are left out."""
        for article in articles:
            translation = self.translate(article)
            if translation is not None:
                yield article, translation

    def _translation(self, article: Article, outcomes: Sequence[Outcome]) -> Translation | Problem:
        names = list(dict.fromkeys(outcome.translator for outcome in outcomes if outcome.translator))
        why = next((outcome.why for outcome in outcomes if outcome.why), "")
        if not names:
            return Problem(article.outlet or article.id, why or "has nothing to translate")
        headline, blocks = with_texts(article, [outcome.text for outcome in outcomes])
        return Translation(TARGET, " and ".join(names), self._clock(), headline, blocks, why)


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
    if name == "deepl":
        return DeepL(key, link)
    return LibreTranslate(link, key or NO_KEY) if name == "libretranslate" else Chat(link, model, key)


def _table(settings: Settings, name: str) -> Settings:
    found = settings.get(name)
    return found if isinstance(found, dict) else {}


def _text(table: Settings, name: str) -> str:
    found = table.get(name)
    return found.strip() if isinstance(found, str) else ""


def _base(language: str) -> str:
    """Return the code that begins a language tag: "pt" of "pt-BR"."""
    return language.partition("-")[0].partition("_")[0].lower()
