"""Where both texts of a translated article go: bookmarks, searches, JSON; and where no key goes."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from test_translate_interpreter import SPANISH
from translate_services import KEY, ServiceServer

from termnews.cli.front import main
from termnews.domain.article import Article
from termnews.domain.selection import Selection
from termnews.domain.translation import Translation, apply_translation, with_texts
from termnews.library.bookmarks import keep_bookmark, load_bookmarks
from termnews.library.store import Library
from termnews.newsroom.settings import find_folders

NOW = datetime(2025, 12, 12, 9, 30, tzinfo=UTC)


def _translated() -> Article:
    headline, blocks = with_texts(SPANISH, ("They talk in Vilnius", "A view of Vilnius.", "One, in 2025."))
    return apply_translation(SPANISH, Translation("en", "DeepL", NOW, headline, blocks))


def test_a_bookmark_keeps_both_texts() -> None:
    folder = find_folders().bookmarks
    path = keep_bookmark(folder, _translated(), NOW)
    (kept,), problems = load_bookmarks(folder)
    assert problems == []
    assert kept.article == _translated()
    assert "They talk in Vilnius" in path.read_text("utf-8")
    assert "Hablan en Vilna" in path.read_text("utf-8")


@pytest.mark.parametrize(
    "words", ["hablan", "talk", "vilna", "vilnius", "lang:es", "lang:en", '"en vilna"', "hablan talk"]
)
def test_a_search_finds_both_languages(words: str) -> None:
    library = Library.in_memory()
    library.save([_translated()])
    assert len(library.find_rows(Selection(words=words))) == 1
    assert [row.row for row in library.search.rank_rows(Selection(words=words))] == list(library.find_rows(Selection()))
    assert len(library.find_rows(Selection(words='"vilna de"'))) == 0
    library.save([SPANISH])
    assert len(library.find_rows(Selection(words="talk"))) == 0
    library.close()


def test_json_gives_both() -> None:
    keep_bookmark(find_folders().bookmarks, _translated(), NOW)
    folder = str(find_folders().bookmarks)

    def read(*arguments: str) -> list[dict[str, object]]:
        result = CliRunner().invoke(main, [*arguments, "--json", "--from", folder], standalone_mode=False)
        return json.loads(result.stdout)  # type: ignore[no-any-return]

    (headline,) = read("list")
    assert (headline["headline"], headline["language"], headline["original_language"]) == (
        "They talk in Vilnius", "en", "es",
    )  # fmt: skip
    shown = read("show", str(headline["id"]))
    assert isinstance(shown, dict)
    original = shown["original"]
    assert (original["language"], original["headline"]) == ("es", "Hablan en Vilna")
    assert [block["type"] for block in original["blocks"]] == [block["type"] for block in shown["blocks"]]
    assert (original["translator"], original["translated"]) == ("DeepL", NOW.isoformat())


@pytest.mark.parametrize(
    "command",
    [
        ("translate", "status"), ("translate", "status", "--json"), ("doctor",), ("doctor", "--json"),
        ("config", "get"),
        ("config", "get", "translate.deepl.key"), ("config", "check"), ("export", "json", "--search", "belarus"),
        ("dirs",),
        ("refresh", "--events", "AQ"),
    ],
)  # fmt: skip
def test_no_command_tells_a_key(services: ServiceServer, command: tuple[str, ...]) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(
        f'[translate.deepl]\nurl = "{services.link}"\nkey = "{KEY}"\n[translate.chat]\nkey = "{KEY}"\nmodle = "x"\n'
    )
    environment = {**os.environ, "TERMNEWS_LIBRETRANSLATE_KEY": KEY}
    done = subprocess.run(
        [sys.executable, "-m", "termnews", *command], capture_output=True, text=True, timeout=300, check=False,
        env=environment, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode in {0, 1}, done.stderr
    assert done.stdout + done.stderr
    assert KEY not in done.stdout + done.stderr
    for root in (find_folders().state, find_folders().data, find_folders().cache):
        assert not [path for path in root.rglob("*") if path.is_file() and KEY.encode() in path.read_bytes()]
