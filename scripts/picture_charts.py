"""Charts and flags for the sample edition: plain geometry, without a letter, which no cell could show."""

import math
from dataclasses import dataclass

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]

GROUND, LINE = (24, 32, 46), (58, 70, 90)
WIDTH, HEIGHT, EDGE = 960, 360, 40
FINER = 2
COLOURS = 64


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars, one below the other, with upright lines at every so many."""

    values: tuple[tuple[float, Colour], ...]
    every: float

    def draw(self) -> Image.Image:
        """Return the chart as a picture."""
        image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), GROUND)
        pen = ImageDraw.Draw(image)
        left, right = EDGE * FINER, (WIDTH - EDGE) * FINER
        scale = (right - left) / (max(value for value, _ in self.values) * 1.04)
        at = self.every
        while left + at * scale < right:
            x = left + at * scale
            pen.line([(x, EDGE * FINER / 2), (x, (HEIGHT - EDGE / 2) * FINER)], fill=LINE, width=6 * FINER)
            at += self.every
        room = (HEIGHT - EDGE) * FINER / len(self.values)
        for row, (value, colour) in enumerate(self.values):
            top = EDGE * FINER / 2 + row * room + room * 0.16
            box = (left, top, left + value * scale, top + room * 0.68)
            pen.rounded_rectangle(box, 10 * FINER, fill=colour, corners=(False, True, True, False))
        pen.rectangle((left - 6 * FINER, EDGE * FINER / 2, left, (HEIGHT - EDGE / 2) * FINER), fill=(200, 206, 216))
        return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(COLOURS)


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag of stripes, triangles that begin at the hoist, and stars."""

    size: tuple[int, int]
    stripes: tuple[Colour, ...]
    """From top to bottom, all of one height."""
    triangles: tuple[tuple[float, Colour], ...] = ()
    """How far each reaches into the flag, as a share of its length."""
    stars: tuple[tuple[float, float, float, float, Colour], ...] = ()
    """Where each stands and how far its points reach, as shares of the flag's height; by how many degrees it leans."""

    def draw(self) -> Image.Image:
        """Return the flag as a picture."""
        width, height = self.size[0] * FINER, self.size[1] * FINER
        image = Image.new("RGB", (width, height))
        pen = ImageDraw.Draw(image)
        for row, colour in enumerate(self.stripes):
            top = row * height / len(self.stripes)
            pen.rectangle((0, top, width, top + height / len(self.stripes)), fill=colour)
        for share, colour in self.triangles:
            pen.polygon([(0, 0), (width * share, height / 2), (0, height)], fill=colour)
        for x, y, reach, lean, colour in self.stars:
            pen.polygon(star(x * height, y * height, reach * height, lean), fill=colour)
        return image.resize(self.size, Image.Resampling.LANCZOS).quantize(COLOURS)


def star(x: float, y: float, reach: float, lean: float) -> list[tuple[float, float]]:
    """Return the corners of a star of five points, the first one upright unless it leans."""
    inner = reach * math.sin(math.radians(18)) / math.sin(math.radians(54))
    corners = []
    for corner in range(10):
        angle = math.radians(corner * 36 + lean)
        length = inner if corner % 2 else reach
        corners.append((x + length * math.sin(angle), y - length * math.cos(angle)))
    return corners
