"""What is printed reads well aloud: whole, line by line, nothing drawn."""

import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from feed_server import running_server
from greader_server import PASSWORD, USER, Reader, serving

from termnews.cli.front import run
from termnews.domain.article import Article, Caption, Paragraph
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.newsroom.opening import library_path, open_library, utc_now
from termnews.newsroom.settings import find_folders

DRAWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2500-\u259f\u25a0-\u25ff\u2800-\u28ff\u2605\u2606]")


@pytest.fixture(scope="module")
def article_id() -> str:
    """Return the id of an article with takes."""
    return open_library().library.stories()[1].article_ids[0]


@pytest.mark.parametrize(
    "words",
    [
        *("--plain", "list --plain", "list --unread --plain", "list --overlooked --plain", "list --country LT --plain"),
        *("stories --plain", "stories --overlooked --plain", "countries --plain", "search grid --plain"),
        *("show {} --plain", "takes {} --plain", "bookmarks list --plain", "doctor --plain", "dirs --plain"),
        *("outlets list --plain", "config keys --plain", "brief --plain", "brief --all --plain"),
    ],
)
def test_nothing_is_drawn(words: str, article_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words.format(article_id).split()) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert DRAWN.findall(out) == []


def _check_printed(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert run(words) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert DRAWN.findall(out) == []
    return out


def test_what_is_undone_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    assert "nothing to undo" in _check_printed(["undo", "--plain"], capsys)
    assert run(["config", "set", "look.theme", "dracula"]) == 0
    assert "ndone" in _check_printed(["undo", "--plain"], capsys)


def _keep(link: str) -> None:
    library = open_library_file(library_path(find_folders())).library
    assert library is not None
    article = Article("a1", "Event 1", "One", "LV", utc_now(), (Paragraph("Short."),), link=link)
    with closing(library):
        library.keep(Batch({article.id: article}))


def test_an_address_is_printed_plainly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    _keep("https://one.example/1")
    assert _check_printed(["open", "a1", "--plain"], capsys) == "https://one.example/1\n"


def test_a_whole_text_is_printed_plainly(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(repository / "src"))
    _set("[live]\nallow_private = true\n")
    with running_server() as server:
        _keep(f"http://127.0.0.1:{server.server_address[1]}/article/1")
        assert "Paragraph 5 of /article/1" in " ".join(_check_printed(["full", "a1", "--plain"], capsys).split())


def test_a_sync_is_told_plainly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TERMNEWS_SYNC_PASSWORD", PASSWORD)
    feeds = {1: {"url": "https://paper.example/rss", "title": "Remote paper", "label": "Chile"}}
    with serving(Reader({}, feeds, prefix="/api/greader.php")) as reader:
        _set(f'[sync]\nkind = "freshrss"\nurl = "http://127.0.0.1:{reader.port}"\nuser = "{USER}"\n')
        assert _check_printed(["sync", "--plain", "--dry-run"], capsys).startswith("Would change: ")
        assert _check_printed(["sync", "--plain"], capsys).startswith("Done: ")
        assert _check_printed(["sync", "--plain"], capsys) == "Both sides are alike.\n"


def _set(text: str) -> None:
    folder = find_folders().config
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(text, "utf-8")


def test_an_article_is_whole(article_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", article_id, "--plain"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    reading = open_library().find_reading(article_id)
    assert reading is not None
    for block in reading.article.blocks:
        if isinstance(block, Paragraph | Caption):
            assert " ".join(block.text.split()) in said
    assert [t.take.label in said for t in reading.takes] == [True] * len(reading.takes)
