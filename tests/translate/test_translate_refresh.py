"""A refresh translates what it brought: headlines first, newest first, within the day's limit."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from live_samples import FRONT, NOW, ONE, TIMES, TWO, Clock, FakeRetriever, feed, finished, item, open_live
from translate_services import KEY, ServiceServer, translated

from termnews.domain.article import Article, Paragraph, body_text
from termnews.domain.outlet import Outlet
from termnews.domain.problems import Problem
from termnews.domain.refresh import RefreshEvent, TranslationProgress, parse_event, write_event
from termnews.domain.selection import Selection
from termnews.domain.translation import Translation, as_published
from termnews.library.languages import find_untranslated
from termnews.library.live import LiveLibrary
from termnews.newsroom import background
from termnews.newsroom.config import Config, DeepL, LibreTranslate, Translate
from termnews.newsroom.refreshing import Sources, refresh
from termnews.newsroom.settings import find_folders, load_countries
from termnews.newsroom.translating import Translating

SPANISH = Outlet("Uno", "ES", "es", ONE.feeds[:1])
LONG = "El puerto de Vilna fue dragado durante nueve horas mientras los barcos esperaban fuera del rompeolas"


@pytest.fixture(name="library")
def _library(tmp_path: Path) -> Iterator[LiveLibrary]:
    library = open_live(tmp_path / "library.db")
    yield library
    library.close()


@pytest.fixture(name="web")
def _web() -> FakeRetriever:
    items = [item(f"a{n}", f"Titular número {n}", f"{LONG} {n}.", NOW - timedelta(hours=n)) for n in range(1, 4)]
    return FakeRetriever({FRONT: feed(*items), TIMES: feed(item("x"))})


@pytest.fixture(name="translating")
def _translating(services: ServiceServer) -> Iterator[Translating]:
    opened = Translating(_libre(services), find_folders(), Clock(), {})
    yield opened
    opened.close()


def _libre(services: ServiceServer) -> Config:
    return Config(translate=Translate(libretranslate=LibreTranslate(services.link)))


def _refresh(
    library: LiveLibrary, web: FakeRetriever, find: Callable[[], Translating | None], clock: Clock | None = None
) -> list[RefreshEvent]:
    outlets = (SPANISH, TWO)
    sources = Sources(library, outlets, load_countries(), web, clock or Clock(), find_translating=find)
    return list(refresh(sources, is_wanted=True))


def _spanish(library: LiveLibrary) -> list[Article]:
    return [article for article in library.articles() if article.outlet == "Uno"]


def test_what_is_new_is_translated_headlines_first(
    library: LiveLibrary, web: FakeRetriever, translating: Translating, services: ServiceServer
) -> None:
    events = _refresh(library, web, lambda: translating)
    articles = _spanish(library)
    assert [a.headline for a in articles] == [translated(f"Titular número {n}") for n in (3, 2, 1)]
    assert all(a.language == "en" and a.original and a.original.language == "es" for a in articles)
    assert articles[0].blocks == (Paragraph(translated(f"{LONG} 3.")),)
    assert as_published(articles[0]).blocks == (Paragraph(f"{LONG} 3."),)
    assert [len(body["q"]) for _, body, _ in services.asked] == [3, 1, 1, 1]
    assert services.asked[1][1]["q"] == [f"{LONG} 1."]  # the newest first
    told = [event for event in events if isinstance(event, TranslationProgress)]
    assert told[0] == TranslationProgress(0, 3, is_of_headlines=True)
    assert told[-1] == TranslationProgress(3, 3)
    assert [parse_event(write_event(event)) for event in told] == told
    assert finished(events).added == 4
    rows = library.headlines(library.find_rows(Selection()))
    assert {(h.language, h.original) for h in rows} == {("en", "es"), ("en", "")}
    for word in ("titular", "[en]", "lang:es", "lang:en dragado"):
        assert len(library.find_rows(Selection(words=word))) == 3, word


def test_nobody_is_asked_when_nobody_translates(library: LiveLibrary, web: FakeRetriever) -> None:
    events = _refresh(library, web, lambda: None)
    assert not [event for event in events if isinstance(event, TranslationProgress)]
    assert {a.language for a in _spanish(library)} == {"es"}
    assert len(find_untranslated(library, NOW - timedelta(days=2), lambda code: code == "es")) == 3


def test_a_reader_of_a_language_keeps_it(library: LiveLibrary, web: FakeRetriever, services: ServiceServer) -> None:
    config = Config(languages=("es",), translate=_libre(services).translate)
    translating = Translating(config, find_folders(), Clock(), {})
    _refresh(library, web, lambda: translating)
    assert services.asked == []
    assert {a.original for a in _spanish(library)} == {None}
    translating.close()


def test_ending_it_keeps_what_is_there(
    library: LiveLibrary, web: FakeRetriever, translating: Translating, services: ServiceServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(background, "_BATCH_SECONDS", 0)
    cancelled = threading.Event()
    sources = Sources(
        library, (SPANISH,), load_countries(), web, Clock(), find_translating=lambda: translating
    )  # fmt: skip
    for event in refresh(sources, is_wanted=True, cancelled=cancelled):
        if isinstance(event, TranslationProgress) and event.done == 1:
            cancelled.set()
    assert [a.language for a in _spanish(library)] == ["es", "es", "en"]
    assert all(a.headline.startswith("[en]") for a in _spanish(library))  # the headlines were there before
    assert [len(body["q"]) for _, body, _ in services.asked] == [3, 1]
    clock = Clock()
    clock.forward(hours=2)
    _refresh(library, web, lambda: translating, clock)
    assert [a.language for a in _spanish(library)] == ["en"] * 3
    assert len(services.asked) == 4  # nothing twice


def test_a_changed_article_keeps_its_translation_where_it_is_the_same(
    library: LiveLibrary, web: FakeRetriever, translating: Translating, services: ServiceServer
) -> None:
    _refresh(library, web, lambda: translating)
    web.bodies[FRONT] = feed(item("a1", "Titular número 1", f"{LONG} 1. Y una frase más, otra vez."))
    clock = Clock()
    clock.forward(hours=2)
    asked = len(services.asked)
    _refresh(library, web, lambda: translating, clock)
    (article,) = [a for a in _spanish(library) if a.link.endswith("a1")]
    assert article.headline == translated("Titular número 1")
    assert article.blocks == (Paragraph(translated(f"{LONG} 1. Y una frase más, otra vez.")),)
    assert as_published(article).blocks == (Paragraph(f"{LONG} 1. Y una frase más, otra vez."),)
    assert len(services.asked) == asked + 1


def test_a_service_that_fails_is_told_once_and_left_alone(
    library: LiveLibrary, web: FakeRetriever, translating: Translating, services: ServiceServer
) -> None:
    services.mood = "denied"
    events = _refresh(library, web, lambda: translating)
    told = [event for event in events if isinstance(event, TranslationProgress)]
    assert told[-1].why == "LibreTranslate (127.0.0.1) does not accept the key"
    assert len(services.asked) == 1
    assert {a.original for a in _spanish(library)} == {None}


class _Tiring:
    """Translates two texts, and then nobody does."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def can_read(self, language: str) -> bool:
        return language == "es"

    def translate_headlines(self, _: object) -> list[tuple[Article, Translation]]:
        return []

    def translate(self, article: Article) -> Translation | Problem:
        self.asked.append(article.id)
        if len(self.asked) > 2:
            return Problem("Service", "has had enough")
        blocks = (Paragraph(translated(body_text(article))),)
        return Translation("en", "Service", NOW, translated(article.headline), blocks)


def test_what_waits_is_kept_when_nobody_goes_on(library: LiveLibrary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "_BATCH_SECONDS", 1e9)
    items = [item(f"a{n}", f"Titular número {n}", f"{LONG} {n}.", NOW - timedelta(hours=n)) for n in range(1, 9)]
    _refresh(library, FakeRetriever({FRONT: feed(*items), TIMES: feed(item("x"))}), lambda: None)
    tiring: Any = _Tiring()
    work = background.Background(library, tiring, threading.Event())
    told = list(work.run(NOW))
    assert told[-1] == TranslationProgress(5, 8, why="has had enough")
    assert len(tiring.asked) == 5  # three in a row are enough
    kept = {a.id for a in _spanish(library) if a.language == "en"}
    assert kept == set(tiring.asked[:2]) == set(work.kept)


def test_the_background_leaves_a_share_of_the_day_to_what_is_opened(
    library: LiveLibrary, web: FakeRetriever, services: ServiceServer
) -> None:
    config = Config(translate=Translate(daily_characters=600, deepl=DeepL(services.link, KEY)))
    in_background = Translating(config, find_folders(), Clock(), {}, share=0.5)
    _refresh(library, web, lambda: in_background)
    in_background.close()
    left = [a for a in _spanish(library) if a.language == "es"]
    assert [a.headline for a in left] == [translated("Titular número 3")]
    opened = Translating(config, find_folders(), Clock(), {})
    translation = opened.translate(left[0])
    opened.close()
    assert isinstance(translation, Translation)
    assert translation.why == ""
