"""How the camera moves by itself: flying along great circles, coasting."""

import math
from typing import NamedTuple

from termnews.globe.camera import Camera, Point, Vector, angle, point_of, vector

SHORTEST, LONGEST = 0.25, 1.0
"""Seconds of a flight to the next country, and around half the globe."""
_FAR = 120.0
_SLOWING = 4.0
_STILL = 2.0


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
