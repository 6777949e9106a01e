"""`termnews full`: a page from a real server on loopback."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from feed_server import FeedServer, running_server

from termnews.cli.front import main
from termnews.domain.article import Article, Paragraph
from termnews.library.feeds import Batch
from termnews.library.library_file import open_library_file
from termnews.newsroom.opening import library_path
from termnews.newsroom.settings import find_folders

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


@pytest.fixture(name="server")
def _server(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FeedServer]:
    monkeypatch.setenv("PYTHONPATH", str(repository / "src"))
    folders = find_folders()
    folders.config.mkdir(parents=True, exist_ok=True)
    (folders.config / "config.toml").write_text("[live]\nallow_private = true\n", "utf-8")
    with running_server() as server:
        library = open_library_file(library_path(folders)).library
        assert library is not None
        with closing(library):
            links = {n: f"http://127.0.0.1:{server.server_address[1]}/article/{n}" for n in (1, 8)}
            words = (Paragraph("Short."),)
            made = [Article(f"a{n}", f"Event {n}", "One", "LV", NOW, words, link=links[n]) for n in links]
            library.keep(Batch({a.id: a for a in made}))
        yield server


def _invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), standalone_mode=False)


def test_the_whole_text_is_printed_and_stays(server: FeedServer) -> None:
    result = _invoke("full", "a1")
    assert result.return_value == 0, result.output
    assert "Paragraph 5 of /article/1" in " ".join(result.stdout.split())
    assert "Caption: The harbour. (Photo: Ana)" in result.stdout
    assert server.seen.paths["127.0.0.1/article/1"] == 1
    assert "Paragraph 5" in _invoke("show", "a1").stdout
    value = json.loads(_invoke("show", "a1", "--full", "--json").stdout)
    assert len(value["blocks"]) == 8
    assert server.seen.paths["127.0.0.1/article/1"] == 2


@pytest.mark.usefixtures("server")
def test_the_summary_is_printed_where_the_page_gives_no_more() -> None:
    result = _invoke("show", "a8", "--full")
    assert result.return_value == 1
    assert "Short." in result.stdout
    assert "One: the page shows no text of its own" in result.stderr
    assert _invoke("full", "nowhere").return_value == 1


@pytest.mark.usefixtures("server")
def test_showing_imports_no_network(run_code: Callable[[str], "subprocess.CompletedProcess[str]"]) -> None:
    code = """
import sys
from termnews.cli.front import run
run(["show", "a1"])
print(*sorted(sys.modules), file=sys.stderr)
"""
    run = run_code(code)
    loaded = set(run.stderr.split())
    assert "Short." in run.stdout
    assert not loaded & {"httpx2", "httpcore2", "ssl", "trafilatura", "lxml", "textual", "asyncio", "PIL", "resource"}
