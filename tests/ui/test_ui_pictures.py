"""Pictures in the reader: drawn when the text is on the screen, put away with a key, refused with a word."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from termnews.domain.article import Article, Block, Caption, Paragraph, Picture
from termnews.domain.problems import Problem
from termnews.globe.glyphs import ASCII, QUADRANTS
from termnews.globe.terminal import Look
from termnews.newsroom.picturing import load_picture, picture_file
from termnews.ui import drawing
from termnews.ui.drawing import Draughtsman, Order, make_order
from termnews.ui.widgets.pictured_view import PicturedView

Opener = Callable[..., Any]
pytestmark = pytest.mark.skipif(find_spec("PIL") is None, reason="the extra `pictures` is not installed")
RED, BLUE = (224, 80, 72), (96, 152, 224)


def png(width: int, height: int, left: tuple[int, int, int], right: tuple[int, int, int]) -> bytes:
    """Return a picture of two colours side by side."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    row = b"\x00" + bytes(left) * (width // 2) + bytes(right) * (width - width // 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    content = zlib.compress(row * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", content) + chunk(b"IEND", b"")


@pytest.fixture
def pictured(tmp_path: Path) -> tuple[Article, ...]:
    """An article without pictures, and two with two each, the last of them broken."""
    (tmp_path / "good.png").write_bytes(png(200, 80, RED, BLUE))
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing that could be read")
    good, bad = str(tmp_path / "good.png"), str(tmp_path / "bad.png")
    return _article("lt1", 13, "", ""), _article("ee1", 12, good, good), _article("ee2", 11, good, bad)


def _article(article_id: str, day: int, *links: str) -> Article:
    def pictured(link: str) -> tuple[Block, ...]:
        return Picture("Una imagen cortada", link), Caption(f"Caption {Path(link).name}.")

    told = (Paragraph(f"Paragraph {n} of {article_id}, with words enough to fill a line or two.") for n in range(30))
    blocks = (*pictured(links[0]), *told, *pictured(links[1]))
    published = datetime(2025, 12, day, tzinfo=UTC)
    return Article(article_id, f"Headline of {article_id}", "Sample Desk", article_id[:2].upper(), published, blocks)


def _colours(window: Any) -> set[tuple[int, int, int]]:
    reader = window.home.reading.reader
    strips = [reader.render_line(y) for y in range(reader.size.height)]
    styles = [segment.style for strip in strips for segment in strip if segment.style]
    return {tuple(c.triplet) for s in styles for c in (s.bgcolor, s.color) if c and c.triplet}


def _picture_rows(window: Any, block: int = 0) -> int:
    return sum(line.block == block and line.picture_row >= 0 for line in window.home.reading.reader._page.lines)


async def _rest(window: Any) -> None:
    await window.app.workers.wait_for_complete()
    await window.settle()


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (120, 36), (160, 50)])
async def test_a_picture_stands_above_its_caption(
    open_window: Opener, pictured: tuple[Article, ...], size: tuple[int, int]
) -> None:
    async with open_window(size, articles=pictured) as window:
        await window.press("j", "enter")
        await _rest(window)
        reader = window.home.reading.reader
        rows = _picture_rows(window)
        assert 6 <= rows <= max(drawing.LOWEST, reader.size.height * 0.4 + 1)
        assert {RED, BLUE} <= _colours(window)
        below = reader._page.lines[reader._page.line_of_block(0) + rows]
        assert below.block == 1
        assert "Caption good.png." in "".join(text for text, _ in below.spans)


async def test_i_puts_pictures_away_and_the_choice_is_kept(open_window: Opener, pictured: tuple[Article, ...]) -> None:
    async with open_window(articles=pictured) as window:
        await window.press("j", "enter")
        await _rest(window)
        await window.press("i")
        assert _picture_rows(window) == 0
        assert RED not in _colours(window)
        assert "Caption good.png." in window.text
        assert window.keeper.state.setting("pictures") == "off"
    async with open_window(articles=pictured) as window:
        await window.press("j", "enter")
        await _rest(window)
        assert _picture_rows(window) == 0
        await window.press("h", "i")
        await _rest(window)
        assert _picture_rows(window) > 0
        assert window.keeper.state.setting("pictures") == "on"


async def test_a_refused_picture_leaves_a_word_and_the_caption(
    open_window: Opener, pictured: tuple[Article, ...]
) -> None:
    async with open_window(articles=pictured) as window:
        await window.press("j", "j", "enter")
        await _rest(window)
        await window.press("G")
        assert "Not shown: the picture cannot be read" in window.text
        assert "Caption bad.png." in window.text
        assert _picture_rows(window) > 0


async def test_without_the_extra_a_line_says_so_and_captions_stand(
    open_window: Opener, pictured: tuple[Article, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "has_pictures", lambda: False)
    async with open_window(articles=pictured) as window:
        await window.press("j", "enter")
        await _rest(window)
        assert _picture_rows(window) == 0
        assert "Caption good.png." in window.text
        assert window.text.count("Not shown: pictures need an extra") == 1
        assert "'termnews[pictures]'" in window.text
        await window.press("i")
        assert "Not shown" not in window.text


async def test_pictures_of_an_article_left_behind_are_dropped(
    open_window: Opener, pictured: tuple[Article, ...]
) -> None:
    async with open_window(articles=pictured) as window:
        await window.press("j", "enter")
        await _rest(window)
        reader = window.home.reading.reader
        late = PicturedView.Drawn(replace(reader._order, article_id="ee2"), {0: Problem("x", "late")})
        reader.post_message(late)
        await window.settle()
        assert reader.reading.article.id == "ee1"
        assert "late" not in window.text
        assert _picture_rows(window) > 0


async def test_the_line_at_the_top_stays_while_pictures_come_and_go(
    open_window: Opener, pictured: tuple[Article, ...]
) -> None:
    async with open_window(articles=pictured) as window:
        await window.press("j", "enter")
        await _rest(window)
        await window.press("space", "j", "j")
        reader = window.home.reading.reader
        top = reader._page.lines[reader.scroll_offset.y]
        assert top.block > 1
        for _ in range(2):
            await window.press("i")
            await _rest(window)
            assert reader._page.lines[reader.scroll_offset.y] == top
            assert reader.position == top.block


async def test_a_narrower_pane_draws_the_picture_anew(open_window: Opener, pictured: tuple[Article, ...]) -> None:
    async with open_window((160, 50), articles=pictured) as window:
        await window.press("j", "enter")
        await _rest(window)
        wide = window.home.reading.reader._order
        await window.pilot.resize_terminal(80, 24)
        await _rest(window)
        reader = window.home.reading.reader
        assert reader._order.columns < wide.columns
        lines = reader._drawings[0]
        assert not isinstance(lines, Problem)
        assert all(line.cell_length <= reader._order.columns for line in lines)
        assert {RED, BLUE} <= _colours(window)


def test_what_was_drawn_is_kept(tmp_path: Path, pictured: tuple[Article, ...]) -> None:
    del pictured
    link = str(tmp_path / "good.png")
    draughtsman = Draughtsman(Look(QUADRANTS), tmp_path)
    order = Order("a", ((0, link), (3, str(tmp_path / "missing.png"))), 40, 12)
    first = draughtsman.draw(order)
    assert first[3] == Problem(str(tmp_path / "missing.png"), "the picture is no longer there")
    (tmp_path / "good.png").unlink()
    assert draughtsman.draw(order)[0] is first[0]
    assert not isinstance(first[0], Problem)
    assert {strip.cell_length for strip in first[0]} == {40}


def test_letters_where_there_is_nothing_else(tmp_path: Path, pictured: tuple[Article, ...]) -> None:
    del pictured
    drawn = Draughtsman(Look(ASCII), tmp_path).draw(Order("a", ((0, str(tmp_path / "good.png")),), 20, 12))
    assert not isinstance(drawn[0], Problem)
    assert all(strip.text.isascii() for strip in drawn[0])


def test_a_picture_of_the_web_is_shown_once_it_is_in_the_cache(tmp_path: Path) -> None:
    link = "https://desk.example/one.png"
    assert load_picture(link, tmp_path) is None
    order = make_order(Article("a", "H", "D", "LT", None, (Picture("x"), Picture("y", link))), 40, 30, (0, 0, 0))
    draughtsman = Draughtsman(Look(QUADRANTS), tmp_path)
    assert draughtsman.draw(order) == {}
    file = picture_file(tmp_path, link)
    file.parent.mkdir()
    file.write_bytes(png(40, 20, RED, BLUE))
    assert list(draughtsman.draw(order)) == [1]


async def test_bookmarks_show_their_pictures_and_i_holds_there_too(
    open_window: Opener, pictured: tuple[Article, ...]
) -> None:
    async with open_window(articles=pictured) as window:
        await window.press("j", "b", "B")
        await _rest(window)
        reader = window.app.screen.reading.reader
        assert reader.rooms
        assert sum(line.picture_row >= 0 for line in reader._page.lines) > 0
        await window.press("i")
        assert not reader.rooms
        await window.press("q", "enter")
        await _rest(window)
        assert _picture_rows(window) == 0
