"""Models on this machine, through the real CTranslate2 and SentencePiece."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from termnews.domain.problems import Problem
from termnews.translate.archive import install_archive
from termnews.translate.base import Failure
from termnews.translate.desk import Desk
from termnews.translate.local import HOW_TO_INSTALL, Local, Models
from termnews.translate.memory import Memory
from termnews.translate.packages import Package, find_packages

TEXTS = [
    "El presidente viajó a Minsk el 12 de diciembre de 2025. ¿Qué pasó después?",
    "Ver https://example.org/a?b=1. El acuerdo se firmó en Vilna.",
    "Tres países.",
]


@pytest.fixture(scope="session")
def package(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Package:
    installed = install_archive(archive, tmp_path_factory.mktemp("languages"), "es")
    assert isinstance(installed, Package)
    return installed


def test_each_text_has_a_translation(package: Package) -> None:
    translated = Local(package, Models(1)).translate(TEXTS, "es")
    assert isinstance(translated, list)
    assert len(translated) == len(TEXTS)
    assert all(translated)
    assert "\u2581" not in "".join(translated)


def test_a_text_comes_back_the_same_alone_and_among_others(package: Package) -> None:
    local = Local(package, Models(1))
    together = local.translate(TEXTS, "es")
    alone = [local.translate([text], "es") for text in TEXTS]
    assert [[text] for text in together] == alone if isinstance(together, list) else False


def test_sentences_are_translated_one_by_one_and_joined(package: Package) -> None:
    local = Local(package, Models(1))
    first, second = "El presidente viajó a Minsk.", "¿Qué pasó después?"
    alone = local.translate([first, second], "es")
    assert isinstance(alone, list)
    assert local.translate([f"{first} {second}"], "es") == [" ".join(alone)]


def test_links_come_through_as_they_were(package: Package) -> None:
    translated = Local(package, Models(1)).translate([TEXTS[1], "a@b.org — 12", "https://example.org/es"], "es")
    assert isinstance(translated, list)
    assert " https://example.org/a?b=1" in translated[0]
    assert translated[1:] == ["a@b.org — 12", "https://example.org/es"]


def test_no_text_is_too_long(package: Package) -> None:
    endless = ["hola " * 150, "x" * 450, "漢" * 210]
    translated = Local(package, Models(1)).translate(endless, "es")
    assert isinstance(translated, list)
    assert all(translated)


def test_only_its_own_language(package: Package) -> None:
    assert isinstance(Local(package, Models(1)).translate(TEXTS, "pt"), Failure)
    assert Local(package, Models()).card.languages == frozenset({"es"})


def test_models_are_loaded_once_and_not_too_many_kept(package: Package, tmp_path: Path) -> None:
    models = Models(1)
    assert models.load(package.folder) is models.load(package.folder)
    for number in range(3):
        (tmp_path / str(number)).symlink_to(package.folder)
        models.load(tmp_path / str(number))
    assert len(models._loaded) == 2


def test_without_the_libraries_it_says_how_to_get_them(package: Package, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    assert Local(package, Models(1)).translate(TEXTS, "es") == Failure(HOW_TO_INSTALL, is_lasting=True)


@pytest.mark.parametrize("part", ["sentencepiece.model", "model/model.bin"])
def test_a_broken_model_is_a_failure(archive: Path, tmp_path: Path, part: str) -> None:
    installed = install_archive(archive, tmp_path, "es")
    assert isinstance(installed, Package)
    (installed.folder / part).write_bytes(b"\x07 nonsense")
    failure = Local(installed, Models(1)).translate(TEXTS, "es")
    assert failure == Failure("has a model that cannot be used", is_lasting=True)
    (installed.folder / part).unlink()
    assert [type(found) for found in find_packages(tmp_path)] == [Problem]


def test_it_works_at_the_desk(package: Package, memory: Memory) -> None:
    desk = Desk([Local(package, Models(1))], memory, lambda: datetime(2025, 12, 12, tzinfo=UTC))
    outcomes = desk.translate(TEXTS[:2], "es")
    assert {outcome.translator for outcome in outcomes} == {"Argos es 1.9 (this computer)"}
    assert memory.count() == 2
    assert desk.translate(TEXTS[:2], "pt")[0].why == "nobody here translates"
