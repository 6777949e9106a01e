import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from termnews.globe.raster import MAGIC, Atlas, load_atlas
from termnews.newsroom.settings import load_countries

ATLAS = load_atlas()
CODES = list(load_countries())

SPOTS = [
    ("Sevastopol in Crimea", 44.60, 33.52, "UA"),
    ("Kerch in Crimea", 45.30, 36.40, "UA"),
    ("Donetsk", 48.00, 37.80, "UA"),
    ("Gaza", 31.42, 34.38, "PS"),
    ("Ramallah in the West Bank", 31.90, 35.20, "PS"),
    ("Tel Aviv", 32.05, 34.85, "IL"),
    ("Dakhla in Western Sahara", 23.90, -15.60, "EH"),
    ("Smara in Western Sahara", 26.70, -11.70, "EH"),
    ("Marrakesh", 31.60, -8.00, "MA"),
    ("Pristina", 42.66, 21.16, "XK"),
    ("Belgrade", 44.80, 20.50, "RS"),
    ("Taipei", 25.00, 121.50, "TW"),
    ("Hong Kong", 22.38, 114.15, "HK"),
    ("Singapore", 1.36, 103.82, "SG"),
    ("Malta", 35.88, 14.45, "MT"),
    ("Bahrain", 26.05, 50.53, "BH"),
    ("Kaliningrad", 54.70, 20.60, "RU"),
    ("Northern Cyprus", 35.30, 33.40, "CY"),
    ("Hargeisa in Somaliland", 9.56, 44.06, "SO"),
    ("Cayenne, apart from France", 4.40, -52.80, "GF"),
    ("Longyearbyen, apart from Norway", 78.20, 16.00, "SJ"),
    ("Paris", 48.85, 2.35, "FR"),
    ("Honolulu", 21.40, -157.90, "US"),
    ("Anchorage", 61.20, -149.50, "US"),
    ("Chukotka, beyond the antimeridian", 66.50, -173.50, "RU"),
    ("the South Pole", -89.90, 0.00, "AQ"),
    ("the Pacific", 0.00, -140.00, ""),
]


@pytest.mark.parametrize(("spot", "latitude", "longitude", "code"), SPOTS, ids=[s[0] for s in SPOTS])
def test_places_belong_to_their_country(spot: str, latitude: float, longitude: float, code: str) -> None:
    del spot
    assert ATLAS.code_at(latitude, longitude) == code


def test_every_country_of_the_catalogue_is_on_the_map() -> None:
    assert set(ATLAS.numbers) == set(CODES)


@pytest.mark.parametrize("raster", ATLAS.rasters, ids=lambda r: str(r.width))
def test_every_country_has_a_pixel_in_every_raster(raster: object) -> None:
    assert raster in ATLAS.rasters
    (found,) = (r for r in ATLAS.rasters if r is raster)
    assert len(found.ids) == found.width * found.height
    missing = set(ATLAS.numbers.values()) - set(found.ids)
    assert {ATLAS.code_of(number) for number in missing} == set()


@pytest.mark.parametrize("code", CODES)
def test_names_stand_in_their_country(code: str) -> None:
    place = ATLAS.find(code)
    assert place is not None
    assert ATLAS.code_at(*place.point) == code


def test_neighbours_differ_in_tone() -> None:
    width, ids = ATLAS.finest.width, ATLAS.finest.ids
    pairs = set(zip(ids, ids[width:], strict=False))
    touching = {(a, b) for a, b in pairs if a and b and a != b}
    assert len(touching) > 300
    same = [(a, b) for a, b in touching if ATLAS.places[a - 1].tone == ATLAS.places[b - 1].tone]
    assert same == []
    assert {place.tone for place in ATLAS.places} <= set(range(4))


def test_large_countries_are_large() -> None:
    pixels = Counter(ATLAS.finest.ids)
    by_size = sorted(ATLAS.numbers, key=lambda code: -pixels[ATLAS.numbers[code]])
    assert {"AQ", "RU", "CA", "BR", "US", "CN"} == set(by_size[:6])


def test_what_is_unknown_is_nowhere() -> None:
    assert ATLAS.find("") is None
    assert ATLAS.find("??") is None
    assert ATLAS.code_of(0) == ""
    assert ATLAS.code_at(90, 180) == ""
    assert ATLAS.code_at(-90, -540) == "AQ"


def test_coarse_rasters_are_for_coarse_pictures() -> None:
    assert [ATLAS.raster_for(pixels).width for pixels in (0.1, 1.0, 1.5, 4.0, 90.0)] == [360, 360, 720, 1440, 1440]


@pytest.mark.parametrize("content", [b"", b"GLOBE", b"\x89PNG\r\n\x1a\n" + MAGIC])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a globe file"):
        Atlas(content)


def test_the_map_can_be_built_again(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The packing may differ from one zlib to another, what is packed may not."""
    if shutil.which("npm") is None:
        pytest.skip("there is no npm client")
    monkeypatch.setenv("npm_config_fetch_retries", "0")  # where there is no network it would try for two minutes
    monkeypatch.setenv("npm_config_update_notifier", "false")
    monkeypatch.syspath_prepend(str(repository / "scripts"))
    import build_globe

    try:
        topology = build_globe.retrieve_atlas()
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("the npm registry cannot be reached")
    built = Atlas(build_globe.pack(topology, load_countries()))
    assert built.places == ATLAS.places
    assert [r.ids for r in built.rasters] == [r.ids for r in ATLAS.rasters]
