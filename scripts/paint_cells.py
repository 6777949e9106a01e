"""A screen as a picture, cell by cell: what fonts draw with gaps, or seldom have, is drawn by its shape."""

import subprocess
from collections.abc import Mapping, Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from termnews.globe.glyphs import DOTS, HALVES, OCTANTS, QUADRANTS, SEXTANTS, Mode, glyphs_of

WIDTH, HEIGHT = 10, 20
"""Pixels of a cell: the two columns and four rows of an octant come out even."""
FONT_SIZE = 16
PALETTE = 128
MARGIN, BAR = 12, 34
FRAME, BAR_INK = (41, 41, 41), (190, 190, 190)
LIGHTS = ((255, 95, 87), (254, 188, 46), (40, 200, 64))
Colour = tuple[int, ...]
Corner = tuple[int, int]

_LINES = {
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ur", "┘": "lu", "├": "urd", "┤": "lud", "┬": "lrd", "┴": "lur",
    "┼": "lurd", "╭": "rd", "╮": "ld", "╰": "ur", "╯": "lu", "━": "LR", "┃": "UD",
}  # fmt: skip
"""The ends of lines that start in the middle of a cell: left, up, right, down; capitals are thick."""
_EIGHTHS_UP, _EIGHTHS_RIGHT = "▁▂▃▄▅▆▇█", "▏▎▍▌▋▊▉"


@cache
def patterns() -> Mapping[str, tuple[Mode, int]]:
    """Return the mode and the mask of each character that is drawn by its pattern."""
    found: dict[str, tuple[Mode, int]] = {}
    for mode in (DOTS, HALVES, QUADRANTS, SEXTANTS, OCTANTS):
        for mask, glyph in enumerate(glyphs_of(mode)):
            if mode != DOTS or mask:
                found[glyph] = (mode, mask)
    return found


def paint(strips: Sequence[Strip], columns: int) -> Image.Image:
    """Return the picture of lines in the frame of a window."""
    size = (columns * WIDTH + 2 * MARGIN, len(strips) * HEIGHT + BAR + MARGIN)
    image = Image.new("RGB", size, FRAME)
    draw = ImageDraw.Draw(image)
    for place, light in enumerate(LIGHTS):
        left, top = MARGIN + 8 + place * 22, BAR // 2 - 6
        draw.ellipse((left, top, left + 12, top + 12), fill=light)
    draw.text((size[0] // 2, BAR // 2), "termnews", font=_font("", ""), fill=BAR_INK, anchor="mm")
    for row, strip in enumerate(strips):
        column = 0
        for segment in strip:
            front, back = _colours(segment.style)
            for glyph in segment.text:
                if not (wide := cell_len(glyph)):
                    continue
                corner = (MARGIN + column * WIDTH, BAR + row * HEIGHT)
                box = (*corner, corner[0] + wide * WIDTH - 1, corner[1] + HEIGHT - 1)
                draw.rectangle(box, fill=back)
                _paint_glyph(draw, corner, glyph, front, segment.style)
                column += wide
    return image


def _colours(style: Style | None) -> tuple[Colour, Colour]:
    front: Colour = style.color.get_truecolor() if style and style.color else (220, 220, 220)
    back: Colour = style.bgcolor.get_truecolor(foreground=False) if style and style.bgcolor else (0, 0, 0)
    return (back, front) if style and style.reverse else (front, back)


def _paint_glyph(draw: ImageDraw.ImageDraw, corner: Corner, glyph: str, front: Colour, style: Style | None) -> None:
    left, top = corner
    if glyph == " ":
        pass
    elif glyph in patterns():
        _paint_pattern(draw, corner, patterns()[glyph], front)
    elif glyph in _LINES:
        _paint_lines(draw, corner, _LINES[glyph], front)
    elif glyph in _EIGHTHS_UP:
        high = (_EIGHTHS_UP.index(glyph) + 1) * HEIGHT // 8
        draw.rectangle((left, top + HEIGHT - high, left + WIDTH - 1, top + HEIGHT - 1), fill=front)
    elif glyph in _EIGHTHS_RIGHT:
        wide = max(1, (_EIGHTHS_RIGHT.index(glyph) + 1) * WIDTH // 8)
        draw.rectangle((left, top, left + wide - 1, top + HEIGHT - 1), fill=front)
    else:
        kind = ("Bold" if style and style.bold else "") + ("Oblique" if style and style.italic else "")
        draw.text((left, top + HEIGHT - 5), glyph, font=_font(kind, glyph), fill=front, anchor="ls")
    if style and style.underline:
        draw.line((left, top + HEIGHT - 3, left + WIDTH - 1, top + HEIGHT - 3), fill=front)


def _paint_pattern(draw: ImageDraw.ImageDraw, corner: Corner, pattern: tuple[Mode, int], colour: Colour) -> None:
    (left, top), (mode, mask) = corner, pattern
    wide = WIDTH // mode.columns
    for place in range(mode.pixels):
        if mask >> place & 1:
            y, x = divmod(place, mode.columns)
            x, low = left + x * wide, top + (y + 1) * HEIGHT // mode.rows
            y = top + y * HEIGHT // mode.rows
            if mode == DOTS:
                draw.ellipse((x + 1, y + 1, x + 3, y + 3), fill=colour)
            else:
                draw.rectangle((x, y, x + wide - 1, low - 1), fill=colour)


def _paint_lines(draw: ImageDraw.ImageDraw, corner: Corner, ends: str, colour: Colour) -> None:
    left, top = corner
    x, y = left + WIDTH // 2, top + HEIGHT // 2
    for end in ends:
        more = 1 if end.isupper() else 0
        box = {
            "l": (left, y, x + more, y + more), "r": (x, y, left + WIDTH - 1, y + more),
            "u": (x, top, x + more, y + more), "d": (x, y, x + more, top + HEIGHT - 1),
        }[end.lower()]  # fmt: skip
        draw.rectangle(box, fill=colour)


def shrink(image: Image.Image) -> Image.Image:
    """Return a picture with few colours, which is small as a PNG."""
    return image.convert("RGB").quantize(PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


@cache
def _font(kind: str, glyph: str) -> ImageFont.FreeTypeFont:
    """Return the font of a kind that has a character, as the desktop would choose it."""
    style = {"": "Book", "Bold": "Bold", "Oblique": "Oblique", "BoldOblique": "Bold Oblique"}[kind]
    wanted = f"DejaVu Sans Mono:style={style}:color=false:scalable=true" + (f":charset={ord(glyph):x}" if glyph else "")
    found = subprocess.run(
        ["fc-match", "-f", "%{file}", wanted], check=True, capture_output=True, text=True, timeout=60
    )
    return ImageFont.truetype(found.stdout, FONT_SIZE)
