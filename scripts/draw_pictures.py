"""Draw the pictures of the sample edition, beside the articles they belong to.

    PYTHONPATH=src:scripts python scripts/draw_pictures.py [NAME ...]

Borders are those of the globe; figures are those of the articles; routes run through the places that are named.
"""

import io
import sys
from pathlib import Path

from picture_charts import Bars, Flag
from picture_maps import BLUE, GREEN, ORANGE, PALE, RED, YELLOW, Map, Way
from PIL import Image

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
MOST_BYTES = 40_000

FROM_SHANGHAI = ((30.0, 123.5), (22.0, 119.0), (10.0, 110.5), (1.4, 104.4), (5.9, 95.0))
TO_ROTTERDAM = ((36.2, -8.5), (43.8, -10.2), (49.0, -5.5), (51.9, 3.6))
EURO = "AT BE HR CY EE FI FR DE GR IE IT LV LT LU MT NL PT SK SI ES"
ECOWAS = "BJ CV GM GH GN GW CI LR NG SN SL TG"
CONTINENT = "PL DE CZ SK HU RO AT DK NL BE FR CH IT SI HR UA MD LU BA RS BG"
BRUNSSUM = "EE LV LT PL DE NL BE LU CZ SK HU RO BG SI HR AL MK ME FR ES PT IT GR TR GB"
TIMOR_RED, TIMOR_YELLOW, BLACK, WHITE = (220, 36, 31), (255, 199, 38), (12, 12, 12), (250, 250, 250)
SYRIA_GREEN, SYRIA_RED = (0, 122, 61), (206, 17, 38)

PICTURES: dict[str, Map | Bars | Flag] = {
    "baltic-grid/lv": Map(
        (56.0, 24.0), 19, {YELLOW: "EE LV LT", GREEN: CONTINENT, RED: "RU BY"},
        dots=((56.51, 27.33),),
    ),
    "black-sea-grain/ua-2": Map(
        (43.7, 32.2), 7.6, {YELLOW: "UA", GREEN: "RO BG TR", PALE: "RU"},
        ways=(Way(((46.5, 30.75), (45.6, 30.2), (44.6, 29.3), (43.6, 28.9), (42.4, 28.6), (41.3, 29.15))),),
        dots=((46.5, 30.75), (41.2, 29.1)),
    ),
    "brics-growth/br-2": Map(
        (14.0, 22.0), 136, {ORANGE: "BR RU IN CN ZA EG ET IR AE ID", PALE: "SA",
                            GREEN: "BY BO CU KZ MY NG TH UG UZ VN"},
    ),
    "bulgaria-euro/bg-2": Map((48.0, 13.5), 31, {BLUE: EURO, YELLOW: "BG"}),
    "central-asia-borders/uz": Map((41.0, 67.5), 13, {YELLOW: "UZ", GREEN: "KG", BLUE: "TJ"}, dots=((40.4, 71.3),)),
    "chagos-deal/mu-2": Map(
        (-3.0, 68.0), 48, {YELLOW: "MU", GREEN: "IN LK MV"}, dots=((-20.3, 57.6), (-7.3, 72.4)),
        ways=(Way(((-19.2, 58.6), (-8.4, 71.3)), YELLOW, 10, is_dashed=True),),
    ),
    "coffee-price/br-2": Bars(((35.8, (150, 94, 58)), (20.8, ORANGE)), 10),
    "deep-sea-mining/us": Map(
        (17.0, -132.0), 36, {GREEN: "US MX"},
        areas=((ORANGE, ((18.0, -150.0), (20.0, -135.0), (18.0, -117.0), (10.0, -115.0), (5.0, -130.0),
                         (6.0, -150.0), (11.0, -156.0))),),
    ),
    "high-seas-treaty/cl-2": Map(
        (-24.0, -90.0), 26, {GREEN: "CL", YELLOW: "PE"},
        ways=(Way(((-27.0, -108.4), (-26.4, -104.0), (-25.6, -97.0), (-25.4, -90.0), (-25.5, -84.0)), ORANGE, 20),
              Way(((-24.8, -83.0), (-22.0, -80.8), (-18.5, -78.6), (-15.8, -76.8)), ORANGE, 20)),
        dots=((-27.1, -109.4),),
    ),
    "lobito-corridor/ao-2": Map(
        (-11.6, 20.8), 13.5, {YELLOW: "AO", GREEN: "CD", BLUE: "ZM"},
        ways=(Way(((-12.35, 13.55), (-12.78, 15.74), (-12.38, 16.94), (-11.78, 19.91), (-10.7, 22.22),
                   (-10.6, 24.0), (-10.72, 25.47))),
              Way(((-11.3, 21.2), (-11.5, 23.6), (-11.7, 25.4), (-12.53, 27.85)), is_dashed=True)),
        dots=((-12.35, 13.55), (-10.72, 25.47)),
    ),
    "mpox/cd-2": Map(
        (-2.2, 27.2), 8.4, {YELLOW: "CD", GREEN: "UG", BLUE: "RW", PALE: "BI"},
        dots=((-3.06, 28.18), (-2.5, 28.86), (-1.67, 29.22)),
    ),
    "red-sea-detour/eg-2": Map(
        (11.0, 60.0), 105, {ORANGE: "EG", PALE: "YE"},
        ways=(Way((*FROM_SHANGHAI, (-5.0, 80.0), (-22.0, 57.0), (-34.5, 30.0), (-36.0, 19.0), (-22.0, 5.0),
                   (-5.0, -10.0), (14.0, -19.0), (28.0, -15.5), *TO_ROTTERDAM), RED),
              Way((*FROM_SHANGHAI, (6.0, 80.0), (11.5, 58.0), (12.2, 46.5), (16.5, 40.8), (27.0, 34.6),
                   (30.6, 32.4), (34.0, 24.5), (37.3, 11.2), (36.0, -5.4), *TO_ROTTERDAM), YELLOW)),
    ),
    "sahel-ecowas/ml-2": Map(
        (14.0, 1.0), 23, {ORANGE: "ML BF NE", GREEN: ECOWAS},
        ways=(Way(((14.7, -17.3), (14.0, -12.0), (12.65, -8.0))), Way(((5.35, -4.0), (9.0, -5.2), (12.65, -8.0)))),
        dots=((14.7, -17.3), (5.35, -4.0), (12.65, -8.0)),
    ),
    "simandou/cn": Map(
        (3.0, 58.0), 96, {ORANGE: "GN", YELLOW: "CN"},
        ways=(Way(((9.0, -14.0), (3.0, -14.0), (-15.0, 0.0), (-34.0, 15.5), (-37.0, 24.0), (-30.0, 50.0),
                   (-16.0, 80.0), (-7.2, 103.5), (-5.0, 107.0), (3.0, 107.5), (12.0, 112.5), (21.5, 118.5),
                   (30.5, 123.0))),),
        dots=((9.0, -14.0), (30.5, 123.0)),
    ),
    "single/lk-debt-2": Bars(((12.5, BLUE), (5.8, GREEN), (4.1, RED)), 2.5),
    "sweden-nato/se-2": Map(
        (63.0, 10.0), 25, {YELLOW: "SE", BLUE: "DK FI IS NO", GREEN: BRUNSSUM}, dots=((57.5, 18.5),),
    ),
    "syria-year-after/sy": Flag(
        (640, 427), (SYRIA_GREEN, WHITE, BLACK),
        stars=tuple((0.375 * (n + 1), 0.5, 0.15, 0.0, SYRIA_RED) for n in range(3)),
    ),
    "timor-asean/tl": Flag(
        (840, 420), (TIMOR_RED,), ((1 / 2, TIMOR_YELLOW), (1 / 3, BLACK)), ((0.22, 0.5, 0.17, -28.0, WHITE),),
    ),
    "timor-asean/tl-2": Map(
        (4.5, 116.0), 34, {GREEN: "BN KH ID LA MY MM PH SG TH VN", YELLOW: "TL"}, dots=((-8.8, 125.8),),
    ),
    "world-cup-hosts/ma-2": Map(
        (32.6, -5.5), 9.2, {GREEN: "MA", YELLOW: "ES PT"},
        ways=(Way(((34.26, -6.58), (34.0, -6.85), (33.55, -7.55), (32.6, -7.85), (31.63, -8.0)), ORANGE),),
        dots=((35.7, -5.75), (34.03, -5.0), (34.0, -6.85), (33.55, -7.55), (31.63, -8.0), (30.42, -9.5)),
    ),
}  # fmt: skip
"""What is drawn, by the path below the folder of seeds: the article, and which of its pictures it is."""


def encode(image: Image.Image) -> bytes:
    """Return a picture as a PNG."""
    packed = io.BytesIO()
    image.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def main(names: list[str]) -> int:
    """Draw every picture, or those named; return the exit code."""
    for name, picture in PICTURES.items():
        if names and name not in names:
            continue
        content = encode(picture.draw())
        (SEEDS / f"{name}.png").write_bytes(content)
        print(f"{name}.png: {len(content):,} bytes")
        if len(content) > MOST_BYTES:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
