import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.globe.glyphs import ASCII, DOTS, HALVES, MODES, QUADRANTS, Mode
from termnews.pictures.cells import PictureCell, draw_cells, fit_cells, mode_for
from termnews.pictures.decode import Pixels

BLACK, WHITE, RED = (0, 0, 0), (255, 255, 255), (255, 0, 0)


def pixels_of(*rows: tuple[tuple[int, int, int], ...]) -> Pixels:
    return Pixels(len(rows[0]), len(rows), bytes(channel for row in rows for colour in row for channel in colour))


def nearest(pixels: Pixels, width: int, height: int) -> Pixels:
    """Scale without Pillow."""
    found = bytearray()
    for y in range(height):
        for x in range(width):
            at = (y * pixels.height // height * pixels.width + x * pixels.width // width) * 3
            found += pixels.rgb[at : at + 3]
    return Pixels(width, height, bytes(found))


def glyphs(cells: list[list[PictureCell]]) -> list[str]:
    return ["".join(glyph for glyph, _, _ in row) for row in cells]


def test_two_colours_a_cell() -> None:
    picture = pixels_of((WHITE, BLACK, WHITE, WHITE), (WHITE, BLACK, BLACK, BLACK))
    cells = draw_cells(picture, 2, 1, QUADRANTS, nearest)
    assert cells == [[("▌", WHITE, BLACK), ("▀", WHITE, BLACK)]]
    assert draw_cells(picture, 4, 1, HALVES, nearest)[0][2] == ("▀", WHITE, BLACK)


def test_one_colour_is_a_blank() -> None:
    assert draw_cells(pixels_of((RED, RED), (RED, RED)), 1, 1, QUADRANTS, nearest) == [[(" ", RED, RED)]]


def test_letters_tell_light() -> None:
    picture = pixels_of((BLACK, RED, (160, 160, 160), WHITE))
    assert glyphs(draw_cells(picture, 4, 1, ASCII, nearest)) == [" :*@"]


def test_dots_are_for_the_globe() -> None:
    assert mode_for(DOTS) == QUADRANTS
    assert {mode_for(mode) for mode in MODES.values()} == set(MODES.values()) - {DOTS}


@pytest.mark.parametrize(
    ("size", "window", "cells"),
    [
        ((640, 480), (60, 40), (60, 22)),
        ((640, 480), (60, 10), (27, 10)),
        ((100, 1000), (60, 20), (4, 20)),
        ((1000, 1), (60, 20), (60, 1)),
        ((1, 1000), (60, 20), (1, 20)),
    ],
)
def test_pictures_are_not_bent(size: tuple[int, int], window: tuple[int, int], cells: tuple[int, int]) -> None:
    assert fit_cells(Pixels(*size, b""), *window) == cells


@given(
    rgb=st.binary(min_size=48, max_size=48),
    columns=st.integers(1, 9),
    rows=st.integers(1, 5),
    mode=st.sampled_from(list(MODES.values())),
)
def test_any_pixels_are_drawn(rgb: bytes, columns: int, rows: int, mode: Mode) -> None:
    cells = draw_cells(Pixels(4, 4, rgb), columns, rows, mode, nearest)
    assert [len(row) for row in cells] == [columns] * rows
    for row in cells:
        for glyph, front, back in row:
            assert len(glyph) == 1
            assert all(0 <= channel <= 255 for channel in (*front, *back))
