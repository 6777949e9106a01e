"""From the arcs of the atlas to polygons by the codes of the catalogue."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple, TypedDict

from termnews.domain.place import Countries

Ring = list[tuple[float, float]]
"""Longitude and latitude of its corners, the first one again at the end."""
Polygon = tuple[Ring, ...]
"""The outline, then its holes."""

HALF_TURN, TURN = 180.0, 360.0

JOINED = {"CYN": "CY", "SOL": "SO", "ATC": "AU", "IOA": "AU", "KAS": ""}
"""What the atlas shows apart and the catalogue does not; no country's land has no code."""
BY_A3 = {
    "ALA": "AX", "ATF": "TF", "ATG": "AG", "BIH": "BA", "BLM": "BL", "CAF": "CF", "COG": "CG", "COD": "CD", "COK": "CK",
    "CPV": "CV", "CYM": "KY", "DOM": "DO", "FLK": "FK", "FRO": "FO", "GNQ": "GQ", "HMD": "HM", "IMN": "IM", "IOT": "IO",
    "KNA": "KN", "MAC": "MO", "MAF": "MF", "MHL": "MH", "MNP": "MP", "PCN": "PN", "PYF": "PF", "SGS": "GS", "SHN": "SH",
    "SLB": "SB", "SPM": "PM", "SSD": "SS", "STP": "ST", "TCA": "TC", "TTO": "TT", "VAT": "VA", "VCT": "VC", "VGB": "VG",
    "VIR": "VI", "WLF": "WF", "ESH": "EH", "LCA": "LC",
}  # fmt: skip
"""Where the atlas abbreviates the name, or gives another one."""
APART = {
    "FRA": ("GF", "GP", "MQ", "RE", "YT"),
    "NOR": ("SJ", "BV"),
    "NLD": ("BQ",),
    "IOA": ("CC", "CX"),
    "NZL": ("TK",),
}
"""What the catalogue lists on its own and the atlas draws as a part of a country."""
NEAR = {"SJ": 12.0, "GF": 5.0}
NEAR_ISLANDS = 2.5
"""Degrees around the catalogue's point in which a polygon belongs to what is listed on its own."""


class Geometry(TypedDict):
    """One country of the atlas."""

    type: str
    arcs: list[list[list[int]]]
    properties: dict[str, str]


class Collection(TypedDict):
    """The countries of the atlas."""

    geometries: list[Geometry]


class Transform(TypedDict):
    """How the whole numbers of the arcs become degrees."""

    scale: tuple[float, float]
    translate: tuple[float, float]


class Topology(TypedDict):
    """The atlas: lines that borders share, and countries made of them."""

    transform: Transform
    arcs: list[list[tuple[int, int]]]
    objects: dict[str, Collection]


class Box(NamedTuple):
    """What a ring spans, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude of its centre."""
        return (self.south + self.north) / 2, (self.west + self.east) / 2


def unwrap(ring: Ring) -> Ring:
    """Return a ring without jumps at the antimeridian; one around a pole is closed over the pole."""
    out = [ring[0]]
    offset = 0.0
    for (before, _), (longitude, latitude) in pairwise(ring):
        if longitude - before > HALF_TURN:
            offset -= TURN
        elif longitude - before < -HALF_TURN:
            offset += TURN
        out.append((longitude + offset, latitude))
    if abs(out[-1][0] - out[0][0]) > HALF_TURN:
        pole = math.copysign(90.0, sum(latitude for _, latitude in out))
        out += [(out[-1][0], pole), (out[0][0], pole), out[0]]
    return out


def box_of(ring: Ring) -> Box:
    """Return what an unwrapped ring spans."""
    longitudes = [x for x, _ in ring]
    latitudes = [y for _, y in ring]
    return Box(min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def polygons_by_code(topology: Topology, countries: Countries) -> dict[str, list[Polygon]]:
    """Return the polygons of every country of the catalogue; those it lists that the atlas lacks have none."""
    found: dict[str, list[Polygon]] = {code: [] for code in countries}
    arcs = list(_degrees(topology))
    for geometry in topology["objects"]["countries"]["geometries"]:
        a3 = geometry["properties"]["a3"]
        code = _code_of(a3, geometry["properties"]["name"], countries)
        for numbers in geometry["arcs"]:
            polygon = tuple(unwrap(_join(ring, arcs)) for ring in numbers)
            owner = _apart(a3, polygon, countries) or code
            found.setdefault(owner, []).append(polygon)
    return found


def _code_of(a3: str, name: str, countries: Countries) -> str:
    if a3 in JOINED:
        return JOINED[a3]
    code = BY_A3.get(a3) or countries.find_code(name)
    if code is None or code not in countries:
        raise KeyError(f"{a3} {name} is not in the catalogue")
    return code


def _apart(a3: str, polygon: Polygon, countries: Countries) -> str:
    latitude, longitude = box_of(polygon[0]).middle
    for code in APART.get(a3, ()):
        country = countries[code]
        near = NEAR.get(code, NEAR_ISLANDS)
        if abs(country.latitude - latitude) < near and abs(country.longitude - longitude) < near:
            return code
    return ""


def _degrees(topology: Topology) -> Iterator[Ring]:
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x += step_x
            y += step_y
            line.append((x * scale_x + left, y * scale_y + bottom))
        yield line


def _join(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs to a ring; a negative number is the arc read backwards."""
    ring: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return ring
