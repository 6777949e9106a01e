"""Where it is night."""

import math
from datetime import datetime

from termnews.globe.classes import NIGHT
from termnews.globe.raster import Raster

_J2000 = 10957.5
"""Days from 1970 to noon of 1 January 2000."""
_DUSK = math.sin(math.radians(-2))

Sun = tuple[float, float]
"""Latitude and longitude of the point that the sun stands above."""


def sun_above(moment: datetime) -> Sun:
    """Return where the sun stands overhead, good to about a degree (the low-precision formula of the Almanac)."""
    days = moment.timestamp() / 86400 - _J2000
    anomaly = math.radians(357.528 + 0.9856003 * days)
    mean = 280.460 + 0.9856474 * days
    ecliptic = math.radians(mean + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    obliquity = math.radians(23.439 - 4e-7 * days)
    latitude = math.degrees(math.asin(math.sin(obliquity) * math.sin(ecliptic)))
    ascension = math.degrees(math.atan2(math.cos(obliquity) * math.sin(ecliptic), math.cos(ecliptic)))
    sidereal = (18.697374558 + 24.06570982441908 * days) % 24 * 15
    return latitude, (ascension - sidereal + 180) % 360 - 180


def night_of(raster: Raster, sun: Sun) -> bytes:
    """Return the night's bit for each pixel of a raster, one span a row."""
    return b"".join(_night_row(raster, row, sun) for row in range(raster.height))


def _night_row(raster: Raster, row: int, sun: Sun) -> bytes:
    width = raster.width
    latitude, noon = math.radians(90 - (row + 0.5) * 180 / raster.height), math.radians(sun[0])
    high, wide = math.sin(latitude) * math.sin(noon), math.cos(latitude) * math.cos(noon)
    edge = (_DUSK - high) / wide
    if edge <= -1:
        return bytes(width)
    if edge >= 1:
        return bytes([NIGHT]) * width
    half = math.degrees(math.acos(edge))
    day = int(2 * half * width / 360)
    start = int((sun[1] - half + 180) * width / 360) % width
    line = bytes(day) + bytes([NIGHT]) * (width - day)
    return line[-start:] + line[:-start] if start else line
