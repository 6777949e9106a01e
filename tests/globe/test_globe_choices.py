import random
from collections.abc import Iterable

import pytest

from termnews.globe.arcs import draw_arcs
from termnews.globe.camera import Camera
from termnews.globe.classes import (
    BELOW,
    HERE,
    HOTTEST,
    NIGHT,
    OCEAN,
    SHADES,
    SPACE,
    TAKE,
    TONES,
    byte_of,
    class_of,
    land,
)
from termnews.globe.colours import DARK, PAPER, SIXTEEN, Palette, luminance, mix, readable_on
from termnews.globe.compass import Direction, bearing, find_nearest, find_next
from termnews.globe.glyphs import ASCII, DOTS, FRONT, HALVES, MODES, OCTANTS, QUADRANTS, WORDS
from termnews.globe.labels import Kind, place_labels
from termnews.globe.legend import place_legend
from termnews.globe.lens import Frame
from termnews.globe.paint import Painter, Shown
from termnews.globe.pick import View, find_at
from termnews.globe.raster import load_atlas
from termnews.globe.terminal import FRAMES, FRAMES_FAR_AWAY, choose_look, choose_mode
from termnews.newsroom.settings import load_countries

ATLAS = load_atlas()
PAINTER = Painter(ATLAS)
COUNTRIES = load_countries()
CODES = sorted(ATLAS.numbers)
UTF8 = {"LANG": "en_US.UTF-8"}


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        (UTF8 | {"TERM": "xterm-256color"}, DOTS),
        (UTF8 | {"TERM": "xterm-kitty"}, DOTS),
        (UTF8 | {"TERM": "xterm-kitty", "TERM_PROGRAM": "kitty", "TERM_PROGRAM_VERSION": "0.40.1"}, OCTANTS),
        (UTF8 | {"TERM": "xterm-kitty", "TERM_PROGRAM": "kitty", "TERM_PROGRAM_VERSION": "0.26.5"}, DOTS),
        (UTF8 | {"TERM": "foot-extra"}, DOTS),
        (UTF8 | {"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.2.0-arch2"}, OCTANTS),
        (UTF8 | {"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.1.3"}, DOTS),
        (UTF8 | {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20251101-113501-5d0afea2"}, OCTANTS),
        (UTF8 | {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"}, DOTS),
        (UTF8 | {"TERM_PROGRAM": "WezTerm"}, DOTS),
        (UTF8 | {"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "tip"}, DOTS),
        (UTF8 | {"TERM": "xterm-256color", "VTE_VERSION": "7802"}, OCTANTS),
        (UTF8 | {"TERM": "xterm-256color", "VTE_VERSION": "7006"}, DOTS),
        (UTF8 | {"TERM": "xterm-256color", "VTE_VERSION": "7802", "TMUX": "/tmp/t,1,0"}, DOTS),
        (UTF8 | {"TERM": "xterm-256color", "VTE_VERSION": "7802", "KONSOLE_VERSION": "230804"}, DOTS),
        (UTF8 | {"TERM": "alacritty", "VTE_VERSION": "7802"}, DOTS),
        (UTF8 | {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, DOTS),
        (UTF8 | {"TERM": "tmux-256color", "TERM_PROGRAM": "tmux"}, DOTS),
        (UTF8 | {"TERM": "linux"}, HALVES),
        (UTF8 | {"TERM": "dumb"}, ASCII),
        ({"TERM": "xterm-256color", "LANG": "en_US.ISO-8859-1"}, ASCII),
        ({"TERM": "xterm-kitty", "LC_ALL": "C", "LANG": "en_US.UTF-8"}, ASCII),
        ({"TERM": "linux", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),
        ({"TERM": "xterm", "LANG": "de_DE", "LC_CTYPE": "de_DE.utf8"}, DOTS),
        ({}, DOTS),
    ],
)
def test_the_finest_safe_mode_is_chosen(environment: dict[str, str], mode: object) -> None:
    assert choose_mode(environment) == mode


def test_a_mode_that_is_set_wins() -> None:
    assert choose_look({"TERM": "dumb"}, "quadrants").mode == QUADRANTS
    assert choose_look({}, cell_aspect=1.8).cell_aspect == 1.8
    with pytest.raises(KeyError):
        choose_look({}, "holograms")


def test_frames_are_fewer_over_a_network() -> None:
    assert choose_look({}).frames == FRAMES == 30
    assert choose_look({"SSH_CONNECTION": "10.0.0.1 22 10.0.0.2 22"}).frames == FRAMES_FAR_AWAY == 12


@pytest.mark.parametrize(
    ("environment", "is_few"),
    [
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({}, False),
    ],
)
def test_sixteen_colours_are_known(environment: dict[str, str], *, is_few: bool) -> None:
    assert choose_look(environment).has_few_colours is is_few


@pytest.mark.parametrize(("inks", "way"), [(DARK, 1), (SIXTEEN, 1), (PAPER, -1)], ids=["dark", "sixteen", "paper"])
def test_heat_is_told_by_brightness_alone(inks: object, way: int) -> None:
    assert inks in {DARK, SIXTEEN, PAPER}
    (found,) = (known for known in (DARK, SIXTEEN, PAPER) if known is inks)
    lights = [way * luminance(colour) for colour in found.heat]
    assert lights == sorted(lights)
    assert lights[-1] - lights[0] > 100


@pytest.mark.parametrize("inks", [DARK, PAPER], ids=["dark", "paper"])
def test_light_does_not_fight_the_heat(inks: object) -> None:
    (found,) = (known for known in (DARK, PAPER) if known is inks)
    palette = Palette(found, (0, 0, 0))
    for heat in range(HOTTEST + 1):
        dim, bright = (luminance(palette[byte_of(land(heat, 0), shade)]) for shade in (1, 3))
        assert dim >= 0.78 * bright


def test_every_byte_has_a_colour() -> None:
    space = (13, 17, 26)
    palette = Palette(DARK, space)
    assert all(0 <= part < 256 for byte in range(768) for part in palette[byte])
    assert {palette[byte_of(SPACE, shade)] for shade in range(SHADES)} == {space}
    grounds = [palette[BELOW | byte_of(land(heat, 0), 3)] for heat in range(HOTTEST + 1)]
    assert len({*grounds, *(palette[byte_of(land(heat, 0), 3)] for heat in range(HOTTEST + 1))}) == 12
    assert [luminance(c) for c in grounds] == sorted(map(luminance, grounds))
    used = {byte_of(land(heat, tone), 3) for heat in range(HOTTEST + 1) for tone in range(TONES)}
    assert len({palette[byte] for byte in used}) == len(used) == 24
    assert len({palette[byte_of(kind, 3)] for kind in (OCEAN, HERE, TAKE)}) == 3
    assert mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
    assert luminance(readable_on((250, 250, 250))) < 20
    assert luminance(readable_on((16, 36, 68))) > 200


def test_of_sixteen_colours_the_sea_has_a_night() -> None:
    palette = Palette(SIXTEEN, (0, 0, 0))
    assert palette[byte_of(OCEAN, NIGHT | 3)] == (0, 0, 0) != palette[byte_of(OCEAN, 3)]
    assert palette[byte_of(land(2, 0), NIGHT | 3)] == palette[byte_of(land(2, 0), 3)]


def reached(start: str, codes: Iterable[str]) -> set[str]:
    wanted = list(codes)
    seen = {start}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for direction in Direction:
            there = find_next(ATLAS, here, direction, wanted)
            if there and there not in seen:
                seen.add(there)
                waiting.append(there)
    return seen


def test_every_country_is_reached_from_every_other() -> None:
    forward = {code: {find_next(ATLAS, code, d, CODES) for d in Direction} - {""} for code in CODES}
    seen, waiting = {"IT"}, ["IT"]
    while waiting:
        for there in forward[waiting.pop()] - seen:
            seen.add(there)
            waiting.append(there)
    assert seen == set(CODES)
    back, waiting = {"IT"}, ["IT"]
    while waiting:
        here = waiting.pop()
        for before in (code for code in CODES if here in forward[code] and code not in back):
            back.add(before)
            waiting.append(before)
    assert back == set(CODES)


@pytest.mark.parametrize("seed", range(12))
def test_arrows_reach_whatever_has_news(seed: int) -> None:
    chance = random.Random(seed)
    codes = chance.sample(CODES, 3 + seed * 2)
    assert all(reached(code, codes) == set(codes) for code in codes[:4])


def test_arrows_go_where_they_point() -> None:
    news = ["IT", "DE", "FR", "ES", "GR", "LY", "TR"]
    found = [find_next(ATLAS, "IT", d, news) for d in (Direction.UP, Direction.RIGHT, Direction.DOWN, Direction.LEFT)]
    assert found == ["DE", "GR", "LY", "FR"]
    assert find_next(ATLAS, "IT", Direction.UP, ["IT"]) == ""
    assert find_next(ATLAS, "??", Direction.UP, news) == ""
    assert bearing((0, 0), (10, 0)) == pytest.approx(0)
    assert bearing((0, 179), (0, -179)) == pytest.approx(90)


def test_the_nearest_country_is_found() -> None:
    assert find_nearest(ATLAS, (42.0, 12.0), ["DE", "IT", "GR"]) == "IT"
    assert find_nearest(ATLAS, (0.0, -140.0), ["DE", "IT"], within=5) == ""
    assert find_nearest(ATLAS, (0.0, 0.0), []) == ""


@pytest.mark.parametrize("code", CODES)
def test_every_country_can_be_picked_by_the_mouse(code: str) -> None:
    """Above the country and near enough, the cell in the middle of it means it."""
    place = ATLAS.find(code)
    assert place is not None
    asked = Camera().at(*place.point).zoomed(32)
    lens = PAINTER.lens(Frame(40, 20, QUADRANTS, asked.zoom), is_flat=False)
    view = View(PAINTER, lens, lens.snapped(asked, PAINTER.raster(lens)))
    sight = lens.project(place.point, view.camera)
    assert find_at(view, int(sight.column), int(sight.row)) == code


def test_a_click_means_what_is_written_or_near() -> None:
    shown = Shown({"SG": 4, "MY": 2}, "SG")
    lens = PAINTER.lens(Frame(60, 30, DOTS), is_flat=False)
    camera = lens.snapped(Camera(1.3, 103.8), PAINTER.raster(lens))
    labels = place_labels(lens, camera, ATLAS, shown, COUNTRIES)
    (here,) = (label for label in labels if label.kind is Kind.HERE)
    assert here.text == " Singapore · 4 "
    assert find_at(View(PAINTER, lens, camera, labels), here.column, here.row) == "SG"
    assert any(label.kind is Kind.PIN and label.code == "SG" for label in labels)
    assert find_at(View(PAINTER, lens, camera, labels), 0, 0) == ""
    assert find_at(View(PAINTER, lens, camera), -1, 99) == ""
    sea = lens.project((-20.0, 85.0), camera)
    assert find_at(View(PAINTER, lens, camera, codes=["SG"]), int(sea.column), int(sea.row)) == ""
    ocean = lens.snapped(Camera(-20.2, 57.5), PAINTER.raster(lens))
    beside = lens.project((-20.2, 60.0), ocean)
    view = View(PAINTER, lens, ocean, codes=["IT", "MU"])
    assert find_at(view, int(beside.column), int(beside.row)) == "MU"
    assert find_at(View(PAINTER, lens, ocean), int(beside.column), int(beside.row)) == ""


@pytest.mark.parametrize("size", [(24, 12), (80, 40)])
def test_labels_keep_clear_of_each_other(size: tuple[int, int]) -> None:
    shown = Shown({code: number for number, code in enumerate(CODES, 1)}, "FR", frozenset({"DE", "PL"}))
    lens = PAINTER.lens(Frame(*size, DOTS), is_flat=False)
    labels = place_labels(lens, Camera(46, 3), ATLAS, shown, COUNTRIES)
    assert len(labels) >= 5
    assert labels[0].kind is Kind.HERE
    taken: set[tuple[int, int]] = set()
    for label in labels:
        cells = {(label.row, column) for column in range(label.column, label.column + len(label.text))}
        assert not cells & taken
        assert all(0 <= row < size[1] and 0 <= column < size[0] for row, column in cells)
        taken |= cells
    names = [label.text for label in labels if label.kind in {Kind.NAME, Kind.TAKE}]
    assert len(names) <= max(3, lens.cell_count // 160)
    assert {"PL", "Poland"} & {label.text for label in labels if label.kind is Kind.TAKE}
    assert size[0] >= 40 or not [label for label in labels if label.kind is Kind.NAME]


def test_arcs_lead_from_country_to_country() -> None:
    lens = PAINTER.lens(Frame(80, 40, DOTS), is_flat=False)
    camera = Camera(35, -30)
    start = lens.project((46.0, 2.5), camera)
    arcs = draw_arcs(lens, camera, ATLAS, "FR", ["US", "CA"])
    dots = arcs.dots
    assert arcs.tips == {}
    assert len(dots) > 20
    assert all(FRONT < mask < 2 * FRONT and 0 <= row < 40 and 0 <= column < 80 for (row, column), mask in dots.items())
    assert min(abs(row - start.row) + abs(column - start.column) for row, column in dots) < 3
    assert set(draw_arcs(lens, camera, ATLAS, "FR", ["US"]).dots) < set(dots)
    assert not draw_arcs(lens, camera, ATLAS, "FR", ["FR", "??"]).dots
    assert not draw_arcs(lens, camera, ATLAS, "", ["US"]).dots
    hidden = draw_arcs(lens, Camera(-45, 150), ATLAS, "FR", ["GB"])
    assert not hidden.dots
    assert not hidden.tips


@pytest.mark.parametrize("columns", [24, 120])
def test_an_arc_to_the_other_side_rises_over_the_edge_and_is_named_where_it_goes_down(columns: int) -> None:
    lens = PAINTER.lens(Frame(columns, columns // 2 - 2, DOTS), is_flat=False)
    camera = Camera(35, 104)
    arcs = draw_arcs(lens, camera, ATLAS, "CN", ["BR", "SG"])
    (row, column) = arcs.tips["BR"]
    assert list(arcs.tips) == ["BR"]
    assert (row, column) in arcs.dots
    beside = [place for place, mask in arcs.dots.items() if mask < FRONT]
    assert beside
    assert all(not lens.spans[r][0] + 1 < c < lens.spans[r][1] - 2 for r, c in beside)
    shown = Shown({"CN": 2}, "CN", frozenset({"BR", "SG"}))
    labels = place_labels(lens, camera, ATLAS, shown, COUNTRIES, arcs.tips)
    (named,) = [label for label in labels if label.code == "BR"]
    assert named.text == ("Brazil" if columns == 120 else "BR")
    assert named.row == row
    assert abs(named.column - column) < 10


def test_an_arc_straight_away_from_the_eye_is_bowed() -> None:
    lens = PAINTER.lens(Frame(80, 40, DOTS), is_flat=False)
    camera = Camera(0, 20)
    dots = draw_arcs(lens, camera, ATLAS, "CD", ["ID"]).dots
    start, end = (ATLAS.find(code) for code in ("CD", "ID"))
    assert start
    assert end
    middle = (lens.project(start.point, camera).row + lens.project(end.point, camera).row) / 2
    assert min(row for row, _ in dots) < middle - 2


def test_a_legend_says_what_colours_mean() -> None:
    frame = Frame(120, 36, DOTS)
    shown = Shown({"FR": 1, "BR": 12, "MX": 2}, "FR", frozenset({"BR"}))
    labels = place_legend(frame, shown, "articles")
    lines = {row: "".join(label.text for label in labels if label.row == row) for row in (33, 34)}
    assert lines == {33: "██ tells the same story", 34: "1 ████████ 12 articles"}
    kinds = [class_of(label.ink) for label in labels if label.kind is Kind.STEP]
    assert kinds == [*(land(step, 0) for step in range(2, 6)), TAKE]
    all_one = place_legend(frame, Shown({"FR": 1, "BR": 1}), "unread")
    assert "".join(label.text for label in all_one) == "██ 1 unread"
    of_the_story = place_legend(frame, Shown({"FR": 1, "BR": 1, "MX": 0}, "FR", frozenset({"BR"})), "of the story")
    assert "".join(label.text for label in of_the_story) == "██ tells the same story"
    assert place_legend(Frame(40, 36, DOTS), shown, "articles") == []
    assert place_legend(Frame(120, 12, DOTS), shown, "articles") == []
    assert place_legend(frame, Shown({}), "articles") == place_legend(frame, shown, "") == []
    lens = PAINTER.lens(frame, is_flat=True)
    written = place_labels(lens, Camera(-60, -170), ATLAS, Shown({"AQ": 3}, "AQ"), COUNTRIES, {}, labels)
    assert written[: len(labels)] == labels
    near = lens.snapped(Camera(10, 170), PAINTER.raster(lens))
    for code in CODES:
        seen = place_labels(lens, near, ATLAS, Shown({code: 3}, code), COUNTRIES, {}, labels)
        assert any(label.kind is Kind.HERE for label in seen)


def test_modes_are_named_once() -> None:
    assert list(MODES) == ["octants", "dots", "sextants", "quadrants", "halves", "ascii"]
    assert list(WORDS) == list(MODES)
