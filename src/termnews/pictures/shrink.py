"""A picture from outside to a small one of a kind that is quick to open, or why there is none."""

import io
from importlib import import_module

from termnews.domain.problems import Problem
from termnews.pictures.decode import parse_picture

SMALLEST = 64
"""Pixels of the shorter side: what is smaller is a mark or counts readers."""
_QUALITY = 85
_GROUND = (255, 255, 255)


def shrink_picture(content: bytes, where: str) -> bytes | Problem:
    """Return a picture as a JPEG of the size that windows show; a Problem for what is no picture or much too large."""
    pixels = parse_picture(content, where, _GROUND)
    if isinstance(pixels, Problem):
        return pixels
    if min(pixels.width, pixels.height) < SMALLEST:
        return Problem(where, "the picture is too small to be one")
    image = import_module("PIL.Image").frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
