"""From the settings to a translated article: who is chosen, what is asked, what stays as it was."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from translate_services import KEY, ServiceServer, translated

from termnews.domain.article import Article, Caption, Heading, ListItem, Paragraph, Picture, Quote
from termnews.domain.problems import Problem
from termnews.domain.translation import Translation, apply_translation, as_published
from termnews.newsroom.config import Config, load_config
from termnews.newsroom.config_values import Complaint, read_table
from termnews.newsroom.settings import Folders, find_folders
from termnews.newsroom.translating import Translating, translation_status
from termnews.newsroom.translation_places import languages_folder, memory_file
from termnews.newsroom.translators import choose_translators, read_languages
from termnews.translate.archive import install_archive
from termnews.ui.typeset import language_words

NOW = datetime(2025, 12, 12, 9, tzinfo=UTC)
SPANISH = Article(
    id="0000000000a1",
    headline="Hablan en Vilna",
    outlet="El Diario",
    country="ES",
    published=NOW,
    blocks=(
        Picture("Vista de"), Caption("Vista de Vilna.", "EFE"), Heading("Ayer", 3), Paragraph("Uno, en 2025."),
        Quote("Dos."), ListItem("Tres."), Paragraph("12"),
    ),
    language="es",
)  # fmt: skip
HEBREW = replace(SPANISH, id="0000000000b2", headline="שלום עולם", blocks=(Paragraph("אין ‎חדש."),), language="he")
ENGLISH = replace(SPANISH, id="0000000000c3", language="en")


@pytest.fixture
def folders() -> Folders:
    return find_folders()


def settings_for(services: ServiceServer, **more: object) -> Config:
    return config_of({"translate": {"libretranslate": {"url": services.link}}, **more})


def config_of(values: Mapping[str, object]) -> Config:
    complaints: list[Complaint] = []
    config = read_table(Config(), values, complaints)
    assert complaints == []
    return config


@pytest.fixture
def translating(services: ServiceServer, folders: Folders) -> Iterator[Translating]:
    opened = Translating(settings_for(services), folders, lambda: NOW, {})
    yield opened
    opened.close()


def test_an_article_is_translated_headline_first(translating: Translating, services: ServiceServer) -> None:
    translation = translating.translate(SPANISH)
    assert isinstance(translation, Translation)
    assert (translation.language, translation.backend, translation.at) == ("en", "LibreTranslate (127.0.0.1)", NOW)
    assert translation.headline == translated(SPANISH.headline)
    assert translation.blocks == (
        Picture("Vista de"), Caption(translated("Vista de Vilna."), "EFE"), Heading(translated("Ayer"), 3),
        Paragraph(translated("Uno, en 2025.")), Quote(translated("Dos.")), ListItem(translated("Tres.")),
        Paragraph("12"),
    )  # fmt: skip
    assert translation.why == ""
    assert services.asked[0][1]["q"] == [SPANISH.headline]
    assert as_published(apply_translation(SPANISH, translation)) == SPANISH


def test_nothing_is_asked_twice(translating: Translating, services: ServiceServer) -> None:
    assert translating.recall(SPANISH) is None
    headlines = dict(translating.translate_headlines([SPANISH, ENGLISH, HEBREW]))
    assert [*headlines] == [SPANISH, HEBREW]
    for article, translation in headlines.items():
        assert (translation.headline, translation.blocks) == (translated(article.headline), article.blocks)
        partial = apply_translation(article, translation)
        assert translating.remembered(article) == partial == translating.remembered(partial)
        assert (partial.language, as_published(partial)) == (article.language, article)
    other = replace(SPANISH, headline="Otra cosa")
    assert translating.remembered(other) is other
    assert translating.remembered(ENGLISH) is ENGLISH
    assert translating.recall(SPANISH) is None
    first = translating.translate(SPANISH)
    count = len(services.asked)
    assert translating.recall(SPANISH) == translating.translate(SPANISH) == first
    assert len(services.asked) == count == 3
    assert isinstance(first, Translation)
    assert translating.remembered(SPANISH) == apply_translation(SPANISH, first)


def test_the_memory_outlives_the_program(services: ServiceServer, folders: Folders) -> None:
    for _ in range(2):
        opened = Translating(settings_for(services), folders, lambda: NOW, {})
        assert isinstance(opened.translate(SPANISH), Translation)
        opened.close()
    assert len(services.asked) == 2
    assert memory_file(folders).is_file()


def test_a_translation_names_the_day_it_was_made(services: ServiceServer, folders: Folders) -> None:
    later = NOW + timedelta(days=9)
    for moment in (NOW, later):
        opened = Translating(settings_for(services), folders, lambda moment=moment: moment, {})  # type: ignore[misc]
        for found in (opened.translate(SPANISH), opened.recall(SPANISH)):
            assert isinstance(found, Translation)
            assert found.at == NOW
        ((_, headline),) = opened.translate_headlines([SPANISH])
        assert headline.at == NOW
        opened.close()
    opened = Translating(settings_for(services), folders, lambda: later, {})
    longer = replace(SPANISH, blocks=(*SPANISH.blocks, Paragraph("Y uno más.")))
    found = opened.translate(longer)
    assert isinstance(found, Translation)
    assert found.at == later  # when the last of it was made
    opened.memory._connection.execute("UPDATE translation SET at = 0")
    forgotten = opened.remembered(SPANISH)
    opened.close()
    assert forgotten.original is not None
    assert forgotten.original.translated is None
    assert language_words(forgotten) == "Translated from Spanish by LibreTranslate (127.0.0.1) · T original"


@pytest.mark.parametrize("link", ["localhost:5000", "http://", "http://[::1", "ftp://host", "http://u:s3cr3t@host:x"])
def test_an_address_that_leads_nowhere_is_told_without_it(folders: Folders, link: str) -> None:
    chosen = choose_translators(config_of({"translate": {"libretranslate": {"url": link}}}), folders, {})
    assert chosen.translators == ()
    (problem,) = chosen.problems
    assert problem.where == "libretranslate"
    assert "such as http://localhost:5000" in problem.why
    assert "s3cr3t" not in str(problem)


def test_languages_that_are_read_are_left_alone(services: ServiceServer, folders: Folders) -> None:
    settings = settings_for(services, languages=["en", "ES"])
    opened = Translating(settings, folders, lambda: NOW, {})
    assert [opened.translate(article) for article in (SPANISH, ENGLISH, replace(SPANISH, language=""))] == [None] * 3
    assert opened.translate(replace(SPANISH, language="es-MX")) is None
    assert opened.translate(HEBREW) is not None
    assert not opened.is_wanted(apply_translation(HEBREW, Translation("en", "", NOW, "x", (Paragraph("y"),))))
    partial = apply_translation(HEBREW, Translation("en", "", NOW, "x", HEBREW.blocks, why="busy"))
    assert opened.is_wanted(partial)
    assert as_published(partial) == HEBREW
    opened.close()


def test_text_from_right_to_left_is_sent_and_kept_as_it_is(translating: Translating, services: ServiceServer) -> None:
    translation = translating.translate(HEBREW)
    assert isinstance(translation, Translation)
    assert [asked[1]["q"] for asked in services.asked] == [[HEBREW.headline], [HEBREW.blocks[0].text]]  # type: ignore[union-attr]
    assert as_published(apply_translation(HEBREW, translation)).blocks == HEBREW.blocks


def test_what_fails_stays_as_it_was_with_the_reason(translating: Translating, services: ServiceServer) -> None:
    services.moods = ["right", "broken"]
    translation = translating.translate(SPANISH)
    assert isinstance(translation, Translation)
    assert translation.headline == translated(SPANISH.headline)
    assert translation.blocks == SPANISH.blocks
    assert translation.why == "LibreTranslate (127.0.0.1) failed (HTTP 500)"
    services.mood = "broken"
    assert translating.translate(HEBREW) == Problem("El Diario", "LibreTranslate (127.0.0.1) failed (HTTP 500)")


def test_without_a_translator_there_is_a_hint(folders: Folders) -> None:
    opened = Translating(Config(), folders, lambda: NOW, {})
    assert not opened.is_ready
    assert opened.hint(SPANISH) == "To read this in English: termnews translate install es"
    assert opened.hint(ENGLISH) == ""
    assert opened.translate(SPANISH) == Problem("El Diario", "nobody here translates")
    opened.close()


def test_an_installed_language_is_asked_before_any_service(
    services: ServiceServer, folders: Folders, archive: Path
) -> None:
    languages_folder(folders).mkdir(parents=True)
    install_archive(archive, languages_folder(folders), "es")
    opened = Translating(settings_for(services), folders, lambda: NOW, {})
    assert opened.is_ready
    assert opened.hint(SPANISH) == ""
    translation = opened.translate(replace(SPANISH, blocks=(Paragraph("El acuerdo se firmó en Vilna. ¿Qué pasó?"),)))
    assert isinstance(translation, Translation)
    assert "Argos es 1.9 (this computer)" in translation.backend
    assert isinstance(opened.translate(HEBREW), Translation)
    assert {asked[1]["source"] for asked in services.asked} == {"he"}
    opened.close()


@pytest.mark.parametrize(
    ("table", "environment", "names"),
    [
        ({}, {}, []),
        ({"deepl": {"key": KEY}}, {}, ["DeepL"]),
        ({}, {"TERMNEWS_DEEPL_KEY": KEY}, ["DeepL"]),
        ({"chat": {"url": "http://localhost:1/v1", "model": "m"}}, {}, ["m (localhost)"]),
        (
            {
                "deepl": {"key": KEY},
                "libretranslate": {"url": "http://a.example"},
                "backends": ["deepl", "libretranslate"],
            },
            {},
            ["DeepL", "LibreTranslate (a.example)"],
        ),
        ({"deepl": {"key": KEY}, "backends": ["local"]}, {}, []),
    ],
)
def test_who_is_chosen(
    folders: Folders, table: dict[str, object], environment: Mapping[str, str], names: list[str]
) -> None:
    chosen = choose_translators(config_of({"translate": table}), folders, environment)
    assert [translator.card.name for translator in chosen.translators] == names
    assert chosen.problems == ()


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ({"deepl": {"key_command": "false"}}, "deepl"),
        ({"chat": {"url": "http://localhost:1"}}, "chat"),
        ({"backends": ["libretranslate"]}, "libretranslate"),
        ({"deepl": {"key": "two words"}}, "deepl"),
    ],
)
def test_what_cannot_be_used_is_told(folders: Folders, table: dict[str, object], where: str) -> None:
    chosen = choose_translators(config_of({"translate": table}), folders, {})
    assert chosen.translators == ()
    assert [problem.where for problem in chosen.problems] == [where]


def test_settings_come_from_the_configuration_file(folders: Folders) -> None:
    assert read_languages(load_config(folders.config)[0]) == (frozenset({"en"}), ())
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_text(
        'languages = ["en", "German", "Klingon"]\n[translate.deepl]\nkey = "x"\n'
    )
    config, problems = load_config(folders.config)
    assert problems == ()
    assert read_languages(config) == (frozenset({"de", "en"}), (Problem("languages", "'Klingon' is no language"),))
    assert len(choose_translators(config, folders, {}).translators) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[translate]\nbakends = []", "translate.bakends is no setting"),
        ('[translate]\nbackends = ["babel"]', "translate.backends takes "),
        ("[translate]\ndaily_characters = -1", "translate.daily_characters takes a whole number from 0 on"),
        ("[translate.deepl]\nkey = 12345678", "translate.deepl.key takes text in quotes"),
        ("languages = 'en'", "languages takes a list"),
    ],
)
def test_settings_of_another_shape_are_told_with_their_line(folders: Folders, text: str, why: str) -> None:
    folders.config.mkdir(parents=True)
    (folders.config / "config.toml").write_text(text)
    config, (problem,) = load_config(folders.config)
    assert problem.why.startswith(why)
    assert problem.where == f"config.toml:{text.count(chr(10)) + 1}"
    assert "12345678" not in problem.why
    assert choose_translators(config, folders, {}).translators == ()


def test_no_key_is_in_what_is_told(services: ServiceServer, folders: Folders) -> None:
    table = {"deepl": {"key": KEY, "url": services.link}, "chat": {"url": "http://x", "key": KEY}}
    settings = config_of({"translate": table})
    opened = Translating(settings, folders, lambda: NOW, {})
    services.mood = "denied"
    told = f"{opened.translate(SPANISH)!r}{opened.problems!r}{translation_status(settings, folders, {}, NOW)!r}"
    opened.close()
    assert KEY not in told
    assert KEY.encode() not in memory_file(folders).read_bytes()


def test_a_window_without_services_does_not_pay_for_the_network() -> None:
    script = (
        "import sys; from termnews.newsroom.translating import Translating;"
        "from termnews.newsroom.settings import find_folders; from termnews.newsroom.config import Config;"
        "Translating(Config(), find_folders()).close();"
        "print([m for m in ('ssl', 'http.client', 'zipfile', 'ctranslate2', 'asyncio') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.strip() == "[]"
