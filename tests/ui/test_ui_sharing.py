"""Passing articles on: browser, clipboard, files, commands, editor; tags and notes in the window."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from termnews.domain.article import Article, Paragraph
from termnews.library.bookmarks import load_bookmarks

Opener = Callable[..., Any]
NOW = datetime(2025, 12, 14, tzinfo=UTC)
LINKED = (
    Article("one", "Grid [/] one", "LRT", "LT", NOW, (Paragraph("Body one."),), link="https://www.lrt.lt/a?b=1&c"),
    Article("two", "Elsewhere [@click=app.quit]two[/]", "LRT", "LT", NOW, (Paragraph("Body two."),), link="https://elsewhere.example/x"),
    Article("bad", "Three", "LRT", "LT", NOW, (Paragraph("Body three."),), link="https://user:pw@lrt.lt/"),
    Article("none", "Four", "Desk", "LT", NOW, (Paragraph("Body four."),)),
)  # fmt: skip


def _said(window: Any) -> str:
    return " | ".join(n.message for n in window.app._notifications)


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that a browser writes its arguments to."""
    program, said = tmp_path / "my browser", tmp_path / "said"
    program.write_text(f'#!/bin/sh\nfor word; do printf "%s\\n" "$word" >> "{said}"; done; echo end >> "{said}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"'{program}' --new-tab")
    return said


async def _lines(window: Any, file: Path) -> list[str]:
    await window.until(lambda: file.exists() and file.read_text().endswith("end\n"))
    return file.read_text().splitlines()


async def test_a_link_at_home_opens_at_once_as_one_argument(open_window: Opener, browser: Path) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("o")
        assert await _lines(window, browser) == ["--new-tab", "https://www.lrt.lt/a?b=1&c", "end"]


async def test_a_strange_host_is_named_and_wants_a_second_key(open_window: Opener, browser: Path) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("j", "o")
        assert "elsewhere.example is not where LRT is known to publish. o again opens it." in _said(window)
        assert not browser.exists()
        await window.press("o")
        assert await _lines(window, browser) == ["--new-tab", "https://elsewhere.example/x", "end"]


async def test_a_bad_link_and_no_link_are_refused_with_a_word(open_window: Opener, browser: Path) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("j", "j", "o", "o")
        assert "Not opened: the link holds a name or a password." in _said(window)
        await window.press("j", "o")
        assert "This article has no link." in _said(window)
        assert not browser.exists()


async def test_without_a_desktop_the_address_is_shown_and_copied(
    open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "::1 1 ::1 22")
    async with open_window(articles=LINKED) as window:
        await window.press("o")
        assert "https://www.lrt.lt/a?b=1&c" in _said(window)
        assert window.app.clipboard == "https://www.lrt.lt/a?b=1&c"


async def test_the_share_box_copies_a_quotation(open_window: Opener) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("j", "S")
        assert "Elsewhere [@click=app.quit]two[/]" in window.text
        await window.press("c")
        assert window.app.clipboard == (
            "> Body two.\n>\n> — [Elsewhere \\[@click=app.quit\\]two\\[/\\]](<https://elsewhere.example/x>) "
            "(LRT, Lithuania, 2025-12-14)\n"
        )
        await window.press("S", "down", "up", "enter")
        assert window.app.clipboard == "https://elsewhere.example/x"


@pytest.mark.parametrize("letter", ["m", "w", "d"])
async def test_an_article_is_saved_and_never_over_another_file(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with open_window(articles=LINKED) as window:
        await window.press("S", letter, "enter")
        (file,) = tmp_path.glob("2025-12-14-grid-one.*")
        assert "Body one." in file.read_text()
        if letter == "d":
            assert json.loads(file.read_text())[0]["id"] == "one"
        await window.press("j", "S", letter, "ctrl+u", *file.name, "enter")
        assert "Not saved" in _said(window)
        assert "Body one." in file.read_text()
    assert [p for p in tmp_path.iterdir() if p != file] == []


async def test_a_command_gets_the_text_and_no_shell(open_window: Opener) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("vertical_line", *"tr a-z A-Z ; echo", "enter")
        await window.app.workers.wait_for_complete()
        assert "extra operand" in window.text or "Pipe" not in window.text
        await window.press("escape", "j", "vertical_line", "ctrl+u", *"tr a-z A-Z", "enter")
        await window.app.workers.wait_for_complete()
        await window.settle()
        assert "ELSEWHERE [@CLICK=APP.QUIT]TWO[/]" in window.text
        assert "BODY TWO." in window.text
        await window.press("escape", "vertical_line")
        assert "tr a-z A-Z" in window.text
        await window.press("up")
        assert "tr a-z A-Z ; echo" in window.text
        await window.press("escape")
        assert window.app.screen is window.home


async def test_a_command_that_is_none_says_so(open_window: Opener) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("vertical_line", *"no-such-program", "enter")
        await window.app.workers.wait_for_complete()
        await window.settle()
        assert "no-such-program cannot be run" in _said(window)
        await window.press("vertical_line", "ctrl+u", *"tr 'x", "enter")
        assert "no closing quotation" in _said(window)


async def test_an_editor_where_the_window_cannot_be_put_away(open_window: Opener) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("e")
        assert "cannot be put away" in _said(window)


async def test_tags_and_a_note_are_written_shown_found_and_undone(open_window: Opener, bookmark_folder: Path) -> None:
    async with open_window() as window:
        await window.press("j", "number_sign", *"war grid", "enter")
        assert {b.tags for b in load_bookmarks(bookmark_folder)[0]} == {("war", "grid")}
        await window.press("a", *"ask", "enter", *"Rasa", "escape")
        (kept,) = load_bookmarks(bookmark_folder)[0]
        assert (kept.article.id, kept.note) == ("ee1", "ask\nRasa")
        await window.press("slash", *"tag:war", "enter")
        assert window.home.articles.list.row_count == 1
        await window.press("escape", "B")
        await window.until(lambda: "#war #grid · " in window.text and "Rasa" in window.text)
        await window.press("slash", *"rasa", "enter")
        assert window.app.screen.articles.list.row_count == 1
        await window.press("escape", "a", "ctrl+x", "U")
        assert "Rasa" not in window.text
        await window.press("U")
        assert "#war" not in window.text
        await window.press("U")
        assert "No bookmarks" in window.text


async def test_keys_under_a_box_do_nothing(open_window: Opener) -> None:
    async with open_window(articles=LINKED) as window:
        await window.press("S", "S", "a", "number_sign")
        assert window.app.screen.id == "sharing"
        await window.press("escape")
        assert window.app.screen is window.home


@pytest.mark.parametrize("size", [(1, 1), (20, 6), (60, 24)])
async def test_boxes_stand_in_any_window(open_window: Opener, size: tuple[int, int]) -> None:
    async with open_window(size, articles=LINKED) as window:
        for key in ("S", "vertical_line", "number_sign", "a"):
            await window.press(key)
            await window.pilot.resize_terminal(*size)
            await window.press("escape")
        assert window.app.screen is window.home
