"""A screen as a picture, cell by cell: what fonts seldom have, octants and their like, is drawn by its pattern."""

import subprocess
from collections.abc import Mapping, Sequence

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from textual.strip import Strip

from termnews.globe.glyphs import DOTS, HALVES, OCTANTS, QUADRANTS, SEXTANTS, Mode, glyphs_of

WIDTH, HEIGHT = 8, 16
"""Pixels of a cell: eight pixels hold the two columns and four rows of an octant."""
PALETTE = 128


def patterns() -> Mapping[str, tuple[Mode, int]]:
    """Return the mode and the mask of each character that is drawn by its pattern."""
    found: dict[str, tuple[Mode, int]] = {}
    for mode in (DOTS, HALVES, QUADRANTS, SEXTANTS, OCTANTS):
        for mask, glyph in enumerate(glyphs_of(mode)):
            if mode != DOTS or mask:
                found[glyph] = (mode, mask)
    return found


def paint(strips: Sequence[Strip], columns: int) -> Image.Image:
    """Return the picture of lines."""
    image = Image.new("RGB", (columns * WIDTH, len(strips) * HEIGHT))
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(_font_file(), 13)
    known = patterns()
    for row, strip in enumerate(strips):
        column = 0
        for segment in strip:
            style = segment.style
            front = style.color.get_truecolor() if style and style.color else (220, 220, 220)
            back = style.bgcolor.get_truecolor(foreground=False) if style and style.bgcolor else (0, 0, 0)
            if style and style.reverse:
                front, back = back, front
            for glyph in segment.text:
                wide = cell_len(glyph)
                left, top = column * WIDTH, row * HEIGHT
                draw.rectangle((left, top, left + wide * WIDTH - 1, top + HEIGHT - 1), fill=tuple(back))
                if glyph in known:
                    _paint_pattern(draw, (left, top), known[glyph], tuple(front))
                elif glyph != " ":
                    draw.text((left, top), glyph, font=font, fill=tuple(front))
                column += wide
    return image


def _paint_pattern(
    draw: ImageDraw.ImageDraw, corner: tuple[int, int], pattern: tuple[Mode, int], colour: tuple[int, ...]
) -> None:
    (left, top), (mode, mask) = corner, pattern
    wide = WIDTH // mode.columns
    for place in range(mode.pixels):
        if mask >> place & 1:
            y, x = divmod(place, mode.columns)
            x, high = left + x * wide, (y + 1) * HEIGHT // mode.rows - y * HEIGHT // mode.rows
            y = top + y * HEIGHT // mode.rows
            if mode == DOTS:
                draw.ellipse((x, y, x + wide - 2, y + high - 2), fill=colour)
            else:
                draw.rectangle((x, y, x + wide - 1, y + high - 1), fill=colour)


def shrink(image: Image.Image) -> Image.Image:
    """Return a picture with few colours, which is small as a PNG."""
    return image.convert("RGB").quantize(PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _font_file() -> str:
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "monospace"], check=True, capture_output=True, text=True, timeout=20
    )
    return found.stdout
