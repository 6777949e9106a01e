"""Where the globe is looked at from, and how that changes: turning, flying along great circles, coasting."""

import math
from dataclasses import dataclass, replace

TOP = 85.0
"""Degrees of latitude beyond which the camera does not go, so that north stays up."""
LEAST_ZOOM, MOST_ZOOM = 0.8, 12.0
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


@dataclass(frozen=True, slots=True)
class Camera:
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
        return replace(self, latitude=max(-TOP, min(TOP, latitude)), longitude=wrap(longitude))

    def turned(self, east: float, north: float) -> "Camera":
        """Return the camera moved by degrees as they are seen in the middle; near a pole a turn is no whirl."""
        narrow = max(0.35, math.cos(math.radians(self.latitude)))
        return self.at(self.latitude + north, self.longitude + east / narrow)

    def zoomed(self, factor: float) -> "Camera":
        """Return the camera nearer by a factor."""
        return replace(self, zoom=max(LEAST_ZOOM, min(MOST_ZOOM, self.zoom * factor)))


def vector(point: Point) -> Vector:
    """Return a point on the unit sphere."""
    latitude, longitude = math.radians(point[0]), math.radians(point[1])
    narrow = math.cos(latitude)
    return narrow * math.cos(longitude), narrow * math.sin(longitude), math.sin(latitude)


def point_of(v: Vector) -> Point:
    """Return latitude and longitude of a vector of any length but 0."""
    x, y, z = v
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def angle(a: Vector, b: Vector) -> float:
    """Return the degrees between two points on the unit sphere."""
    return math.degrees(math.acos(max(-1.0, min(1.0, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]))))


@dataclass(frozen=True, slots=True)
class GreatCircle:
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


@dataclass(frozen=True, slots=True)
class Flight:
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


@dataclass(frozen=True, slots=True)
class Coast:
    """How fast the globe still turns when it is let go, in degrees a second."""

    east: float
    north: float

    @property
    def is_over(self) -> bool:
        """Whether it stands still, as far as one can see."""
        return abs(self.east) + abs(self.north) < _STILL

    def after(self, camera: Camera, seconds: float) -> tuple[Camera, "Coast"]:
        """Return where the camera is a moment later, and how fast it still is."""
        slow = math.exp(-_SLOWING * seconds)
        moved = camera.at(camera.latitude + self.north * seconds, camera.longitude + self.east * seconds)
        return moved, Coast(self.east * slow, self.north * slow)
