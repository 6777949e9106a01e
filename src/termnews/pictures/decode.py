"""Bytes from outside to pixels, through Pillow where it is installed; what is too large is refused unopened.

A picture of ten kilobytes can unpack to hundreds of megabytes and pass Pillow's own limit: the size is read first.
"""

import io
import struct
import warnings
import zlib
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from termnews.domain.problems import Problem

MOST_BYTES = 12_000_000
MOST_PIXELS = 24_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST = 640
"""Pixels of the longer side that are kept: more than any window's cells show."""

_TOO_MANY_PIXELS = f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels"
_BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, AttributeError, ArithmeticError, RuntimeError,
    MemoryError, Warning, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow is known to raise for broken files, beside its own error for too many pixels."""
_SEE_THROUGH = frozenset({"RGBA", "LA", "PA", "P", "La", "RGBa"})


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture in memory."""

    width: int
    height: int
    rgb: bytes
    """Three bytes a pixel, row by row."""


def has_pictures() -> bool:
    """Say whether the extra `pictures` is installed."""
    return find_spec("PIL") is not None


def parse_picture(content: bytes, where: str, ground: tuple[int, int, int] = (0, 0, 0)) -> Pixels | Problem:
    """Return a picture on a ground, its longer side at most `LARGEST`; a problem in one sentence when it is refused."""
    if not has_pictures():
        return Problem(where, "pictures need the extra termnews[pictures]")
    if len(content) > MOST_BYTES:
        return Problem(where, f"the picture has more than {MOST_BYTES // 1_000_000} megabytes")
    pillow = _pillow("Image")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _decode(pillow, content, where, ground)
    except (pillow.DecompressionBombError, pillow.DecompressionBombWarning):
        return Problem(where, _TOO_MANY_PIXELS)
    except _BROKEN:
        return Problem(where, "the picture cannot be read as JPEG, PNG, WebP or GIF")


def scale(pixels: Pixels, width: int, height: int) -> Pixels:
    """Return the picture in another size."""
    pillow = _pillow("Image")
    image = pillow.frombytes("RGB", (pixels.width, pixels.height), pixels.rgb)
    return Pixels(width, height, image.resize((width, height), pillow.Resampling.HAMMING).tobytes())


def _pillow(part: str) -> ModuleType:
    """Import a part of Pillow: when the first picture is shown, not at the start."""
    return import_module(f"PIL.{part}")


def _decode(pillow: ModuleType, content: bytes, where: str, ground: tuple[int, int, int]) -> Pixels | Problem:
    with pillow.open(io.BytesIO(content), formats=FORMATS) as image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            return Problem(where, _TOO_MANY_PIXELS)
        if width < 1 or height < 1:
            return Problem(where, "the picture is empty")
        image.draft("RGB", (LARGEST, LARGEST))
        small = _on_ground(pillow, _upright(_small(image)), ground)
    return Pixels(small.width, small.height, small.tobytes())


def _small(image: Any) -> Any:  # noqa: ANN401 - Pillow may be missing, and its types with it
    if image.mode in {"P", "PA", "1"}:
        image = image.convert("RGBA")
    image.thumbnail((LARGEST, LARGEST))
    return image


def _upright(image: Any) -> Any:  # noqa: ANN401
    return _pillow("ImageOps").exif_transpose(image)


def _on_ground(pillow: ModuleType, image: Any, ground: tuple[int, int, int]) -> Any:  # noqa: ANN401
    if image.mode not in _SEE_THROUGH and "transparency" not in image.info:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    back = pillow.new("RGBA", clear.size, (*ground, 255))
    back.alpha_composite(clear)
    return back.convert("RGB")
