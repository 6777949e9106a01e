"""What Pillow makes of pictures, and what is refused; skipped where the extra is not installed."""

import io
import struct
import zlib
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termnews.domain.problems import Problem
from termnews.globe.glyphs import QUADRANTS
from termnews.pictures import decode
from termnews.pictures.cells import draw_cells
from termnews.pictures.decode import LARGEST, MOST_BYTES, Pixels, has_pictures, parse_picture, scale

needs_pillow = pytest.mark.skipif(not has_pictures(), reason="the extra `pictures` is not installed")


def encode(kind: str, size: tuple[int, int], colour: tuple[int, ...], mode: str = "RGB", **options: Any) -> bytes:
    pillow = import_module("PIL.Image")
    out = io.BytesIO()
    pillow.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """Return a small PNG whose header promises any size."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def refusal(content: bytes) -> str:
    found = parse_picture(content, "a picture")
    assert isinstance(found, Problem)
    assert found.where == "a picture"
    return found.why


@needs_pillow
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_pictures_are_read(kind: str) -> None:
    found = parse_picture(encode(kind, (40, 20), (250, 10, 10)), "a picture")
    assert isinstance(found, Pixels)
    assert (found.width, found.height, len(found.rgb)) == (40, 20, 40 * 20 * 3)
    assert all(abs(a - b) < 12 for a, b in zip(found.rgb[:3], (250, 10, 10), strict=True))


@needs_pillow
def test_large_pictures_are_kept_small() -> None:
    found = parse_picture(encode("JPEG", (3000, 1500), (0, 90, 0)), "a picture")
    assert isinstance(found, Pixels)
    assert (found.width, found.height) == (LARGEST, LARGEST // 2)
    small = scale(found, 6, 4)
    assert (small.width, small.height, len(small.rgb)) == (6, 4, 72)
    assert draw_cells(found, 3, 2, QUADRANTS, scale)[0][0][0] == " "


@needs_pillow
def test_what_can_be_seen_through_lies_on_the_ground() -> None:
    clear = encode("PNG", (4, 4), (255, 255, 255, 0), "RGBA")
    found = parse_picture(clear, "a picture", ground=(16, 21, 31))
    assert isinstance(found, Pixels)
    assert found.rgb[:3] == bytes((16, 21, 31))


@needs_pillow
def test_a_picture_taken_upright_is_upright() -> None:
    pillow = import_module("PIL.Image")
    exif = pillow.Exif()
    exif[0x0112] = 6
    found = parse_picture(encode("JPEG", (40, 20), (9, 9, 9), exif=exif.tobytes()), "a picture")
    assert isinstance(found, Pixels)
    assert (found.width, found.height) == (20, 40)


@needs_pillow
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n", "cannot be read"),
        (b"GIF89a" + bytes(40), "cannot be read"),
        (bytes(MOST_BYTES + 1), "more than 12 megabytes"),
        (png_that_claims(6000, 5000), "more than 24 million pixels"),
        (png_that_claims(60_000, 50_000), "more than 24 million pixels"),
        (png_that_claims(12_000, 9_000), "more than 24 million pixels"),
        (png_that_claims(0, 5), "cannot be read"),
        (png_that_claims(50, 50)[:60], "cannot be read"),
    ],
    ids=["nothing", "svg", "cut", "gif", "bytes", "pixels", "bomb", "warned", "flat", "short"],
)
def test_hostile_pictures_are_refused(content: bytes, why: str) -> None:
    assert why in refusal(content)


@needs_pillow
@pytest.mark.parametrize("kind", ["BMP", "TIFF", "ICO", "PPM"])
def test_other_formats_are_refused(kind: str) -> None:
    assert "JPEG, PNG, WebP or GIF" in refusal(encode(kind, (32, 32), (1, 2, 3)))


@needs_pillow
@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, 400), value=st.integers(0, 255), cut=st.integers(0, 500), kind=st.sampled_from(decode.FORMATS))
def test_broken_pictures_are_pixels_or_a_problem(at: int, value: int, cut: int, kind: str) -> None:
    content = bytearray(encode(kind, (24, 24), (200, 30, 90)))
    content[at % len(content)] = value
    assert isinstance(parse_picture(bytes(content[: 40 + cut]), "a picture"), Pixels | Problem)


def test_without_the_extra_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "find_spec", lambda _: None)
    assert "termnews[pictures]" in refusal(b"")
