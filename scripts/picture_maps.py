"""Maps for the sample edition, drawn from the globe's own raster: flat colours that survive being drawn as cells."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from termnews.globe.raster import Atlas, Raster, load_atlas

Point = tuple[float, float]
"""Latitude and longitude."""
Colour = tuple[int, int, int]

SEA, LAND, EDGE = (16, 40, 72), (72, 88, 104), (8, 24, 40)
ORANGE, YELLOW, GREEN, BLUE, RED, WHITE, PALE = (  # eighths of what a channel has: so a cell shows them as they are
    (240, 144, 56), (248, 208, 88), (72, 176, 128), (96, 152, 224), (224, 80, 72), (248, 248, 240), (176, 144, 120),
)  # fmt: skip
TINTS = (SEA, LAND, EDGE, ORANGE, YELLOW, GREEN, BLUE, RED, WHITE, PALE)
SIZE = (960, 420)
FINER = 2
"""How many times as fine a map is drawn as it is kept."""
_WORLD = 60
"""Degrees of latitude from which on countries are too small for lines between them."""
_BORDER = 150
"""A pixel of which less belongs to any one country lies on a border."""


@dataclass(frozen=True, slots=True)
class Way:
    """A line along points, rounded where it bends."""

    points: tuple[Point, ...]
    colour: Colour = WHITE
    width: int = 13
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """A part of the earth, its degrees of longitude as wide as they are in its middle."""

    middle: Point
    height: float
    """Degrees of latitude from the lower edge to the upper one."""
    countries: Mapping[Colour, str] = field(default_factory=dict)
    """Codes, with blanks between, by the colour they are filled with."""
    ways: tuple[Way, ...] = ()
    dots: tuple[Point, ...] = ()
    areas: tuple[tuple[Colour, tuple[Point, ...]], ...] = ()
    """Parts of the sea."""

    def draw(self) -> Image.Image:
        """Return the map as a picture."""
        atlas = load_atlas()
        fills = {atlas.numbers[code]: colour for colour, codes in self.countries.items() for code in codes.split()}
        image, border, sea = self._fill(atlas, fills)
        for colour, corners in self.areas:
            area = Image.new("L", image.size)
            ImageDraw.Draw(area).polygon([self._place(p) for p in corners], fill=255)
            image.paste(colour, mask=ImageChops.multiply(area, sea))
        if self.height < _WORLD:
            image.paste(EDGE, mask=border)
        self._draw_over(image)
        return image.resize(SIZE, Image.Resampling.LANCZOS).quantize(palette=_palette(), dither=Image.Dither.NONE)

    @property
    def _degrees(self) -> tuple[float, float]:
        """How many degrees of longitude and latitude a pixel of the fine picture takes."""
        step = self.height / (SIZE[1] * FINER)
        return step / math.cos(math.radians(self.middle[0])), step

    def _place(self, point: Point) -> tuple[float, float]:
        east, north = self._degrees
        turned = (point[1] - self.middle[1] + 180) % 360 - 180
        return SIZE[0] * FINER / 2 + turned / east, SIZE[1] * FINER / 2 - (point[0] - self.middle[0]) / north

    def _fill(self, atlas: Atlas, fills: Mapping[int, Colour]) -> tuple[Image.Image, Image.Image, Image.Image]:
        """Return the countries, what lies on a border, and what is sea; each country's edge is made smooth."""
        crop, blur = self._crop(atlas.finest)
        size = (SIZE[0] * FINER, SIZE[1] * FINER)
        image = Image.new("RGB", size, SEA)
        best = Image.new("L", size)
        sea = Image.new("L", size)
        for number in sorted(set(crop.image.tobytes())):
            own = crop.image.point([255 * (value == number) for value in range(256)])
            region = crop.region(own, size)
            if region is None:
                continue
            last = best.crop(region)
            part = (region[2] - region[0], region[3] - region[1])
            mask = own.resize(part, Image.Resampling.BICUBIC, crop.behind(region, size))
            mask = mask.filter(ImageFilter.GaussianBlur(blur))
            wins = ImageChops.subtract(mask, last).point(lambda value: 255 * (value > 0))
            image.paste(fills.get(number, LAND) if number else SEA, region, wins)
            best.paste(ImageChops.lighter(last, mask), region)
            sea.paste(0 if number else 255, region, wins)
        border = best.point(lambda value: 255 * (value < _BORDER)).filter(ImageFilter.MaxFilter(3))
        return image, border.filter(ImageFilter.GaussianBlur(1)), sea

    def _crop(self, raster: Raster) -> tuple["_Crop", float]:
        """Return the raster turned so that the middle is in its middle, the box of it that is shown, and a blur."""
        east, north = self._degrees
        per_degree = raster.width / 360
        start = int((self.middle[1] - 180 + 180) % 360 * per_degree)
        ids = Image.frombytes("L", (raster.width, raster.height), raster.ids)
        turned = ImageChops.offset(ids, -start, 0)
        across = (self.middle[1] - 180 + 180) % 360 * per_degree - start + raster.width / 2
        down = (90 - self.middle[0]) * per_degree
        wide, high = SIZE[0] * FINER * east / 2 * per_degree, SIZE[1] * FINER * north / 2 * per_degree
        box = (max(0.0, across - wide), down - high, min(float(raster.width), across + wide), down + high)
        return _Crop(turned, box), 0.45 / (east * per_degree)

    def _draw_over(self, image: Image.Image) -> None:
        pen = ImageDraw.Draw(image)
        for way in self.ways:
            places = [self._place(p) for p in rounded(way.points)]
            for width, colour in ((way.width + 8, EDGE), (way.width, way.colour)):
                for at, (start, end) in enumerate(pairwise(places)):
                    if not way.is_dashed or at // 5 % 2 == 0:
                        _stroke(pen, start, end, width * FINER, colour)
        for place in map(self._place, self.dots):
            for radius, colour in ((23, EDGE), (16, WHITE)):
                _disc(pen, place, radius * FINER, colour)


@dataclass(frozen=True, slots=True)
class _Crop:
    image: Image.Image
    box: tuple[float, float, float, float]
    """What is shown of it, from left to right and from top to bottom."""

    def region(self, own: Image.Image, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
        """Return where in a picture of a size something stands, with room around it; None when it is not shown."""
        found = own.getbbox()
        left, top, right, bottom = self.box
        if found is None:
            return None
        east, south = size[0] / (right - left), size[1] / (bottom - top)
        x, y = max(0, int((found[0] - 3 - left) * east)), max(0, int((found[1] - 3 - top) * south))
        end = min(size[0], int((found[2] + 3 - left) * east)), min(size[1], int((found[3] + 3 - top) * south))
        return (x, y, *end) if end[0] > x and end[1] > y else None

    def behind(self, region: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[float, float, float, float]:
        """Return which part of the raster a region shows."""
        left, top, right, bottom = self.box
        east, south = (right - left) / size[0], (bottom - top) / size[1]
        x, y, x_end, y_end = region
        return left + x * east, top + y * south, left + x_end * east, top + y_end * south


def _palette() -> Image.Image:
    """Return the colours of maps, each as it is and half way to the edge that is drawn around everything."""
    halves = [tuple((a + b) // 2 for a, b in zip(tint, EDGE, strict=True)) for tint in TINTS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in (*TINTS, *halves) for value in colour])
    return palette


def rounded(points: Sequence[Point]) -> list[Point]:
    """Return points along the curve of Catmull and Rom through the given ones."""
    whole = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for a, b, c, d in zip(whole, whole[1:], whole[2:], whole[3:], strict=False):
        for step in range(16):
            share = step / 16
            curve.append((_between(a[0], b[0], c[0], d[0], share), _between(a[1], b[1], c[1], d[1], share)))
    return [*curve, points[-1]]


def _between(a: float, b: float, c: float, d: float, share: float) -> float:
    straight, bend = c - a, 2 * a - 5 * b + 4 * c - d
    return b + 0.5 * share * (straight + share * (bend + share * (3 * b - a - 3 * c + d)))


def _stroke(
    pen: ImageDraw.ImageDraw, start: tuple[float, float], end: tuple[float, float], width: int, colour: Colour
) -> None:
    pen.line([start, end], fill=colour, width=width)
    _disc(pen, start, width / 2, colour)
    _disc(pen, end, width / 2, colour)


def _disc(pen: ImageDraw.ImageDraw, place: tuple[float, float], radius: float, colour: Colour) -> None:
    x, y = place
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
