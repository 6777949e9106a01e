"""Where the globe is looked at from."""

import math
from functools import lru_cache
from typing import NamedTuple

TOP = 85.0
"""Degrees of latitude beyond which the camera does not go, so that north stays up."""
LEAST_ZOOM, MOST_ZOOM = 1.0, 32.0

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
