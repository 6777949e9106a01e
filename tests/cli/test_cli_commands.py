"""The headless commands: text, JSON, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from termnews.cli.front import main, run
from termnews.library.bookmarks import keep_bookmark
from termnews.newsroom.opening import open_library, utc_now
from termnews.newsroom.settings import find_folders


def _invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), standalone_mode=False)


def _json(*arguments: str) -> Any:
    result = _invoke(*arguments, "--json")
    assert result.exception is None, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def two_ids() -> list[str]:
    """Return the ids of two articles of one story."""
    return list(open_library().library.stories()[1].article_ids[:2])


def test_without_a_terminal_it_prints_headlines() -> None:
    lines = _invoke().stdout.splitlines()
    assert len(lines) == 2 * open_library(is_grouped=False).library.smart_counts().total
    assert "Sample Desk, " in lines[1]


def test_list_narrows_by_country_code_and_name() -> None:
    by_code = _json("list", "--country", "cl")
    assert by_code == _json("list", "--country", "Chile") != []
    assert {h["country"] for h in by_code} == {"CL"}
    assert len(_json("list")) > len(by_code) >= 2


def test_list_overlooked_has_no_american_outlet() -> None:
    overlooked = _json("list", "--overlooked")
    assert overlooked
    assert "US" not in {h["country"] for h in overlooked}


def test_saved_feeds_open_by_name_and_by_folder(tmp_path: Path) -> None:
    items = "".join(f"<item><title>Event {n}</title><link>https://diario.cl/{n}</link></item>" for n in (1, 2))
    feed = f"<rss><channel><title>Diario</title><link>https://diario.cl/</link>{items}</channel></rss>"
    for name in ("a/feed.xml", "a/same.rss", "a/b/other.atom"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(feed.replace("Event", name) if "other" in name else feed, "utf-8")
    named, found = _json(str(tmp_path / "a" / "feed.xml")), _json("list", "--from", str(tmp_path), "--country", "CL")
    assert [h["headline"] for h in named] == ["Event 1", "Event 2"]
    assert {h["headline"] for h in found} == {"Event 1", "Event 2", "a/b/other.atom 1", "a/b/other.atom 2"}
    assert {h["outlet"] for h in found} == {"Diario"}


def test_an_unknown_country_is_misuse() -> None:
    assert run(["list", "--country", "Atlantis"]) == 2


def test_show_prints_the_whole_text_and_json_its_blocks(two_ids: list[str]) -> None:
    text = _invoke("show", two_ids[1]).stdout
    value = _json("show", two_ids[1])
    assert value["id"] == two_ids[1]
    last = [b["text"] for b in value["blocks"] if b["type"] == "paragraph"][-1]
    assert last[-40:] in text.replace("\n", " ")
    assert "Alternative takes:" in text
    assert not set("│─┃▏") & set(text)


def test_takes_lead_to_articles_of_the_story(two_ids: list[str]) -> None:
    takes = _json("takes", two_ids[1])
    assert two_ids[0] in {t["article"]["id"] for t in takes if t["article"]}
    assert all(t["label"] for t in takes)
    assert all(0 < t["membership"] <= 1 for t in takes if t["article"])


def test_stories_are_those_of_the_takes(two_ids: list[str]) -> None:
    stories = _json("stories")
    (story,) = [s for s in stories if two_ids[0] in {t["id"] for t in s["takes"]}]
    assert two_ids[1] in {t["id"] for t in story["takes"]}
    assert story["topic"]
    assert {s["verdict"] for s in stories} == {"overlooked", "covered"}
    overlooked = _json("stories", "--overlooked")
    assert 0 < len(overlooked) < len(stories)
    assert all("Not seen in the" in s["coverage"] for s in overlooked)
    assert "  ".join(("", two_ids[1])) in _invoke("stories").stdout


def test_an_unknown_id_is_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "nobody"]) == 1
    assert run(["takes", "nobody"]) == 1
    assert "no article has this id" in capsys.readouterr().err


def test_countries_add_up() -> None:
    counts = _json("countries")
    assert sum(c["total"] for c in counts) == len(_json("list"))
    assert len(counts) >= 60


def test_from_reads_other_files(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(
        "Only headline here\n\nSample Desk, Oslo\n\nNorway\n\nFriday, December 12\n\n\nOne. On 12 December 2025.\n"
    )
    assert [h["headline"] for h in _json("list", "--from", str(tmp_path))] == ["Only headline here"]
    assert [h["headline"] for h in _json(str(tmp_path))] == ["Only headline here"]


def test_a_path_without_anything_to_read_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(tmp_path / "missing")]) == 1
    assert "missing" in capsys.readouterr().err


def test_misuse_is_two_and_help_is_zero() -> None:
    assert run(["list", "--colour"]) == 2
    assert run(["--help"]) == 0
    assert run(["--version"]) == 0


def test_dirs_stay_below_home() -> None:
    dirs = _json("dirs")
    assert set(dirs) == {"config", "data", "bookmarks", "state", "cache"}
    assert all(path.startswith(os.environ["HOME"]) for path in dirs.values())


def test_bookmarks_are_listed_exported_removed_and_brought_back(two_ids: list[str], tmp_path: Path) -> None:
    library = open_library(is_grouped=False).library
    for article_id in two_ids:
        article = library.find_article(article_id)
        assert article is not None
        keep_bookmark(find_folders().bookmarks, article, utc_now())
    assert {b["id"] for b in _json("bookmarks", "list")} == set(two_ids)
    assert run(["bookmarks", "remove", two_ids[1]]) == 0
    assert {b["id"] for b in _json("bookmarks", "list")} == {two_ids[0]}
    assert run(["bookmarks", "undo"]) == 0
    assert {b["id"] for b in _json("bookmarks", "list")} == set(two_ids)
    out = tmp_path / "out.json"
    assert run(["bookmarks", "export", "--format", "json", str(out)]) == 0
    assert all(b["blocks"] for b in json.loads(out.read_text("utf-8")))
    assert run(["bookmarks", "export", str(out)]) == 1
    assert run(["bookmarks", "remove", "nobody"]) == 1
    assert _invoke("bookmarks", "path").stdout.strip() == str(find_folders().bookmarks)
    assert "Sample Desk" in _invoke("bookmarks").stdout


def test_a_bookmark_folder_reads_back_equal(two_ids: list[str]) -> None:
    library = open_library(is_grouped=False).library
    articles = [library.find_article(i) for i in two_ids]
    for article in articles:
        assert article is not None
        keep_bookmark(find_folders().bookmarks, article, utc_now())
    again = open_library([find_folders().bookmarks]).library
    assert [again.find_article(i) for i in two_ids] == articles


def test_headless_commands_do_not_import_textual() -> None:
    code = "import sys; from termnews.cli.front import run; run(['countries']); print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_closed_pipe_is_no_trouble() -> None:
    done = subprocess.run(
        f"{sys.executable} -m termnews list | head -1", shell=True, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_a_mistyped_command_is_told_apart_from_a_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serch", "grid"]) == 2
    assert "'serch' is no command and no file; did you mean `search`?" in capsys.readouterr().err
    assert run([str(tmp_path / "nowhere")]) == 1
    assert "does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["bookmarks import /nowhere", "import /nowhere.opml", "outlets remove Nowhere Times"])
def test_what_is_not_there_is_a_problem_and_no_misuse(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = words.split(" ", 2)
    assert run(command) == (1 if len(command) == 3 or command[0] == "import" else 2)
    assert "Usage" not in capsys.readouterr().err
