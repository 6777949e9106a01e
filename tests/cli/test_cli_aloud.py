"""What is printed reads well aloud: whole, line by line, nothing drawn."""

import re

import pytest

from termnews.cli.front import run
from termnews.domain.article import Caption, Paragraph
from termnews.newsroom.opening import open_library

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
        *("outlets list --plain", "config keys --plain"),
    ],
)
def test_nothing_is_drawn(words: str, article_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words.format(article_id).split()) == 0
    out = capsys.readouterr().out
    assert out.strip()
    assert DRAWN.findall(out) == []


def test_an_article_is_whole(article_id: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", article_id, "--plain"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    reading = open_library().find_reading(article_id)
    assert reading is not None
    for block in reading.article.blocks:
        if isinstance(block, Paragraph | Caption):
            assert " ".join(block.text.split()) in said
    assert [t.take.label in said for t in reading.takes] == [True] * len(reading.takes)
