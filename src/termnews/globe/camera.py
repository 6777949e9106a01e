"""Where the globe is looked at from, and how that changes: turning, flying along great circles, coasting."""

import math
from functools import lru_cache
from typing import NamedTuple

TOP = 85.0
"""Degrees of latitude beyond which the camera does not go, so that north stays up."""
LEAST_ZOOM, MOST_ZOOM = 1.0, 32.0
SHORTEST, LONGEST = 0.25, 1.0
"""Seconds of a flight to the next country, and around half the globe."""
_FAR = 120.0
_SLOWING = 4.0
_STILL = 2.0

Vector = tuple[float, float, float]
Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


def wrap(longitude: float) -> float:
    """Return a longitude from -180 up to 180."""
    return (longitude + 180) % 360 - 180


class Camera(NamedTuple):
    """Looks straight down on a point."""

    latitude: float = 20.0
    longitude: float = 10.0
    zoom: float = 1.0
    """1 shows the whole globe."""

    @property
    def point(self) -> Point:
        """What it looks down on."""
        return self.latitude, self.longitude

    def at(self, latitude: float, longitude: float) -> "Camera":
        """Return the camera above another point, or the nearest one that it can stand above."""
        return self._replace(latitude=max(-TOP, min(TOP, latitude)), longitude=wrap(longitude))

    def turned(self, east: float, north: float) -> "Camera":
        """Return the camera moved by degrees as they are seen in the middle; near a pole a turn is no whirl."""
        narrow = max(0.35, math.cos(math.radians(self.latitude)))
        return self.at(self.latitude + north, self.longitude + east / narrow)

    def zoomed(self, factor: float) -> "Camera":
        """Return the camera nearer by a factor."""
        return self._replace(zoom=max(LEAST_ZOOM, min(MOST_ZOOM, self.zoom * factor)))


@lru_cache(maxsize=1024)
def vector(point: Point) -> Vector:
    """Return a point on the unit sphere."""
    latitude, longitude = math.radians(point[0]), math.radians(point[1])
    narrow = math.cos(latitude)
    return narrow * math.cos(longitude), narrow * math.sin(longitude), math.sin(latitude)


@lru_cache(maxsize=8)
def axes(point: Point) -> tuple[Vector, Vector, Vector]:
    """Return what is to the right, up and towards one when one looks down on a point, as vectors of length 1."""
    x, y, z = vector(point)
    east = math.radians(point[1])
    right = (-math.sin(east), math.cos(east), 0.0)
    return right, (y * right[2] - z * right[1], z * right[0] - x * right[2], x * right[1] - y * right[0]), (x, y, z)


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def point_of(v: Vector) -> Point:
    """Return latitude and longitude of a vector of any length but 0."""
    x, y, z = v
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def angle(a: Vector, b: Vector) -> float:
    """Return the degrees between two points on the unit sphere."""
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(a, b)))))


class GreatCircle(NamedTuple):
    """The shortest way between two points."""

    start: Vector
    end: Vector

    @property
    def degrees(self) -> float:
        """How long it is."""
        return angle(self.start, self.end)

    def at(self, share: float) -> Vector:
        """Return the point at a share of the way, from 0 to 1."""
        turn = math.radians(self.degrees)
        sine = math.sin(turn)
        if sine < 1e-9:  # noqa: PLR2004 - there is no way, or every way is the shortest
            return self.end if share > 0 else self.start
        p, q = math.sin((1 - share) * turn) / sine, math.sin(share * turn) / sine
        (x, y, z), (u, v, w) = self.start, self.end
        return p * x + q * u, p * y + q * v, p * z + q * w


def ease(share: float) -> float:
    """Return how far one has come after a share of the time: slow, fast, slow."""
    share = max(0.0, min(1.0, share))
    return share * share * (3 - 2 * share)


class Flight(NamedTuple):
    """The camera on its way to a point."""

    camera: Camera
    """Where it started."""
    target: Point

    @property
    def _way(self) -> GreatCircle:
        return GreatCircle(vector(self.camera.point), vector(self.target))

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return SHORTEST + (LONGEST - SHORTEST) * min(1.0, self._way.degrees / _FAR)

    def at(self, seconds: float) -> Camera:
        """Return the camera after a time; from the end on it stands above the target."""
        if seconds >= self.seconds:
            return self.camera.at(*self.target)
        return self.camera.at(*point_of(self._way.at(ease(seconds / self.seconds))))


class Coast(NamedTuple):
    """The camera after the globe was let go while it turned: slower and slower."""

    camera: Camera
    """Where it was let go."""
    east: float
    north: float
    """How fast it was, in degrees a second."""

    @property
    def seconds(self) -> float:
        """How long it takes until it stands still, as far as one can see."""
        speed = math.hypot(self.east, self.north)
        return math.log(speed / _STILL) / _SLOWING if speed > _STILL else 0.0

    def at(self, seconds: float) -> Camera:
        """Return the camera after a time."""
        way = (1 - math.exp(-_SLOWING * min(seconds, self.seconds))) / _SLOWING
        return self.camera.at(self.camera.latitude + self.north * way, self.camera.longitude + self.east * way)


Motion = Flight | Coast
"""What moves the camera for a time: both say where it is `at` a time, and how many `seconds` they last."""
