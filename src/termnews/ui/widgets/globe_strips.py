"""Cells of the globe as lines of the screen."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from termnews.globe.classes import BELOW, BRIGHTEST, HERE, SPACE, TAKE, byte_of
from termnews.globe.colours import DARK, PAPER, SIXTEEN, Colour, Palette, luminance, mix, readable_on
from termnews.globe.compose import Cell, letter_of
from termnews.globe.glyphs import ASCII, FRONT, HALVES, Dots, Mode, braille
from termnews.globe.labels import Kind, Label
from termnews.globe.paint import Row

_SPACE = byte_of(SPACE)
_HERE = byte_of(HERE, BRIGHTEST)
_ARC_LIGHT, _ARC_BEHIND = 0.5, 0.45
_HALO, _LEAST_APART = 0.6, 40.0
"""How much of the sky's colour lies behind a name, and how much brighter or darker than it a line must be."""
_PAPER_FROM = 128.0
_BITS = 10
"""Bits of the number of a colour."""
_DOTS_SHARE = 0.6
_STAR, _NONE = -1, -2
_STAR_EVERY = 47
_STAR_LIGHT = 0.30
_KEPT = 4000


Sky = tuple[Sequence[Cell], Sequence[Segment]]
"""The cells beside the earth in a row, and the same as segments."""


class Overlay(NamedTuple):
    """What lies over the cells of one row, from a column on."""

    column: int
    text: str
    front: Colour | None
    """None for a name, which has a halo of its own."""
    back: Colour | None = None
    """None for what lies behind anyway."""
    is_bold: bool = False
    is_line: bool = False
    """Whether it is part of a line, which may change its colour on its way."""


class StripMaker:
    """Knows the colours for one background, and keeps the styles it made."""

    def __init__(self, space: Colour, *, has_few_colours: bool) -> None:
        """Choose the palette that goes with a background."""
        self._has_few_colours = has_few_colours
        self._is_dark = has_few_colours or luminance(space) < _PAPER_FROM
        if has_few_colours:
            space = (0, 0, 0)
        inks = SIXTEEN if has_few_colours else DARK if self._is_dark else PAPER
        self.palette = Palette(inks, space)
        self._arc = mix(self.palette[byte_of(TAKE, BRIGHTEST)], self.palette[_HERE], _ARC_LIGHT)
        self._arc_behind = mix(space, self._arc, _ARC_BEHIND)
        self._styles: dict[int, Style] = {}
        self._free: dict[tuple[Colour, Colour, bool], Style] = {}
        self._skies: dict[tuple[int, int, bool], Sky] = {}
        self._star = _style_of(mix(space, (255, 255, 255), _STAR_LIGHT), space)

    def strips(self, rows: Sequence[Row], width: int, mode: Mode, dots: Dots, labels: Iterable[Label]) -> list[Strip]:
        """Return the lines of a frame."""
        over: dict[int, list[Overlay]] = {}
        self._lay_dots(rows, mode, dots, over)
        self._lay_labels(labels, mode, over)
        has_stars = self._is_dark and mode not in {ASCII, HALVES}
        lines = []
        for row, (first, cells) in enumerate(rows):
            left, clear_left = self._sky(row, first, has_stars=has_stars)
            right, clear_right = self._sky(row + len(rows), width - first - len(cells), has_stars=has_stars)
            if row in over:
                segments = self._with_overlays([*left, *cells, *right], over[row])
            else:
                segments = [*clear_left, *self._runs(cells), *clear_right]
            lines.append(Strip(segments, width))
        return lines

    def _sky(self, row: int, width: int, *, has_stars: bool) -> Sky:
        """Return what is beside the earth: here and there a star, always the same ones."""
        key = (row, width, has_stars)
        found = self._skies.get(key)
        if found is None:
            if len(self._skies) > _KEPT:
                self._skies.clear()
            cells: list[Cell] = [(" ", _SPACE, _SPACE)] * width
            if has_stars:
                for column in range((row * row * 29 + row * 13) % _STAR_EVERY, width, _STAR_EVERY):
                    cells[column] = ("·", _STAR, _SPACE)
            found = self._skies[key] = (cells, self._runs(cells))
        return found

    def _style(self, inks: int) -> Style:
        """Make the style of a front and a back."""
        front, back = divmod(inks, 1 << _BITS)
        made = self._star if front == _STAR else _style_of(self.palette[front], self.palette[back])
        self._styles[inks] = made
        return made

    def _free_style(self, front: Colour, back: Colour, *, is_bold: bool) -> Style:
        key = (front, back, is_bold)
        style = self._free.get(key)
        if style is None:
            if len(self._free) > _KEPT:
                self._free.clear()
            style = self._free[key] = _style_of(front, back, is_bold=is_bold)
        return style

    def _runs(self, cells: Sequence[Cell]) -> list[Segment]:
        """Join cells of the same colours; blank ones go with a character before them on the same ground."""
        segments: list[Segment] = []
        find, text, front, back = self._styles.get, "", _NONE, _NONE
        for glyph, ink, ground in cells:
            if ground == back and (glyph == " " or ink == front):
                text += glyph
                continue
            if text:
                segments.append(Segment(text, find(front << _BITS | back) or self._style(front << _BITS | back)))
            text, front, back = glyph, ink, ground
        if text:
            segments.append(Segment(text, find(front << _BITS | back) or self._style(front << _BITS | back)))
        return segments

    def _with_overlays(self, cells: Sequence[Cell], overlays: Iterable[Overlay]) -> list[Segment]:
        segments: list[Segment] = []
        at = 0
        for overlay in sorted(overlays, key=lambda o: o.column):
            if overlay.column < at:
                continue
            segments += self._runs(cells[at : overlay.column])
            for glyph, cell in zip(overlay.text, cells[overlay.column :], strict=False):
                segments.append(self._over(glyph, overlay, self._ground_of(cell)))
            at = overlay.column + len(overlay.text)
        return segments + self._runs(cells[at:])

    def _ground_of(self, cell: Cell) -> Colour:
        """Return what a cell looks like from afar: where dots give way, their ground takes on some of their colour."""
        _, ink, ground = cell
        return self.palette[ground] if ground < BELOW else mix(self.palette[ground], self.palette[ink], _DOTS_SHARE)

    def _over(self, glyph: str, overlay: Overlay, ground: Colour) -> Segment:
        front, back = overlay.front, overlay.back or ground
        if front is None:
            front, back = readable_on(self.palette[_SPACE]), self._halo(ground)
        elif abs(luminance(front) - luminance(back)) < _LEAST_APART:
            front, back = (readable_on(back), back) if overlay.is_line else (front, self._halo(back))
        return Segment(glyph, self._free_style(front, back, is_bold=overlay.is_bold))

    def _halo(self, ground: Colour) -> Colour:
        """Return what lies behind a name or a pin on some ground."""
        space = self.palette[_SPACE]
        return space if self._has_few_colours else mix(ground, space, _HALO)

    def _lay_dots(self, rows: Sequence[Row], mode: Mode, dots: Dots, over: dict[int, list[Overlay]]) -> None:
        for (row, column), mask in dots.items():
            if row < len(rows):
                glyph = "~" if mode in {ASCII, HALVES} else braille(mask)
                ink = self._arc if mask & FRONT else self._arc_behind
                over.setdefault(row, []).append(Overlay(column, glyph, ink, is_line=True))

    def _lay_labels(self, labels: Iterable[Label], mode: Mode, over: dict[int, list[Overlay]]) -> None:
        plain = mode in {ASCII, HALVES}
        here = self.palette[_HERE]
        for label in labels:
            end = label.column + len(label.text)
            row = over.setdefault(label.row, [])
            row[:] = [o for o in row if o.column >= end or o.column + len(o.text) <= label.column]
            match label.kind:
                case Kind.HERE:
                    row.append(Overlay(label.column, label.text, readable_on(here), here, is_bold=True))
                case Kind.PIN:
                    row.append(Overlay(label.column, "o" if plain else label.text, self.palette[label.ink]))
                case Kind.STEP:
                    text = letter_of(label.ink) * len(label.text) if mode == ASCII else label.text
                    row.append(Overlay(label.column, text, self.palette[label.ink], self.palette[_SPACE]))
                case _:
                    row.append(Overlay(label.column, label.text, None, is_bold=label.kind is Kind.TAKE))


def _style_of(front: Colour, back: Colour, *, is_bold: bool | None = None) -> Style:
    return Style(color=Color.from_rgb(*front), bgcolor=Color.from_rgb(*back), bold=is_bold)
