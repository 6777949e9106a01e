import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termnews.globe.camera import (
    LEAST_ZOOM,
    MOST_ZOOM,
    TOP,
    Camera,
    angle,
    axes,
    dot,
    point_of,
    vector,
    wrap,
)
from termnews.globe.disc import Disc
from termnews.globe.glyphs import MODES
from termnews.globe.lens import Frame, Lens
from termnews.globe.motion import LONGEST, SHORTEST, Coast, Flight, GreatCircle, ease
from termnews.globe.sheet import Sheet

LATITUDES = st.floats(-TOP, TOP)
LONGITUDES = st.floats(-180, 180, exclude_max=True)
POINTS = st.tuples(LATITUDES, LONGITUDES)
FRAMES = st.builds(
    Frame,
    columns=st.integers(1, 90),
    rows=st.integers(1, 40),
    mode=st.sampled_from(list(MODES.values())),
    zoom=st.floats(1, 8),
    aspect=st.sampled_from([1.8, 2.0, 2.2]),
)


def cameras(zoom: float = 1.0) -> st.SearchStrategy[Camera]:
    return st.builds(Camera, LATITUDES, LONGITUDES, st.just(zoom))


@given(frame=FRAMES, camera=cameras(), point=POINTS)
def test_what_is_projected_on_the_globe_comes_back(frame: Frame, camera: Camera, point: tuple[float, float]) -> None:
    lens = Disc(frame)
    sight = lens.project(point, camera)
    found = lens.unproject(sight.column, sight.row, camera)
    if sight.facing > 0.05:
        assert found is not None
        assert angle(vector(found), vector(point)) < 0.01


@given(frame=FRAMES, camera=cameras(), point=POINTS)
def test_what_is_projected_on_the_map_comes_back(frame: Frame, camera: Camera, point: tuple[float, float]) -> None:
    lens = Sheet(frame)
    sight = lens.project(point, camera)
    found = lens.unproject(sight.column, sight.row, camera)
    if sight.facing > 0:
        assert found is not None
        assert angle(vector(found), vector(point)) < 0.01


@given(frame=FRAMES, camera=cameras(), column=st.floats(0, 1), row=st.floats(0, 1))
def test_what_is_seen_projects_to_where_it_is_seen(frame: Frame, camera: Camera, column: float, row: float) -> None:
    lens = Disc(frame)
    at = (column * frame.columns, row * frame.rows)
    if point := lens.unproject(*at, camera):
        sight = lens.project(point, camera)
        assert sight.facing >= -1e-6
        assert math.dist(sight[:2], at) < 0.05


@pytest.mark.parametrize("kind", [Disc, Sheet])
def test_the_middle_shows_what_the_camera_stands_above(kind: type[Lens]) -> None:
    lens = kind(Frame(80, 40, MODES["dots"]))
    for camera in (Camera(20, 10), Camera(-41, 179.9)):
        column, row, facing = lens.project((0 if kind is Sheet else camera.latitude, camera.longitude), camera)
        assert (round(column), round(row), round(facing)) == (40, 20, 1)


def test_what_lies_behind_is_not_in_sight() -> None:
    lens = Disc(Frame(80, 40, MODES["dots"]))
    assert lens.project((-20, -170), Camera(20, 10)).facing == pytest.approx(-1)
    assert lens.unproject(0, 0, Camera()) is None
    far = lens.project((0, 110), Camera(0, 10))
    assert far.facing < 0
    assert lens.project((0, 110), Camera(0, 10), 0.3).facing == 0.0


def test_the_map_is_seen_once_around_and_no_more() -> None:
    lens = Sheet(Frame(80, 40, MODES["dots"]))
    assert lens.degrees_per_column == 4.5
    assert lens.unproject(40, 0, Camera(0, 0)) is None
    assert lens.unproject(40, 39.9, Camera(0, 0)) is None
    near = Sheet(Frame(80, 10, MODES["dots"]))
    assert near.unproject(40, 0, Camera(80, 0)) == (90.0, 0.0)


@given(point=POINTS)
def test_a_vector_is_its_point(point: tuple[float, float]) -> None:
    assert angle(vector(point_of(vector(point))), vector(point)) < 1e-5
    right, up, towards = axes(point)
    for a, b in ((right, up), (up, towards), (towards, right)):
        assert abs(dot(a, b)) < 1e-9
        assert dot(a, a) == pytest.approx(1)


@given(start=POINTS, end=POINTS, share=st.floats(0, 1))
def test_a_great_circle_is_the_shortest_way(start: tuple[float, float], end: tuple[float, float], share: float) -> None:
    way = GreatCircle(vector(start), vector(end))
    between = way.at(share)
    if way.degrees < 179:
        assert dot(between, between) == pytest.approx(1, abs=1e-6)
        there = angle(way.start, between) + angle(between, way.end)
        assert there == pytest.approx(way.degrees, abs=1e-3)


@given(camera=cameras(3.0), target=POINTS)
def test_a_flight_ends_above_its_target(camera: Camera, target: tuple[float, float]) -> None:
    flight = Flight(camera, target)
    assert SHORTEST <= flight.seconds <= LONGEST
    assert angle(vector(flight.at(0).point), vector(camera.point)) < 1e-4
    assert flight.at(flight.seconds) == camera.at(*target)
    assert flight.at(0.2).zoom == 3.0


def test_a_flight_starts_and_ends_gently() -> None:
    steps = [ease(n / 10) for n in range(11)]
    ways = [b - a for a, b in pairwise(steps)]
    assert steps[0] == 0
    assert steps[-1] == 1
    assert ways[0] < ways[4] > ways[9]
    assert (ease(-1), ease(2)) == (0, 1)


def test_a_coast_slows_down_and_stops() -> None:
    coast = Coast(Camera(10, 170), 90, -20)
    ways = [wrap(coast.at(n / 10).longitude - 170) for n in range(15)]
    assert ways == sorted(ways)
    assert ways[1] - ways[0] > 3 * (ways[8] - ways[7])
    assert coast.at(coast.seconds) == coast.at(coast.seconds + 5)
    assert coast.at(1).latitude < 10
    assert Coast(Camera(), 0.5, 0.5).seconds == 0


@given(camera=cameras(), east=st.floats(-400, 400), north=st.floats(-400, 400), factor=st.floats(0.01, 100))
def test_the_camera_stays_where_north_is_up(camera: Camera, east: float, north: float, factor: float) -> None:
    moved = camera.turned(east, north).zoomed(factor)
    assert -TOP <= moved.latitude <= TOP
    assert -180 <= moved.longitude < 180
    assert LEAST_ZOOM <= moved.zoom <= MOST_ZOOM
