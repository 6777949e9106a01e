import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termnews.globe.camera import Camera
from termnews.globe.classes import (
    BELOW,
    BORDER,
    HERE,
    OCEAN,
    SHADE_BITS,
    SHORE,
    SPACE,
    TAKE,
    byte_of,
    class_of,
    heat_of,
)
from termnews.globe.compose import Cells
from termnews.globe.glyphs import ASCII, DOTS, MODES, OCTANTS, QUADRANTS, SEXTANTS, Mode, braille, glyphs_of
from termnews.globe.ground import Ground, Paint
from termnews.globe.lens import Frame, Lens
from termnews.globe.paint import Painter, Shown, classes_of, heat
from termnews.globe.raster import load_atlas
from termnews.globe.sun import night_of, sun_above

ATLAS = load_atlas()
PAINTER = Painter(ATLAS)
CAMERAS = (Camera(20, 10), Camera(-35, 140), Camera(85, -100), Camera(0, 179.9), Camera(-60, -180), Camera(20, 10, 4))
SIZES = ((25, 13), (24, 10), (50, 26))
SAMPLES = 60
SHOWN = Shown({"FR": 9, "BR": 3, "RU": 40, "CN": 1}, "IT", frozenset({"US", "KE"}))


def frame(size: tuple[int, int], mode: Mode, zoom: float = 1.0) -> Frame:
    return Frame(*size, mode, zoom)


def draw(size: tuple[int, int], mode: Mode, camera: Camera, shown: Shown = SHOWN, *, is_flat: bool = False) -> str:
    painter = Painter(ATLAS)
    lens = painter.lens(frame(size, mode, camera.zoom), is_flat=is_flat)
    rows = painter.rows(lens, camera, shown)
    return "\n".join((" " * first + "".join(glyph for glyph, _, _ in cells)).rstrip() for first, cells in rows)


def small_pixels(lens: Lens) -> Iterator[tuple[int, float, float]]:
    """Yield each small pixel's place in what is gathered, and where its middle is in the window."""
    mode = lens.frame.mode
    start = 0
    for row, (first, last) in enumerate(lens.spans):
        for column in range(first, last):
            for place in range(mode.pixels):
                v, u = divmod(place, mode.columns)
                yield start + place, column + (u + 0.5) / mode.columns, row + (v + 0.5) / mode.rows
            start += mode.packed


def seen_within(lens: Lens, camera: Camera, column: float, row: float, height: float) -> set[int]:
    """Return the numbers that lie on an upright line around a place, so many rows high; those at its middle for 0."""
    raster = PAINTER.raster(lens)
    steps = [step / SAMPLES - 0.5 for step in range(SAMPLES + 1)] if height else [0.0]
    points = [point for step in steps if (point := lens.unproject(column, row + step * height, camera))]
    return {raster.at(p[0] + a, p[1] + b) for p in points for a in (-1e-6, 1e-6) for b in (-1e-6, 1e-6)}


@pytest.mark.parametrize("is_flat", [False, True])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mode", MODES.values(), ids=lambda m: m.name)
def test_every_small_pixel_shows_what_lies_there(mode: Mode, size: tuple[int, int], *, is_flat: bool) -> None:
    wrong = total = 0
    for asked in CAMERAS:
        lens = PAINTER.lens(frame(size, mode, asked.zoom), is_flat=is_flat)
        raster = PAINTER.raster(lens)
        camera = lens.snapped(asked, raster)
        numbers = PAINTER.numbers(lens, camera)
        for place, column, row in small_pixels(lens):
            total += 1
            if lens.unproject(column, row, camera) is None:
                wrong += numbers[place] != 0
            elif numbers[place] not in seen_within(lens, camera, column, row, 0):
                height = 1 / mode.rows if asked.zoom == 1 and not is_flat else 0
                wrong += numbers[place] not in seen_within(lens, camera, column, row, height)
    assert total > 300
    assert wrong == 0


@pytest.mark.parametrize("is_flat", [False, True])
@pytest.mark.parametrize("mode", MODES.values(), ids=lambda m: m.name)
def test_what_is_picked_is_what_is_drawn(mode: Mode, *, is_flat: bool) -> None:
    """Every small pixel: the ground's byte is that of the number that would be picked."""
    kinds = classes_of(ATLAS, SHOWN)
    for camera in CAMERAS:
        lens = PAINTER.lens(frame((40, 20), mode, camera.zoom), is_flat=is_flat)
        raster = PAINTER.raster(lens)
        ground = Ground(raster).painted(Paint(kinds))[lens.shift(camera, raster) :]
        drawn = bytes(lens.gather(camera, raster)(ground))
        picked = PAINTER.numbers(lens, camera)
        earth = [place for place, byte in enumerate(drawn) if byte]
        assert len(earth) > 200
        assert [place for place in earth if drawn[place] != byte_of(kinds[picked[place]])] == []
        assert all(not picked[place] for place, byte in enumerate(drawn) if not byte)


def test_a_camera_shows_what_its_snapped_one_shows() -> None:
    lens = PAINTER.lens(frame((40, 20), DOTS), is_flat=False)
    raster = PAINTER.raster(lens)
    for camera in CAMERAS:
        assert PAINTER.numbers(lens, camera) == PAINTER.numbers(lens, lens.snapped(camera, raster))


GOLDEN_ASCII = """\
           :.....##
       :.::.::   .#####
     ::: :::      ######:
   O..      : :::#####::::-
  ..       :: :::###:::::---
 ...        **@::: ## ::::-::
 ..        :     :::::::::::.
:..      :::::::::::::::   :..
 :.     :::::::::::: :::   ..
 =..    :::::::::::::::   ...
  ==        ::::::::O:    ..
   =..        :::::::   ...
     ...      ::::::: :..
       ......  ::::....
           ........"""

GOLDEN_DOTS = """\
       ⢀⣠⣤⣴⣶⣶⣶⣶⣦⣤⣄⡀
    ⢀⣤⣾⠒⡭⠾⣟⠁ ⢁⣄⣀⣼⣿⣿⣷⣤⡀
   ⣴⠿⠟⠁ ⠑⠐⢀⡄⢰⡟⢺⣿⣿⣿⣿⣿⣿⣿⣦
 ⢀⣾ ⠁  ⠌  ⠈⣿⣿⣿⣿⣿⠟⢿⣏⢿⣿⣿⣿⣷⡀
 ⣾ ⠢⢀⡀⠌   ⣿⣉⣰⢡⠙⠙⠿⢻⣿⣶⣿⣿⣿⣿⣷
⢰    ⠐⠈ ⣠⣾⣿⣿⣿⣿⣾⣷⣾⡟⢿⣷⣯⡍⠉⠹⡇⡆
⢸⣇   ⠆⠄⢸⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣮⣻⠟⠃⠂ ⠃⡇
⠸⣿⡄⡀   ⠘⢿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣷⡟ ⢀⠠ ⠇
 ⢿⣿⣷⠉ ⠒  ⠤⢼⠄⠩⣿⣿⣿⣿⣿⣿⠏ ⠉  ⡿
 ⠈⢿⣿ ⠄    ⠘  ⢸⣿⣿⣿⣿⣿⢐⡰ ⠂⡿⠁
   ⠻         ⢸⣿⣿⣿⡿⠁⠚⠁⠌⠟
    ⠈⠛⢿ ⠁  ⠄  ⠙⠛⠋⠈ ⡿⠛⠁
       ⠈⠙⠛⠻⠿⠿⠿⠿⠟⠛⠋⠁"""

GOLDEN_QUADRANTS = """\
        ▄▖▄▄▄▄▄▄▄▄
     ▄▀▀▘▀▀▀ ▀     ▀▗
   ▄▄▖▛▀▜▘           ▄▄
  ▟ ▐ ▄▖▀▘           ▟▖▙
 ▟     ▝ ▄▌▄▄▖       ▀▖▙▖
▗       ▗▀▜▙ ▟ ▄▄     ▝▀▀▖
▐       ▝ ▀▀     ▛      ▝▌
▝         ▀▜▗▜  ▛       ▐▘
 ▜        ▗▟ ▝          ▛
  ▜       ▐ ▀▘         ▞
   ▀      ▝▀          ▀
     ▀      ▖       ▀
        ▀▀▀▀▘▀▝▀▀▀"""

GOLDEN_MAP = """\
           ⢀⢀⣀⣤⣤⡤⣤⣠⣄⣤⣤⣤⣤⣄⡀    ⣀⣀⣀          ⢀⣀⡀
 ⣠⣤⣤⣀⣀⣀⣐⣻⣧⣵⣜⣼⣹⣿⢧⣬⣉⠉⢿⣿⣿⣿⠿⠟⠁    ⢀⣀⣤⣄⣀⢀⢀⣰⣌⣩⣤⣤⣶⣶⣿⣿⣿⣶⣤⣶⣤⣤⣤⣤⣤⣀⣀⣀⣀
⠘⣻⠟⠛⠛⠻⣿⣿⣿⣿⣿⣿⣯⣁⡁⢸⣯⣥⡀⠈⠛⠃  ⠈⠉ ⣤ ⢲⡿⠋⣺⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⠿⠛⠛⣛⡟⠛⠋ ⠁
       ⢻⣿⣿⣿⣿⣿⣿⣿⣿⡿⠽⠝⠂      ⠈⣉⣷⡿⡿⣿⣿⠿⠿⣿⡟⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⠟⡇ ⠈    ⠁
       ⠈⠿⣿⣿⣿⣿⣿⣿⠏          ⢀⣿⣥⣬⣘⢉⣉⢛⣻⣿⣧⣽⣿⣿⣿⣿⣿⣿⣿⣿⣿⣿⡏⠙⠤⠜
         ⠘⠻⣿⡁⣀⢨ ⡀⢀       ⢠⣾⣿⣿⣿⣿⣿⣿⣿⡝⣿⣷⣭⠟⠛⢿⣿⡿⠿⣿⣿⢿⠟⠁
           ⠈⠉⠓⠆⢠⣤⣤⡂      ⠘⣿⣿⣿⣿⣿⣿⣿⣿⣿⣾⡭⠁  ⠘⢟  ⠙⠻⠇ ⢴⡀⢀
              ⢀⣾⣿⣿⣿⣷⣤⣀        ⢿⣿⣿⣿⣿⠟⠁       ⠰⢧⠰⠾⣤⠔⠤⣄⡀⢀
               ⠹⣿⣿⣿⣿⣿⣿⠃       ⣸⣿⣿⣿⣿⢀⡀         ⠉⠁ ⣀⣥⡈⡍⠂ ⠂⡀ ⡀
                ⢸⣿⣿⣿⠟⠃        ⠸⣿⣿⡿⠂⠘⠃          ⢲⣾⣿⣿⣿⣿⣦
                ⣼⣿⠿⠃           ⠘⠉⠁             ⠘⠉⠉⠉⠻⠿⠏   ⢠
               ⠠⣿⠁                                  ⠈   ⠊"""


def test_the_globe_in_letters() -> None:
    picture = draw((30, 15), ASCII, Camera(30, 15))
    assert picture == GOLDEN_ASCII


def test_the_globe_in_dots() -> None:
    picture = draw((26, 13), DOTS, Camera(20, 10))
    assert picture == GOLDEN_DOTS


def test_the_globe_in_quadrants() -> None:
    assert draw((26, 13), QUADRANTS, Camera(-10, -60)) == GOLDEN_QUADRANTS


def test_the_flat_map_in_dots() -> None:
    assert draw((60, 12), DOTS, Camera(20, 10), is_flat=True) == GOLDEN_MAP


@pytest.mark.parametrize("mode", MODES.values(), ids=lambda m: m.name)
def test_above_and_below_the_flat_map_is_nothing(mode: Mode) -> None:
    lens = PAINTER.lens(frame((40, 30), mode), is_flat=True)
    rows = PAINTER.rows(lens, Camera(20, 10), SHOWN)
    for _, cells in (rows[0], rows[-1]):
        assert {(glyph, class_of(back)) for glyph, _, back in cells} == {(" ", SPACE)}
    assert {class_of(front) for _, front, _ in rows[15][1]} != {SPACE}


@pytest.mark.parametrize("mode", MODES.values(), ids=lambda m: m.name)
@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 9), (3, 2), (200, 3)])
@pytest.mark.parametrize("is_flat", [False, True])
def test_any_window_is_drawn(size: tuple[int, int], mode: Mode, *, is_flat: bool) -> None:
    for camera in (Camera(), Camera(10, 10, 32)):
        lens = PAINTER.lens(frame(size, mode, camera.zoom), is_flat=is_flat)
        rows = PAINTER.rows(lens, camera, SHOWN)
        assert len(rows) == size[1]
        assert all(first + len(cells) <= size[0] for first, cells in rows)


def test_zooming_in_fills_the_window() -> None:
    lens = PAINTER.lens(frame((30, 15), DOTS, 4.0), is_flat=False)
    assert lens.spans == [(0, 30)] * 15


def test_heat_grows_by_factors() -> None:
    assert [heat(value, 100) for value in (0, 1, 3, 10, 40, 100)] == [0, 1, 2, 3, 5, 5]
    assert heat(0, 0) == heat(5, 0) == heat(-3, 9) == 0
    assert heat(1, 1) == 5


def test_heat_shows_where_there_is_news() -> None:
    kinds = classes_of(ATLAS, SHOWN)
    by_code = {code: kinds[number] for code, number in ATLAS.numbers.items()}
    assert by_code["IT"] == HERE
    assert by_code["US"] == by_code["KE"] == TAKE
    assert heat_of(by_code["RU"]) == 5
    assert heat_of(by_code["CN"]) == 1
    assert heat_of(by_code["DE"]) == 0
    assert kinds[0] == OCEAN


def test_borders_lie_between_countries() -> None:
    raster = ATLAS.rasters[-1]
    plain = Ground(raster).painted(Paint(classes_of(ATLAS, SHOWN)))
    lined = Ground(raster).painted(Paint(classes_of(ATLAS, SHOWN), grid=30, has_borders=True))
    changed = [place for place, (a, b) in enumerate(zip(plain, lined, strict=True)) if a != b]
    assert 500 < len(changed) < len(plain) // 10
    kept = Ground(raster)
    assert kept.painted(Paint(bytes([1]) * 252)) is kept.painted(Paint(bytes([1]) * 252))


def test_borders_alone_change_land_beside_other_land() -> None:
    raster = ATLAS.rasters[-1]
    kinds = classes_of(ATLAS, SHOWN)
    lined = Ground(raster).painted(Paint(kinds, has_borders=True))
    rows = [lined[row * 2 * raster.width :][: raster.width] for row in range(raster.height)]
    found = [place for place, byte in enumerate(b"".join(rows)) if class_of(byte) == BORDER]
    assert len(found) > 500
    assert all(
        len({*raster.ids[place : place + 2], raster.ids[(place + raster.width) % len(raster.ids)]}) > 1
        for place in found
        if place % raster.width < raster.width - 1
    )
    assert all(raster.ids[place] for place in found)


@pytest.mark.parametrize(("mode", "zoom", "expected"), [(QUADRANTS, 6, True), (QUADRANTS, 1, False), (DOTS, 6, False)])
def test_borders_are_drawn_from_near_where_pixels_are_not_dots(mode: Mode, zoom: float, *, expected: bool) -> None:
    painter = Painter(ATLAS)
    lens = painter.lens(frame((40, 20), mode, zoom), is_flat=False)
    rows = painter.rows(lens, Camera(5, 20, zoom), SHOWN)
    inks = {class_of(ink & 0xFF) for _, cells in rows for _, front, back in cells for ink in (front, back)}
    assert (BORDER in inks) is expected


def test_it_is_night_on_the_other_side() -> None:
    noon = datetime(2025, 6, 21, 12, tzinfo=UTC)
    latitude, longitude = sun_above(noon)
    assert latitude == pytest.approx(23.4, abs=0.2)
    assert longitude == pytest.approx(0, abs=1.5)
    midwinter = sun_above(datetime(2025, 12, 21, 18, tzinfo=UTC))
    assert midwinter[0] == pytest.approx(-23.4, abs=0.2)
    assert midwinter[1] == pytest.approx(-90, abs=1.5)
    raster = ATLAS.rasters[-1]
    night = night_of(raster, (latitude, longitude))
    row = raster.height // 2 * raster.width
    assert not night[row + 180]
    assert night[row]
    assert not any(night[: raster.width * 20])
    assert all(night[-raster.width * 20 :])


def test_glyphs_are_in_the_order_of_their_pixels() -> None:
    assert glyphs_of(QUADRANTS)[0b0101] == "▌"
    assert glyphs_of(SEXTANTS)[0b000001] == "\U0001fb00"
    assert glyphs_of(SEXTANTS)[0b010101] == "▌"
    assert glyphs_of(SEXTANTS)[0b010110] == "\U0001fb14"
    assert glyphs_of(SEXTANTS)[0b111110] == "\U0001fb3b"
    assert braille(0b1) == "⠁"
    assert braille(0b10000000) == "⢀"
    for mode in (OCTANTS, DOTS, SEXTANTS, QUADRANTS):
        glyphs = glyphs_of(mode)
        assert len(set(glyphs)) == len(glyphs) == 1 << mode.pixels
    assert glyphs_of(OCTANTS)[0b11110000] == "▄"
    assert glyphs_of(OCTANTS)[0b00000100] == "\U0001cd00"


@settings(max_examples=200)
@given(pixels=st.binary(min_size=8, max_size=8), mode=st.sampled_from(list(MODES.values())))
def test_any_pixels_make_a_cell(pixels: bytes, mode: Mode) -> None:
    packed = int.from_bytes(pixels[: mode.packed], sys.byteorder)
    glyph, front, back = Cells(mode)[packed]
    assert len(glyph) == 1
    assert 0 <= front < 256
    assert 0 <= back < 256 or (mode == DOTS and back in {BELOW | front, SHORE | front})


def test_land_is_dots_on_the_sea() -> None:
    sea, land, space = byte_of(OCEAN, 3), byte_of(HERE, 3), 0
    cells = Cells(DOTS)

    def cell(*pixels: int) -> tuple[str, int, int]:
        return cells[int.from_bytes(bytes(pixels), sys.byteorder)]

    assert cell(*[sea] * 8) == (" ", sea, sea)
    assert cell(*[land] * 8) == ("⣿", land, BELOW | land)
    assert cell(*[land] * 7, sea) == ("⡿", land, SHORE | land)
    assert cell(*[land] * 4, *[sea] * 4) == ("⠛", land, sea)
    assert cell(land, *[sea] * 7) == ("⠁", land, sea)
    assert cell(*[space] * 7, sea) == ("⢀", sea, space)
    rim = byte_of(OCEAN, 0)
    assert cell(*[rim] * 8)[2] & SHADE_BITS == 1
