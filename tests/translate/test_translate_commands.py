"""`termnews translate ...`."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_translate_packages import FileServer, running_files

from termnews.cli.front import main
from termnews.newsroom.opening import utc_now
from termnews.newsroom.settings import find_folders
from termnews.newsroom.translating import open_memory
from termnews.newsroom.translation_places import languages_folder
from termnews.translate.memory import Scope

KEY = "s3cr3t"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["translate", *arguments], standalone_mode=False)


def configure(text: str) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(text, "utf-8")


@pytest.fixture
def index(archive: Path) -> Iterator[FileServer]:
    with running_files() as server:
        server.files["/es.argosmodel"] = archive.read_bytes()
        entry = {"from_code": "es", "to_code": "en", "package_version": "1.9", "links": ["es.argosmodel"]}
        server.files["/index.json"] = json.dumps([entry]).encode()
        configure(f'[translate]\nindex = "{server.link("/index.json")}"\n')
        yield server


def test_status_says_how_to_begin() -> None:
    result = run("status")
    assert result.return_value == 0
    assert "Nobody translates yet." in result.output
    assert "translate install es" in result.output
    assert "pip install" not in result.output


def test_status_names_the_extra_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termnews.newsroom.translation_places.find_spec", lambda _name: None)
    assert "`pip install 'termnews[translate]'`, then `termnews translate install es`" in run("status").output


@pytest.mark.parametrize("name", ["es", "Spanish", "ES"])
@pytest.mark.usefixtures("index")
def test_a_language_is_installed_and_removed(name: str) -> None:
    result = run("install", name)
    assert (result.return_value, result.stdout.splitlines()[-1]) == (0, "Spanish 1.9 is installed.")
    assert "  Spanish (es), 1.9" in run("status").stdout
    told = json.loads(run("status", "--json").stdout)
    assert (told["translators"], told["languages"][0]["name"]) == (["Argos es 1.9 (this computer)"], "Spanish")
    assert run("remove", name).stdout == "Spanish is removed.\n"
    assert run("remove", name).return_value == 1
    assert list(languages_folder(find_folders()).iterdir()) == []


def test_an_installation_that_broke_off_goes_on(index: FileServer, archive: Path) -> None:
    index.breaks_at = 150_000  # the index itself is shorter
    index.asked.clear()
    result = run("install", "es")
    assert (result.return_value, result.stderr.splitlines()[-1]) == (
        1, ".es-en.part: broke off; install again to go on from here",
    )  # fmt: skip
    assert "Nobody translates yet." in run("status").stdout
    assert run("install", "es").return_value == 0
    assert [asked for asked in index.asked if asked] == ["bytes=150000-"]
    assert len(index.files["/es.argosmodel"]) == archive.stat().st_size


def test_an_archive_that_means_harm_is_never_used(index: FileServer, archive: Path) -> None:
    with zipfile.ZipFile(archive) as packed, zipfile.ZipFile(archive.with_suffix(".evil"), "w") as evil:
        for member in packed.infolist():
            evil.writestr(member.filename, packed.read(member))
        evil.writestr(f"{packed.namelist()[0].partition('/')[0]}/../../../evil", b"x")
    index.files["/es.argosmodel"] = archive.with_suffix(".evil").read_bytes()
    result = run("install", "es")
    assert result.return_value == 1
    assert result.stderr.endswith("holds a path that leads out of it\n")
    assert list(languages_folder(find_folders()).iterdir()) == []
    assert not list(find_folders().data.rglob("evil"))


@pytest.mark.usefixtures("index")
def test_a_language_that_is_not_offered_is_told() -> None:
    result = run("install", "fr")
    assert result.return_value == 1
    assert result.stderr == "fr: is not offered; there are es\n"


def test_an_index_that_is_not_there_is_told() -> None:
    configure('[translate]\nindex = "http://127.0.0.1:9/index.json"\n')
    result = run("install", "es")
    assert (result.return_value, result.stderr) == (1, "127.0.0.1: could not be reached\n")


@pytest.mark.parametrize("word", ["../x", "klingon", "e"])
def test_what_is_no_language_is_misuse(word: str) -> None:
    assert run("install", word).exception is not None
    assert run("remove", word).exception is not None


def test_forgetting() -> None:
    memory = open_memory(find_folders())
    memory.keep(Scope("deepl", "es"), {"hola": "hello", "sí": "yes"}, utc_now())
    memory.close()
    assert "Remembered: 2 translations." in run("status").stdout
    assert run("forget").stdout == "Forgot 2 translations.\n"
    assert json.loads(run("status", "--json").stdout)["remembered"] == 0


def test_status_tells_problems_and_no_key() -> None:
    configure(
        f'[translate]\ndaily_characters = 500\n[translate.deepl]\nkey = "{KEY}"\n[translate.chat]\nkey = "{KEY}"\n'
    )
    result = run("status")
    assert "  DeepL" in result.stdout
    assert "0 of 500 characters" in result.stdout
    assert result.stderr == "chat: needs url and model in [translate.chat] of config.toml\n"
    assert KEY not in result.output + run("status", "--json").output
